"""Evidence from where the query's parts stand: close together, and where a title begins.

The idea that close query words say more than scattered ones is as old as Keen, "The Use of Term
Position Devices in Ranked Output Experiments" (1991); the best window's share of the query follows
Tao and Zhai, "An Exploration of Proximity Measures in Information Retrieval" (2007), the pairs
Metzler and Croft, "A Markov Random Field Model for Term Dependencies" (2005), but that a pair is
weighted by how few of the best candidates have it, not of all documents, which is free to know.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain, islice
from math import fsum, log

WINDOW_TOKENS = 10
"""About one clause of a news article."""

NEAR_TOKENS = 3
"""Two parts of the query with fewer tokens between them are a pair."""

TITLED_TOKENS = 120
"""The greatest length, in tokens, of a text all of which a title speaks for."""

Occurrence = tuple[int, int, int]
"""Where a part of the query stands in a text, counted in tokens: the start, the end, and the index
of the part in the query."""


def closeness(
    occurrences: Sequence[Occurrence],
    weights: Sequence[float],
    in_title: Collection[int],
    length: int,
) -> float:
    """Return what the best window of a text is worth: its weight, times its share of the query.

    So a window that holds all of the query is worth far more than one that holds half of it. What
    the title names is what a short text is about, and its sentences need not say it again: it
    counts as near everything. In a text that is longer than `TITLED_TOKENS` it counts for less,
    in inverse proportion to the length, as any one sentence is less likely to be about it.

    A query of one part has nothing to be close to.

    Args:
        occurrences: where the query's parts stand in the text, in order.
        weights: how much each part of the query is worth.
        in_title: the indices of the parts that stand in the title.
        length: the number of the text's tokens.
    """
    whole = sum(weights)
    if not whole or len(weights) < 2:
        return 0.0
    known, added = 0.0, weights
    if in_title:
        share = min(1.0, TITLED_TOKENS / max(length, 1))
        known = share * sum([weights[part] for part in in_title])
        added = [
            weight * (1.0 - share) if part in in_title else weight
            for part, weight in enumerate(weights)
        ]
    weight = known + best_window(occurrences, added)
    return weight * weight / whole


def best_window(occurrences: Sequence[Occurrence], weights: Sequence[float]) -> float:
    """Return the greatest weight that a window of `WINDOW_TOKENS` holds, each part counted once.

    Args:
        occurrences: where the query's parts stand, in order.
        weights: how much each part of the query is worth.
    """
    best = weight = 0.0
    counts = [0] * len(weights)
    left = 0
    for start, _, part in occurrences:
        if not counts[part]:
            weight += weights[part]
        counts[part] += 1
        while occurrences[left][0] < start - WINDOW_TOKENS:
            gone = occurrences[left][2]
            counts[gone] -= 1
            if not counts[gone]:
                weight -= weights[gone]
            left += 1
        if weight > best:
            best = weight
    return best


def near_pairs(occurrences: Sequence[Occurrence]) -> set[tuple[int, int]]:
    """Return which two parts of the query stand near each other, the lesser index first.

    Near is less than `NEAR_TOKENS` from the end of one to the start of the other, in either order.
    What stands for both, as *ibukota* for *ibu kota*, has them near.

    Args:
        occurrences: where the query's parts stand, in order.
    """
    pairs = set()
    for index, (_, end, one) in enumerate(occurrences, 1):
        for start, _, other in islice(occurrences, index, None):
            if start >= end + NEAR_TOKENS:
                break
            if one != other:
                pairs.add((one, other) if one < other else (other, one))
    return pairs


def rarities(pairs_of_texts: Sequence[Collection[tuple[int, int]]]) -> list[float]:
    """Return for each of some texts how rare among them the pairs are that it has, in nats.

    What the best candidates all have does not tell them apart, be its words as rare as may be.

    Args:
        pairs_of_texts: what `near_pairs` returns for each text.
    """
    counts = Counter(chain.from_iterable(pairs_of_texts))
    total = len(pairs_of_texts) + 1
    rarity = {pair: log(total / (count + 0.5)) for pair, count in counts.items()}
    return [fsum(map(rarity.__getitem__, pairs)) for pairs in pairs_of_texts]


def opening(titled: Sequence[Occurrence], weights: Sequence[float]) -> float:
    """Return what the parts of the query are worth that a title begins with, without a gap.

    An Indonesian sentence begins with its subject: *Merapi meletus* is about Merapi, *Warga lereng
    Merapi mengungsi* is not as much.

    Args:
        titled: where the query's parts stand in the title, in order.
        weights: how much each part of the query is worth.
    """
    reached, parts = 0, set()
    for start, end, part in titled:
        if start > reached:
            break
        reached = max(reached, end)
        parts.add(part)
    return fsum([weights[part] for part in parts])
