"""What JSON says of an article and of a hit; field names stay, and the format has a version."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from telusur.index.article import Article
from telusur.index.indonesian.dates.publication import Published
from telusur.index.query import Node
from telusur.index.safe_json import json_text
from telusur.search.passages.highlighter import ArticleMatches
from telusur.search.passages.passages import Match
from telusur.search.results import Hit

if TYPE_CHECKING:
    from telusur.search.assist.more_like_this import Similar

FORMAT_VERSION = 1
"""Goes up if a field changes its name or meaning; new fields may come without that."""


def versioned(content: dict[str, Any]) -> str:
    """Return one JSON object that begins with the version of the format."""
    return json_text({"format_version": FORMAT_VERSION, **content})


def article_fields(article: Article, *, with_text: bool = True) -> dict[str, Any]:
    """Return an article as the fields of a JSON object.

    Args:
        article: the article.
        with_text: whether its text is in it.
    """
    return {
        "id": article.id,
        "title": article.title,
        "title_made": article.title_made,
        **({"text": article.text} if with_text else {}),
        "published": _published(article.published),
        "countries": list(article.countries),
        "about": list(article.about),
        "source": article.source,
        "url": article.url,
        "urls": list(article.urls),
        "added": article.added,
    }


def matches_fields(matches: ArticleMatches) -> dict[str, Any]:
    """Return what matches in an article, as offsets in its title and its text.

    Args:
        matches: the matches.
    """
    return {name: _matches(spans) for name, spans in matches._asdict().items()}


def _matches(spans: Iterable[Match]) -> list[dict[str, Any]]:
    return [match._asdict() for match in spans]


def query_fields(typed: str, tree: Node | None) -> dict[str, str | None]:
    """Return a query, as it was typed and as it was understood, as the fields of a JSON object.

    Args:
        typed: what was typed.
        tree: what it was understood as; None if there is nothing to search for in it.
    """
    return {"text": typed, "parsed": None if tree is None else str(tree)}


def hit_fields(hit: Hit) -> dict[str, Any]:
    """Return a hit of a search, with its passages, as the fields of a JSON object.

    Args:
        hit: the hit.
    """
    return {
        **_hit_head(hit),
        "passages": [
            {
                "text": passage.text,
                "start": passage.start,
                "cut_before": passage.cut_before,
                "cut_after": passage.cut_after,
                "matches": _matches(passage.matches),
            }
            for passage in hit.passages
        ],
    }


def similar_fields(similar: "Similar", hit: Hit) -> dict[str, Any]:
    """Return a similar article as the fields of a JSON object.

    Args:
        similar: the article and those that are similar to it.
        hit: one of these.
    """
    return {**_hit_head(hit), "terms": [term.word for term in similar.shared[hit.id]]}


def _hit_head(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "id": hit.id,
        "title": hit.title,
        "published": _published(hit.published),
        "countries": list(hit.countries),
        "source": hit.article.source,
        "url": hit.article.url,
        "duplicates": list(hit.duplicates),
    }


def _published(published: Published | None) -> dict[str, str] | None:
    if published is None:
        return None
    return {
        "from": published.interval.start.isoformat(),
        "to": published.interval.end.isoformat(),
        "basis": published.basis,
    }
