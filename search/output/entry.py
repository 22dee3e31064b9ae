"""Entry: an article as every output format shows it, whether it is a hit or was only listed."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from telusur.index.article import Article
from telusur.index.translation import gettext
from telusur.search.passages.highlighter import ArticleMatches
from telusur.search.passages.passages import Match, Passage
from telusur.search.results import Hit, Results

if TYPE_CHECKING:
    from telusur.index.store.rows.versions import Version


class Entry(NamedTuple):
    """One article of what is written out."""

    article: Article
    hit: Hit | None = None
    """The article as a hit, where a search found it."""
    matches: ArticleMatches | None = None
    """What matches in it, where the whole article is shown with its matches highlighted."""
    original: bool = False
    """Whether its text is wanted as it came, before it was cleaned."""
    versions: "Sequence[Version] | None" = None
    """Its former versions, the earliest first, where they are wanted."""

    @property
    def title_matches(self) -> Sequence[Match]:
        """What matches in the title."""
        if self.hit is not None:
            return self.hit.title_matches
        return self.matches.title if self.matches else ()

    @property
    def text_matches(self) -> Sequence[Match]:
        """What matches in the text, where the whole article is shown."""
        return self.matches.text if self.matches else ()

    def without_repetition(self) -> tuple[str, list[Passage]]:
        """Return the title and the passages to show, the first sentence at most once.

        The first sentence of an untitled article serves as its title, cut where it is long. A
        passage that says no more than such a title is left out; where a passage says more, the
        title is left out, and empty.
        """
        passages = list(self.hit.passages) if self.hit else []
        title = self.article.title
        if not self.article.title_made:
            return title, passages
        passages = [one for one in passages if " ".join(one.text.split()) not in title]
        repeated = any(one.start < len(title) - 1 for one in passages)
        return "" if repeated else title, passages


class Listing(NamedTuple):
    """Articles in an order, and what they are."""

    heading: str
    """What is listed: a query, or a name for all articles."""
    entries: Iterable[Entry]
    total: int
    """The number of articles, those before and after the entries included."""
    offset: int = 0
    """The number of articles before the first entry."""
    whole: bool = False
    """Whether the articles are shown with their texts."""


def listing_of(results: Results, hits: Iterable[Hit] | None = None) -> Listing:
    """Return the hits of a search as a listing, best first.

    Args:
        results: what was found.
        hits: the hits, if they are others than those that the results hold.
    """
    entries = (Entry(hit.article, hit) for hit in (results if hits is None else hits))
    heading = results.query or gettext("All articles")
    return Listing(heading, entries, results.total, results.offset)


def with_matches(
    text: str, matches: Sequence[Match], escape: Callable[[str], str], mark: tuple[str, str]
) -> str:
    """Return a text in a markup language, with what matches in it marked.

    Args:
        text: the text.
        matches: what matches in it, in order, without overlaps.
        escape: makes plain text of the language of some text.
        mark: what stands before and after each match.
    """
    parts, position = [], 0
    before, after = mark
    for match in matches:
        parts += [escape(text[position : match.start]), before]
        parts += [escape(text[match.start : match.end]), after]
        position = match.end
    return "".join([*parts, escape(text[position:])])
