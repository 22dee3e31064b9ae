"""Of near-identical articles, shows the best alone."""

from collections.abc import Callable
from typing import Final

from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.ranking.reranker import RankedCandidate

SPARE_CANDIDATES: Final = 10
"""How many more are looked at, since some may be versions of others and not be shown."""


def without_versions(
    snapshot: Snapshot, ranked: Callable[[int], list[RankedCandidate]], count: int
) -> tuple[list[RankedCandidate], int]:
    """Return the first candidates, of each family the best alone.

    The same from the top for every page, so that pages follow one another.

    Args:
        snapshot: knows which articles are of one family.
        ranked: returns the best candidates in order, up to a limit.
        count: up to how many are returned.

    Returns:
        The candidates, and how many others among them are hidden.
    """
    looked_at = count + SPARE_CANDIDATES
    while True:
        best = ranked(looked_at)
        families = snapshot.families_of([one.candidate.number for one in best])
        shown: list[RankedCandidate] = []
        seen: set[int] = set()
        hidden = 0
        for one in best:
            family = families.get(one.candidate.number)
            if family in seen:
                hidden += 1
                continue
            if len(shown) == count:
                break
            shown.append(one)
            seen |= {family} if family is not None else set()
        if len(shown) == count or len(best) < looked_at:
            return shown, hidden
        looked_at *= 2
