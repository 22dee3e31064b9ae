"""Groups the hits of a search by country or by month."""

from collections.abc import Iterable, Sequence
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
        groups.setdefault(group_key(hit.article, by), []).append(hit)
    return [Group(key, groups[key]) for key in in_group_order(groups, by)]


def group_key(article: Article, by: GroupBy) -> str | None:
    """Return the key of the group that an article is in.

    Args:
        article: the article.
        by: what is grouped by.
    """
    return _country(article) if by == "country" else _month(article)


def in_group_order(keys: Iterable[str | None], by: GroupBy) -> list[str | None]:
    """Return the keys of groups in the order of the groups.

    Args:
        keys: the keys, in the order in which hits have them.
        by: what is grouped by.
    """
    return sorted(keys, key=_recency, reverse=True) if by == "month" else list(keys)


def _country(article: Article) -> str | None:
    return article.countries[0] if article.countries else None


def _month(article: Article) -> str | None:
    if article.published is None:
        return None
    first, last = article.published.interval.start, article.published.interval.end
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.year:04}-{first.month:02}" if same else UNCERTAIN


def _recency(key: str | None) -> tuple[int, str]:
    if key is None:
        return 0, ""
    return (1, "") if key == UNCERTAIN else (2, key)
