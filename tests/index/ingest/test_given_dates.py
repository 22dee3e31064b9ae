"""Dates as inputs give them, most of them in ISO 8601, beside what the date parser reads."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from telusur.index.errors import InputError
from telusur.index.indonesian.dates.expressions import parse
from telusur.index.ingest.validation import interpret_date


def numbers(limit):
    return st.integers(0, limit).map("{:02}".format)


days = st.builds("{:04}-{}-{}".format, st.integers(0, 9_999), numbers(13), numbers(32))
fractions = st.sampled_from(["", ".5", ".123", ".123456"])
zones = st.sampled_from(["", "Z", "+07:00", "-11:30", "+14:00", "+24:00", "+25:00"])
times = st.builds("{}:{}:{}{}{}".format, numbers(24), numbers(60), numbers(60), fractions, zones)


@given(st.one_of(days, st.builds("{}{}{}".format, days, st.sampled_from("T "), times)))
def test_a_day_with_or_without_a_time_is_read_as_any_date_is(text):
    try:
        interval = interpret_date(text)
    except InputError:
        interval = None
    assert interval == parse(text, date.today())
