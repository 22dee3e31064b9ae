"""Datelines: the day on which an article was published, as far as its own text tells.

A dateline names the day: a line of its own near the top, the words *Jakarta, 27/2/2025 -* before
the first sentence, or a line that says *Diterbitkan*. Without one, the day can be **inferred** as
an interval from the dates that the text mentions as past, if the text speaks from a present of its
own (*kemarin*, *pekan lalu*, *Minggu (10/11)*). A year alone bounds the day on one side only, so
nothing is inferred from it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from index.indonesian.dategrammar import Grammar
from index.indonesian.interval import Interval, one_day
from index.indonesian.moments import Calendar, Moment, Part, Shift, Span, Weekday

Basis = Literal["given", "page", "dateline", "inferred"]

_FIRST_YEAR = 1995
"""The web has no older articles; an older date is history, not news."""

_TOP = 2000
"""Datelines are looked for in so many characters from the top ..."""

_PARAGRAPHS = 3
"""... and before so many paragraphs (lines of 160 characters and more) have passed."""


@dataclass(frozen=True)
class Published:
    """When an article was published, and how that is known.

    Attributes:
        interval: one day, or for an inferred date the days that it may have been.
        basis: `"given"` by the user, from the `"page"`'s metadata, a `"dateline"` in the text, or
            `"inferred"` from the dates that the text mentions.
    """

    interval: Interval
    basis: Basis


def published(text: str) -> Published | None:
    """Tell from an article's text when it was published.

    Args:
        text: the article as plain text, furniture included or not.

    Returns:
        The day with basis `"dateline"`, or an interval of several days with basis `"inferred"`, or
        None where the text does not tell.
    """
    day = _dateline(text)
    if day:
        return Published(one_day(day), "dateline")
    interval = _inferred(text)
    return Published(interval, "inferred") if interval else None


# Datelines


class _Line(NamedTuple):
    """One line with its place among those that are not blank."""

    text: str
    number: int


def _dateline(text: str) -> date | None:
    paragraphs = 0
    number = 0
    for raw in text[:_TOP].splitlines():
        line = raw.strip()
        if not line:
            continue
        day = _day_of_line(_Line(line, number))
        if day:
            return day
        number += 1
        paragraphs += len(line) >= 160
        if paragraphs == _PARAGRAPHS:
            break
    return _labelled(text)


def _day_of_line(line: _Line) -> date | None:
    """The day that a line near the top names as a dateline."""
    head = line.text[:160]
    if not any(map(str.isdigit, head)):
        return None
    grammar = Grammar(head)
    for i, found in grammar.mentions():
        day = _full_day(found.moment)
        if not day:
            continue
        before = head[: grammar.tokens[i].start].strip()
        after = head[grammar.tokens[found.end - 1].end :].strip()
        timed = ":" in head[grammar.tokens[i].start :] or "pukul" in head
        return day if _is_dateline(before, after, line, timed) else None
    return None


def _full_day(moment: Moment) -> date | None:
    """The day of a full date, unless its weekday says that it is a slip."""
    if not isinstance(moment, Calendar) or not moment.full:
        return None
    interval = moment.resolve(None)
    if not interval or moment.weekday not in (None, interval.start.weekday()):
        return None
    return interval.start


def _is_dateline(before: str, after: str, line: _Line, timed: bool) -> bool:
    """Judge a full date in a line near the top by what stands around it."""
    if _label().fullmatch(before):
        return True
    opens_paragraph = re.match(r"\)?\s*[-–—:]", after) is not None
    if opens_paragraph and len(line.text) > 60:
        return _is_place(before)
    if len(after.split()) > 6 or after.endswith("."):
        return False
    if not before:
        return not after or timed or after[0] in "|-–—•·/"
    if after and not timed and after[0] not in "|-–—•·/)":
        return False
    if before.endswith(",") and not after and _is_place(before):
        return True
    behind_sign = before[-1] in "|-–—•·/(," and len(before.split()) <= 8
    return behind_sign and (timed or line.number > 0)


def _labelled(text: str) -> date | None:
    """The day in a line that says when the article was published, wherever it stands."""
    for found in _labelled_line().finditer(text):
        grammar = Grammar(found.group("rest"))
        for _, reading in grammar.mentions():
            day = _full_day(reading.moment)
            if day:
                return day
    return None


_LABELS = (
    "di(?:terbitkan|publikasikan|posting|unggah|tayangkan|muat|tulis|rilis)|tayang|terbit|tanggal"
    "|tgl|publikasi|publish(?:ed)?|posted|post|date|rilis|tanggal terbit|tanggal publikasi|waktu"
)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LABELS})(?: pada| on| at| tanggal)?\s*[:|-]?", re.IGNORECASE)


@cache
def _labelled_line() -> re.Pattern[str]:
    return re.compile(
        r"^[^\S\n]{0,20}(?:artikel ini )?(?:telah )?"
        r"(?:di(?:terbitkan|publikasikan|posting|unggah|tayangkan)|tayang|terbit|published|posted)"
        r"\b(?P<rest>[^\n]{1,80})$",
        re.IGNORECASE | re.MULTILINE,
    )


def _is_place(before: str) -> bool:
    """Whether words before a date are places and publishers, as in *Jakarta, Antara*."""
    words = before.replace("(", " ").replace("-", " ").replace("–", " ").split()
    return len(words) <= 6 and all(not word[0].islower() for word in words)


# Inference


class _Evidence(NamedTuple):
    """Days on which something mentioned as past took place, and how long after one writes of it."""

    interval: Interval
    slack: int


def _inferred(text: str) -> Interval | None:
    """The days on which the text can have been published, by the latest past date in it."""
    grammar = Grammar(text)
    found = [
        (reading.moment, _is_future(grammar, i, reading.end)) for i, reading in grammar.mentions()
    ]
    past = [moment for moment, future in found if not future]
    reported = [each for each in map(_report_day, _with_years(past)) if each]
    if reported:
        latest = max(reported)
        return Interval(latest, latest + timedelta(days=7))
    if not any(_speaks_from_now(moment) for moment, _ in found):
        return None
    evidence = [each for each in map(_evidence, past) if each]
    if not evidence:
        return None
    latest_evidence = max(evidence, key=lambda each: (each.interval.start, -each.slack))
    interval = latest_evidence.interval
    return Interval(interval.start, interval.end + timedelta(days=latest_evidence.slack))


def _with_years(moments: list[Moment]) -> list[Moment]:
    """Give *Minggu (10/11)* the year in which that day is a Sunday, near the last year named."""
    years = [
        moment.year
        for moment in moments
        if isinstance(moment, Calendar) and moment.year and moment.year >= _FIRST_YEAR
    ]
    if not years:
        return moments
    last = max(years)
    result: list[Moment] = []
    for moment in moments:
        dated = moment
        if isinstance(moment, Calendar) and moment.day and moment.weekday is not None:
            fitting = [year for year in (last, last + 1) if _falls_on(moment, year)]
            if moment.year is None and moment.year_shift is None and len(fitting) == 1:
                dated = Calendar(fitting[0], moment.month, moment.day, weekday=moment.weekday)
        result.append(dated)
    return result


def _falls_on(moment: Calendar, year: int) -> bool:
    try:
        return moment.in_year(year).start.weekday() == moment.weekday
    except ValueError:
        return False


def _report_day(moment: Moment) -> date | None:
    """The day of a full date with its weekday: the way in which news tells of these days."""
    if not isinstance(moment, Calendar) or moment.weekday is None:
        return None
    day = _full_day(moment)
    return day if day and day.year >= _FIRST_YEAR else None


def _evidence(moment: Moment) -> _Evidence | None:
    """What a date in the past says of the day of publication, if it is exact to the month."""
    calendar = moment.of if isinstance(moment, Part) else moment
    if not isinstance(calendar, Calendar) or calendar.month is None or calendar.year is None:
        return None
    interval = moment.resolve(None)
    if not interval or interval.start.year < _FIRST_YEAR:
        return None
    return _Evidence(interval, 7 if calendar.day else 20 if isinstance(moment, Part) else 31)


def _speaks_from_now(moment: Moment) -> bool:
    """Whether a moment is counted from the day of publication: *kemarin*, *September lalu*."""
    if isinstance(moment, Part):
        return _speaks_from_now(moment.of)
    if isinstance(moment, Calendar):
        return moment.year is None and (moment.direction != 0 or moment.year_shift is not None)
    return isinstance(moment, Shift | Span | Weekday)


_AHEAD_WORDS = {
    "akan", "bakal", "rencana", "rencananya", "direncanakan", "dijadwalkan", "jadwal", "target",
    "ditargetkan", "menargetkan", "diperkirakan", "diprediksi", "hingga", "sampai", "mendatang",
    "nanti", "depan", "menjelang", "jelang", "proyeksi", "diproyeksikan", "sebelum", "paling",
    "lambat", "will", "until",
}  # fmt: skip
_SENTENCE_ENDS = {".", "!", "?", ";"}


def _is_future(grammar: Grammar, i: int, end: int) -> bool:
    """Whether the words around a date in its sentence place it after the day of publication."""
    for at in range(i - 1, max(i - 15, -1), -1):
        if grammar.word(at) in _SENTENCE_ENDS:
            break
        if grammar.word(at) in _AHEAD_WORDS:
            return True
    return grammar.word(end) in {"mendatang", "nanti", "depan"}
