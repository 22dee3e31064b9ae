"""The words of a text as names of countries are looked for: as written and in small letters.

Where two words were glued, as a link between them was lost (*PentingUkraina*), they are two.
"""

import re
from functools import cache, cached_property
from itertools import accumulate, compress, count
from operator import add

_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""What becomes of the signs of ASCII."""

_CASES = bytes(
    ord("A") if chr(code).isupper() else ord("a") if chr(code).islower() else ord(" ")
    for code in range(128)
) + bytes(128)
"""What becomes of each byte of an ASCII text of which only the case of letters matters."""


class TextWords:
    """The words of one text, with their offsets."""

    def __init__(self, text: str) -> None:
        """Cut a text; time grows linearly with its length."""
        self.text = text
        plain = text if text.isascii() else _sign_beyond_ascii().sub(" ", text)
        if plain.isascii():
            self._take_ascii(plain.translate(_SIGNS))
        else:
            pieces = _word().split(text)  # what is between words, a word, and so on
            self.words: list[str] = pieces[1::2]
            self.starts = list(accumulate(map(len, pieces)))[:-1:2]
        if _has_seam(text):
            self._part_glued()
        self.small = list(map(str.lower, self.words))

    def _take_ascii(self, spaced: str) -> None:
        """Take the words of a text with a space in the place of each sign: that is faster."""
        pieces = spaced.split(" ")  # each word, and nothing between two spaces
        starts = map(add, accumulate(map(len, pieces), initial=0), count())
        self.words = list(filter(None, pieces))
        self.starts = list(compress(starts, pieces))

    @cached_property
    def vocabulary(self) -> set[str]:
        """The words that stand in it, in small letters."""
        return set(self.small)

    def end(self, i: int) -> int:
        """The offset after a word."""
        return self.starts[i] + len(self.words[i])

    def is_beside_next(self, i: int) -> bool:
        """Whether nothing but a space stands between a word and the next."""
        if not 0 <= i < len(self.words) - 1:
            return False
        end = self.starts[i] + len(self.words[i])
        return self.starts[i + 1] == end + 1 and self.text[end] in " \u00a0\n"

    def _part_glued(self) -> None:
        words, starts = [], []
        for word, start in zip(self.words, self.starts, strict=True):
            at = 0
            for piece in _seam().split(word):
                words.append(piece)
                starts.append(start + at)
                at += len(piece)
        self.words, self.starts = words, starts


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"([^\W_]+)")


@cache
def _sign_beyond_ascii() -> re.Pattern[str]:
    return re.compile(r"(?![\x00-\x7f])[\W_]")


@cache
def _seam() -> re.Pattern[str]:
    """Where two words were glued as a link between them was lost: *diNigeria*, *PentingUkraina*."""
    return re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")


@cache
def _capital_at_seam() -> re.Pattern[str]:
    """The capital after a seam: capitals are found sooner than places between letters."""
    return re.compile(r"[A-Z](?<=[a-zß-ÿ].)")


def _has_seam(text: str) -> bool:
    if text.isascii():
        return b"aA" in text.encode().translate(_CASES)
    return bool(_capital_at_seam().search(text))
