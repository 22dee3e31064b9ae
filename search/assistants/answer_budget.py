"""Answer budget: an answer holds as much as there is room for, and says how to get the rest.

What an assistant is sent takes the place of other things that it has to keep in mind, so an answer
has a size that it never exceeds.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from telusur.index.errors import InputError
from telusur.index.safe_json import json_text
from telusur.index.translation import gettext
from telusur.search.output.printable_text import printable_lines

DEFAULT_CHARACTERS: Final = 24_000
"""Of the JSON of an answer, which is some 8,000 tokens; most clients take 25,000."""

LEAST_CHARACTERS: Final = 10_000

_UNSEEN: Final = {**dict.fromkeys(range(0xE0000, 0xE0080), "\ufffd"), 0xFEFF: "\ufffd"}
"""Tag characters, which hide a text from people alone, and the byte order mark."""


class ToolAnswer(NamedTuple):
    """What a tool answers: items of a kind, those from an offset on."""

    part: Callable[[int], dict[str, Any]]
    """Takes a number of items, and returns the JSON object that holds the first of them."""
    offset: int
    """The number of items before the first."""
    available: int
    """The number of items that there are from the offset on, no more than was asked for."""
    total: int
    """The number of all items."""


def within_budget(answer: ToolAnswer, tool: str, characters: int) -> tuple[str, str]:
    """Return as much of an answer as there is room for, as JSON, and what is said about the rest.

    Args:
        answer: the answer.
        tool: the name of the tool, which the rest is asked of.
        characters: the size that the JSON has at most.

    Returns:
        The JSON, and one sentence, which is empty if this is all.

    Raises:
        InputError: there is not even room for one item.
    """
    count, text = _fitting(answer, characters)
    last = answer.offset + count
    if not count and (answer.available or len(text) > characters):
        raise InputError(
            gettext(
                "There is no room for number {number} in {characters} characters: call {tool} with"
                " offset {number} to leave it out, or start telusur mcp with more --characters.",
                number=last + 1,
                characters=characters,
                tool=tool,
            )
        )
    if last >= answer.total or not count:
        return text, ""
    if count < answer.available:
        sentence = gettext(
            "The answer was cut to {characters} characters: it has numbers {first} to {last} of"
            " {total}. For the rest call {tool} with offset {last}.",
            characters=characters,
            first=answer.offset + 1,
            last=last,
            total=answer.total,
            tool=tool,
        )
    else:
        sentence = gettext(
            "These are numbers {first} to {last} of {total}. For more call {tool} with offset"
            " {last}.",
            first=answer.offset + 1,
            last=last,
            total=answer.total,
            tool=tool,
        )
    return text, sentence


def _fitting(answer: ToolAnswer, characters: int) -> tuple[int, str]:
    """Return the largest number of items that there is room for, and the JSON with them."""
    text = _json_of(answer, answer.available)
    if len(text) <= characters:
        return answer.available, text
    fits, too_many = 0, answer.available
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(_json_of(answer, middle)) <= characters:
            fits = middle
        else:
            too_many = middle
    return fits, _json_of(answer, fits)


def _json_of(answer: ToolAnswer, count: int) -> str:
    return json_text(_visible(answer.part(count)))


def _visible(value: object) -> object:
    """Return a value in which no text says more, or otherwise, than a person would see of it.

    Lengths stay the same: offsets into a text remain true.
    """
    if isinstance(value, str):
        return printable_lines(value).translate(_UNSEEN)
    if isinstance(value, dict):
        return {name: _visible(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_visible(one) for one in value]
    return value
