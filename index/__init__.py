"""Articles in, an index on disk. The public face: `from index import Library, Article`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.article import Article
    from index.library import Library

__all__ = ["Article", "Library"]


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: a command line start-up needs neither."""
    if name == "Article":
        from index.article import Article

        return Article
    if name == "Library":
        from index.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
