"""Infers when an article without a dateline was published, where its words leave little doubt.

Three things tell it. A word that counts from the present beside a full date gives the day itself
(*hari ini, Selasa (10/9/2019)*; *pekan lalu (7/2/2025)* gives a week). News tells of what was said,
and in its first sentences of what happened, with weekday and date in the week after it
(*kata dia, Kamis (27/2/2025)*). And a text that speaks of *September lalu* and *awal November 2024*
speaks from about then. Dates that may lie ahead, or belong to something told in passing, tell
nothing; where the rest contradict one another, nothing is inferred.
"""

from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from telusur.index.indonesian.dates.grammar import Grammar
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.lexer import ParsedMoment
from telusur.index.indonesian.dates.moments import (
    Calendar,
    Moment,
    Range,
    Shift,
    Third,
    Weekday,
    full_day,
    with_year,
)
from telusur.index.indonesian.dates.vocabulary import (
    AHEAD,
    BEFORE,
    BESIDE,
    FIXTURE,
    IN_PASSING,
    SINCE,
    SPEECH,
    VERB_PREFIXES,
)

FIRST_YEAR = 1995
"""Earlier dates are history: the web has no older articles."""

LAST_YEAR = 2100
"""Later dates are slips."""

LAST_DAY = date(LAST_YEAR, 12, 31)

_NEWS = timedelta(days=7)
"""How long after a day one writes of it with its weekday."""

_OVERNIGHT = timedelta(days=1)
"""An article of *hari ini* may appear after midnight."""

_PART_OF_MONTH = timedelta(days=20)
"""How long after a part of a month one still names it so exactly."""

_SAME_YEAR = timedelta(days=183)
"""A date without a year is looked for so long after one that has it."""

_LEAD = 400
"""The number of characters from the top that are about what is new."""

_SENTENCE_ENDS = {".", "!", "?", ";"}
_SENTENCE = 25
"""How many tokens back in its sentence the words that say what a date is about are looked for."""

_LONGEST = 100_000
"""A text of more characters is no article, and speaks of the dates of many."""

_MAX_GAP = 3
_MAX_DAYS_APART = 45

_Role = Literal["said", "happened", "unknown"]


class _NewsDay(NamedTuple):
    """A day that the text tells of with its weekday, and what it says of it."""

    day: date
    role: _Role
    in_lead: bool


def inferred(text: str, until: date = LAST_DAY) -> Interval | None:
    """Return the days on which a text can have been published, or None where it does not tell.

    Args:
        text: the text of an article.
        until: the last day on which it can have been published, such as the day it came in.
    """
    return _Inference(text, until).interval() if len(text) <= _LONGEST else None


