"""Infers when an article without a dateline was published from the dates that it mentions as past.

News tells of a day with its weekday (*Kamis (27/2/2025)*) in the week after it. Any other date that
is exact to the month counts only where the text speaks from a present of its own (*kemarin*,
*September lalu*) and names no later year. A year alone bounds the day of publication on one side
only, so nothing is inferred from it.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from telusur.index.indonesian.dates.grammar import Grammar
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.moments import (
    Calendar,
    Moment,
    Range,
    RelativePeriod,
    Shift,
    Third,
    Weekday,
    full_day,
)
from telusur.index.indonesian.dates.vocabulary import AHEAD, SINCE

FIRST_YEAR = 1995
"""Earlier dates are history: the web has no older articles."""

LAST_YEAR = 2100
"""Later dates are slips."""

_NEWS = timedelta(days=7)
"""How long after a day one writes of it with its weekday."""

_SLACK = {"day": timedelta(days=7), "part": timedelta(days=20), "month": timedelta(days=31)}
"""How long after a day, a part of a month or a month one still names it so exactly."""

_SENTENCE_ENDS = {".", "!", "?", ";"}
_SENTENCE = 15
"""How many tokens back in its sentence a word such as *akan* is looked for."""


class _Evidence(NamedTuple):
    """Days on which something past happened, and how long after one writes of it like this."""

    interval: Interval
    slack: timedelta


def inferred(text: str) -> Interval | None:
    """The days on which a text can have been published, by the latest past date in it, or None."""
    grammar = Grammar(text)
    mentions = grammar.mentions()
    past = [(i, _end(r.moment)) for i, r in mentions if not _is_ahead(grammar, i, r.end)]
    last_year = max((m.year for _, m in past if isinstance(m, Calendar) and m.year), default=0)
    # What has gone on since a day may be told of at any time.
    over = [_with_year(m, last_year) for i, m in past if grammar.word(i - 1) not in SINCE]
    reported = [day for day in map(_report_day, over) if day]
    if reported:
        return Interval(max(reported), max(reported) + _NEWS)
    if not any(_speaks_from_now(_end(reading.moment)) for _, reading in mentions):
        return None
    evidence = [each for each in map(_evidence, over) if each]
    if not evidence:
        return None
    latest = max(evidence, key=lambda each: (each.interval.start, -each.slack))
    if latest.interval.end.year < _latest_year(grammar):
        return None
    return Interval(latest.interval.start, latest.interval.end + latest.slack)


def _end(moment: Moment) -> Moment:
    """The end of a range, or the moment itself."""
    return moment.last if isinstance(moment, Range) and moment.last else moment


def _is_ahead(grammar: Grammar, i: int, end: int) -> bool:
    """Whether the words around a date put it after the day of publication, or may do so."""
    for at in range(i - 1, max(i - 1 - _SENTENCE, -1), -1):
        if grammar.word(at) in _SENTENCE_ENDS:
            break
        if grammar.word(at) in AHEAD:
            return True
    return grammar.shift(end)[0] == 1


def _latest_year(grammar: Grammar) -> int:
    """The latest year that stands anywhere in the text, as far as it can be past."""
    years = [
        int(word)
        for i, word in enumerate(grammar.words)
        if len(word) == 4
        and word.isdecimal()
        and FIRST_YEAR <= int(word) <= LAST_YEAR
        and not _is_ahead(grammar, i, i + 1)
    ]
    return max(years, default=0)


def _with_year(moment: Moment, last: int) -> Moment:
    """Give *Minggu (10/11)* the year in which that day is a Sunday, near the last year named."""
    if last < FIRST_YEAR:
        return moment
    if not isinstance(moment, Calendar) or moment.weekday is None or moment.day is None:
        return moment
    if moment.year is not None or moment.year_shift is not None:
        return moment
    dated = [replace(moment, year=year) for year in (last, last + 1)]
    fitting = [each for each in dated if full_day(each)]
    return fitting[0] if len(fitting) == 1 else moment


def _report_day(moment: Moment) -> date | None:
    """The day of a full date with its weekday: the way in which news tells of these days."""
    if not isinstance(moment, Calendar) or moment.weekday is None:
        return None
    day = full_day(moment)
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _evidence(moment: Moment) -> _Evidence | None:
    """What a date in the past says of the day of publication, if it is exact to the month."""
    calendar = moment.of if isinstance(moment, Third) else moment
    if not isinstance(calendar, Calendar) or None in (calendar.month, calendar.year):
        return None
    interval = moment.resolve(None)
    if not interval or calendar.span > 1 or not FIRST_YEAR <= interval.start.year <= LAST_YEAR:
        return None
    exactness = "day" if calendar.day else "part" if isinstance(moment, Third) else "month"
    return _Evidence(interval, _SLACK[exactness])


def _speaks_from_now(moment: Moment) -> bool:
    """Whether a moment is counted from the day of publication: *kemarin*, *September lalu*."""
    if isinstance(moment, Third):
        return _speaks_from_now(moment.of)
    if isinstance(moment, Calendar):
        return moment.year is None and (moment.direction != 0 or moment.year_shift is not None)
    return isinstance(moment, Shift | RelativePeriod | Weekday)
