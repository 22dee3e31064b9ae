"""Finds the articles of a publisher: the source as it stands, or a part of a site's name."""

import unicodedata
from collections import defaultdict

from telusur.index.fields import SOURCE
from telusur.index.segments.segment import Segment


def from_source(name: str, segment: Segment) -> int:
    """Return the documents of a segment that come from a source, as a set.

    Case and white space do not count, nor `www.`. A site is found by any whole parts of its name:
    *detik.com* and *detik* find `news.detik.com`, *go.id* finds the sites of the government.

    Args:
        name: the source, as it was typed.
        segment: the segment.
    """
    wanted = _folded(name)
    found = 0
    for value, numbers in _numbers_by_name(segment).items():
        if value == wanted or (" " not in value and f".{wanted}." in f".{value}."):
            for number in numbers:
                found |= segment.holding_value(SOURCE, number)
    return found


def _numbers_by_name(segment: Segment) -> dict[str, list[int]]:
    """The segment's sources by what of them counts, read once."""

    def read() -> dict[str, list[int]]:
        known: defaultdict[str, list[int]] = defaultdict(list)
        for number, value in enumerate(segment.values(SOURCE)):
            known[_folded(value)].append(number)
        return known

    return segment.remembered("sources", read)


def _folded(name: str) -> str:
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    bare = folded.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.strip("/.")
