"""The formats that Telusur reads, and which of them a file's name or a media type tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from telusur.index.article import Article, Failure
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.resource import Resource

Read = Callable[[Resource, Given], Iterator[Article | Failure]]


@dataclass(frozen=True)
class Format:
    """A format, and the function that reads it, named so that it is imported when it is needed."""

    name: str
    module: str
    function: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    is_single: bool
    """Whether a file of it holds one article and no more."""
    isolated_from: int | None
    """What has as many bytes is read in a process of its own; None for what is read in parts."""

    @property
    def read(self) -> Read:
        """The function that reads resources of this format."""
        function: Read = getattr(
            import_module(f"telusur.index.sources.{self.module}"), self.function
        )
        return function


def _format(
    name: str,
    module: str,
    suffixes: str,
    media_types: str,
    function: str = "read",
    *,
    is_single: bool = False,
    isolated_from: int | None = None,
) -> Format:
    names, types = tuple(suffixes.split()), tuple(media_types.split())
    return Format(name, module, function, names, types, is_single, isolated_from)


# Our own readers and those of the standard library take linear time: of theirs only what is large
# goes to another process, where memory is limited. What is less is read sooner than that starts.
_LARGE, _LARGE_FEED, _LARGE_PAGE = 2_000_000, 250_000, 16_000

TEXT = _format(
    "text", "readers.text", ".txt .text", "text/plain", is_single=True, isolated_from=_LARGE
)
MARKDOWN = _format(
    "Markdown",
    "readers.markdown",
    ".md .markdown",
    "text/markdown",
    is_single=True,
    isolated_from=_LARGE,
)
JSON_LINES = _format(
    "JSON Lines",
    "readers.json_lines",
    ".jsonl .ndjson",
    "application/jsonl application/x-ndjson application/x-jsonlines application/jsonlines",
)
JSON = _format(
    "JSON",
    "readers.json",
    ".json",
    "application/json application/feed+json",
    isolated_from=_LARGE,
)
TABLE = _format("a table", "readers.csv", ".csv .tsv .tab", "text/csv text/tab-separated-values")
FEED = _format(
    "a feed",
    "readers.feeds",
    ".rss .atom .xml .rdf",
    "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml",
    isolated_from=_LARGE_FEED,
)
PAGE = _format(
    "an HTML page",
    "readers.html",
    ".html .htm .xhtml",
    "text/html application/xhtml+xml",
    is_single=True,
    isolated_from=_LARGE_PAGE,
)
CHAT = _format("a page of a chat", "readers.telegram", "", "", isolated_from=_LARGE)
EMAIL = _format(
    "an e-mail",
    "readers.email",
    ".eml .mht .mhtml",
    "message/rfc822 multipart/related",
    is_single=True,
    isolated_from=_LARGE_PAGE,
)
MBOX = _format("a mailbox", "containers.mbox", ".mbox .mbx", "application/mbox")
# A PDF of any size may unpack to anything, or lead its reader in circles.
PDF = _format(
    "a PDF",
    "readers.pdf",
    ".pdf",
    "application/pdf application/x-pdf",
    is_single=True,
    isolated_from=0,
)
DOCX = _format(
    "a DOCX file",
    "readers.docx",
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    is_single=True,
    isolated_from=_LARGE_PAGE,
)
WARC = _format("a WARC file", "containers.warc", ".warc", "application/warc")
ZIP = _format(
    "a ZIP archive",
    "containers.archives",
    ".zip .epub",
    "application/zip application/x-zip-compressed application/epub+zip",
)
GZIP = _format(
    "a gzip file",
    "containers.archives",
    ".gz",
    "application/gzip application/x-gzip",
    "read_gzip",
)

FORMATS = (
    TEXT, MARKDOWN, JSON_LINES, JSON, TABLE, FEED, PAGE, CHAT, EMAIL, MBOX, PDF, DOCX, WARC, ZIP,
    GZIP,
)  # fmt: skip


_UNREADABLE = (".doc", ".rtf", ".odt", ".xls", ".xlsx", ".ods")
"""Documents that cannot be read; to try it tells how to save them."""


def may_hold_articles(name: str) -> bool:
    """Tell whether a file in a folder or archive is called as what people keep articles in is."""
    return format_of_name(name) is not None or name.lower().endswith(_UNREADABLE)


def format_of_name(name: str) -> Format | None:
    """Return the format that a file's suffix tells, or None; `.gz` only tells one after another."""
    stem, dot, suffix = name.lower().rpartition(".")
    form = _by_suffix().get(dot + suffix)
    if form is GZIP and format_of_name(stem) is None:
        return None
    return form


def format_of_media_type(media_type: str) -> Format | None:
    """Return the format that a `Content-Type` header names, or None."""
    plain = media_type.partition(";")[0].strip().lower()
    return next((form for form in FORMATS if plain in form.media_types), None)


@cache
def _by_suffix() -> dict[str, Format]:
    return {suffix: form for form in FORMATS for suffix in form.suffixes}
