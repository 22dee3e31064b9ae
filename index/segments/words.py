"""What the dictionary of words says of a term: as a root, and as a word that stands in a text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.segments.levels import read_varint, varint

Form = tuple[str, ...]
"""What is told apart of a token: the word as it stands, its root, further terms at its place."""

_ROOT, _SURFACE, _OWN_LIST, _OTHER_ROOT, _SAME_FORMS = 1, 2, 4, 8, 16
_SURROGATES, _SURROGATES_END = 0xD800, 0xE000

MOST_FORMS = 0x110000 - (_SURROGATES_END - _SURROGATES)
"""So many forms a segment can tell apart."""


class Word(NamedTuple):
    """One term."""

    root_forms: str
    """The forms of which it is a root or a further term, one character each; may be empty."""
    surface_forms: str
    """The forms that stand in a text as this very word."""
    root: int
    """The number of this word's root in the dictionary; its own where it is no word of a text."""
    root_postings: memoryview
    """The posting list of its root forms, encoded."""
    surface_postings: memoryview
    """The posting list of its surface forms; the same as that of the root forms if they are."""


def form_character(number: int) -> str:
    """Return the character that stands for the form with this number, the first being 0."""
    return chr(number if number < _SURROGATES else number + _SURROGATES_END - _SURROGATES)


def form_number(character: str) -> int:
    """Return the number of the form that a character stands for."""
    code = ord(character)
    return code if code < _SURROGATES else code - _SURROGATES_END + _SURROGATES


def encode_word(
    number: int,
    root: int,
    root_forms: Sequence[int],
    surface_forms: Sequence[int],
    root_postings: bytes,
    surface_postings: bytes,
) -> bytes:
    """Encode the record of a term; the arguments are `Word`'s, forms as ascending numbers."""
    flags = (_ROOT if root_forms else 0) | (_SURFACE if surface_forms else 0)
    if root_forms == surface_forms:
        flags |= _SAME_FORMS
    elif surface_forms:
        flags |= _OWN_LIST
    if surface_forms and root != number:
        flags |= _OTHER_ROOT
    parts = [varint(flags)]
    if flags & _OTHER_ROOT:
        parts.append(varint(root))
    if flags & _ROOT:
        parts += _encoded_forms(root_forms)
    if flags & _OWN_LIST:
        parts += _encoded_forms(surface_forms)
    if flags & _ROOT:
        if flags & _OWN_LIST:
            parts.append(varint(len(root_postings)))
        parts.append(root_postings)
    if flags & _OWN_LIST:
        parts.append(surface_postings)
    return b"".join(parts)


def decode_word(number: int, record: memoryview) -> Word:
    """Decode the record of the term with this number."""
    flags, place = read_varint(record, 0)
    root, root_forms, surface_forms = number, "", ""
    root_postings = surface_postings = record[:0]
    if flags & _OTHER_ROOT:
        root, place = read_varint(record, place)
    if flags & _ROOT:
        root_forms, place = _decoded_forms(record, place)
    if flags & _OWN_LIST:
        surface_forms, place = _decoded_forms(record, place)
    end = len(record)
    if flags & _ROOT and flags & _OWN_LIST:
        length, place = read_varint(record, place)
        end = place + length
    if flags & _ROOT:
        root_postings = record[place:end]
        place = end
    if flags & _OWN_LIST:
        surface_postings = record[place:]
    if flags & _SAME_FORMS:
        surface_forms, surface_postings = root_forms, root_postings
    return Word(root_forms, surface_forms, root, root_postings, surface_postings)


def _encoded_forms(forms: Sequence[int]) -> Iterable[bytes]:
    yield varint(len(forms))
    yield from map(varint, forms)


def _decoded_forms(record: memoryview, place: int) -> tuple[str, int]:
    count, place = read_varint(record, place)
    forms = []
    for _ in range(count):
        number, place = read_varint(record, place)
        forms.append(form_character(number))
    return "".join(forms), place
