"""Did you mean: other spellings of a query's words that the library does have.

A noisy channel (Kernighan, Church and Gale, "A spelling correction program based on a noisy channel
model", 1990): the best correction of a word is the one whose frequency and whose likelihood to be
mistyped so are highest together. A word two edits away is looked for where there is none one edit
away: of four misspelt words in five, one letter is wrong (Damerau, 1964).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from string import ascii_lowercase
from typing import NamedTuple

from telusur.index.engines.clauses import AnyTerm
from telusur.index.engines.engine import IndexReader
from telusur.index.indonesian.stemming.stemmer import default_stemmer
from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.text.proper_names import is_name
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import iter_tokens
from telusur.search.query.lexing.keywords import DATE_NAMES, FIELD_NAMES, SOURCE_NAMES

MAX_SUGGESTIONS = 3

_MAX_WORDS = 5
"""The maximum number of words of a query that are checked."""

_MAX_COUNTED = 10
"""How many of the likeliest spellings are counted exactly: an index may count what is removed."""

_SHORTEST, _TWO_EDITS_FROM, _LONGEST = 4, 6, 64
"""Shorter words have too many neighbours to tell which is meant; longer ones may have two edits;
the longest are no words, and take long to compare."""

_SURE_OF_TWO_EDITS_FROM = 8
"""In letters: two edits make another word of most names that are shorter (*Potter*, *Pinter*)."""

_SWAP_GAIN = 2.0
"""How much likelier a slip is that leaves the letters as they are, in another order, in nats."""

_FIRST_LETTER_COST = 2.0
"""How much unlikelier one is in a word's first letter, where people seldom err (Pollock and Zamora,
"Automatic spelling correction in scientific and scholarly text", 1984)."""

_SAME_SOUND = {"oe": "u", "dj": "j", "tj": "c", "th": "t", "dh": "d", "sy": "s", "y": "i", "q": "k"}
"""How names are spelled otherwise: *Thohir* and *Tohir*, *Soeharto* and *Suharto*."""


class Suggestion(NamedTuple):
    """A query with some of its words spelled otherwise."""

    query: str
    """The whole query, its syntax as it was typed."""
    replaced: tuple[tuple[str, str], ...]
    """The words that are spelled otherwise, as they were typed, and what they are replaced by."""


def suggestions(
    index: IndexReader,
    query: str,
    words: Sequence[str],
    known: Mapping[str, Sequence[str]],
    times: int = 10,
) -> list[Suggestion]:
    """Return what a query may have been meant to be, the most likely first.

    Args:
        index: the index.
        query: what was typed.
        words: the words of it that few articles have or none.
        known: the spellings of words that were looked for already.
        times: how many times as many articles another spelling must have at least.
    """
    looked_at = words[:_MAX_WORDS]
    found = {
        word: known[word] if word in known else corrections(word, index, times)
        for word in looked_at
    }
    found = {word: others for word, others in found.items() if others}
    if not found:
        return []
    best = {word: others[0] for word, others in found.items()}
    choices = [best]
    if len(found) == 1:
        ((word, others),) = found.items()
        choices = [{word: correction} for correction in others[:MAX_SUGGESTIONS]]
    return [Suggestion(_replaced(query, one), tuple(one.items())) for one in choices]


def _replaced(query: str, corrections: dict[str, str]) -> str:
    pieces, done = [], 0
    for token in iter_tokens(query):
        named = token.text.lower() in {*FIELD_NAMES, *DATE_NAMES, *SOURCE_NAMES}
        names_field = named and query[token.end : token.end + 1] == ":"
        if token.text in corrections and not names_field:
            pieces += [query[done : token.start], corrections[token.text]]
            done = token.end
    return "".join([*pieces, query[done:]])


def corrections(word: str, index: IndexReader, times: int = 1) -> list[str]:
    """Return other spellings of a word, in its capitals, the most likely first.

    Args:
        word: the word as typed.
        index: the index.
        times: how many times as many articles another spelling must have at least.
    """
    folded = fold(word)
    if not _SHORTEST <= len(folded) <= _LONGEST or not folded.isalpha() or _is_word(folded):
        return []
    least = max(1, _frequencies([folded], index)[0] * times)
    for edits in (1, 2) if len(folded) >= _TWO_EDITS_FROM else (1,):
        neighbours = _neighbours(folded, edits, index)
        if is_name(folded):
            # One name is no slip of another, but one person's may be spelled in two ways.
            sound = _sound(folded)
            neighbours = (one for one in neighbours if _sound(one[0]) == sound)
        likeliest = _likeliest(folded, neighbours, least, index)
        if likeliest:
            # What was most likely meant is not worth searching for.
            if is_stop_word(likeliest[0]):
                return []
            return [_in_capitals_of(word, one) for one in likeliest if not is_stop_word(one)]
    return []


def is_sure(word: str, correction: str) -> bool:
    """Tell whether a spelling is close enough to be searched for unasked.

    Args:
        word: the word as typed.
        correction: one of its `corrections`.
    """
    typed, meant = fold(word), fold(correction)
    if len(typed) >= _SURE_OF_TWO_EDITS_FROM or sorted(typed) == sorted(meant):
        return True
    shorter = min(len(typed), len(meant))
    common = next((at for at in range(shorter) if typed[at] != meant[at]), shorter)
    rest, others = typed[common:], meant[common:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def _likeliest(
    word: str, neighbours: Iterable[tuple[str, int]], least: int, index: IndexReader
) -> list[str]:
    """Return the likeliest of some words, each given with about how many documents hold it."""

    def scored(counted: Iterable[tuple[str, int]]) -> list[tuple[float, str]]:
        return sorted(
            (_cost(word, other) - log(1 + count), other)
            for other, count in counted
            if count >= least
        )

    first = [other for _, other in scored(neighbours)[:_MAX_COUNTED]]
    counts = _frequencies(first, index)
    return [other for _, other in scored(zip(first, counts, strict=True))]


def _cost(word: str, other: str) -> float:
    """Return how unlikely it is that the one word was typed where the other was meant, in nats.

    It is compared among words that are equally many edits away only.
    """
    swapped = sorted(word) == sorted(other)
    return _FIRST_LETTER_COST * (other[0] != word[0]) - _SWAP_GAIN * swapped


def _is_word(folded: str) -> bool:
    """Whether a word is one that the dictionary explains."""
    stemmer = default_stemmer()
    return stemmer.knows(stemmer.stem(folded))


def _sound(name: str) -> str:
    """Return what is the same for the spellings of a name."""
    letters = re.sub("|".join(_SAME_SOUND), lambda match: _SAME_SOUND[match.group()], name)
    return re.sub(r"(.)\1", r"\1", letters)


def _frequencies(words: Sequence[str], index: IndexReader) -> list[int]:
    """Return how many documents have each of some words, as it stands or as a root."""
    forms = [AnyTerm("form", (word,)) for word in words]
    counts = index.counts([*forms, *(AnyTerm("root", (word,)) for word in words)])
    return [counts[place] or counts[place + len(words)] for place in range(len(words))]


def _neighbours(word: str, edits: int, index: IndexReader) -> Iterator[tuple[str, int]]:
    """Yield the library's words at exactly this edit distance, with their document frequencies.

    Where the first letter differs, nothing else may: the others are looked for among the words
    with the same first letter only.
    """
    for term, distance, count in index.near_terms(word, edits, same=1):
        if distance == edits and term.isalpha():
            yield term, count
    if edits == 1:
        yield from _other_first_letter(word, index)


def _other_first_letter(word: str, index: IndexReader) -> Iterator[tuple[str, int]]:
    """Yield the library's words that differ in their first letter by one edit."""
    rest = word[1:]
    terms = {rest, rest[0] + word[0] + rest[1:]}
    terms.update(letter + one for letter in ascii_lowercase for one in (word, rest))
    others = sorted(term for term in terms if term[0] != word[0])
    counts = index.counts([AnyTerm("form", (term,)) for term in others])
    yield from ((term, count) for term, count in zip(others, counts, strict=True) if count)


def _in_capitals_of(word: str, other: str) -> str:
    if word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other
