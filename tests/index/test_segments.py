from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.errors import IndexDamagedError
from telusur.index.fields import ABOUT, COUNTRY, TEXT
from telusur.index.segments.builder import MOST_TOKENS, Document, SegmentBuilder
from telusur.index.segments.container import Container
from telusur.index.segments.manifest import SegmentEntry
from telusur.index.segments.merging import Candidate, segments_to_merge
from telusur.index.segments.segment import Segment, segment_path
from telusur.index.segments.words import MOST_FORMS
from telusur.index.segments.writing import write_segment

WORDS = st.text(alphabet="abé\ud800", min_size=1, max_size=3)
TEXTS = st.lists(st.lists(WORDS, max_size=8), max_size=6)


def add(builder, number, words, countries=()):
    text = [builder.form((word, word)) for word in words]
    keywords = {COUNTRY: countries, ABOUT: (), "source": []}
    builder.add(Document(number, 0, 0, [], text, keywords))


def write(folder, name, texts, first_number=1):
    builder = SegmentBuilder()
    for number, words in enumerate(texts, first_number):
        add(builder, number, words, words[:1])
    write_segment(folder, name, builder)
    return open_segment(folder, name)


def open_segment(folder, name, deleted=frozenset()):
    return Segment(name, Container(segment_path(folder, name)), deleted)


def occurrences(segment, field=TEXT):
    """Everything a segment says of a field, read term by term."""
    found = {}
    for term_id in segment.terms_beginning_with(field, ""):
        postings = segment.postings(field, segment.term(field, term_id))
        for place, number in enumerate(postings.documents):
            if number not in segment.deleted:
                key = segment.term(field, term_id), segment.article_numbers[number]
                found[key] = list(postings.positions_at(place))
    return found


def expected(texts, first_number=1):
    found = defaultdict(list)
    for number, words in enumerate(texts, first_number):
        for position, word in enumerate(words):
            found[word, number].append(position)
    return found


@given(TEXTS)
def test_a_segment_gives_back_what_was_put_in(tmp_path_factory, texts):
    segment = write(tmp_path_factory.mktemp("index"), "a", texts)
    assert occurrences(segment) == expected(texts)
    assert list(segment.lengths(TEXT)) == [len(words) for words in texts]
    for words in texts:
        for word in words:
            found = segment.postings(COUNTRY, word)
            assert [list(found.positions_in(n)) for n in found.documents] == [[]] * len(
                found.documents
            )
    assert not segment.postings(TEXT, "missing").documents


@given(TEXTS, TEXTS, st.sets(st.integers(0, 5)))
def test_merged_segments_hold_what_they_held_but_for_what_is_deleted(
    tmp_path_factory, one, other, deleted
):
    folder = tmp_path_factory.mktemp("index")
    write(folder, "a", one)
    write(folder, "b", other, first_number=100)
    deleted = frozenset(number for number in deleted if number < len(one))
    builder = SegmentBuilder()
    builder.add_segments([open_segment(folder, "a", deleted), open_segment(folder, "b")])
    write_segment(folder, "c", builder)
    kept = {key: places for key, places in expected(one).items() if key[1] - 1 not in deleted}
    assert occurrences(open_segment(folder, "c")) == {**kept, **expected(other, 100)}


@given(st.lists(WORDS, max_size=20), st.text(alphabet="abé", max_size=2))
def test_a_prefix_finds_the_terms_that_begin_with_it(tmp_path_factory, words, prefix):
    segment = write(tmp_path_factory.mktemp("index"), "a", [words])
    found = [segment.term(TEXT, term_id) for term_id in segment.terms_beginning_with(TEXT, prefix)]
    assert set(found) == {word for word in words if word.startswith(prefix)}


def test_any_flipped_byte_is_noticed(tmp_path):
    write(tmp_path, "a", [["kursk", "rusia"], ["rusia"]])
    path = segment_path(tmp_path, "a")
    whole = path.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x40
        path.write_bytes(changed)
        with pytest.raises(IndexDamagedError):
            Container(path)
    for length in (0, 5, len(whole) // 2, len(whole) - 9):
        path.write_bytes(whole[:length])
        with pytest.raises(IndexDamagedError):
            Container(path)


def test_a_flipped_byte_in_a_large_file_is_noticed_where_it_is_read(tmp_path):
    texts = [[f"w{number}", *(f"t{number}x{n}" for n in range(40))] for number in range(1500)]
    write(tmp_path, "a", texts)
    path = segment_path(tmp_path, "a")
    whole = path.read_bytes()
    for place in range(5, len(whole), 9973):
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(changed)
        with pytest.raises(IndexDamagedError):
            Container(path).verify_all()
    path.write_bytes(whole)
    changed = bytearray(whole)
    changed[len(whole) - len(Container(path).body) + 100] ^= 1  # the streams come first
    path.write_bytes(changed)
    segment = open_segment(tmp_path, "a")
    with pytest.raises(IndexDamagedError):
        list(map(segment.streams, range(1500)))


def candidate(name, documents, tokens=0, forms=0, deleted=frozenset()):
    return Candidate(SegmentEntry(name, documents, deleted), tokens, forms)


def test_many_small_segments_are_merged_and_large_ones_left_alone():
    small = [candidate(f"{number:x}", 2) for number in range(8)]
    large = candidate("ff", 50_000)
    assert segments_to_merge([large, *small]) == small
    assert segments_to_merge([large, *small[:7]]) == []
    emptied = candidate("fe", 10, deleted=frozenset(range(4)))
    assert segments_to_merge([large, emptied]) == [emptied]


def test_no_more_are_merged_than_one_segment_can_hold():
    long = [candidate(f"{number:x}", 1_000, MOST_TOKENS // 3) for number in range(8)]
    assert len(segments_to_merge(long)) == 3
    varied = [candidate(f"{number:x}", 1_000, 9, MOST_FORMS // 4) for number in range(8)]
    assert len(segments_to_merge(varied)) == 3  # one more is for what there are too many of
    huge = [candidate(f"{number:x}", 1_000, MOST_TOKENS) for number in range(8)]
    assert segments_to_merge(huge) == []


def test_more_forms_than_a_segment_can_tell_apart_do_no_harm(tmp_path, monkeypatch):
    monkeypatch.setattr("telusur.index.segments.builder.MOST_FORMS", 10)
    words = [f"kata{number}" for number in range(30)]
    segment = write(tmp_path, "a", [words, words[:3]])
    assert list(segment.postings(TEXT, "kata2").documents) == [0, 1]
    assert not segment.postings(TEXT, "kata29").documents
