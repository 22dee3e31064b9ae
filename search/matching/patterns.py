"""The leaves of a query as patterns, which find themselves in the terms of a document.

A word stands in a document by its root, in any of its forms, or as it was typed; the two are
counted apart, since the same form says a bit more (`telusur.search.ranking.bm25f`).
"""

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, assert_never

from telusur.index.analyzer import Analysis, analyse_word
from telusur.index.engines.document_terms import ABSENT, DocumentTerms, IndexedForms, IndexedWord
from telusur.index.engines.engine import IndexReader
from telusur.index.query import (
    Alternatives,
    Expandable,
    Fuzzy,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Wildcard,
    Word,
)
from telusur.search.matching.positions import Span, near_spans, phrase_spans, word_spans
from telusur.search.ranking.bm25f import FUZZY_WEIGHTS

if TYPE_CHECKING:
    from telusur.search.matching.term_expansion import Expansion

Frequencies = tuple[float, float, float, float]
"""How often something stands in the title and in the text of a document in any form, and in these
two as it was typed; weighted where some of it counts less. A plain tuple, as each candidate needs
some."""


class Pattern(ABC):
    """A word, a phrase, a pattern of letters, or two of these near each other."""

    @abstractmethod
    def frequencies(self, terms: DocumentTerms) -> Frequencies | None:
        """Count where it stands in a document; None where it does not."""

    @abstractmethod
    def spans(self, terms: DocumentTerms, tokens: str) -> list[Span]:
        """Return where it stands in a title or a text, in whatever form.

        Args:
            terms: the terms of the document.
            tokens: its title or its text.
        """


class WordPattern(Pattern):
    """A word."""

    def __init__(self, word: Word) -> None:
        """Analyse the word."""
        analysis = analysed(word.text)
        self.exact = word.exact
        self.root = analysis.root
        self.form = analysis.surface
        self.other_roots = {analysed(self.form).root, self.form} - {self.root}
        """Roots that tokens of this form may have instead, being names or being none."""
        self.indexed = IndexedWord(self.root, self.form, self.other_roots)

    def frequencies(self, terms: DocumentTerms) -> Frequencies | None:
        """Count the tokens of its root, and those of its form."""
        found = terms.with_word(self.indexed)
        if found is ABSENT:
            return None
        rooted, typed = found
        title, text = _counts(typed, terms) if typed else (0, 0)
        if self.exact or typed == rooted:
            return title, text, title, text
        return (*_counts(rooted, terms), title, text)

    def spans(self, terms: DocumentTerms, tokens: str) -> list[Span]:
        """Return the tokens of its root and of its form."""
        found = terms.with_word(self.indexed)
        if found is ABSENT:
            return []
        rooted, typed = found
        if self.exact:
            return word_spans(typed, tokens)
        return word_spans(rooted if typed in rooted else rooted + typed, tokens)

    def characters(self, terms: DocumentTerms) -> tuple[str, str]:
        """Return the characters of the tokens that count, and of those that are as it was typed."""
        rooted, typed = terms.with_word(self.indexed)
        return (typed if self.exact else rooted), typed


def _counts(characters: str, terms: DocumentTerms) -> tuple[int, int]:
    """Return how often some characters stand in a title and in a text."""
    title, text = terms.title, terms.text
    if len(characters) == 1:
        return title.count(characters), text.count(characters)
    return sum(map(title.count, characters)), sum(map(text.count, characters))


class PhrasePattern(Pattern):
    """Words in order."""

    def __init__(self, phrase: Phrase) -> None:
        """Analyse the words."""
        self.words = [WordPattern(Word(word, None, phrase.exact)) for word in phrase.words]
        self.exact = phrase.exact
        self.gap = phrase.between

    def frequencies(self, terms: DocumentTerms) -> Frequencies | None:
        """Count the phrase with any forms of its words, and as it was typed."""
        typed = self._counts(terms, by_form=True)
        rooted = typed if self.exact else self._counts(terms, by_form=False)
        return (*rooted, *typed) if any(rooted) or any(typed) else None

    def _counts(self, terms: DocumentTerms, *, by_form: bool) -> tuple[int, int]:
        words = self._characters(terms, by_form=by_form)
        if not all(words):
            return 0, 0
        return (
            len(phrase_spans(words, terms.title, self.gap)),
            len(phrase_spans(words, terms.text, self.gap)),
        )

    def spans(self, terms: DocumentTerms, tokens: str) -> list[Span]:
        """Return the phrase with any forms of its words, and as it was typed."""
        ways = {True, self.exact}
        return [
            span
            for by_form in ways
            for span in phrase_spans(self._characters(terms, by_form=by_form), tokens, self.gap)
        ]

    def _characters(self, terms: DocumentTerms, *, by_form: bool) -> list[str]:
        return [word.characters(terms)[by_form] for word in self.words]


