"""Resource: what a source reads, wherever it comes from."""

from dataclasses import dataclass, field
from io import BufferedReader
from urllib.parse import urlsplit

from telusur.index.indonesian.dates.expressions import parse
from telusur.index.indonesian.dates.inference import FIRST_YEAR, LAST_YEAR
from telusur.index.indonesian.dates.publication import Published
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


def site_of(url: str) -> str:
    """Return the host of an address without its `www.`, or nothing."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def page_date(text: str) -> Published | None:
    """Read a date from a page's or feed's metadata; what is none, or a program's zero, is nothing.

    Args:
        text: an ISO 8601 or RFC 5322 time stamp, or a date as people write it. The day counts as
            it is written, in the time zone of the writer.
    """
    interval = parse(text.strip()[:100])
    if interval is None or not FIRST_YEAR <= interval.start.year <= interval.end.year <= LAST_YEAR:
        return None
    return Published(interval, "page")