class _Inference:
    def __init__(self, text: str, until: date) -> None:
        self._until = until
        self._grammar = Grammar(text)
        self._mentions = self._grammar.mentions()

    def interval(self) -> Interval | None:
        news = list(self._news_days())
        latest = max((each.day for each in news), default=date.min)
        found = self._beside_present() or self._by_news(news, latest) or self._by_part_of_month()
        if found is None or found.end < latest or found.start > self._until:
            return None
        return Interval(found.start, min(found.end, self._until))

    def _beside_present(self) -> Interval | None:
        """What the first date tells that stands beside a word counted from the present."""
        for (_, one), (j, other) in pairwise(self._mentions):
            between = {self._grammar.word(at) for at in range(one.end, j)}
            if j - one.end > _MAX_GAP or not between <= BESIDE:
                continue
            for present, dated in ((one.moment, other.moment), (other.moment, one.moment)):
                day = self._full_day(_end(dated))
                interval = _days_of_writing(present, day) if day else None
                if interval:
                    return interval
        return None

    def _by_news(self, news: list[_NewsDay], latest: date) -> Interval | None:
        """What the days tell on which something was said, or happened in the first sentences."""
        said = [each.day for each in news if each.role == "said"]
        lead = [each.day for each in news[:1] if each.in_lead and each.role == "happened"]
        if lead and (self._latest_year() > (lead[0] + _NEWS).year or self._leaves_year_out()):
            lead = []  # it looks back
        day = max(said + lead, default=None)
        return Interval(day, max(day, min(latest, day + _NEWS)) + _NEWS) if day else None

    def _leaves_year_out(self) -> bool:
        """Whether this year's days are told without it, so that those with a year are of others."""
        return any(
            isinstance(parsed.moment, Calendar)
            and parsed.moment.weekday is not None
            and parsed.moment.year is None
            and "(" in self._grammar.words[i : parsed.end]
            for i, parsed in self._mentions
        )

    def _by_part_of_month(self) -> Interval | None:
        """What *awal November 2024* tells beside *September lalu*."""
        parts = []
        months_past = set()
        for i, parsed in self._mentions:
            moment = parsed.moment
            if isinstance(moment, Calendar) and moment.direction < 0 and moment.month:
                months_past.add(moment.month)
            if isinstance(moment, Third) and isinstance(moment.of, Calendar) and moment.of.month:
                interval = moment.resolve(None)
                if interval and not self._is_ahead(i, parsed.end):
                    parts.append(interval)
        latest = max(parts, default=None)
        if not latest or latest.start.year < max(FIRST_YEAR, self._latest_year()):
            return None
        recent = {(latest.start.month - back - 1) % 12 + 1 for back in range(1, 7)}
        return Interval(latest.start, latest.end + _PART_OF_MONTH) if months_past & recent else None

    def _news_days(self) -> "list[_NewsDay]":
        """Return the days with weekday and date that are past, as far as the words around tell."""
        days = []
        for i, parsed in self._mentions:
            moment = parsed.moment
            if not isinstance(moment, Calendar) or moment.weekday is None or moment.day is None:
                continue
            day = self._full_day(moment) or self._day_near(moment)
            role = self._role(i, parsed) if day else None
            if day and role:
                start, _ = self._grammar.offsets(i, parsed.end)
                days.append(_NewsDay(day, role, start < _LEAD))
        return days

    def _role(self, i: int, parsed: ParsedMoment) -> _Role | None:
        """Tell what a date is about by the words around it; None if it may lie ahead."""
        grammar, end = self._grammar, parsed.end
        if self._is_ahead(i, end):
            return None
        if BEFORE & {grammar.word(end), grammar.word(end - 1)} or grammar.word(i - 1) in SINCE:
            return "unknown"
        before = self._words_before(i)
        bracketed = "(" in grammar.words[max(i - 1, 0) : end]
        ends_sentence = grammar.word(end) in _SENTENCE_ENDS and grammar.word(i - 1) != "pada"
        teller = next(filter(_tells_or_acts, before), "")
        if teller in SPEECH:
            return "said" if bracketed or ends_sentence else "unknown"
        in_passing = not (FIXTURE | IN_PASSING | SPEECH).isdisjoint(before)
        return "happened" if bracketed and not in_passing else "unknown"

    def _is_ahead(self, i: int, end: int) -> bool:
        """Whether the words around a date put it after the day of publication, or may do so."""
        grammar = self._grammar
        before = self._words_before(i)
        for word, earlier in pairwise([*before, ""]):
            in_front = (earlier, word) == ("di", "depan")
            if word in SPEECH:
                break
            if word in AHEAD and not in_front:
                return True
        for at in range(end, end + _SENTENCE):
            word = grammar.word(at)
            if word in _SENTENCE_ENDS or word in SPEECH or not word:
                break
            if word in AHEAD:
                return True
        return grammar.shift(end)[0] == 1

    def _words_before(self, i: int) -> list[str]:
        """Return the words before a date in its sentence, the nearest first."""
        words = []
        for at in range(i - 1, max(i - 1 - _SENTENCE, -1), -1):
            word = self._grammar.word(at)
            if word in _SENTENCE_ENDS:
                break
            words.append(word)
        return words

    def _full_day(self, moment: Moment) -> date | None:
        day = full_day(moment)
        return day if day and day.year >= FIRST_YEAR and day <= self._until else None

    def _day_near(self, moment: Calendar) -> date | None:
        """Give *Minggu (10/11)* the year of the latest date that has one, or the next."""
        if moment.year is not None or moment.year_shift is not None:
            return None
        anchor = self._latest_with_year
        if anchor is None:
            return None
        dated = (with_year(moment, year) for year in (anchor.start.year, anchor.start.year + 1))
        days = [day for day in map(self._full_day, dated) if day]
        near = [day for day in days if anchor.start <= day <= anchor.end + _SAME_YEAR]
        return near[0] if len(near) == 1 else None

    @cached_property
    def _latest_with_year(self) -> Interval | None:
        """The latest past date that has a month and a year."""
        dated = (
            interval
            for i, parsed in self._mentions
            if (interval := _exact_to_month(parsed.moment)) and not self._is_ahead(i, parsed.end)
        )
        return max(dated, default=None)

    def _latest_year(self) -> int:
        """The latest year that stands anywhere in the text, as far as it can be past."""
        years = [
            int(word)
            for i, word in enumerate(self._grammar.words)
            if len(word) == 4
            and word.isdecimal()
            and FIRST_YEAR <= int(word) <= self._until.year
            and not self._is_ahead(i, i + 1)
        ]
        return max(years, default=0)


def _end(moment: Moment) -> Moment:
    """The end of a range, or the moment itself."""
    return moment.last if isinstance(moment, Range) and moment.last else moment


def _tells_or_acts(word: str) -> bool:
    """Whether a word says that something was said, or something else of it that was done."""
    acts = word.startswith(VERB_PREFIXES) and len(word) > 5
    return acts or word in SPEECH or word in FIXTURE or word in IN_PASSING


def _days_of_writing(present: Moment, day: date) -> Interval | None:
    """Return the days of which one can say a word that counts from the present and mean a day."""
    if isinstance(present, Shift):
        counts = present.unit in {"day", "week", "month"}
    else:
        counts = isinstance(present, Weekday) and (
            present.direction < 0 or present.week is not None
        )
    if not counts:
        return None
    days = []
    for distance in range(-_MAX_DAYS_APART, _MAX_DAYS_APART + 1):
        written = day + timedelta(days=distance)
        meant = present.resolve(written)
        if meant and meant.start <= day <= meant.end:
            days.append(written)
    return Interval(days[0], days[-1] + _OVERNIGHT) if days else None


def _exact_to_month(moment: Moment) -> Interval | None:
    """The days of a date that has a month and a year."""
    calendar = moment.of if isinstance(moment, Third) else moment
    if not isinstance(calendar, Calendar) or None in (calendar.month, calendar.year):
        return None
    interval = moment.resolve(None)
    return (
        interval if interval and calendar.span == 1 and interval.start.year >= FIRST_YEAR else None
    )
