"""Dates as programs write them: in metadata, feeds, tables and exports."""

import re
from datetime import UTC, datetime
from functools import cache

from telusur.index.indonesian.dates.expressions import parse
from telusur.index.indonesian.dates.inference import FIRST_YEAR, LAST_YEAR
from telusur.index.indonesian.dates.publication import Published

_LATEST_SHORT_YEAR = 69
"""A year of two digits after it is of the last century, as in POSIX."""


_MONTHS = 12

_NONE = {"-", "--", "n/a", "na", "nan", "nat", "null", "none"}
"""What programs, and people in tables, write where there is no date."""


def is_month_first(stamp: str) -> bool | None:
    """Tell whether a date in numbers has its month before its day, as in *11/13/2024*.

    Args:
        stamp: a date; what follows it, such as a time of day, may tell as well.

    Returns:
        None if it does not tell, or is no such date.
    """
    numeric = _numeric_date().match(stamp)
    if numeric is None or int(numeric[1]) > _MONTHS < int(numeric[3]):
        return None
    if int(numeric[1]) > _MONTHS:
        return False
    return True if int(numeric[3]) > _MONTHS or numeric["noon"] else None


def day_first(stamp: str) -> str:
    """Return a date in numbers that has its month before its day in the other order.

    Args:
        stamp: any date; what is none in numbers stays as it is.
    """
    return _numeric_date().sub(r"\3\2\1\2\4", stamp, count=1)


@cache
def _numeric_date() -> re.Pattern[str]:
    clock = r"(?:,?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s?(?P<noon>[AaPp][Mm])?)?"
    return re.compile(rf"\s*([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}})\b{clock}")


def date_of_stamp(stamp: str) -> str:
    """Return what programs write for a moment as a date that can be read; all else as it is.

    Args:
        stamp: the seconds or milliseconds since 1970, whose day is that of UTC; ISO 8601 without
            signs, `20250227T191300Z`; what C's `ctime` and Twitter write, `Thu Feb 27 19:13:00
            +0000 2025`; what JavaScript does, `Thu Feb 27 2025 19:13:00 GMT+0700 (...)`; what Excel
            does, `27-Feb-25`, and in American English `2/27/2025 7:13 PM`; or what they put for
            none.
    """
    if stamp.startswith("0000-00-00") or stamp.lower() in _NONE:
        return ""
    if re.fullmatch(r"[0-9]{10}(?:[0-9]{3})?", stamp):
        return datetime.fromtimestamp(int(stamp[:10]), UTC).date().isoformat()
    if compact := re.fullmatch(r"([0-9]{8})T[0-9]{4,6}\S{0,6}", stamp):
        return compact[1]
    if named := re.fullmatch(
        r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +([0-9]+) [0-9:]+( \S+)? (\d{4})", stamp
    ):
        return f"{named[2]} {named[1]} {named[4]}"
    if script := re.match(
        r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([0-9]{2}) ([0-9]{4}) [0-9:]+ GMT", stamp
    ):
        return f"{script[2]} {script[1]} {script[3]}"
    if is_month_first(stamp):
        return day_first(stamp)
    if short := re.fullmatch(r"([0-9]{1,2}[- ][A-Za-z]{3}[- ])([0-9]{2})", stamp):
        return f"{short[1]}{'19' if int(short[2]) > _LATEST_SHORT_YEAR else '20'}{short[2]}"
    return stamp


def page_date(text: str) -> Published | None:
    """Read a date from a page's or feed's metadata; what is none, or a program's zero, is nothing.

    Args:
        text: an ISO 8601 or RFC 5322 time stamp, or a date as people write it. The day counts as
            it is written, in the time zone of the writer.
    """
    interval = parse(date_of_stamp(text.strip()[:100]))
    if interval is None or not FIRST_YEAR <= interval.start.year <= interval.end.year <= LAST_YEAR:
        return None
    return Published(interval, "page")
