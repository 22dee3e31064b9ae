"""What one leaf of a query adds to the score of a document, by `bm25f`.

A leaf scores by the roots of its words and, on top of that, by the words as they were typed; other
ways to write it count a bit less and, not being typed, by their roots alone.
"""

from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.fields import TEXT, TITLE
from telusur.index.query import Leaf
from telusur.search.matching.patterns import LeafPattern
from telusur.search.ranking.bm25f import RankingWeights, saturated

OccurrenceWeights = tuple[float, float]
"""How much one occurrence counts in the title and in the text of a document: the shorter these are,
the more."""


class LeafScorer:
    """Scores documents for one leaf of a query."""

    __slots__ = (
        "_counts_text", "_counts_title", "_frequencies", "_frequencies_of_variants", "_rarity",
        "_surface", "_variant",
    )  # fmt: skip

    def __init__(
        self, leaf: Leaf, pattern: LeafPattern, rarity: float, weights: RankingWeights
    ) -> None:
        """Prepare what counts the leaf in a document.

        Args:
            leaf: the leaf.
            pattern: what looks for it.
            rarity: its inverse document frequency, in nats.
            weights: how much each part of the ranking counts.
        """
        self._frequencies = pattern.original.frequencies
        self._frequencies_of_variants = [variant.frequencies for variant in pattern.variants]
        self._counts_title = leaf.field != TEXT
        self._counts_text = leaf.field != TITLE
        self._rarity = rarity
        self._variant, self._surface = weights.variant, weights.surface

    def score(self, terms: DocumentTerms, weights: OccurrenceWeights) -> tuple[float, float]:
        """Return what the roots of the leaf add to a document's score, and what its forms add.

        Args:
            terms: those of the document.
            weights: how much one occurrence counts there.
        """
        frequencies = self._frequencies(terms)
        variants = self._frequencies_of_variants
        if frequencies is None and not variants:  # as for most words of a long query
            return 0.0, 0.0
        rooted = typed = 0.0
        title, text = weights
        if not self._counts_title:
            title = 0.0
        if not self._counts_text:
            text = 0.0
        if frequencies is not None:
            in_title, in_text, title_as_typed, text_as_typed = frequencies
            typed = title_as_typed * title + text_as_typed * text
            # A name keeps its form where its capital gives it away, and has a root elsewhere.
            rooted = in_title * title + in_text * text or typed
        for frequencies_of_variant in variants:
            frequencies = frequencies_of_variant(terms)
            if frequencies is not None:
                in_title, in_text, title_as_typed, text_as_typed = frequencies
                in_any_form = in_title * title + in_text * text
                as_listed = title_as_typed * title + text_as_typed * text
                rooted += self._variant * (in_any_form or as_listed)
        if not rooted:
            return 0.0, 0.0
        by_root = self._rarity * saturated(rooted)
        return by_root, self._surface * self._rarity * saturated(typed) if typed else 0.0
