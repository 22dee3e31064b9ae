"""Evidence from closeness: how much of the query stands close together in an article.

The idea that close query words say more than scattered ones is as old as Keen, "The Use of Term
Position Devices in Ranked Output Experiments" (1991); the best window's share of the query follows
Tao and Zhai, "An Exploration of Proximity Measures in Information Retrieval" (2007), the pairs
Metzler and Croft, "A Markov Random Field Model for Term Dependencies" (2005).
"""

from collections.abc import Sequence
from typing import NamedTuple

WINDOW_TOKENS = 20
"""About one sentence of a news article."""


class Occurrence(NamedTuple):
    """Where a part of the query stands in a text, counted in tokens."""

    start: int
    end: int
    part: int
    """The index of the part in the query."""


class Window(NamedTuple):
    """A stretch of a text, counted in tokens, and what it holds of the query."""

    start: int
    end: int
    weight: float
    """The sum of the weights of the query's parts that stand in it, each counted once."""


def best_window(occurrences: Sequence[Occurrence], weights: Sequence[float]) -> Window:
    """Return the first window of `WINDOW_TOKENS` that holds the most of the query.

    Args:
        occurrences: where the query's parts stand, in order.
        weights: how much each part of the query is worth.
    """
    best = Window(0, 0, 0.0)
    counts = [0] * len(weights)
    weight, left = 0.0, 0
    for occurrence in occurrences:
        if not counts[occurrence.part]:
            weight += weights[occurrence.part]
        counts[occurrence.part] += 1
        while occurrences[left].start < occurrence.start - WINDOW_TOKENS:
            part = occurrences[left].part
            counts[part] -= 1
            if not counts[part]:
                weight -= weights[part]
            left += 1
        if weight > best.weight:
            best = Window(occurrences[left].start, occurrence.end, weight)
    return best


def window_evidence(window: Window, whole: float) -> float:
    """Return what a window is worth: the weight of what it holds, times its share of the query.

    So a window that holds all of the query is worth far more than one that holds half of it.

    Args:
        window: the window.
        whole: the sum of the weights of all parts of the query.
    """
    return window.weight * window.weight / whole if whole else 0.0


def adjacent_pairs(occurrences: Sequence[Occurrence], weights: Sequence[float]) -> float:
    """Return what the pairs of neighbours in the query that are neighbours in the text are worth.

    Each pair counts once, with the weight of the lighter of its two.

    Args:
        occurrences: where the query's parts stand, in order.
        weights: how much each part of the query is worth.
    """
    ends = {(occurrence.end, occurrence.part) for occurrence in occurrences}
    pairs = {
        occurrence.part
        for occurrence in occurrences
        if occurrence.part and (occurrence.start, occurrence.part - 1) in ends
    }
    return sum(min(weights[part - 1], weights[part]) for part in pairs)
