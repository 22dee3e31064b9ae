"""Undoes the compression of HTTP messages within limits."""

import io
import zlib
from typing import cast

from telusur.index.errors import ArticleError
from telusur.index.sources.support.limits import Allowance, read_whole, unpacked
from telusur.index.translation import gettext

_MAX_BYTES = 50_000_000


def decompressed(
    body: bytes, encoding: str, allowance: Allowance, limit: int = _MAX_BYTES
) -> bytes:
    """Undo the `Content-Encoding` of an HTTP message within limits.

    Args:
        body: the message's body.
        encoding: the header's value; empty where there is none.
        allowance: how many bytes may still be unpacked; what is unpacked is taken off it.
        limit: how many bytes the body may unpack to.

    Raises:
        ArticleError: it is damaged, of an unknown kind, or unpacks to too much.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return body
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise ArticleError(
            'it is compressed as "{name}", which cannot be read here', name=name[:20]
        )
    is_raw = name == "deflate" and body[:1] != b"\x78"  # some servers leave zlib's header out
    packed = cast(io.BufferedReader, _Inflated(body, -15 if is_raw else 47))
    with unpacked(packed, lambda: len(body), allowance) as file:
        return read_whole(file, limit)


class _Inflated:
    """Decompresses in steps of what is asked for."""

    def __init__(self, body: bytes, window: int) -> None:
        self._rest = body
        self._inflate = zlib.decompressobj(window)

    def read(self, size: int) -> bytes:
        while self._rest and not self._inflate.eof:
            content = self._inflate.decompress(self._rest, size)
            self._rest = self._inflate.unconsumed_tail
            if content:
                return content
        if not self._inflate.eof:
            raise EOFError(gettext("it ends too early"))
        return b""