class ExpandedPattern(Pattern):
    """Words that a prefix, a wildcard or a fuzzy word stands for."""

    def __init__(self, leaf: Expandable, index: IndexReader) -> None:
        """Look the words up.

        Args:
            leaf: the prefix, wildcard or fuzzy word.
            index: has the words.
        """
        from telusur.search.matching.term_expansion import beginning_of, expansion

        self.leaf = leaf
        self.expansion: Expansion = expansion(leaf, index)
        beginning, words = beginning_of(leaf), self.expansion.words
        self._forms = {
            edits: IndexedForms([one.word for one in words if one.edits == edits], beginning)
            for edits in sorted({word.edits for word in words})
        }

    def frequencies(self, terms: DocumentTerms) -> Frequencies | None:
        """Count the words, those further away for less; nothing was typed whole."""
        in_title = in_text = 0.0
        for edits, forms in self._forms.items():
            for character in terms.with_any_form(forms):
                in_title += FUZZY_WEIGHTS[edits] * terms.title.count(character)
                in_text += FUZZY_WEIGHTS[edits] * terms.text.count(character)
        return (in_title, in_text, 0.0, 0.0) if in_title or in_text else None

    def spans(self, terms: DocumentTerms, tokens: str) -> list[Span]:
        """Return the words."""
        characters = [terms.with_any_form(forms) for forms in self._forms.values()]
        return word_spans("".join(characters), tokens)


class NearPattern(Pattern):
    """Two patterns near each other."""

    def __init__(self, one: "LeafPattern", other: "LeafPattern", distance: int) -> None:
        """Take the two.

        Args:
            one: the one.
            other: the other.
            distance: the maximum number of other words between them.
        """
        self.one = one
        self.other = other
        self._distance = distance

    def frequencies(self, terms: DocumentTerms) -> Frequencies | None:
        """Count the rarer of the two, as far as the other is near; there is no typed form of it."""
        in_title, in_text = (
            min(map(len, self._both(terms, tokens))) for tokens in (terms.title, terms.text)
        )
        return (in_title, in_text, 0.0, 0.0) if in_title or in_text else None

    def spans(self, terms: DocumentTerms, tokens: str) -> list[Span]:
        """Return the spans of either, as far as the other is near."""
        one, other = self._both(terms, tokens)
        return one + other

    def _both(self, terms: DocumentTerms, tokens: str) -> tuple[list[Span], list[Span]]:
        one, other = (leaf.spans(terms, tokens) for leaf in (self.one, self.other))
        return near_spans(one, other, self._distance)


class LeafPattern(NamedTuple):
    """A leaf of a query: a pattern, and other ways to write it, which count a bit less."""

    leaf: Leaf
    original: Pattern
    variants: tuple[Pattern, ...] = ()
    variant_leaves: tuple[Leaf, ...] = ()
    """What each of the variants looks for."""

    @property
    def field(self) -> str | None:
        """The text field to look in; in all of them if None."""
        return self.leaf.field

    def spans(self, terms: DocumentTerms, tokens: str) -> list[Span]:
        """Return where it stands in a title or a text, in whatever way it is written.

        Args:
            terms: the terms of the document.
            tokens: its title or its text.
        """
        spans = self.original.spans(terms, tokens)
        if not self.variants:
            return spans
        for variant in self.variants:
            spans += variant.spans(terms, tokens)
        return spans


def pattern_of(leaf: Leaf, index: IndexReader) -> LeafPattern:
    """Return what looks for a leaf.

    Args:
        leaf: the leaf.
        index: has the words that a pattern may stand for.
    """
    match leaf:
        case Alternatives(original=original, variants=variants):
            distinct = tuple(dict.fromkeys(one for one in variants if one != original))
            others = tuple(_simple(variant, index) for variant in distinct)
            return LeafPattern(leaf, _simple(original, index), others, distinct)
        case _:
            return LeafPattern(leaf, _simple(leaf, index))


def _simple(leaf: Word | Phrase | Expandable | Near, index: IndexReader) -> Pattern:
    match leaf:
        case Word():
            return WordPattern(leaf)
        case Phrase(words=(word,)):
            return WordPattern(Word(word, leaf.field, leaf.exact))
        case Phrase():
            return PhrasePattern(leaf)
        case Prefix() | Wildcard() | Fuzzy():
            return ExpandedPattern(leaf, index)
        case Near(one=one, other=other, distance=distance):
            return NearPattern(pattern_of(one, index), pattern_of(other, index), distance)
        case _:
            assert_never(leaf)


@lru_cache(maxsize=1_024)
def analysed(word: str) -> Analysis:
    """Return the analysis of a typed word."""
    return analyse_word(word)
