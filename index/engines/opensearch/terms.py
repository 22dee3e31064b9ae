"""Lists the terms of a field in order, page by page, by aggregations over its values.

OpenSearch does not list terms. It counts the values of a field, and those that pass a regular
expression alone: sorted, the first of a page are counted exactly whatever the number of shards.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

_PAGE: Final = 50_000
"""How many values are listed at a time: each time all are counted, and OpenSearch returns no more
than 65,535."""

_HIGHEST: Final = "\U0010ffff"


def listed_terms(
    aggregate: Callable[[dict[str, Any]], dict[str, Any]], field: str, prefix: str
) -> Iterator[tuple[str, int]]:
    """Yield the values of a field that begin with a prefix, with the documents that have each.

    Args:
        aggregate: answers an aggregation.
        field: the field.
        prefix: what the values begin with.
    """
    # `prefix.*` alone takes a short cut in OpenSearch 2.19, which fails after the last value.
    expression = f"{_escaped(prefix)}|{_escaped(prefix)}.+" if prefix else None
    while True:
        terms: dict[str, Any] = {"field": field, "size": _PAGE, "order": {"_key": "asc"}}
        terms |= {"shard_size": _PAGE} | ({"include": expression} if expression else {})
        buckets = aggregate({"terms": terms})["buckets"]
        for bucket in buckets:
            yield str(bucket["key"]), int(bucket["doc_count"])
        if len(buckets) < _PAGE:
            return
        expression = after(str(buckets[-1]["key"]), prefix)


def after(term: str, prefix: str) -> str:
    """Return the regular expression of what comes after a term and begins with its prefix.

    Args:
        term: the term.
        prefix: what it begins with, and what shall match.

    Returns:
        A regular expression as Lucene reads it, for whole terms.
    """
    ways = [f"{_escaped(term)}.+"]
    for index in range(len(prefix), len(term)):
        if term[index] < _HIGHEST:
            following = chr(ord(term[index]) + 1)
            if "\ud800" <= following <= "\udfff":
                following = "\ue000"
            ways.append(f"{_escaped(term[:index])}[{_escaped(following)}-{_HIGHEST}].*")
    return "|".join(ways)


def _escaped(text: str) -> str:
    return (
        re.sub(r"([^\w])", r"\\\1", text, flags=re.ASCII)
        if text.isascii()
        else "".join(
            "\\" + letter if letter.isascii() and not letter.isalnum() else letter
            for letter in text
        )
    )
