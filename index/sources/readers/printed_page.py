"""Web pages that a browser printed into a PDF: what the browser put on every sheet goes."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_EDGE = 3
"""The number of lines at the top and at the bottom of a sheet that may be the browser's."""

# "27/2/25, 19.13 Rusia kirim pasukan - Berita" above, "https://berita.example/1 1/3" below.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s?[AP]M)?(?:\s+(?P<title>.*))?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?P<url>(?:https?|file)://\S+)(?:\s+\d{1,4}\s?/\s?\d{1,4})?")
_NUMBER = re.compile(r"\d{1,4}\s?/\s?\d{1,4}")

_SEPARATOR = re.compile(r"\s+[-–—|·•]\s+|\s+(?=Halaman (?:all|[0-9]))")


class PrintedPage(NamedTuple):
    """What a browser printed."""

    sheets: list[str]
    """The text of each sheet, without the browser's lines."""
    title: str
    url: str
    """Its address; empty where the browser cut it short."""


def printed_page(sheets: Iterable[str], title: str) -> PrintedPage | None:
    """Return a page as it was before a browser printed it; None if none did.

    Args:
        sheets: the text of each sheet of a PDF.
        title: the title in the PDF's metadata, where browsers put that of the page.
    """
    bodies: list[str] = []
    url = ""
    for sheet in sheets:
        lines = sheet.split("\n")
        filled = [number for number, line in enumerate(lines) if line.strip()]
        dropped = set()
        is_printed = False
        for number in {*filled[:_EDGE], *filled[-_EDGE:]}:
            line = lines[number].strip()
            printed, address = _PRINTED.fullmatch(line), _ADDRESS.fullmatch(line)
            if printed:
                title = title or (printed["title"] or "")
            is_title = title and " ".join(line.split()) == " ".join(title.split())
            if address and not address["url"].endswith(("…", "...")):
                url = url or address["url"]
            is_printed = is_printed or bool(address)
            on_edge = number in {*filled[:2], *filled[-2:]}
            if printed or address or _NUMBER.fullmatch(line) or (is_title and on_edge and bodies):
                dropped.add(number)
        if not is_printed:  # each sheet names the address
            return None
        bodies.append("\n".join(line for number, line in enumerate(lines) if number not in dropped))
    if not bodies:
        return None
    headline = headline_in(title, "\n".join(bodies))
    site = title[len(headline) :].lstrip(" -–—|·•").casefold()
    sheets = [
        "\n".join(line for line in body.split("\n") if not site or line.strip().casefold() != site)
        for body in bodies
    ]
    return PrintedPage(sheets, headline, url if url.startswith("http") else "")


def headline_in(title: str, text: str) -> str:
    """Return the part of a page's title that its text has: the name of the site is not in it."""
    text = " ".join(text.split()).casefold()
    ends = [match.start() for match in _SEPARATOR.finditer(title)]
    for end in [len(title), *reversed(ends)]:
        part = " ".join(title[:end].split())
        if part and part.casefold() in text:
            return part
    return title[: ends[0]] if ends else title
