"""Addresses: what is made of one is understood as the same again."""

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.search.filters import Filters
from telusur.search.web.search_address import SearchAddress

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(str.strip)
values = st.lists(words.filter(bool), max_size=3, unique=True).map(tuple).map(lambda v: v or None)
filters = st.builds(
    Filters, country=values, about=values, source=values, not_country=values, not_about=values,
    not_source=values, since=words.map(lambda w: w or None), until=words.map(lambda w: w or None),
    strict_dates=st.booleans(), inferred_dates=st.booleans(),
)  # fmt: skip
addresses = st.builds(
    SearchAddress, words, filters, st.sampled_from(["relevance", "newest", "oldest"]),
    st.booleans(), st.sampled_from(["hide", "show"]), st.sampled_from([None, "country", "month"]),
    st.integers(1, 1000), st.integers(0, 90_000), st.integers(0, 10), st.sampled_from(["", "id"]),
    words, st.booleans(),
)  # fmt: skip


@settings(max_examples=40)
@given(addresses)
def test_an_address_is_read_as_it_was_made(address):
    made = address.path(".json")
    assert SearchAddress.read(parse_qsl(urlsplit(made).query, keep_blank_values=True)) == address


@settings(max_examples=40)
@given(addresses, words.filter(bool))
def test_what_is_added_is_in_once_and_dropped_is_gone(address, value):
    excluded = address.adding("not_country", value)
    assert value not in excluded.values("country")
    assert excluded.values("not_country").count(value) == 1
    chosen = excluded.adding("country", value)
    assert value not in chosen.values("not_country")
    assert chosen.offset == 0
    assert value not in chosen.dropping("country", value).values("country")
