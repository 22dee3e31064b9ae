"""Groups the hits of a search by country or by month."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from telusur.index.article import Article
from telusur.search.results import Hit

GroupBy = Literal["country", "month"]

UNCERTAIN = "uncertain"
"""Stands for the month of an article whose date may be of several months."""


class Group(NamedTuple):
    """Hits that have something in common."""

    key: str | None
    """An ISO 3166-1 code, or a month such as 2024-10, or `UNCERTAIN`; None where it is unknown."""
    hits: list[Hit]
    """The hits, the best first."""


def grouped(hits: Sequence[Hit], by: GroupBy) -> list[Group]:
    """Part hits into groups; each hit is in one, with the rank that it has among all.

    Args:
        hits: the hits, the best first.
        by: by the country that the article refers to most, the group with the best hit first; or
            by the month of publication, the newest first, then those of an uncertain month, and
            those without a date last.
    """
    groups: dict[str | None, list[Hit]] = {}
    for hit in hits:
        key = _country(hit.article) if by == "country" else _month(hit.article)
        groups.setdefault(key, []).append(hit)
    found = [Group(key, members) for key, members in groups.items()]
    if by == "month":
        found.sort(key=_recency, reverse=True)
    return found


def _country(article: Article) -> str | None:
    return article.countries[0] if article.countries else None


def _month(article: Article) -> str | None:
    if article.published is None:
        return None
    first, last = article.published.interval.start, article.published.interval.end
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.year:04}-{first.month:02}" if same else UNCERTAIN


def _recency(group: Group) -> tuple[int, str]:
    if group.key is None:
        return 0, ""
    return (1, "") if group.key == UNCERTAIN else (2, group.key)
