"""The language that a browser is answered in: the one it asks for, or that of the environment."""

from contextlib import AbstractContextManager
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope
from telusur.index.translation import LANGUAGES, Language, in_language, language


def speaking(scope: Scope) -> AbstractContextManager[None]:
    """Answer a request in its language within a `with` block.

    Args:
        scope: the request.
    """
    return in_language(language_of(scope))


def language_of(scope: Scope) -> Language:
    """Return the language of a request: that of `lang` in its address, or of `Accept-Language`.

    Args:
        scope: the request.
    """
    named = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    accepted = Headers(scope=scope).get("accept-language", "")
    wanted = [named, *(part.partition(";")[0] for part in accepted.split(","))]
    for one in wanted:
        primary = one.strip().lower().partition("-")[0]
        for known in LANGUAGES:
            if primary == known:
                return known
    return language()
