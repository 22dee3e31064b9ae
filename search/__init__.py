"""A question in, ranked and highlighted articles out: `from search import search`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.results import Hit, Results
    from search.searcher import search

__all__ = ["Hit", "Results", "search"]


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: a command line start-up needs none."""
    if name in __all__:
        from search import results, searcher

        return searcher.search if name == "search" else getattr(results, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
