"""Guard: refuses requests before anything else sees them, and tells browsers what they may do.

A page on the web can make a browser send requests to this machine, by a name that it points here
(DNS rebinding) or across sites. So the `Host` is compared with an exact list first; writes must
come from our own pages and carry the token; and nothing is accepted that is larger than its limit.
The path that is decided on is the one of the request line: a header never changes it.
"""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from anyio import move_on_after
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from telusur.index.translation import gettext
from telusur.search.web.access_token import COOKIE, is_token
from telusur.search.web.languages import speaking
from telusur.search.web.refusals import Refused, refusal_response

MAX_BODY: Final = 50_000_000
"""Bytes of a request; what is larger is added with `telusur add`."""

_A_YEAR: Final = 365 * 24 * 3600

_READS: Final = frozenset({"GET", "HEAD"})

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


MAY_WRITE: Final = "telusur.may_write"
"""The key of a scope that says whether the request carries the token."""

_SECONDS_TO_DRAIN: Final = 30


def token_sentence() -> str:
    """Say what is needed for what takes the token."""
    return gettext("This takes the token: open the address that telusur serve has printed.")


def too_large_sentence() -> str:
    """Say how large a request may be."""
    return gettext(
        "This is larger than {limit} MB: add it with telusur add.", limit=MAX_BODY // 1_000_000
    )


class Guard:
    """Stands before the application; see the module."""

    def __init__(
        self, application: ASGIApp, hosts: Iterable[str], token: str, *, private: bool
    ) -> None:
        """Take what it guards.

        Args:
            application: answers what is let through.
            hosts: what `Host` may be, as browsers write it: with the port unless it is the usual.
            token: what writes have to carry.
            private: whether reading takes the token, too.
        """
        self._application = application
        self._hosts = frozenset(host.lower() for host in hosts)
        self._token = token
        self._private = private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            return
        with speaking(scope):
            try:
                answer, receive = self._let_through(scope, Headers(scope=scope), receive)
            except Refused as refused:
                answer = _drained(refusal_response(scope, refused))
            await answer(scope, receive, _hardened(send))

    def _let_through(
        self, scope: Scope, headers: Headers, receive: Receive
    ) -> tuple[ASGIApp, Receive]:
        self._check_host(headers)
        self._check_site(scope["method"], headers)
        login = self._login(scope)
        if login is not None:
            return login, receive
        scope[MAY_WRITE] = self._has_token(headers)
        self._check_token(scope)
        return self._application, _limited(headers, receive)

    def _check_host(self, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            raise Refused(
                421, "unknown_host", gettext("This server is not known by the name that was asked.")
            )

    def _check_site(self, method: str, headers: Headers) -> None:
        site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
        if method in _READS:
            # A link from elsewhere may lead here; a page from elsewhere may not look inside.
            ours = site in (None, "same-origin", "none") or mode == "navigate"
        elif site is not None:
            ours = site in ("same-origin", "none")
        else:
            origin = headers.get("origin")
            ours = origin is None or urlsplit(origin).netloc.lower() in self._hosts
        if not ours:
            raise Refused(
                403,
                "cross_site",
                gettext("A page of another site asked this: it is refused."),
            )

    def _login(self, scope: Scope) -> RedirectResponse | None:
        """Keep the token of an address in a cookie, and lead to the address without it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if scope["method"] not in _READS or not given:
            return None
        if not is_token(given[0], self._token):
            raise Refused(
                403,
                "wrong_token",
                gettext("The token in this address is not the one of this server."),
            )
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # Two slashes would lead to another server.
        path = "/" + scope["path"].lstrip("/\\")
        response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        response.set_cookie(COOKIE, self._token, _A_YEAR, httponly=True, samesite="strict")
        return response

    def _has_token(self, headers: Headers) -> bool:
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        return any(is_token(given, self._token) for given in (bearer, _cookie(headers)) if given)

    def _check_token(self, scope: Scope) -> None:
        method = scope["method"]
        if method in _READS and not self._private:
            return
        if not scope[MAY_WRITE]:
            raise Refused(
                401,
                "token_required",
                token_sentence(),
            )


def _cookie(headers: Headers) -> str:
    try:
        cookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookie[COOKIE].value if COOKIE in cookie else ""


def _limited(headers: Headers, receive: Receive) -> Receive:
    """Return what reads a body no further than it may be."""
    too_large = Refused(
        413,
        "too_large",
        too_large_sentence(),
    )
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise too_large
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MAX_BODY:
            raise too_large
        return message

    return limited


def _drained(answer: ASGIApp) -> ASGIApp:
    """Answer at once, then read the request and drop it: browsers send all of it before they look.

    A connection that is closed on them would be all that they show.
    """

    async def drained(scope: Scope, receive: Receive, send: Send) -> None:
        async def unfinished(message: Message) -> None:
            await send({**message, "more_body": True} if "body" in message else message)

        await answer(scope, receive, unfinished)
        with move_on_after(_SECONDS_TO_DRAIN):
            while (await receive()).get("more_body"):
                pass
        await send({"type": "http.response.body", "body": b""})

    return drained


def _hardened(send: Send) -> Send:
    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            if "cache-control" not in headers:
                headers["cache-control"] = "private, no-cache"
        await send(message)

    return hardened
