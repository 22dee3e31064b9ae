"""Writes what a builder has collected as one file of flat arrays."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from telusur.index.fields import KEYWORD_FIELDS
from telusur.index.segments.bits import bits_of, planes_of
from telusur.index.segments.container import write_arrays
from telusur.index.segments.dictionary import Arrays, dictionary_arrays, encoded, running_total
from telusur.index.segments.levels import IN_TEXT, encode_levels
from telusur.index.segments.segment import segment_path
from telusur.index.segments.words import ALL_FORMS, CODE, encode_word, form_character

if TYPE_CHECKING:
    from telusur.index.segments.builder import SegmentBuilder

_LENGTH_CLASSES = 16


def write_segment(folder: Path, name: str, built: "SegmentBuilder") -> None:
    """Write the file of a segment.

    Raises:
        OSError: it cannot be written.
    """
    size = len(built)
    by_frequency = sorted(range(len(built.forms)), key=built.document_frequency, reverse=True)
    numbers = [0] * len(by_frequency)
    for number, form in enumerate(by_frequency):
        numbers[form] = number
    day_base = min((day for day in built.published_from if day), default=1) - 1
    arrays: Arrays = {
        **_streams(built, [form_character(number).encode(CODE) for number in numbers]),
        **dictionary_arrays("words", _word_records(built, numbers)),
        "article_numbers": _narrowest(built.article_numbers),
        "title_lengths": _narrowest(built.title_lengths),
        "text_lengths": _narrowest(built.text_lengths),
    }
    for field, days in (("from", built.published_from), ("to", built.published_to)):
        arrays[f"published_{field}"] = days
        sliced = planes_of([max(0, day - day_base) for day in days])
        arrays[f"published_{field}:planes"] = _bitmaps(sliced, size)
    for field in KEYWORD_FIELDS:
        lists = sorted((encoded(value), docs) for value, docs in built.keywords[field].items())
        records = ((value, encode_levels({IN_TEXT: docs}, size)) for value, docs in lists)
        arrays.update(dictionary_arrays(field, records))
    shortest, classes = _length_classes(built.text_lengths)
    arrays["shortest_texts"] = array("I", shortest)
    arrays["length_classes"] = _bitmaps(classes, size)
    facts = {
        "day_base": day_base,
        "title_tokens": sum(built.title_lengths),
        "text_tokens": sum(built.text_lengths),
        "forms": len(built.forms),
        "shortest_title": min(built.title_lengths, default=0),
    }
    write_arrays(segment_path(folder, name), arrays, facts)


def _streams(built: "SegmentBuilder", codes: list[bytes]) -> Arrays:
    """The forms of each document's tokens in a code in which the frequent ones are short."""
    streams = []
    start, tokens, code = 0, built.take_tokens(), codes.__getitem__
    for title_length, text_length in zip(built.title_lengths, built.text_lengths, strict=True):
        end = start + title_length + text_length
        streams.append(b"".join(map(code, tokens[start:end])))
        start = end
    return {"streams": b"".join(streams), "stream_starts": running_total(map(len, streams))}


def _word_records(built: "SegmentBuilder", numbers: list[int]) -> Iterator[tuple[bytes, bytes]]:
    """Yield each term of the dictionary of words with its record, in order."""
    forms = list(built.forms)
    forms_of: defaultdict[str, list[int]] = defaultdict(list)
    rooted: defaultdict[str, list[int]] = defaultdict(list)
    for place, (surface, *roots) in enumerate(forms):
        forms_of[surface].append(place)
        for root in roots if len(roots) == 1 else dict.fromkeys(roots):
            rooted[root].append(place)
    terms = sorted(forms_of.keys() | rooted.keys())  # as their bytes are sorted
    places = {term: place for place, term in enumerate(terms)}
    size, take_levels = len(built), built.take_levels

    def related(term: str, family: Sequence[int], own_root: bool) -> Iterator[tuple[int, int]]:
        for form in family:
            surface = forms[form][0]
            if surface != term or not own_root:
                several = forms_of[surface]
                every_form = len(several) == 1 or all(term in forms[one][1:] for one in several)
                yield places[surface], ALL_FORMS if every_form else several.index(form)

    for place, term in enumerate(terms):
        own, family = forms_of.get(term, ()), rooted.get(term, ())
        own_root = bool(own) and all(term in forms[form][1:] for form in own)
        root_place = places[forms[own[0]][1]] if own else place
        pairs: Sequence[tuple[int, int]] = ()
        if family and not (own_root and len(family) == len(own)):
            pairs = sorted(set(related(term, family, own_root)))
        entries = [(numbers[form], encode_levels(take_levels(form), size)) for form in own]
        yield encoded(term), encode_word(place, entries, root_place, own_root, pairs)


def _length_classes(lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Part the documents into classes of about equal length, from short texts to long ones.

    Classes are narrow where texts are short, because there a difference in length changes a
    document's score most.

    Returns:
        The shortest length of each class, and its documents as a set.
    """
    ascending = sorted(lengths) or [0]
    # Ranking adds a constant to a text's relative length, so that half a text is not half as long.
    constant = sum(ascending) / len(ascending) / 3 + 1
    least = ascending[0] + constant
    ratio = (ascending[len(ascending) * 19 // 20] + constant) / least
    steps = (least * ratio ** (n / _LENGTH_CLASSES) - constant for n in range(_LENGTH_CLASSES))
    starts = sorted({ascending[0], *(ceil(step) for step in steps)})
    members: list[list[int]] = [[] for _ in starts]
    for document, length in enumerate(lengths):
        members[bisect_right(starts, length) - 1].append(document)
    kept = [
        (start, documents) for start, documents in zip(starts, members, strict=True) if documents
    ]
    size = len(lengths)
    return [start for start, _ in kept], [bits_of(documents, size) for _, documents in kept]


def _bitmaps(sets: Iterable[int], size: int) -> bytes:
    return b"".join(one.to_bytes((size + 7) >> 3, "little") for one in sets)


def _narrowest(values: "array[int]") -> "array[int]":
    largest = max(values, default=0)
    code = next(code for code in "BHIQ" if largest < 1 << 8 * array(code).itemsize)
    return array(code, values)
