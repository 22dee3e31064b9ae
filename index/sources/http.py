"""http and https addresses: one polite request, within limits of time and size.

Every redirect is checked in the same way as what was asked for.
"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from threading import Timer
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, quote

from telusur.index.errors import ArticleError
from telusur.index.sources.support.compression import decompressed
from telusur.index.sources.support.connections import connect, hang_up, secured
from telusur.index.sources.support.limits import Allowance
from telusur.index.sources.support.web_addresses import ascii_host, join, split
from telusur.index.translation import Message, gettext_noop

_MAX_BYTES = 50_000_000
_MAX_REDIRECTS = 5
_CONNECT_SECONDS = 10.0
_TOTAL_SECONDS = 60.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"

_TOO_LONG = gettext_noop("the server took too long to answer")

_STATUSES = (
    gettext_noop("Bad Gateway"),
    gettext_noop("Bad Request"),
    gettext_noop("Forbidden"),
    gettext_noop("Gateway Timeout"),
    gettext_noop("Gone"),
    gettext_noop("Internal Server Error"),
    gettext_noop("Not Found"),
    gettext_noop("Service Unavailable"),
    gettext_noop("Too Many Requests"),
    gettext_noop("Unauthorized"),
)
"""What servers call the commonest statuses (RFC 9110, 15)."""


class Answer(NamedTuple):
    """What a server sent."""

    url: str
    """Where it was in the end, after redirects."""
    moved: str
    """Where what was asked for is from now on: past the first redirects that are permanent."""
    status: int
    reason: str
    """The status in words, as far as they are printable."""
    headers: Mapping[str, str]
    """By their names in small letters."""
    content: bytes
    """Decompressed; empty unless the status is 200."""
    media_type: str
    charset: str

    def refusal(self) -> Message:
        """Return what the server answered, where that is not 200."""
        values = {"status": self.status, "reason": Message(self.reason, {})}
        if not self.reason:
            return Message("the server answered {status}", values)
        return Message("the server answered {status} {reason}", values)


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    total_seconds: float = _TOTAL_SECONDS,
    max_bytes: int = _MAX_BYTES,
) -> Answer:
    """Get what is at an address.

    Args:
        url: an http or https address.
        allow_private: whether addresses that are not public may be asked.
        total_seconds: how long it may take, in seconds, redirects included.
        max_bytes: how many bytes it may have, decompressed.

    Raises:
        ArticleError: it cannot be had, or may not be.
    """
    answer = ask(url, allow_private=allow_private, total_seconds=total_seconds, max_bytes=max_bytes)
    if answer.status != 200:
        raise ArticleError(answer.refusal())
    return answer


def ask(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    allow_private: bool = False,
    total_seconds: float = _TOTAL_SECONDS,
    max_bytes: int = _MAX_BYTES,
) -> Answer:
    """Ask for an address, and return what the server answers, whatever its status is.

    Args:
        url: an http or https address.
        headers: what is sent beside the usual.
        allow_private: whether addresses that are not public may be asked.
        total_seconds: how long it may take, in seconds, redirects included.
        max_bytes: how many bytes it may have, decompressed.

    Raises:
        ArticleError: there is no answer, or it may not be asked.
    """
    deadline = monotonic() + total_seconds
    moved = url = join("", url.strip())
    for _ in range(_MAX_REDIRECTS + 1):
        parts = split(url)
        with _response(parts, deadline, allow_private, headers or {}) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                target = join(url, _as_utf8(location))
                if moved == url and response.status in _PERMANENT:
                    moved = target
                url = target
                continue
            content = b""
            if response.status == 200:
                encoding = response.headers.get("Content-Encoding", "")
                body = _body(response, deadline, max_bytes)
                content = decompressed(body, encoding, Allowance(), max_bytes)
            return Answer(
                url,
                moved,
                response.status,
                "".join(filter(str.isprintable, response.reason))[:60],
                {name.lower(): value for name, value in response.headers.items()},
                content,
                response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                response.headers.get_content_charset(""),
            )
    raise ArticleError("it redirects more than {limit} times", limit=_MAX_REDIRECTS)


def _as_utf8(header: str) -> str:
    """Undo that headers are read as ISO 8859-1, where it is UTF-8 that a server wrote."""
    try:
        return header.strip().encode("latin-1").decode()
    except UnicodeError:
        return header.strip()


@contextmanager
def _response(
    parts: SplitResult, deadline: float, allow_private: bool, headers: Mapping[str, str]
) -> Iterator[HTTPResponse]:
    """Send one request; the answer's connection is closed in the end, and at the deadline."""
    host = ascii_host(parts.hostname or "")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = HTTPConnection(host, port)
    if parts.scheme == "https":
        connection.default_port = 443  # which is then not named in the request
    # What is no UTF-8 comes from the command line as half surrogate pairs.
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~", errors="surrogatepass")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?", errors="surrogatepass")
    seconds = max(0.01, deadline - monotonic())
    try:
        raw = connect(host, port, min(seconds, _CONNECT_SECONDS), allow_private=allow_private)
        with secured(raw, host) if parts.scheme == "https" else raw as stream:
            # A server that sends a byte now and then never runs into a time-out of its socket.
            timer = Timer(seconds, hang_up, [stream])
            timer.daemon = True
            timer.start()
            try:
                if isinstance(stream, ssl.SSLSocket):
                    stream.do_handshake()
                connection.sock = stream
                connection.request("GET", path, headers={**_headers(), **headers})
                yield connection.getresponse()
            finally:
                timer.cancel()
                connection.close()
    except ArticleError:
        raise
    except (HTTPException, OSError, ValueError) as error:
        raise ArticleError(_reason(error, deadline)) from error


def _reason(error: Exception, deadline: float) -> Message:
    if isinstance(error, TimeoutError) or monotonic() >= deadline:
        return Message(_TOO_LONG, {})
    if isinstance(error, ssl.SSLCertVerificationError):
        return Message(
            "the server's certificate is not valid ({reason})", {"reason": error.verify_message}
        )
    if isinstance(error, RemoteDisconnected):
        return Message("the server hung up without an answer", {})
    why = Message(getattr(error, "strerror", None) or str(error)[:120] or type(error).__name__, {})
    return Message("the server cannot be read ({reason})", {"reason": why})


def _headers() -> dict[str, str]:
    from importlib.metadata import version

    return {
        "User-Agent": f"Telusur/{version('telusur')} (a search engine for one person's articles)",
        "Accept": _ACCEPT,
        "Accept-Language": "id, en;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _body(response: HTTPResponse, deadline: float, limit: int) -> bytes:
    parts = []
    size = 0
    while part := response.read(1 << 16):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise ArticleError("it is larger than {limit} MB", limit=limit // 1_000_000)
    if monotonic() > deadline:
        raise ArticleError(_TOO_LONG)
    if response.length:  # the bytes that the server promised and did not send
        raise ArticleError("the connection ended before all of it was there")
    return b"".join(parts)
