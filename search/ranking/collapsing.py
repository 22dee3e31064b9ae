"""Of near-identical articles, shows the best alone."""

from collections.abc import Callable

from telusur.index.library import Library
from telusur.search.selection import Candidate

_SPARE_CANDIDATES = 10
"""So many more are looked at, since some may be versions of others and not be shown."""


def without_versions(
    library: Library, ranked: Callable[[int], list[Candidate]], most: int
) -> tuple[list[Candidate], int]:
    """Return the first candidates, of each family the best alone, and how many others there were.

    The same from the top for every page, so that pages follow one another.

    Args:
        library: knows which articles are of one family.
        ranked: gives so many of the best candidates, in order.
        most: at most so many are returned.
    """
    taken = most + _SPARE_CANDIDATES
    while True:
        best = ranked(taken)
        families = library.families_of([candidate.article_number for candidate in best])
        shown: list[Candidate] = []
        seen: set[int] = set()
        hidden = 0
        for candidate in best:
            family = families.get(candidate.article_number)
            if family in seen:
                hidden += 1
                continue
            if len(shown) == most:
                break
            shown.append(candidate)
            seen |= {family} if family is not None else set()
        if len(shown) == most or len(best) < taken:
            return shown, hidden
        taken *= 2
