"""Counts what is in a library in a cluster, and measures it."""

from telusur.index.engines.clauses import Everything
from telusur.index.engines.opensearch.engine import OpenSearchEngine
from telusur.index.engines.opensearch.reader import OpenSearchReader
from telusur.index.upkeep.statistics import Stats, most_frequent_first


def stats_of(engine: OpenSearchEngine, index: OpenSearchReader) -> Stats:
    """Return counts and sizes; the articles are in the index.

    Args:
        engine: keeps the index.
        index: the state that is counted.
    """
    address = engine.client.address
    wanted: dict[str, tuple[str, str]] = {
        "characters": ("sum", "characters"), "dated": ("value_count", "last_day"),
        "earliest": ("min", "first_day"), "latest": ("max", "last_day"),
        "last_added": ("max", "added"),
    }  # fmt: skip
    aggregations = {name: {kind: {"field": field}} for name, (kind, field) in wanted.items()}
    counted = index.point.search({"size": 0, "aggs": aggregations})["aggregations"]
    countries = dict(index.values(Everything(), "country"))
    return Stats(
        articles=index.document_count(),
        characters=int(counted["characters"]["value"]),
        dated=int(counted["dated"]["value"]),
        earliest=_day(counted["earliest"]["value"]),
        latest=_day(counted["latest"]["value"]),
        last_added=counted["last_added"].get("value_as_string"),
        library=str(address),
        countries=most_frequent_first(countries),
        engine=engine.name,
        segments=index.segments,
        articles_bytes=0,
        index_bytes=engine.size(),
    )


def _day(ordinal: float | None) -> str | None:
    from datetime import date

    return None if ordinal is None else date.fromordinal(int(ordinal)).isoformat()
