"""The manifest: which segments make up the index, and how far it follows the articles."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from telusur.index.analyzer import ANALYSIS_VERSION
from telusur.index.atomic_files import write_durably
from telusur.index.errors import IndexDamagedError

INDEX_FORMAT = 3
"""Goes up whenever the files of the index change their layout."""

_NAME = "manifest.json"


class SegmentEntry(NamedTuple):
    """A segment of the index as the manifest names it."""

    name: str
    documents: int
    deleted: frozenset[int] = frozenset()
    """The documents that were removed or updated since the segment was written."""

    @property
    def live(self) -> int:
        """How many documents are left."""
        return self.documents - len(self.deleted)


class Manifest(NamedTuple):
    """One state of the index; a new one replaces it in a single step."""

    library: str
    """The identity of the article store that the index was made of."""
    revision: int
    """The store's revision that the index has reached."""
    segments: tuple[SegmentEntry, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index.

    Raises:
        IndexDamagedError: it is missing, damaged, or of another format or analysis.
    """
    try:
        return _parsed((folder / _NAME).read_bytes())
    except FileNotFoundError as error:
        raise IndexDamagedError("there is no index yet") from error
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise IndexDamagedError(f"the index's manifest is damaged: {error}") from error


@lru_cache(maxsize=4)
def _parsed(file: bytes) -> Manifest:
    """Parse the manifest's file; each search reads it, and seldom finds another one."""
    content = json.loads(file)
    if (content["format"], content["analysis"]) != (INDEX_FORMAT, ANALYSIS_VERSION):
        raise IndexDamagedError("the index is of another version")
    return Manifest(
        library=str(content["library"]),
        revision=int(content["revision"]),
        segments=tuple(
            SegmentEntry(_checked_name(row["name"]), int(row["documents"]), _deleted(row))
            for row in content["segments"]
        ),
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of an index, and remove the segments that it does not name.

    Raises:
        OSError: it cannot be written; the old one still holds.
    """
    content = {
        "format": INDEX_FORMAT,
        "analysis": ANALYSIS_VERSION,
        "library": manifest.library,
        "revision": manifest.revision,
        "segments": [
            {"name": entry.name, "documents": entry.documents, "deleted": sorted(entry.deleted)}
            for entry in manifest.segments
        ],
    }
    write_durably(folder / _NAME, [json.dumps(content).encode()])
    _remove_unused(folder, manifest)


def new_segment_name() -> str:
    """A name that no segment has had, so that an open one is never taken for another."""
    from secrets import token_hex

    return token_hex(8)


def _checked_name(name: str) -> str:
    if not name.isalnum():
        raise ValueError(f"{name!r} names no segment")
    return name


def _deleted(row: dict[str, Iterable[int]]) -> frozenset[int]:
    return frozenset(int(document) for document in row["deleted"])


def _remove_unused(folder: Path, manifest: Manifest) -> None:
    used = {entry.name for entry in manifest.segments}
    for path in folder.iterdir():
        if path.suffix in {".segment", ".unfinished"} and path.stem not in used:
            path.unlink(missing_ok=True)
