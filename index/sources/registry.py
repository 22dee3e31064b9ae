"""The formats that Telusur reads: told by a file's name, a media type, or the content itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from io import BufferedReader, BytesIO

from telusur.index.article import Article, Failure
from telusur.index.errors import TelusurError, reason_of
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import as_utf8
from telusur.index.sources.support.resource import STREAM, Resource
from telusur.index.translation import gettext

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
    ".zip",
    "application/zip application/x-zip-compressed",
)
GZIP = _format(
    "a gzip file",
    "containers.archives",
    ".gz",
    "application/gzip application/x-gzip",
    "read_gzip",
)

FORMATS = (
    TEXT, MARKDOWN, JSON_LINES, JSON, TABLE, FEED, PAGE, EMAIL, MBOX, PDF, DOCX, WARC, ZIP, GZIP,
)  # fmt: skip


def read_resource(
    resource: Resource, given: Given, form: Format | None = None
) -> Iterator[Article | Failure]:
    """Read a resource; what is wrong with it as a whole becomes a failure.

    Args:
        resource: the resource, at its beginning.
        given: what holds for every article that does not say otherwise.
        form: its format, if that is known; else its content tells.
    """
    try:
        resource = replace(resource, file=as_utf8(resource.file))
        form = form or format_of_content(resource.file.peek(1 << 12))
        is_whole = form.is_single and resource.origin != STREAM
        for item in _items(resource, given, form):
            if isinstance(item, Article) and not item.origin:
                item = replace(item, origin=resource.origin, is_whole=is_whole)
            yield item
    except (TelusurError, OSError, MemoryError) as error:
        yield failure_of(resource, error)


def _items(resource: Resource, given: Given, form: Format) -> Iterator[Article | Failure]:
    """Read a resource here, or in a process of its own if it is large or risky."""
    if form.isolated_from is None:
        return form.read(resource, given)
    head = resource.file.read(form.isolated_from)
    if len(head) < form.isolated_from:
        return form.read(replace(resource, file=BufferedReader(BytesIO(head))), given)
    from telusur.index.sources.isolation import read_isolated

    return read_isolated(form.name, head, resource, given)


def failure_of(resource: Resource, error: TelusurError | OSError | MemoryError) -> Failure:
    """Say why a resource cannot be read as a whole."""
    if isinstance(error, MemoryError):
        return Failure(resource.name, gettext("there is not enough memory to read it"))
    if isinstance(error, OSError):
        return Failure(
            resource.name,
            gettext("it cannot be read ({reason})", reason=reason_of(error)),
        )
    return Failure(resource.name, str(error))


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


def format_of_content(head: bytes) -> Format:
    """Tell a format from its first few thousand bytes, text in UTF-8; what is else is text."""
    for magic, form in (
        (b"%PDF-", PDF),
        (b"PK\x03\x04", ZIP),  # a DOCX is one as well
        (b"PK\x05\x06", ZIP),
        (b"\x1f\x8b", GZIP),
        (b"WARC/", WARC),
    ):
        if head.startswith(magic):
            return form
    return _format_of_text(head.decode("utf-8", "replace").removeprefix("\ufeff").lstrip())


def _format_of_text(text: str) -> Format:
    if text.startswith("{") and not text.startswith(r"{\rtf"):
        # An object that is a line by itself is the first of several.
        first = text.partition("\n")[0].rstrip()
        goes_on = first[-1] in "[,{" and first != text.rstrip()
        from telusur.index.sources.readers.json import begins_with_array

        return JSON if goes_on or begins_with_array(first) else JSON_LINES
    if re.match(r"\[\s*[{\]]|window\.YTD\.", text):
        return JSON
    if text.startswith("<"):
        if re.search(r"<(?:!doctype\s+html|html|head|body)\b", text, re.IGNORECASE):
            return PAGE
        if re.search(r"<(?:rss|feed|rdf:RDF)\b", text):
            return FEED
        return PAGE if re.match(r"<(?:article|div|meta|title|p|h1|!--)\b", text) else TEXT
    if _looks_like_email(text):
        return MBOX if text.startswith("From ") else EMAIL
    if re.match(r"---[ \t]*\r?\n", text):
        return MARKDOWN
    from telusur.index.sources.readers.csv import looks_like_table

    return TABLE if looks_like_table(text) else TEXT


def _looks_like_email(text: str) -> bool:
    names = re.findall(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", text.replace("\r", ""), re.MULTILINE)
    known = {"from", "to", "date", "subject", "received", "message-id", "mime-version"}
    is_first = bool(re.match(r"(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])", text))
    return is_first and len(known & set(map(str.lower, names))) >= 3


@cache
def _by_suffix() -> dict[str, Format]:
    return {suffix: form for form in FORMATS for suffix in form.suffixes}
