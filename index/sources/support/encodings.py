"""Encodings: bytes to text, by what they declare and what they are; never by guessing blindly."""

import codecs
import io
import re

from telusur.index.errors import ArticleError

_UTF_8_MARK = "utf-8-sig"

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, _UTF_8_MARK),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Office begin that are older than DOCX and XLSX."""

_UNMARKED = {
    "x000": "utf-32-le",
    "000x": "utf-32-be",
    "x0x0": "utf-16-le",
    "0x0x": "utf-16-be",
}
"""What text without a mark is in, by which of its first four bytes are null (RFC 4627, 3)."""

_MIN_NULL_SHARE = 1 / 3
"""Of the bytes of such text, at least; Latin letters have one in two or more."""

# The WHATWG Encoding Standard reads these labels as windows-1252; so do browsers, hence writers.
_CALLED_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})

# UTF-7 hides markup from checks; the others are ways to write text in ASCII.
_REFUSED = frozenset({"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"})

_MAX_WESTERN_SHARE = 0.1

_BEGINNING = 1024
"""The number of bytes at which a file is looked at that is decoded while it is read."""


def decode_text(content: bytes, declared: str = "") -> str:
    """Decode text whose encoding is declared somewhere, or nowhere.

    A byte order mark comes first, or the null bytes of UTF-16 and UTF-32, then valid UTF-8, then
    what was declared. Failing all, text is taken as windows-1252 if its few bytes beyond ASCII
    are all letters within words or typographic punctuation where such stands.

    Args:
        content: the bytes.
        declared: what a header, a `meta` element or an XML declaration calls the encoding.

    Raises:
        ArticleError: it is binary, or its encoding cannot be told.
    """
    if content.startswith(_OLE):
        raise ArticleError("it is an old Word or Excel file: save it as DOCX, CSV or PDF")
    text = _decoded(content, declared)
    if "\x00" in text:
        raise ArticleError("it is a binary file, not text")
    return text


def _decoded(content: bytes, declared: str) -> str:
    codec = _codec(declared)
    if begun := _begun(content):
        return _strictly(content, begun)
    is_wide = codec.startswith(("utf-16", "utf-32"))
    if (is_wide and b"\x00" in content) or codec.startswith(("iso2022", "hz")):
        return _strictly(content, codec)  # ASCII bytes mean other things there
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    if b"\x00" in content:
        raise ArticleError("it is a binary file, not text")
    if codec and codec not in {"utf-8", "cp1252"} and not is_wide:
        return _strictly(content, codec)
    if codec == "utf-8":
        return _strictly(content, codec)
    if _is_western(content):
        return content.decode("cp1252")
    raise ArticleError(
        "it is not UTF-8 text (byte {position}), and its encoding cannot be determined: save it "
        "as UTF-8 and add that",
        position=position,
    )


def _begun(content: bytes) -> str:
    """Return the encoding that the beginning of a text shows, or an empty string."""
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return name
    if content.count(0) < _MIN_NULL_SHARE * len(content):
        return ""
    return _UNMARKED.get("".join("x" if byte else "0" for byte in content[:4]), "")


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeError as error:
        raise ArticleError(
            "it is not the {encoding} text that it is said to be, and its encoding cannot be "
            "determined",
            encoding=codec.upper(),
        ) from error


def _codec(declared: str) -> str:
    """Return Python's name of a declared character encoding, or an empty string."""
    try:
        codec = codecs.lookup(declared.strip().strip("\"'")).name if declared else ""
        b"a".decode(codec or "ascii")  # raises LookupError if it is a transformation
    except UnicodeError:
        pass  # not of this one byte
    except (LookupError, ValueError):
        return ""
    if codec.replace("-", "_") in _REFUSED:
        return ""
    return "cp1252" if codec in _CALLED_WESTERN else codec


def _is_western(content: bytes) -> bool:
    """Tell whether bytes that are not UTF-8 are soundly read as windows-1252.

    Text in another alphabet, or in another encoding of the same, has long runs of bytes beyond
    ASCII or letters where windows-1252 has signs.
    """
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = sum(character > "\x7f" for character in text)
    if beyond > max(8, len(text) * _MAX_WESTERN_SHARE):
        return False
    return not re.search(
        r"[\x00-\x08\x0e-\x1f]"  # controls
        r"|[^\W\d_a-zA-Z]{3}"  # accented letters in a row
        r"|(?<![a-zA-Z])[^\W\d_a-zA-Z]{1,2}(?![a-zA-Z])"  # or alone
        r"|[a-zA-Z][\u00a1-\u00a9\u00ab\u00ac\u00af-\u00b6\u00b8\u00b9\u00bb-\u00bf\u00d7\u00f7"
        r"\u0192\u02c6\u02dc\u2020\u2021\u2030\u2039\u203a\u20ac][a-zA-Z]"  # signs in words
        r"|[a-zA-Z][\u201a\u201e]",  # marks that open a quotation at the end of words, as of DOS
        text,
    )


def declared_in_markup(content: bytes) -> str:
    """Return the encoding that the head of an HTML page or an XML file declares, or nothing."""
    match = re.search(
        rb"""<(?:meta|\?xml)\b[^<>]{0,500}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""",
        content[:4096],
        re.IGNORECASE,
    )
    declared = match[1].decode("ascii", "ignore") if match else ""
    # What can be read so far has a byte for a character.
    return "utf-8" if declared.lower().startswith(("utf-16", "utf-32", "ucs-2")) else declared


def as_utf8(file: io.BufferedReader) -> io.BufferedReader:
    """Return a file as it is, or as UTF-8 if it begins as text in UTF-16 or UTF-32 does.

    Args:
        file: the file, at its beginning; it is decoded while it is read.
    """
    encoding = _begun(file.peek(1)[:_BEGINNING])
    if encoding in {"", _UTF_8_MARK}:
        return file
    return io.BufferedReader(_Recoded(file, encoding))


class _Recoded(io.RawIOBase):
    """A file in another encoding, read as UTF-8."""

    def __init__(self, file: io.BufferedReader, encoding: str) -> None:
        self._file = file
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._rest:
            part = self._file.read(1 << 16)
            try:
                self._rest = self._decoder.decode(part, final=not part).encode()
            except UnicodeError as error:
                name = self._encoding.upper()
                raise ArticleError(
                    "it is not {name} text throughout: save it as UTF-8", name=name
                ) from error
            if not part:
                break
        content, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(content)] = content
        return len(content)
