"""Full-text search for Indonesian articles: `from telusur import Library, Article, search`."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telusur.index.article import Article, Failure
    from telusur.index.errors import (
        ArticleError,
        InputError,
        LibraryBusyError,
        LibraryError,
        TelusurError,
    )
    from telusur.index.ingest.making import make_article
    from telusur.index.library import Library
    from telusur.index.sources.files import read_paths
    from telusur.search.assist.more_like_this import Similar, similar
    from telusur.search.counting.facets import Facets, facets
    from telusur.search.counting.timeline import Timeline, timeline
    from telusur.search.filters import Filters
    from telusur.search.options import SearchOptions
    from telusur.search.passages.passages import Match, Passage
    from telusur.search.results import Hit, Results
    from telusur.search.searcher import search

_HOMES = {
    "Article": "index.article",
    "Failure": "index.article",
    "ArticleError": "index.errors",
    "InputError": "index.errors",
    "LibraryBusyError": "index.errors",
    "LibraryError": "index.errors",
    "TelusurError": "index.errors",
    "Library": "index.library",
    "make_article": "index.ingest.making",
    "read_paths": "index.sources.files",
    "Facets": "search.counting.facets",
    "facets": "search.counting.facets",
    "Filters": "search.filters",
    "Similar": "search.assist.more_like_this",
    "similar": "search.assist.more_like_this",
    "SearchOptions": "search.options",
    "Match": "search.passages.passages",
    "Passage": "search.passages.passages",
    "Hit": "search.results",
    "Results": "search.results",
    "search": "search.searcher",
    "Timeline": "search.counting.timeline",
    "timeline": "search.counting.timeline",
}
"""Each public name, with the module that it is at home in."""

__all__ = [
    "Article",
    "ArticleError",
    "Facets",
    "Failure",
    "Filters",
    "Hit",
    "InputError",
    "Library",
    "LibraryBusyError",
    "LibraryError",
    "Match",
    "Passage",
    "Results",
    "SearchOptions",
    "Similar",
    "TelusurError",
    "Timeline",
    "facets",
    "make_article",
    "read_paths",
    "search",
    "similar",
    "timeline",
]

_FOLDER = Path(__file__).parent
if not (_FOLDER / "index").is_dir():
    # These are the sources, where the other folders of the package stand beside this one. Python
    # finds it first when it is started there, even if an installed Telusur is meant.
    __path__.append(str(_FOLDER.parent))


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: the command line needs few of them."""
    if name in _HOMES:
        return getattr(import_module(f"telusur.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
