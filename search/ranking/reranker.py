"""Orders the best candidates anew, by evidence too dear to collect for all of them."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import Candidate
from telusur.index.fields import TEXT, TITLE
from telusur.index.query import Leaf
from telusur.search.matching.patterns import LeafPattern
from telusur.search.ranking.bm25f import RankingWeights
from telusur.search.ranking.proximity import (
    Occurrence,
    closeness,
    near_pairs,
    opening,
    rarities,
)

DEPTH: Final = 25
"""The number of best candidates that are ordered anew; more of them change no measure."""

Evidence = tuple[tuple[str, float], ...]
"""Each kind of evidence by its name, and what it added to a score."""


class RankedCandidate(NamedTuple):
    """A candidate with its exact score."""

    score: float
    candidate: Candidate
    evidence: Evidence = ()
    """What of the score is not BM25F."""


def reranked(
    ranked: Sequence[RankedCandidate],
    patterns: Mapping[Leaf, LeafPattern],
    leaf_weights: Mapping[Leaf, float],
    weights: RankingWeights,
) -> list[RankedCandidate]:
    """Order the first candidates anew, the evidence for each added to its score.

    Args:
        ranked: candidates in order of their scores; those after the first `DEPTH` keep their ranks,
            and nothing passes them by, since evidence is never negative.
        patterns: what looks for each part of the query.
        leaf_weights: the parts of the query in their order, with their weights.
        weights: how much each part of the ranking counts.
    """
    values = list(leaf_weights.values())
    parts = [(part, patterns[leaf]) for part, leaf in enumerate(leaf_weights)]
    in_text = [(part, pattern) for part, pattern in parts if pattern.field != TITLE]
    if len(parts) < 2:
        in_text = []  # a text tells nothing of where a part stands that has no other near it
    in_title = [(part, pattern) for part, pattern in parts if pattern.field != TEXT]
    found = [
        (
            _occurrences(in_title, candidate.terms, candidate.terms.title),
            _occurrences(in_text, candidate.terms, candidate.terms.text),
        )
        for _, candidate, _ in ranked[:DEPTH]
    ]
    rarity = rarities([near_pairs(titled) | near_pairs(texted) for titled, texted in found])
    first = []
    for (score, candidate, _), (titled, texted), rare in zip(ranked, found, rarity, strict=False):
        named = {part for _, _, part in titled}
        window = weights.window * closeness(texted, values, named, len(candidate.terms.text))
        pairs = weights.pairs * rare
        opens = weights.opening * opening(titled, values)
        evidence = (("window", window), ("pairs", pairs), ("opening", opens))
        first.append(RankedCandidate(score + window + pairs + opens, candidate, evidence))
    # Of equal ones, the oldest article comes first.
    first.sort(key=lambda one: (-one.score, one.candidate.number))
    return [*first, *ranked[DEPTH:]]


def _occurrences(
    parts: Sequence[tuple[int, LeafPattern]], terms: DocumentTerms, tokens: str
) -> list[Occurrence]:
    """Return where the parts of a query stand in a title or a text of a document, in order."""
    found = {
        (start, end, part) for part, pattern in parts for start, end in pattern.spans(terms, tokens)
    }
    return sorted(found) if found else []
