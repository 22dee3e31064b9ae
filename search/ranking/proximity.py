"""Evidence from closeness: how much of the query stands close together in an article.

The idea that close query words say more than scattered ones is as old as Keen, "The Use of Term
Position Devices in Ranked Output Experiments" (1991); the best window's share of the query follows
Tao and Zhai, "An Exploration of Proximity Measures in Information Retrieval" (2007), the pairs
Metzler and Croft, "A Markov Random Field Model for Term Dependencies" (2005).
"""

from collections.abc import Collection, Sequence

WINDOW_TOKENS = 10
"""About one clause of a news article."""

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

    Args:
        occurrences: where the query's parts stand in the text, in order.
        weights: how much each part of the query is worth.
        in_title: the indices of the parts that stand in the title.
        length: the number of the text's tokens.
    """
    whole = sum(weights)
    if not whole:
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


def adjacent_pairs(occurrences: Sequence[Occurrence], weights: Sequence[float]) -> float:
    """Return what the pairs of neighbours in the query that are neighbours in the text are worth.

    Each pair counts once, with the weight of the lighter of its two. What stands for both, as
    *ibukota* for *ibu kota*, has them side by side.

    Args:
        occurrences: where the query's parts stand, in order.
        weights: how much each part of the query is worth.
    """
    ends = {(end, part) for _, end, part in occurrences}
    spans = set(occurrences)
    pairs = {
        part
        for start, end, part in occurrences
        if part and ((start, part - 1) in ends or (start, end, part - 1) in spans)
    }
    return sum([min(weights[part - 1], weights[part]) for part in pairs])
