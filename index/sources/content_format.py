"""Tells a format from the beginning of the content."""

import re

from telusur.index.sources.formats import (
    EMAIL,
    FEED,
    GZIP,
    JSON,
    JSON_LINES,
    MARKDOWN,
    MBOX,
    PAGE,
    PDF,
    TABLE,
    TEXT,
    WARC,
    ZIP,
    Format,
)  # fmt: skip


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


def is_exported_chat(head: bytes) -> bool:
    """Tell whether a page begins that Telegram's program exported."""
    return b"<title>Exported Data</title>" in head and b'<div class="page_wrap' in head


def is_array_over_lines(head: bytes) -> bool:
    """Tell whether an array begins that was written for people, whatever the file is called."""
    return bool(re.match(rb"\s*\[\s*(?:\{\s*)?\n", head))
