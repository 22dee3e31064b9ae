"""Substitutes: what is searched beside a word that stands in no article.

Slang for it, the word joined to its neighbour or parted in two, or its best spelling.

It is marked as such, and a word that is to be exact (`=word`) has none.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from telusur.index.engines.engine import IndexReader
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.variants import informal_forms
from telusur.index.query import Alternatives, Leaf, Node, Phrase, Word, leaves, with_leaves
from telusur.index.translation import gettext
from telusur.search.assist.spelling import corrections, is_sure
from telusur.search.matching.lowering import Lowering, expansion_remarks
from telusur.search.matching.patterns import analysed
from telusur.search.matching.uncertain_dates import uncertain_date_remarks
from telusur.search.query.parsed import ParsedQuery
from telusur.search.query.variant_expansion import leaf_of

_NAMED: Final = 5
"""How many words that no article has are named."""

_SHORTEST_PART: Final = 2
_LONGEST_PARTED: Final = 24
"""In letters: what a word is parted into, and which words are."""

_Way = TypeVar("_Way", bound=Word | Phrase)


class Substituted(NamedTuple):
    """A query in which other words are searched beside those that no article has."""

    tree: Node
    notes: tuple[str, ...]
    """What was searched beside what, a sentence each."""
    corrections: Mapping[str, Sequence[str]]
    """The spellings of each word that was looked for so, the most likely first."""


def substituted(tree: Node, lowering: Lowering) -> Substituted:
    """Return a query as it is searched for in a library.

    Args:
        tree: the query.
        lowering: makes clauses of its parts, for the index of the library.
    """
    parts = leaves(tree)
    counts = lowering.index.counts([*map(lowering.clause, parts)])
    missing = [leaf for leaf, count in zip(parts, counts, strict=True) if not count]
    return with_substitutes(tree, missing, lowering.index)


class Searched(NamedTuple):
    """A query as it is searched for in a library."""

    tree: Node | None
    """None for nothing."""
    notes: tuple[str, ...]
    """Where less was searched for than was asked, or other words were, a sentence each."""


def as_searched(parsed: ParsedQuery, lowering: Lowering) -> Searched:
    """Return a query as `search` searches it, with what there is to say of it.

    Args:
        parsed: what it was understood as, the filters included.
        lowering: makes clauses of its parts, for the index of the library.
    """
    if parsed.tree is None:
        return Searched(None, parsed.notes)
    tree, notes, _ = substituted(parsed.tree, lowering)
    remarks = (
        *expansion_remarks(tree, lowering),
        *uncertain_date_remarks(lowering.index, lowering, tree, lowering.clause(tree)),
    )
    return Searched(tree, (*remarks, *notes, *parsed.notes))


def with_substitutes(tree: Node, missing: Collection[Leaf], index: IndexReader) -> Substituted:
    """Add to words that stand in no article what may be found in their place.

    Args:
        tree: the query.
        missing: the parts of it that no article has, in whatever way they are written.
        index: the articles.
    """
    changed: dict[Leaf, Leaf] = {}
    spellings: dict[str, list[str]] = {}
    notes = []
    lowering = Lowering(index)
    for leaf in missing:
        word = _typed(leaf)
        if word is None:
            continue
        substitutes: Sequence[Word | Phrase] = _slang(word, lowering)
        if not substitutes and (joined := _joined(tree, leaf, lowering)):
            substitutes = list(dict.fromkeys(joined.values()))
            for neighbour, other in joined.items():
                changed[neighbour] = _beside(changed.get(neighbour, neighbour), [other])
        if not substitutes:
            substitutes = _parted(word, lowering)
        if not substitutes:
            spellings[word.text] = corrections(word.text, index)
            best = spellings[word.text][:1]
            substitutes = [Word(one, word.field) for one in best if is_sure(word.text, one)]
        if substitutes:
            changed[leaf] = _beside(changed.get(leaf, leaf), substitutes)
            names = gettext(" and ").join(f'"{_text(one)}"' for one in substitutes)
            notes.append(
                gettext(
                    'No article has "{text}": {names} was searched as well; ={text} prevents that.',
                    text=word.text,
                    names=names,
                )
            )
    return Substituted(with_leaves(tree, changed), tuple(notes), spellings)


def absence_remarks(tree: Node, missing: Collection[Leaf]) -> tuple[str, ...]:
    """Say which words of several no article has, where nothing else is searched beside them.

    Nothing is said of more than `_NAMED`, as a pasted text may have, nor of words sought in one
    field alone.

    Args:
        tree: the query as it is searched for.
        missing: the parts of what was typed that no article has.
    """
    parts = leaves(tree)
    absent = []
    for leaf in missing:
        typed = leaf.original if isinstance(leaf, Alternatives) else leaf
        if leaf in parts and leaf.field is None and isinstance(typed, Word | Phrase):
            absent.append(f'"{_text(typed)}"')
    if len(parts) == 1 or not 0 < len(absent) <= _NAMED:
        return ()
    listed = [", ".join(absent[:-1]), absent[-1]] if absent[1:] else absent
    return (gettext("No article has {names}.", names=gettext(" or ").join(listed)),)


def _typed(leaf: Leaf) -> Word | None:
    """Return the word of a leaf, if it is one that need not be exact."""
    word = leaf.original if isinstance(leaf, Alternatives) else leaf
    return word if isinstance(word, Word) and not word.exact else None


def _beside(leaf: Leaf, others: Sequence[Word | Phrase]) -> Leaf:
    """Return a leaf with further ways to write it."""
    if isinstance(leaf, Alternatives):
        return Alternatives(leaf.original, tuple(dict.fromkeys((*leaf.variants, *others))))
    return Alternatives(leaf, tuple(others)) if isinstance(leaf, Word) else leaf


def _slang(word: Word, lowering: Lowering) -> list[Word | Phrase]:
    """Return the informal forms of a word that articles have."""
    forms = [one for form in informal_forms(word.text) for one in leaf_of(form, word.field)]
    by_root = {analysed(_text(one)).root: one for one in reversed(forms)}
    return [one for one, count in _counted(list(reversed(by_root.values())), lowering) if count]


def _joined(tree: Node, leaf: Leaf, lowering: Lowering) -> dict[Leaf, Word]:
    """Return the words before and after a word which articles have joined to it, and how.

    Args:
        tree: the query.
        leaf: the word in it.
        lowering: makes clauses for the index.
    """
    parts, word = leaves(tree), _typed(leaf)
    at = parts.index(leaf)
    ways: dict[Leaf, Word] = {}
    for first, second in pairwise(parts[max(0, at - 1) : at + 2]):
        one, other = _typed(first), _typed(second)
        if word and one and other and one.field == other.field:
            neighbour = second if first == leaf else first
            ways[neighbour] = Word(one.text + other.text, word.field)
    had = {one for one, count in _counted(list(ways.values()), lowering) if count}
    return {neighbour: one for neighbour, one in ways.items() if one in had}


def _parted(word: Word, lowering: Lowering) -> list[Phrase]:
    """Return the two words in a row that most articles have in the place of one, if any."""
    text = word.text
    if not text.isalpha() or len(text) > _LONGEST_PARTED:
        return []
    cuts = range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1)
    halves = [(text[:cut], text[cut:]) for cut in cuts]
    ways = [Phrase(both, word.field) for both in halves if not any(map(is_stop_word, both))]
    best, count = max(_counted(ways, lowering), key=lambda one: one[1], default=(None, 0))
    return [best] if best and count else []


def _counted(ways: Sequence[_Way], lowering: Lowering) -> list[tuple[_Way, int]]:
    """Return ways to write something, each with the number of articles that have it."""
    counts = lowering.index.counts(list(map(lowering.clause, ways))) if ways else []
    return list(zip(ways, counts, strict=True))


def _text(leaf: Word | Phrase) -> str:
    return leaf.text if isinstance(leaf, Word) else " ".join(leaf.words)
