"""What the dictionary of words says of a term: as a word that stands in a text, and as a root.

Postings are kept by *form*; those of a root are the postings of all forms that have it together.
docs/index-format.md describes the bytes.
"""

from collections.abc import Sequence
from typing import NamedTuple

from telusur.index.segments.levels import read_varint, varint

Form = tuple[str, ...]
"""What is told apart of a token: the word as it stands, its root, further terms at its place."""

_OWN_ROOT, _OTHER_ROOT, _RELATED, _SEVERAL_FORMS, _ONE_FORM = 1, 2, 4, 8, 16

CODE = "gb18030"
"""The byte code of the streams: a short code for frequent forms that every Python decodes in C.

Nothing Chinese is in it: a form's number is written as the code's bytes, one byte for the 128 most
frequent forms, two for the next 23,940, four for the rest."""

_ONE_BYTE = 128
_TRAILS = bytes((*range(0x40, 0x7F), *range(0x80, 0xFF)))
_TWO_BYTES = (0xFE - 0x81 + 1) * len(_TRAILS)
_FIRST_LONG = _ONE_BYTE + _TWO_BYTES
_SUPPLEMENTARY = 0x10000

MOST_FORMS = _FIRST_LONG + 0x100000
"""So many forms a segment can tell apart."""

ALL_FORMS = -1
"""Stands for all forms of a word."""


class Entry(NamedTuple):
    """One form: what it is in the streams, and its posting list."""

    character: str
    postings: memoryview
    """Encoded, as `levels` has it."""


class Word(NamedTuple):
    """One term."""

    forms: tuple[Entry, ...]
    """The forms that stand in a text as this very word; none if it never does."""
    root: int
    """The number of the word's root in the dictionary; its own if it is one, or no word."""
    own_root: bool
    """Whether all forms of this word have it as a root or a further term."""
    related: tuple[tuple[int, int], ...]
    """Other words of which it is a root or a further term: the number of each in the dictionary,
    and which of its forms is meant, or `ALL_FORMS`."""


def form_character(number: int) -> str:
    """Return the character that stands for the form with this number, the first being 0."""
    if number < _ONE_BYTE:
        return chr(number)
    if number >= _FIRST_LONG:
        return chr(number - _FIRST_LONG + _SUPPLEMENTARY)
    lead, trail = divmod(number - _ONE_BYTE, len(_TRAILS))
    return bytes((0x81 + lead, _TRAILS[trail])).decode(CODE)


def form_number(character: str) -> int:
    """Return the number of the form that a character stands for."""
    point = ord(character)
    if point < _ONE_BYTE:
        return point
    if point >= _SUPPLEMENTARY:
        return point - _SUPPLEMENTARY + _FIRST_LONG
    lead, trail = character.encode(CODE)
    return _ONE_BYTE + (lead - 0x81) * len(_TRAILS) + _TRAILS.index(trail)


def encode_word(
    number: int,
    forms: Sequence[tuple[int, bytes]],
    root: int,
    own_root: bool,
    related: Sequence[tuple[int, int]],
) -> bytes:
    """Encode the record of a term.

    Args:
        number: the term's place in the dictionary.
        forms: the number of each of its forms, with its posting list encoded.
        root: as in `Word`.
        own_root: as in `Word`.
        related: as in `Word`, in ascending order.
    """
    flags = (
        (_OWN_ROOT if own_root else 0)
        | (_OTHER_ROOT if root != number else 0)
        | (_RELATED if related else 0)
        | (_ONE_FORM if len(forms) == 1 else _SEVERAL_FORMS if forms else 0)
    )
    if flags & _ONE_FORM and not related:  # as most terms are
        ((form, postings),) = forms
        head = varint(flags) + varint(root) if root != number else varint(flags)
        return head + varint(form) + postings
    parts = [varint(flags)]
    if root != number:
        parts.append(varint(root))
    if related:
        parts.append(varint(len(related)))
        before = 0
        for term, which in related:
            parts.append(varint((term - before) << 1 | (which != ALL_FORMS)))
            if which != ALL_FORMS:
                parts.append(varint(which))
            before = term
    if flags & _ONE_FORM:
        parts += [varint(forms[0][0]), forms[0][1]]
    elif forms:
        parts.append(varint(len(forms)))
        for form, postings in forms:
            parts += [varint(form), varint(len(postings)), postings]
    return b"".join(parts)


def stands_in_a_text(head: int) -> bool:
    """Tell by the first byte of a term's record whether it stands in a text as it is.

    A term that does not is a root of other words only.
    """
    return bool(head & (_ONE_FORM | _SEVERAL_FORMS))


def decode_word(number: int, record: memoryview) -> Word:
    """Decode the record of the term with this number."""
    flags, place = read_varint(record, 0)
    root = number
    if flags & _OTHER_ROOT:
        root, place = read_varint(record, place)
    related = []
    if flags & _RELATED:
        count, place = read_varint(record, place)
        term = 0
        for _ in range(count):
            step, place = read_varint(record, place)
            term += step >> 1
            which = ALL_FORMS
            if step & 1:
                which, place = read_varint(record, place)
            related.append((term, which))
    forms = []
    if flags & _ONE_FORM:
        form, place = read_varint(record, place)
        forms.append(Entry(form_character(form), record[place:]))
    elif flags & _SEVERAL_FORMS:
        count, place = read_varint(record, place)
        for _ in range(count):
            form, place = read_varint(record, place)
            length, place = read_varint(record, place)
            forms.append(Entry(form_character(form), record[place : place + length]))
            place += length
    return Word(tuple(forms), root, bool(flags & _OWN_ROOT), tuple(related))
