"""Datelines: the day on which an article was published, as far as its own text tells.

A dateline names the day: a line of its own near the top, words such as *Jakarta, 27/2/2025 -*
before the first sentence, or a line that says *Diterbitkan*. Without one the day can be inferred
(see `inference`).
"""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from telusur.index.indonesian.dates.grammar import Grammar
from telusur.index.indonesian.dates.inference import FIRST_YEAR, LAST_DAY, inferred
from telusur.index.indonesian.dates.interval import one_day
from telusur.index.indonesian.dates.moments import Moment, full_day
from telusur.index.indonesian.dates.publication import Published

_TOP = 2000
"""Datelines stand within this number of characters from the top ..."""

_PARAGRAPHS = 3
"""... and before this number of paragraphs has passed."""

_PARAGRAPH = 160
"""A line of this length or more is a paragraph; a dateline is within its first characters."""

_SIGNS = "|-–—•·/"


def published(text: str, until: date = LAST_DAY) -> Published | None:
    """Tell from an article's text when it was published.

    Args:
        text: the article as plain text, furniture included or not.
        until: the last day on which it can have been published, such as the day it came in.

    Returns:
        The day with basis `"dateline"`, or an interval of several days with basis `"inferred"`, or
        None where the text does not tell.
    """
    if not _names_year(text, until):
        return None
    day = _dateline(text, until)
    if day:
        return Published(one_day(day), "dateline")
    interval = inferred(text, until)
    return Published(interval, "inferred") if interval else None


def _names_year(text: str, until: date) -> bool:
    """Tell whether a text has a year of the web, without which none of its dates is a day.

    Args:
        text: any text.
        until: the last day of these years.
    """
    years = map(int, _four_digits().findall(text))
    return any(FIRST_YEAR <= year <= until.year for year in years) or bool(
        _short_date().search(text)
    )


@cache
def _four_digits() -> re.Pattern[str]:
    """Where a year can stand, as in *2025* and *20250227*."""
    return re.compile("[0-9]{4}")


@cache
def _short_date() -> re.Pattern[str]:
    """The end of a date with a year of two digits, *27/2/25*."""
    return re.compile(r"[-./]\s?[0-9]{1,2}\s?[-./]\s?[0-9]{2}(?![0-9])")


class _Date(NamedTuple):
    """A full date near the top, with what stands around it in its line."""

    day: date
    before: str
    after: str
    line: str
    is_first: bool
    is_exact: bool  # with its weekday or a time of day
    is_whole: bool  # with both


def _dateline(text: str, until: date) -> date | None:
    near_top = _dates_near_top(text, until)
    dates = [dated for dated in near_top if _is_alone(dated) or _is_dateline(dated)]
    for dated in dates:
        if dated.is_exact or not _is_alone(dated):
            return dated.day
    # Lines of a bare date each are the headings of a chronicle unless there is just one.
    if len(dates) == 1:
        return dates[0].day
    return _labelled_day(text, until)


def _dates_near_top(text: str, until: date) -> list[_Date]:
    """The first full date in each line near the top, without those whose weekday is wrong."""
    dates = []
    paragraphs = 0
    is_first = True
    for raw in text[:_TOP].splitlines():
        line = raw.strip()
        if not line or paragraphs == _PARAGRAPHS:
            continue
        dated = _date_in_line(line, is_first, until)
        dates += [dated] if dated else []
        is_first = False
        paragraphs += len(line) >= _PARAGRAPH
    return dates


def _date_in_line(line: str, is_first: bool, until: date) -> _Date | None:
    head = line[:_PARAGRAPH]
    if not _names_year(head, until):
        return None
    grammar = Grammar(head)
    for i, parsed in grammar.mentions():
        day = full_day(parsed.moment)
        if day and day.year >= FIRST_YEAR and day <= until:
            start, end = grammar.offsets(i, parsed.end)
            weekday = _has_weekday(parsed.moment)
            clock = bool(_clock_time().search(head, start, end))
            before, after = head[:start].strip(), head[end:].strip()
            return _Date(day, before, after, line, is_first, weekday or clock, weekday and clock)
    return None


