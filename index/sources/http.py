"""http and https addresses: one polite request, within limits of time and size.

The address that a name resolves to is checked and then connected to, so that a name cannot stand
for a public address while it is checked and for a private one when it is fetched (DNS rebinding).
Every redirect is checked in the same way.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from threading import Timer
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from telusur.index.errors import ArticleError
from telusur.index.sources.support.compression import decompressed
from telusur.index.sources.support.limits import Allowance
from telusur.index.sources.support.public_addresses import is_public
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
    moved = url = _joined("", url.strip())
    for _ in range(_MAX_REDIRECTS + 1):
        parts = _checked(url)
        with _response(parts, deadline, allow_private, headers or {}) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                target = _joined(url, _as_utf8(location))
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


def _joined(url: str, location: str) -> str:
    """Where a location leads from an address, without the fragment."""
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError as error:
        raise ArticleError("it is not a web address ({error})", error=error) from error


def _as_utf8(header: str) -> str:
    """Undo that headers are read as ISO 8859-1, where it is UTF-8 that a server wrote."""
    try:
        return header.strip().encode("latin-1").decode()
    except UnicodeError:
        return header.strip()


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ArticleError("it is not a web address ({error})", error=error) from error
    if not parts.scheme:
        raise ArticleError("it is not a web address: one begins with http:// or https://")
    if parts.scheme not in {"http", "https"}:
        raise ArticleError(
            'it leads to "{scheme}:", and only http and https are read', scheme=parts.scheme[:20]
        )
    if not host or port == 0:
        raise ArticleError("it is not a web address: it names no host")
    if not host.isprintable() or " " in host:
        raise ArticleError("it is not a web address: its host name has an invalid character")
    if parts.username is not None:
        raise ArticleError("it contains a user name, which is not sent: download it yourself")
    return parts


@contextmanager
def _response(
    parts: SplitResult, deadline: float, allow_private: bool, headers: Mapping[str, str]
) -> Iterator[HTTPResponse]:
    """Send one request; the answer's connection is closed in the end, and at the deadline."""
    host = _ascii_host(parts.hostname or "")
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
        raw = _connect(host, port, min(seconds, _CONNECT_SECONDS), allow_private)
        with _secured(raw, host) if parts.scheme == "https" else raw as stream:
            # A server that sends a byte now and then never runs into a time-out of its socket.
            timer = Timer(seconds, _hang_up, [stream])
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


def _connect(host: str, port: int, seconds: float, allow_private: bool) -> socket.socket:
    """Connect to the first address of a host that may be asked and answers."""
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError('there is no host "{host}"', host=host[:80]) from error
    allowed = [one for one in addresses if allow_private or is_public(str(one[4][0]))]
    if not allowed:
        raise ArticleError(
            '"{host}" is in a private network, which is not asked without --allow-private',
            host=host[:80],
        )
    failure: OSError | None = None
    for family, kind, protocol, _, address in allowed[:4]:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(seconds)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure or OSError(gettext_noop("none of its addresses answers"))


def _secured(connection: socket.socket, host: str) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    return context.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):  # the plain socket's, which leaves the encryption's state alone
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _ascii_host(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ArticleError('"{host}" cannot be the name of a host', host=host[:80]) from error
