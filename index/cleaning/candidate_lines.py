"""Finds the lines of a text that may have furniture, so that no other has to be looked at.

A few searches through a whole text take a small part of the time of as many in each of its lines.
They find too much rather than too little: what the lines are is judged one by one.
"""

import re
from collections.abc import Iterable
from functools import cache

from telusur.index.cleaning.boilerplate import BULLETS, MAX_LINE_LENGTH, bare, patterns, role_label

FEW_LINES = 200
"""So many lines are looked at one by one sooner than they are searched."""

_BULLETS = re.escape(BULLETS)
_AROUND = rf"(?:[^\S\n]|[{_BULLETS}()\[\]])*+"
"""What may stand before a label in its line."""

_JUDGED_WHOLE = ("line", "role", "caption", "end", "list")
"""The kinds of lines that are told by the whole of a line."""

_LIKE_ASCII = {"\u0130": "I", "\u0131": "i", "\u017f": "s"}
"""Letters beyond ASCII that stand for such letters where case does not count."""


def lines_that_may_go(lines: list[str]) -> set[str]:
    """Return those that may be furniture, or tell that their neighbours are.

    Args:
        lines: the lines of a text; the same one may come many times.
    """
    if len(lines) <= FEW_LINES:
        return set(lines)
    limit = MAX_LINE_LENGTH
    short = [ln for ln in dict.fromkeys(lines) if len(ln) <= limit or len(bare(ln)) <= limit]
    text = "\n".join(short)
    small = _small(text)
    numbers = _lines_with(_whole_lines(), text.lower())
    numbers |= _lines_with(_beginnings(), small) | _lines_with(_credits(), small)
    return {short[number] for number in numbers}


def lines_that_may_change(text: str, lines: list[str]) -> Iterable[int]:
    """Return the numbers of lines, in order, in which furniture or glued words may stand.

    Args:
        text: the text.
        lines: its lines.
    """
    if len(lines) <= FEW_LINES:
        return range(len(lines))
    numbers: set[int] = set()
    for pattern in (patterns("phrase"), patterns("tail"), _openings(), _glued()):
        numbers |= _lines_with(pattern, text)
    signed = sorted(_lines_with(_signs_of_labels(), text))
    among = "\n".join([lines[number] for number in signed])
    numbers.update([signed[number] for number in _lines_with(_labels(), _small(among))])
    return sorted(numbers)


def _small(text: str) -> str:
    """Return a text in small letters: searches to which case counts are faster."""
    if not text.isascii():
        for letter, like in _LIKE_ASCII.items():
            text = text.replace(letter, like)
    return text.lower()


def _lines_with(pattern: re.Pattern[str], text: str) -> set[int]:
    """Return the numbers of the lines that have a part of a match."""
    numbers: set[int] = set()
    number = before = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        number += text.count("\n", before, start)
        last = number + text.count("\n", start, end)
        numbers.update(range(number, last + 1))
        number, before = last, end
    return numbers


@cache
def _whole_lines() -> re.Pattern[str]:
    """Lines that a pattern of their kind is for."""
    kinds = "|".join(patterns(kind).pattern for kind in _JUDGED_WHOLE)
    return re.compile(rf"^[{_BULLETS}]*+(?:{kinds})[{_BULLETS}]*+$", re.MULTILINE)


@cache
def _credits() -> re.Pattern[str]:
    """What every credit of a picture has."""
    return re.compile(
        r"(?:foto|photo|gambar|ilustrasi|dok|dok\.|dokumentasi|credit)\s?[:/]"
        r"|(?:antara|afp|reuters|ap|epa|tempo|getty) (?:foto|photo|images)"
    )


@cache
def _beginnings() -> re.Pattern[str]:
    """Beginnings of lines with a person's role, or with a label of links."""
    labels = rf"{role_label()}|(?:{patterns('link').pattern})"
    return re.compile(rf"^{_AROUND}(?:{labels})", re.MULTILINE)


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(rf"^(?:{patterns('opening').pattern})", re.MULTILINE)


@cache
def _signs_of_labels() -> re.Pattern[str]:
    """What every label has: to look for it first is faster."""
    return re.compile("[:：|]| Juga| JUGA")


@cache
def _labels() -> re.Pattern[str]:
    """Labels of links wherever they stand; roles and credits of pictures after a sentence."""
    return re.compile(
        rf"(?:{patterns('link').pattern})\s{{0,3}}[:：]|baca\s?[:：]"
        r"|(?:baca|simak|lihat)\s(?:juga|pula)"
        rf"|[.!?…”\"’)\]]\s*(?:{role_label()}"
        r"|(?:sumber|foto|source|photo)(?: foto)?\s?:)"
    )


@cache
def _glued() -> re.Pattern[str]:
    """Sentences without a space between them."""
    return re.compile(r"[.!?”][A-ZÀ-Þ“][a-zà-ÿ]")
