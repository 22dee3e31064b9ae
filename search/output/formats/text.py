"""Text: a ranked list with highlighted passages, for people; also whole articles."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from telusur.index.article import Article, original_of
from telusur.index.indonesian.countries.territories import country_name
from telusur.index.translation import gettext
from telusur.search.output.date_format import date_as_text, moment_as_text, month_as_text
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.printable_text import printable
from telusur.search.output.terminal import Highlight, Terminal, highlighted_lines
from telusur.search.passages.passages import Match, Passage
from telusur.search.results import Hit, Results

if TYPE_CHECKING:
    from telusur.search.assist.more_like_this import Similar
    from telusur.search.counting.grouping import Group, GroupBy

_INDENT = "   "
_COUNTRIES_SHOWN = 3
_NARROWEST_TITLE = 16


class TextFormat(OutputFormat):
    """Lines for a terminal, or for whoever reads them elsewhere."""

    def results(self, results: Results, group_by: "GroupBy | None" = None) -> Iterator[str]:
        """Yield the hits, under headings if they are grouped.

        If the scores are explained, the query as it was understood comes first.

        Args:
            results: the results.
            group_by: what the hits are grouped by; None for no groups.
        """
        screen = self.screen
        if results.options.explain and results.tree is not None:
            from telusur.search.output.explanation_text import tree_as_text

            yield from tree_as_text(results.tree, results.inverse_document_frequencies, screen)
            yield ""
        if group_by is None:
            yield from _hits(results.hits, screen)
            return
        from telusur.search.counting.grouping import grouped

        for index, group in enumerate(grouped(results.hits, group_by)):
            if index:
                yield ""
            yield screen.style(group_heading(group, group_by), bold=True, underline=True)
            yield ""
            yield from _hits(group.hits, screen)

    def similar(self, similar: "Similar") -> Iterator[str]:
        """Yield the similar articles, each with the key terms that it shares.

        Args:
            similar: the article and those that are similar to it.
        """
        for index, hit in enumerate(similar.results):
            if index:
                yield ""
            version = similar.article.id in hit.duplicates
            yield from _head(
                hit, hit.title, self.screen, gettext("near-identical") if version else ""
            )
            terms = ", ".join(term.word for term in similar.shared[hit.id])
            yield from highlighted_lines(
                gettext("shares {terms}", terms=terms), [], self.screen, _INDENT
            )

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield a line for each article, or whole articles with a rule between them.

        Args:
            listing: the articles.
        """
        for index, entry in enumerate(listing.entries):
            if not listing.whole:
                yield article_as_line(entry.article, self.screen)
                continue
            if index:
                yield from ("", self.screen.style("─" * (self.screen.width or 80), dim=True), "")
            yield from _whole(entry, self.screen)


def text_as_lines(text: str, screen: Terminal, matches: Sequence[Match] = ()) -> Iterator[str]:
    """Yield the lines of a text, its blank lines included, with what matches in it highlighted.

    Args:
        text: the text.
        screen: where it is shown.
        matches: what matches in it, in order, without overlaps.
    """
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
    """Return one line that shows an article: id, date, title; cut at a word where it is too long.

    Where there is no room for a title behind the date, the date is left out.

    Args:
        article: the article.
        screen: where it is shown.
    """
    published = date_as_text(article.published) or "-"
    start = f"{article.id}  {published:<12}  "
    if screen.columns is not None and screen.columns < len(start) + _NARROWEST_TITLE:
        start = f"{article.id}  "
    title = screen.cut(printable(article.title), len(start))
    name = screen.style(printable(article.id), fg="cyan")
    return name + start[len(article.id) :] + screen.link(title, article.url)


def country_names(article: Article) -> list[str]:
    """Return the names of the first countries that an article refers to, and how many are left.

    Args:
        article: the article.
    """
    names = [country_name(code) for code in article.countries[:_COUNTRIES_SHOWN]]
    more = len(article.countries) - _COUNTRIES_SHOWN
    return [*names[:-1], f"{names[-1]} +{more}"] if more > 0 else names


