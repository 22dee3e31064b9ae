"""Formats dates and periods for people."""

from datetime import date, datetime

from telusur.index.indonesian.dates.publication import Published
from telusur.index.translation import language

_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
}
"""The abbreviations of the months in each language, as Unicode CLDR has them."""


def date_as_text(published: Published | None) -> str:
    """Return the date of publication, or nothing if there is none; an inferred one has a tilde."""
    if published is None:
        return ""
    start, end = published.interval.start, published.interval.end
    mark = "~" if published.basis == "inferred" else ""
    return mark + _days(start, end)


def date_as_expression(published: Published | None) -> str:
    """Return the date of publication as `tanggal:` and `telusur add` take it; may be empty.

    Args:
        published: the date; a day, a month, a year, or else a period.

    Returns:
        ISO 8601: `2024-10-08`, `2024-10`, `2024`; a period as `2024-10-08..2024-10-11`.
    """
    if published is None:
        return ""
    start, end = published.interval.start, published.interval.end
    if start == end:
        return start.isoformat()
    if start.day == 1 and end.toordinal() + 1 == _first_of_next_month(end):
        if (start.month, end.month) == (1, 12) and start.year == end.year:
            return start.isoformat()[:4]
        if (start.year, start.month) == (end.year, end.month):
            return start.isoformat()[:7]
    return f"{start.isoformat()}..{end.isoformat()}"


def month_as_text(day: date) -> str:
    """Return the month that a day is in."""
    return f"{_MONTHS[language()][day.month - 1]} {day.year}"


def day_as_text(day: date) -> str:
    """Return a day."""
    return _days(day, day)


def moment_as_text(moment: datetime) -> str:
    """Return a moment to the minute, in local time."""
    local = moment.astimezone()
    clock = local.strftime("%H.%M" if language() == "id" else "%H:%M")
    return f"{day_as_text(local.date())} {clock}"


def period_as_text(unit: str, start: date) -> str:
    """Return a day, a month or a year, or the Monday of a week.

    Args:
        unit: `"day"`, `"week"`, `"month"` or `"year"`.
        start: its first day.
    """
    if unit == "year":
        return str(start.year)
    return month_as_text(start) if unit == "month" else day_as_text(start)


def _days(start: date, end: date) -> str:
    if start == end:
        return f"{start.day} {month_as_text(start)}"
    whole_months = start.day == 1 and (end.toordinal() + 1) == _first_of_next_month(end)
    if whole_months and (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if whole_months:
        first, last = month_as_text(start), month_as_text(end)
        return first if first == last else f"{first} – {last}"
    return f"{_days(start, start)} – {_days(end, end)}"


def _first_of_next_month(day: date) -> int:
    after = date(day.year, day.month, 28).toordinal() + 4
    return date.fromordinal(after).replace(day=1).toordinal()
