"""Web addresses: what can be asked for, and where a redirect leads."""

from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from telusur.index.errors import ArticleError


def join(url: str, location: str) -> str:
    """Return where a location leads from an address, without the fragment.

    Raises:
        ArticleError: it is no web address.
    """
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError as error:
        raise ArticleError("it is not a web address ({error})", error=error) from error


def split(url: str) -> SplitResult:
    """Return the parts of an http or https address.

    Raises:
        ArticleError: it is none, or it names a user.
    """
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


def ascii_host(host: str) -> str:
    """Return the name of a host as it is asked for, in ASCII.

    Raises:
        ArticleError: no host can have the name.
    """
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ArticleError('"{host}" cannot be the name of a host', host=host[:80]) from error
