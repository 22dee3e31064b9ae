"""Chooses the engine that keeps a library's index: the one asked for, or the best there is."""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

from telusur.index.engines.engine import Engine, EngineName
from telusur.index.errors import InputError, LibraryError
from telusur.index.translation import gettext

ENGINE_VARIABLE = "TELUSUR_ENGINE"
ENGINES: tuple[EngineName, ...] = get_args(EngineName)


def chosen_engine(
    name: EngineName | None,
    folder: Path,
    identity: str,
    on_remark: Callable[[str], None],
) -> Engine:
    """Return the engine that keeps an index.

    Args:
        name: which one; if None, the environment variable `TELUSUR_ENGINE` names it, or else it is
            tantivy, or Whoosh where tantivy is not installed.
        folder: where the library keeps its index.
        identity: the identity of the library's article store. An index of Whoosh is pickle, which
            runs code when it is read: it is kept in the user's own cache, under this name, and
            never in a library that somebody else may have sent.
        on_remark: is told where another engine than tantivy was chosen for want of it.

    Raises:
        InputError: the environment variable names no engine.
        LibraryError: the engine asked for is not installed.
    """
    wanted = name or _named_by_environment()
    if wanted is None and find_spec("tantivy") is None:
        on_remark(gettext("tantivy is not installed: Whoosh keeps the index, and is slower."))
        wanted = "whoosh"
    if wanted == "whoosh":
        from platformdirs import user_cache_path
        from telusur.index.engines.whoosh.engine import WhooshEngine

        return WhooshEngine(user_cache_path("telusur", appauthor=False) / "whoosh" / identity)
    try:
        from telusur.index.engines.tantivy.engine import TantivyEngine
    except ImportError as error:
        raise LibraryError(
            "tantivy cannot be imported ({error}): install it with `pip install "
            "tantivy`, or use another engine with --engine whoosh.",
            error=error,
        ) from error
    return TantivyEngine(folder)


def _named_by_environment() -> EngineName | None:
    named = os.environ.get(ENGINE_VARIABLE)
    if not named:
        return None
    for engine in ENGINES:
        if named == engine:
            return engine
    raise InputError(
        '{variable} is "{named}": set it to {names}.',
        variable=ENGINE_VARIABLE,
        named=named,
        names=gettext(" or ").join(ENGINES),
    )
