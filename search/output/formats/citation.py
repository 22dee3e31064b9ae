"""Citation: what a reference to an article says, whatever format it is written in."""

from typing import NamedTuple

from telusur.index.article import Article


class Citation(NamedTuple):
    """The parts of a reference to an article; those that are not known are empty or None."""

    key: str
    title: str
    publication: str
    """The publisher, or the name of the file that the article came in."""
    url: str
    year: int | None
    month: int | None
    day: int | None
    inferred: bool
    """Whether the date was inferred from the text."""


def citation_of(article: Article) -> Citation:
    """Return the reference to an article; of a date that is not certain, what is certain of it.

    Args:
        article: the article.
    """
    year = month = day = None
    if article.published:
        start, end = article.published.interval.start, article.published.interval.end
        year = start.year if start.year == end.year else None
        month = start.month if year and start.month == end.month else None
        day = start.day if start == end else None
    return Citation(
        article.id,
        _one_line(article.title),
        _one_line(article.source),
        _one_line(article.url),
        year,
        month,
        day,
        article.published is not None and article.published.basis == "inferred",
    )


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
