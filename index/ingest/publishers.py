"""Under which names a publisher is found: its whole name, and for a site the parts of its name."""

import unicodedata
from typing import Final

WHOLE_NAME: Final = "\x1e"
"""Begins what stands for a publisher's whole name, beside the parts by which it is found."""


def folded_publisher(name: str) -> str:
    """Return what of a publisher's name counts: not case, white space, a scheme or `www.`."""
    readable = name.encode("utf-8", "replace").decode()  # a shell passes on what is no UTF-8
    folded = " ".join(unicodedata.normalize("NFKC", readable).casefold().split())
    bare = folded.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.strip("/.")


def source_terms(source: str) -> list[str]:
    """Return what an index keeps of an article's source: its names, and its whole name by a mark.

    Args:
        source: the source of an article; may be empty.
    """
    names = publisher_names(source)
    return [*names, WHOLE_NAME + names[0]] if names else []


def publisher_names(source: str) -> list[str]:
    """Return every name by which an article's source is found, each once.

    A site is found by any whole parts of its name that stand together: *detik.com* and *detik* find
    `news.detik.com`, *go.id* finds the sites of the government.

    Args:
        source: the source of an article; may be empty.
    """
    folded = folded_publisher(source)
    if not folded:
        return []
    if " " in folded:
        return [folded]
    labels = folded.split(".")[:_MAX_LABELS]
    ranges = (
        ".".join(labels[start:end])
        for start in range(len(labels))
        for end in range(start + 1, len(labels) + 1)
    )
    return list(dict.fromkeys([folded, *ranges]))


_MAX_LABELS = 10
"""A name of more labels is no site's; what is after them finds nothing by itself."""
