"""Full-text search for Indonesian articles: `from telusur import Library, Article, search`."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telusur.index.article import Article
    from telusur.index.library import Library
    from telusur.search.results import Hit, Results
    from telusur.search.searcher import search

__all__ = ["Article", "Hit", "Library", "Results", "search"]

_HOMES = {
    "Article": "telusur.index.article",
    "Library": "telusur.index.library",
    "Hit": "telusur.search.results",
    "Results": "telusur.search.results",
    "search": "telusur.search.searcher",
}


_FOLDER = Path(__file__).parent
if not (_FOLDER / "index").is_dir():
    # These are the sources, where the other folders of the package stand beside this one. Python
    # finds it first when it is started there, even if an installed Telusur is meant.
    __path__.append(str(_FOLDER.parent))


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: the command line needs few of them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
