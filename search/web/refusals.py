"""Refusals: what is wrong with a request, as one shape for programs and as a page for people."""

import json
import sys

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope
from telusur.index.errors import InputError, LibraryBusyError, TelusurError
from telusur.index.translation import gettext
from telusur.search.web.pages.rendering import rendered

_FOR_PEOPLE = ("", "html")


class Refused(Exception):  # noqa: N818 - it is no error of ours
    """A request that is not answered as it was meant."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        """Say what is wrong.

        Args:
            status: the HTTP status (RFC 9110).
            code: a word for programs; it stays as it is.
            sentence: what is wrong and what to do, for people.
        """
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence


def not_found(sentence: str) -> Refused:
    """Return the refusal of what there is not."""
    return Refused(404, "not_found", sentence)


def as_refusal(error: TelusurError) -> Refused:
    """Return an error of the library as a refusal that tells no path of this machine."""
    if isinstance(error, InputError):
        return Refused(400, "not_understood", str(error))
    print(f"telusur: {json.dumps(str(error), ensure_ascii=False)[1:-1]}", file=sys.stderr)
    if isinstance(error, LibraryBusyError):
        sentence = gettext("The library is being written to: try again in a moment.")
        return Refused(503, "busy", sentence)
    sentence = gettext("The library cannot be used: the terminal of telusur serve says why.")
    return Refused(503, "library_error", sentence)


def refusal_response(scope: Scope, refused: Refused) -> Response:
    """Return the answer that says so: a page, or JSON where data was asked for.

    Args:
        scope: the request.
        refused: what is wrong.
    """
    path = str(scope["path"])
    suffix = path.rpartition("/")[2].partition(".")[2]
    if path.startswith("/api/") or suffix not in _FOR_PEOPLE:
        fields = {"code": refused.code, "sentence": refused.sentence}
        return JSONResponse({"format_version": 1, "error": fields}, refused.status)
    return HTMLResponse(rendered("refusal.html", refused=refused), refused.status)
