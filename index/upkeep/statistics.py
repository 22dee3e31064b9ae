"""Statistics of a library in a folder: what is in it, and how large its files are."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from telusur.index.engines.clauses import Everything
from telusur.index.engines.engine import Engine
from telusur.index.folder.layout import ARTICLES_FILE
from telusur.index.store.article_store import ArticleStore, Summary
from telusur.index.upkeep.snapshot import Snapshot


class Stats(Summary):
    """What is in a library, and how large its files are."""

    library: str
    """Its folder, or its address in a cluster."""
    countries: dict[str, int]
    """How many articles refer to each country, the most frequent first."""
    engine: str
    """What keeps the index."""
    segments: int
    articles_bytes: int
    index_bytes: int


def statistics(folder: Path, store: ArticleStore, engine: Engine, snapshot: Snapshot) -> Stats:
    """Count and measure.

    Args:
        folder: the library's.
        store: its articles.
        engine: keeps its index.
        snapshot: the state that is counted.
    """
    return Stats(
        **store.summary().as_dict(),
        library=str(folder),
        countries=most_frequent_first(snapshot.index.values(Everything(), "country")),
        engine=engine.name,
        segments=snapshot.index.segments,
        articles_bytes=_bytes_of(folder.glob(ARTICLES_FILE + "*")),
        index_bytes=engine.size(),
    )


def most_frequent_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts in falling order; what is equally frequent is in order of the alphabet."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _bytes_of(files: Iterable[Path]) -> int:
    total = 0
    for file in files:
        with suppress(FileNotFoundError):  # SQLite makes and deletes files beside its own
            total += file.stat().st_size
    return total
