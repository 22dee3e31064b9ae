"""What is searched beside a word that stands in no article: slang for it, or its best spelling.

It is marked as such, and a word that is to be exact (`=word`) has none.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from telusur.index.engines.engine import IndexReader
from telusur.index.indonesian.text.variants import informal_forms
from telusur.index.query import Alternatives, Leaf, Node, Phrase, Word, leaves, with_leaves
from telusur.index.translation import gettext
from telusur.search.assist.spelling import corrections
from telusur.search.matching.lowering import Lowering, expansion_remarks
from telusur.search.matching.patterns import analysed
from telusur.search.matching.uncertain_dates import uncertain_date_remarks
from telusur.search.query.parsed import ParsedQuery
from telusur.search.query.variant_expansion import leaf_of

_NAMED: Final = 5
"""How many words that no article has are named."""


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
    for leaf in missing:
        word = leaf.original if isinstance(leaf, Alternatives) else leaf
        if not isinstance(word, Word) or word.exact:
            continue
        substitutes = _slang(word, index)
        if not substitutes:
            spellings[word.text] = corrections(word.text, index)
            substitutes = [Word(one, word.field) for one in spellings[word.text][:1]]
        if substitutes:
            known = leaf.variants if isinstance(leaf, Alternatives) else ()
            changed[leaf] = Alternatives(word, (*known, *substitutes))
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


def _slang(word: Word, index: IndexReader) -> list[Word | Phrase]:
    """Return the informal forms of a word that articles have."""
    lowering = Lowering(index)
    forms = [one for form in informal_forms(word.text) for one in leaf_of(form, word.field)]
    by_root = {analysed(_text(one)).root: one for one in reversed(forms)}
    return [one for one in reversed(by_root.values()) if index.count(lowering.clause(one))]


def _text(leaf: Word | Phrase) -> str:
    return leaf.text if isinstance(leaf, Word) else " ".join(leaf.words)
