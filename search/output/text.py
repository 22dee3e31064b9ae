"""Renders results and articles for people: a ranked list with highlighted passages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from telusur.index.article import Article
from telusur.search.output.date_format import date_as_text, month_as_text
from telusur.search.output.terminal import Highlight, Terminal, highlighted_lines, printable
from telusur.search.passages.highlighter import ArticleMatches
from telusur.search.passages.passages import Match, Passage
from telusur.search.results import Hit, Results

if TYPE_CHECKING:
    from telusur.search.grouping import Group, GroupBy
    from telusur.search.more_like_this import Similar

_INDENT = "   "
_COUNTRIES_SHOWN = 5


def results_as_text(
    results: Results, screen: Terminal, group_by: "GroupBy | None" = None
) -> Iterator[str]:
    """Yield the lines that show the hits of a search, grouped under headings if that is wanted.

    Where the scores were to be explained, the query as it was understood comes first.
    """
    if results.options.explain and results.tree is not None:
        from telusur.search.output.explanation_text import tree_as_text

        yield from tree_as_text(results.tree, results.inverse_document_frequencies, screen)
        yield ""
    if group_by is None:
        yield from _hits(results.hits, screen)
        return
    from telusur.search.grouping import grouped

    for index, group in enumerate(grouped(results.hits, group_by)):
        if index:
            yield ""
        yield screen.style(_heading(group, group_by), bold=True, underline=True)
        yield ""
        yield from _hits(group.hits, screen)


def article_as_text(
    article: Article, screen: Terminal, matches: ArticleMatches | None = None
) -> Iterator[str]:
    """Yield the lines that show a whole article, with what matches in it highlighted."""
    in_title, in_text = matches or ((), ())
    for line in highlighted_lines(article.title, _highlights(in_title), screen, ""):
        yield _bold(line, screen)
    yield from _about(article, screen, "")
    for url in article.urls:
        yield screen.style(printable(url), fg="cyan")
    yield ""
    yield from text_as_lines(article.text, screen, in_text)


def text_as_lines(text: str, screen: Terminal, matches: Sequence[Match] = ()) -> Iterator[str]:
    """Yield the lines that show a text as it is, with what matches in it highlighted."""
    start = next_match = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        highlights = []
        while next_match < len(matches) and matches[next_match].start < end:
            match = matches[next_match]
            highlights.append(Highlight(max(0, match.start - start), match.end - start))
            if match.end > end:
                break
            next_match += 1
        lines = highlighted_lines(paragraph, highlights, screen, "")
        yield from lines if paragraph.strip() else [""]
        start = end + 1


def article_as_line(article: Article, screen: Terminal) -> str:
    """Return one line that shows an article in a list."""
    published = date_as_text(article.published) or "-"
    name = screen.style(article.id, fg="cyan")
    return f"{name}  {published:<12}  {printable(article.title)}"


def similar_as_text(similar: "Similar", screen: Terminal) -> Iterator[str]:
    """Yield the lines that show similar articles, each with the salient terms that it shares."""
    for index, hit in enumerate(similar.results):
        if index:
            yield ""
        version = similar.article.id in hit.duplicates
        yield from _head(hit, screen, "near-identical" if version else "")
        terms = ", ".join(term.word for term in similar.shared[hit.id])
        yield from highlighted_lines(f"shares {terms}", [], screen, _INDENT)


def _hits(hits: Iterable[Hit], screen: Terminal) -> Iterator[str]:
    for index, hit in enumerate(hits):
        if index:
            yield ""
        yield from _hit(hit, screen)


def _heading(group: "Group", group_by: "GroupBy") -> str:
    if group_by == "country":
        from telusur.index.indonesian.countries.detection import country_name

        return "No country" if group.key is None else f"{group.key} {country_name(group.key)}"
    from telusur.search.grouping import UNCERTAIN

    if group.key is None:
        return "No date"
    if group.key == UNCERTAIN:
        return "Uncertain month"
    return month_as_text(date.fromisoformat(f"{group.key}-01"))


def _hit(hit: Hit, screen: Terminal) -> Iterator[str]:
    yield from _head(hit, screen)
    if hit.score_parts:
        from telusur.search.output.explanation_text import score_as_text

        yield from score_as_text(hit, screen, _INDENT)
    for passage in hit.passages:
        yield ""
        yield from _passage(passage, screen)


def _head(hit: Hit, screen: Terminal, note: str = "") -> Iterator[str]:
    rank = f"{hit.rank:<{len(_INDENT) - 1}} "
    title = highlighted_lines(hit.title, _highlights(hit.title_matches), screen, _INDENT)
    for number, line in enumerate(title):
        shown = screen.style(rank, bold=True) + line[len(_INDENT) :] if number == 0 else line
        yield _bold(shown, screen)
    more = f"+{len(hit.duplicates)} similar" if hit.hides_duplicates else note
    yield from _about(hit.article, screen, _INDENT, more)


def _passage(passage: Passage, screen: Terminal) -> Iterator[str]:
    before, after = "…" * passage.cut_before, "…" * passage.cut_after
    highlights = [
        Highlight(start + len(before), end + len(before))
        for start, end in _highlights(passage.matches)
    ]
    yield from highlighted_lines(before + passage.text + after, highlights, screen, _INDENT)


def _bold(line: str, screen: Terminal) -> str:
    """Make a line bold that may have highlights in it, each of which ends all styles."""
    if not screen.color:
        return line
    return "\x1b[1m" + line.replace("\x1b[0m", "\x1b[0m\x1b[1m") + "\x1b[0m"


def _about(article: Article, screen: Terminal, indent: str, note: str = "") -> Iterator[str]:
    """Yield the lines that show date, countries, source and id."""
    countries = " ".join(article.countries[:_COUNTRIES_SHOWN])
    more = len(article.countries) - _COUNTRIES_SHOWN
    if more > 0:
        countries += f" +{more}"
    parts = (date_as_text(article.published), countries, article.source, article.id, note)
    about = " · ".join(part for part in parts if part)
    for line in highlighted_lines(about, [], screen, indent):
        yield screen.style(line, fg="cyan")


def _highlights(matches: Sequence[Match]) -> list[Highlight]:
    return [Highlight(match.start, match.end) for match in matches]
