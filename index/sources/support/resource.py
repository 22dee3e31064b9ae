"""Resource: what a source reads, wherever it comes from."""

from dataclasses import dataclass, field
from io import BufferedReader
from urllib.parse import urlsplit

from telusur.index.sources.support.limits import MAX_BYTES, Allowance, read_whole

STREAM = "standard input"
"""The origin of what has no name that would be the same tomorrow."""


@dataclass(frozen=True)
class Resource:
    """Content in some format: a file, a member of an archive, what a web server sent."""

    name: str
    """What to call it in failures."""
    file: BufferedReader
    source: str = ""
    """Where its articles came from, if they do not say: the name of the file."""
    url: str = ""
    """Its address, if it has one."""
    origin: str = STREAM
    """What tells it from all other resources, now and later: its path, or its address."""
    charset: str = ""
    """Its encoding, if a header declared one."""
    nesting: int = 0
    """How many archives it is in."""
    allowance: Allowance = field(default_factory=Allowance)
    """How much the archives that it is in may still unpack to."""

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """Return all its content.

        Raises:
            ArticleError: it has more than `limit` bytes, or damaged.
            OSError: it cannot be read.
        """
        return read_whole(self.file, limit)


def source_and_url(source: str, url: str) -> tuple[str, str]:
    """Return the source and the address of an article whose source may be given as its address.

    Args:
        source: what is given as its source.
        url: its address, if that is given.
    """
    is_address = not url and source.startswith(("https://", "http://")) and site_of(source)
    return (site_of(source), source) if is_address else (source, url)


def site_of(url: str) -> str:
    """Return the host of an address without its `www.`, or nothing."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
