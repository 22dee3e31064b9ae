"""Lists the terms of a field in order, page by page, by aggregations over its values, or near one.

OpenSearch does not list terms. It counts the values of a field, and those that pass a regular
expression alone: sorted, the first of a page are counted exactly whatever the number of shards.
Those near one come from what is meant for suggestions, which reads them from the index as sorted.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

_PAGE: Final = 50_000
"""How many values are listed at a time: each time all are counted, and OpenSearch returns no more
than 65,535."""

_MAX_NEAR: Final = 10_000
"""The maximum number of terms near one that are asked for."""

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


def near_search(field: str, term: str, edits: int, same: int) -> dict[str, Any]:
    """Return a search for the terms of a field that are a few edits away from one.

    Args:
        field: the field.
        term: the term.
        edits: up to how many, 1 or 2, as Lucene counts them.
        same: how many letters at its beginning none of them changes; with two edits, at least 1.
    """
    wanted = {
        "field": field,
        "analyzer": "keyword",
        "max_edits": edits,
        "prefix_length": same,
        "size": _MAX_NEAR,
        "shard_size": _MAX_NEAR,
        # All of them, whatever they are like and however frequent the term itself.
        "suggest_mode": "always",
        "accuracy": 0.0,
        "string_distance": "damerau_levenshtein",
        "min_word_length": 1,
        "max_inspections": 1,
        "max_term_freq": 1_000_000_000,
    }
    return {"size": 0, "suggest": {"near": {"text": term, "term": wanted}}}


def terms_found(answer: Mapping[str, Any]) -> list[tuple[str, int]] | None:
    """Return what a `near_search` found, each term with about how many documents hold it.

    The term itself is not among them. None if there may be more than it lists.
    """
    options = [option for one in answer["suggest"]["near"] for option in one["options"]]
    if len(options) >= _MAX_NEAR:
        return None
    return [(str(option["text"]), int(option["freq"])) for option in options]


def _escaped(text: str) -> str:
    return (
        re.sub(r"([^\w])", r"\\\1", text, flags=re.ASCII)
        if text.isascii()
        else "".join(
            "\\" + letter if letter.isascii() and not letter.isalnum() else letter
            for letter in text
        )
    )
