"""Other ways to write a number that orders: *keempat*, *ke-4* and *IV* are one."""

from collections.abc import Sequence

from telusur.index.indonesian.text.folding import fold

MAX_ORDINAL_WORDS = 3
"""How many words an ordinal has at most: *kedua puluh satu*."""

_MAX_NUMBER = 39
_UNITS = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_ORDINALS = ["pertama", *(f"ke{word}" for word in (*_UNITS[1:], "sepuluh", "sebelas"))]
_TENS = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


def ordinal_forms(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the other ways to write an ordinal number up to 39.

    A Roman number is one in capitals only, and from II on, for I and V are letters as well.

    Args:
        words: the words as typed, at most `MAX_ORDINAL_WORDS`; a hyphen parts words.

    Returns:
        Its ways in words, with *ke* before figures, and as a Roman number, without the typed one;
        none if the words are no ordinal.
    """
    words = " ".join(words).replace("-", " ").split()
    number = _number(words)
    if number is None:
        return []
    forms = [_in_words(number), ("ke", str(number))]
    if len(_roman(number)) > 1:
        forms.append((_roman(number),))
    typed = tuple(map(fold, words))
    return [form for form in forms if tuple(map(fold, form)) != typed]


def roman_number(words: Sequence[str], index: int) -> str:
    """Return the Roman number that texts may have for figures behind a word: *Komisi III* for 3.

    Args:
        words: the words of a query, as typed.
        index: that of the word that may be figures. Before other figures they are a part of a time,
            a date or a sum.

    Returns:
        The number in capitals; empty if it has one letter, is above 39, or nothing is numbered.
    """
    figures = words[index]
    if not (index and words[index - 1].isalpha() and figures.isdecimal() and len(figures) < 3):
        return ""
    if any(map(str.isdecimal, words[index + 1 : index + 2])):
        return ""
    roman = _roman(int(figures))
    return roman if roman in _ROMAN else ""


def _number(words: Sequence[str]) -> int | None:
    if len(words) == 2 and words[0].lower() == "ke" and words[1].isdecimal():
        number = int(words[1]) if len(words[1]) < 3 else 0
        return number if 0 < number <= _MAX_NUMBER else None
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper():
        return _ROMAN.get(words[0])
    return _IN_WORDS.get(tuple(map(fold, words)))


def _in_words(number: int) -> tuple[str, ...]:
    if number <= len(_ORDINALS):
        return (_ORDINALS[number - 1],)
    tens, units = divmod(number, 10)
    if tens == 1:
        return _ORDINALS[units - 1], "belas"
    return ("ke" + _UNITS[tens - 1], "puluh", *_UNITS[units - 1 : units])


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _TENS.items():
        count, number = divmod(number, value)
        roman += letters * count
    return roman


_NUMBERS = range(1, _MAX_NUMBER + 1)
_IN_WORDS = {_in_words(number): number for number in _NUMBERS}
_ROMAN = {_roman(number): number for number in _NUMBERS if len(_roman(number)) > 1}
