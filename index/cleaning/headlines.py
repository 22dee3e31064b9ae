"""Finds the headline of a text: the first line that is neither furniture nor a sentence."""

import re
from collections.abc import Sequence
from functools import cache

from telusur.index.cleaning.boilerplate import bare, is_byline, is_kind, is_rubric, is_signature
from telusur.index.cleaning.cleaner import is_aside

_MAX_LENGTH = 160
_MIN_LENGTH = 20
_MIN_WORDS = 3
_TOP_LINES = 20
"""The number of first lines that a headline is among."""

_WRAPPED_LINES = 10
_NUMBER = r"(?:nomor|no\.?)\s?:?\s?\S+/\S+"
"""The number of a letter."""

_NO_END = (".", ":", ",", ";", "-", "–", "—")
_SENTENCE_ENDS = (".", "!", "?", "”", '"')


def split_headline(text: str) -> tuple[str, str]:
    """Part a text from its headline, if one can be told.

    It is the first line of moderate length near the top that is no furniture, date or rubric and no
    sentence, if more follows and the line was not ended for want of room.

    Returns:
        The headline, or an empty string; and the text, without it where it was the first line.
    """
    lines = text.strip().splitlines()
    top = [line.strip() for line in lines[: _TOP_LINES + _WRAPPED_LINES]]
    article = [number for number, line in enumerate(top) if line and not _is_above(line)]
    # Above these words a press release has the name of who sends it.
    begun = next((n for n, line in enumerate(top) if _press_release().fullmatch(line)), -1)
    article = [number for number in article if number > begun]
    for index, number in enumerate(article[:-1]):
        line = top[number]
        if number >= _TOP_LINES or len(line) > _MAX_LENGTH or line.endswith(_NO_END):
            break
        if number + 1 < len(top) and (
            bare(top[number + 1]).lower() == "tim redaksi" or is_kind("role", top[number + 1])
        ):
            continue  # the names of those whose role is below
        if len(line) < _MIN_LENGTH and len(line.split()) < _MIN_WORDS:
            continue  # what is so short may stand above a headline
        if article[index + 1] == number + 1 and not _ends_on_purpose(top[number:]):
            break
        return line, "\n".join(lines[1:] if number == 0 else lines)
    return "", text


def _is_above(line: str) -> bool:
    """Whether a line may stand between a headline and what is above it or below."""
    is_of_release = bool(_number().fullmatch(line) or _release_time().fullmatch(line))
    return (
        is_of_release or is_aside(line) or is_rubric(line) or is_byline(line) or is_signature(line)
    )


@cache
def _press_release() -> re.Pattern[str]:
    """What a press release calls itself: *SIARAN PERS*, *SIARAN PERS NOMOR: 123/HM/2024*."""
    return re.compile(rf"(?:(?:siaran|keterangan|rilis) pers|press release)(?:\s{_NUMBER})?", re.I)


@cache
def _release_time() -> re.Pattern[str]:
    """When a press release may be published."""
    publish = "di(?:siarkan|publikasikan|terbitkan)"
    when = f"untuk (?:segera )?{publish}(?: segera)?|segera {publish}|{publish} segera"
    return re.compile(rf"(?:{when}|(?:for )?immediate release)\W*", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER, re.IGNORECASE)


def _ends_on_purpose(block: Sequence[str]) -> bool:
    """Whether the first line of a block had room for the next word, if its lines are wrapped."""
    first, following = block[0], block[1]
    if bare(following)[:1].islower():
        return False
    lines = []
    for line in block[:_WRAPPED_LINES]:
        if not line:
            break
        lines.append(line)
    had_room = len(first) + 1 + len(following.split()[0]) <= max(map(len, lines))
    return had_room or following.endswith(_SENTENCE_ENDS)
