"""Answers keep their size, say so, and nothing is lost on the way through them."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.errors import InputError
from telusur.search.assistants.answer_budget import ToolAnswer, within_budget

items = st.lists(st.text(max_size=150), max_size=40)


def answer(all_items, offset, limit):
    asked = all_items[offset : offset + limit]
    return ToolAnswer(lambda n: {"items": asked[:n]}, offset, len(asked), len(all_items))


@settings(max_examples=30)
@given(items, st.integers(1, 40), st.integers(1_000, 2_000))
def test_who_follows_the_offsets_is_shown_everything(all_items, limit, characters):
    seen, offset, rest = [], 0, "at the beginning"
    while rest:
        text, rest = within_budget(answer(all_items, offset, limit), "list", characters)
        assert len(text) <= characters
        shown = json.loads(text)["items"]
        seen += shown
        if rest:
            offset = int(re.search(r"offset (\d+)", rest)[1])
            assert offset == len(seen)
    assert [len(one) for one in seen] == [len(one) for one in all_items]


def test_what_was_cut_is_said():
    everything = ["x" * 400] * 20
    cut = within_budget(answer(everything, 0, 20), "list", 4_000)
    assert "was cut to 4000 characters: it has numbers 1 to 9 of 20" in cut[1]
    asked = within_budget(answer(everything, 3, 2), "list", 4_000)
    assert asked[1] == "These are numbers 4 to 5 of 20. For more call list with offset 5."
    assert within_budget(answer(everything, 18, 10), "list", 4_000)[1] == ""
    assert within_budget(answer(everything, 30, 10), "list", 4_000)[1] == ""


def test_one_that_is_too_large_can_be_left_out():
    with pytest.raises(
        InputError, match=r"no room for number 3 in 4000 .* offset 3 to leave it out"
    ):
        within_budget(answer(["a", "b", "c" * 9_000], 2, 5), "list", 4_000)


def test_what_people_would_not_see_is_no_text():
    hidden = "Kursk\U000e0041\U000e0042\u202e\x1b[31m\nbaris"
    (shown,) = json.loads(within_budget(answer([hidden], 0, 1), "list", 4_000)[0])["items"]
    assert shown == "Kursk\ufffd\ufffd\ufffd\ufffd[31m\nbaris"