def _has_weekday(moment: Moment) -> bool:
    return getattr(moment, "weekday", None) is not None


def _is_alone(dated: _Date) -> bool:
    return not dated.before and not dated.after


def _is_dateline(dated: _Date) -> bool:
    """Judge a full date in a line near the top by what stands around it."""
    before, after = dated.before, dated.after
    if _label().fullmatch(before):
        return True
    # Not a life: "Taylor (Reading, 13 Desember 1998 – ...".
    if "(" in before and ")" not in before and (before[-1] != "(" or after[:1] != ")"):
        return False
    opens_paragraph = after.lstrip(")").strip()[:1] in {"-", "–", "—", ":"}
    if opens_paragraph and len(dated.line) > 60:
        return _is_place(before)
    if dated.is_first and len(dated.line) >= _PARAGRAPH and _is_stamp(dated):
        return True
    if len(after.split()) > 6 or after.endswith((".", ",", "?", "!")):
        return False
    if after and not (after[0] in _SIGNS or _beside_date().match(after)):
        return False
    if not before:
        return True
    if before.endswith((",", "(")):
        # "Prakiraan Cuaca Jakarta, 27 Februari 2025" is a headline.
        return _is_place(before) and (not dated.is_first or len(before.split()) <= 2)
    is_byline = before[-1] in _SIGNS and len(before.split()) <= 8
    return is_byline and (dated.is_exact or not dated.is_first)


def _is_stamp(dated: _Date) -> bool:
    """Whether a text of one line opens as a page does: *Kompas.com - 27/02/2025, 19:13 WIB*."""
    before = dated.before
    if not before:
        return dated.is_whole
    return dated.is_exact and before[-1] in _SIGNS and bool(_publisher().search(before[:-1]))


def _is_place(before: str) -> bool:
    """Whether words before a date are places and publishers, as in *Jakarta, Antara*."""
    words = before.replace("(", " ").replace("-", " ").replace("–", " ").split()
    return len(words) <= 6 and all(not word[0].islower() for word in words)


def _labelled_day(text: str, until: date) -> date | None:
    """The day in a line that says when the article was published, wherever it stands."""
    for line in _labelled_line().finditer(text):
        for _, reading in Grammar(line["rest"]).mentions():
            day = full_day(reading.moment)
            if day and day.year >= FIRST_YEAR and day <= until:
                return day
    return None


@cache
def _clock_time() -> re.Pattern[str]:
    return re.compile(r"[0-9]{1,2}[:.][0-9]{2}\b(?![./-])")


@cache
def _beside_date() -> re.Pattern[str]:
    """What a page tells after the date: who wrote it, how long it takes to read, how many did."""
    counts = r"\d{1,9} ?(?:menit|min|kali|views?|komentar)"
    told = "oleh|by|penulis|editor|reporter|(?:waktu|lama) baca|dibaca|dilihat|diperbarui|updated"
    told += r"|hal(?:aman|\.)? \d{1,3}|edisi"
    return re.compile(rf"(?:{told}|{counts})\b", re.IGNORECASE)


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(
        r"\.(?:com|co|id|net|org|tv|news)\s*$|\b(?:indonesia|news|detik\w*)\s*$", re.I
    )


_LABELS = (
    r"di(?:terbitkan|publikasikan|posting|unggah|tayangkan|muat|rilis)|tayang|terbit"
    r"|tanggal (?:terbit|tayang|publikasi)|publikasi|publish(?:ed)?|posted|date"
)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:artikel ini )?(?:telah )?(?:{_LABELS})(?: pada| on| at)?\s*[:|-]?", re.I
    )


@cache
def _labelled_line() -> re.Pattern[str]:
    return re.compile(
        rf"^[^\S\n]{{0,20}}(?:artikel ini )?(?:telah )?(?:{_LABELS})\b(?P<rest>[^\n]{{1,80}})$",
        re.IGNORECASE | re.MULTILINE,
    )