def _whole(entry: Entry, screen: Terminal) -> Iterator[str]:
    if entry.original:
        yield from text_as_lines(original_of(entry.article), screen)
    else:
        yield from _article(entry.article, screen, entry.title_matches, entry.text_matches)
    for version in reversed(entry.versions or ()):
        until = moment_as_text(datetime.fromisoformat(version.replaced))
        yield from ("", gettext("Until {time}:", time=until), "")
        yield from _article(version.article, screen)


def _article(
    article: Article,
    screen: Terminal,
    title_matches: Sequence[Match] = (),
    text_matches: Sequence[Match] = (),
) -> Iterator[str]:
    if not article.title_made:
        yield from _title(article, title_matches, screen, "")
    yield from _about(article, screen, "")
    for url in article.urls:
        yield screen.style(screen.link(printable(url), url), fg="cyan")
    yield ""
    yield from text_as_lines(article.text, screen, text_matches)


def _hits(hits: Iterable[Hit], screen: Terminal) -> Iterator[str]:
    for index, hit in enumerate(hits):
        if index:
            yield ""
        yield from _hit(hit, screen)


def group_heading(group: "Group", group_by: "GroupBy") -> str:
    """Return what stands above the hits of a group.

    Args:
        group: the group.
        group_by: what the hits are grouped by.
    """
    if group_by == "country":
        return gettext("No country") if group.key is None else country_name(group.key)
    from telusur.search.counting.grouping import UNCERTAIN

    if group.key is None:
        return gettext("No date")
    if group.key == UNCERTAIN:
        return gettext("Uncertain month")
    return month_as_text(date.fromisoformat(f"{group.key}-01"))


def _hit(hit: Hit, screen: Terminal) -> Iterator[str]:
    title, passages = Entry(hit.article, hit).without_repetition()
    yield from _head(hit, title, screen)
    if hit.score_parts:
        from telusur.search.output.explanation_text import score_as_text

        yield from score_as_text(hit, screen, _INDENT)
    for passage in passages:
        yield ""
        yield from _passage(passage, screen)


def _head(hit: Hit, title: str, screen: Terminal, note: str = "") -> Iterator[str]:
    """Yield the lines above the passages: rank and title, then what is known of the article."""
    rank = screen.style(f"{hit.rank:<{len(_INDENT) - 1}} ", bold=True)
    article = hit.article
    more = gettext("+{count} similar", count=len(hit.duplicates)) if hit.hides_duplicates else note
    lines = [*_title(article, hit.title_matches, screen, _INDENT)] if title else []
    lines += _about(article, screen, _INDENT, more)
    if article.url and not screen.links:
        lines += [screen.style(f"{_INDENT}{printable(article.url)}", fg="cyan")]
    yield lines[0].replace(_INDENT, rank, 1)
    yield from lines[1:]


def _title(
    article: Article, matches: Sequence[Match], screen: Terminal, indent: str
) -> Iterator[str]:
    for line in highlighted_lines(article.title, _highlights(matches), screen, indent):
        yield indent + screen.link(_bold(line[len(indent) :], screen), article.url)


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
    """Yield the lines that show date, countries, source and id; no date and no name is cut."""
    countries = ", ".join(name.replace(" ", "\xa0") for name in country_names(article))
    published = date_as_text(article.published).replace(" ", "\xa0")
    parts = (published, countries, article.source, article.id, note.replace(" ", "\xa0"))
    about = " · ".join(part for part in parts if part)
    for line in highlighted_lines(about, [], screen, indent):
        yield indent + screen.style(line[len(indent) :].replace("\xa0", " "), fg="cyan")


def _highlights(matches: Sequence[Match]) -> list[Highlight]:
    return [Highlight(match.start, match.end) for match in matches]
