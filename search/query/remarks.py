"""Says in sentences where a search looked for less than was asked."""

from telusur.index.query import Fuzzy, Node, expandables
from telusur.index.segments.index import Index
from telusur.search.matching import expanded
from telusur.search.ranking.term_expansion import MOST_WORDS, all_terms


def notes(query: Node, index: Index) -> tuple[str, ...]:
    """Say in sentences where a query stands for more words than were searched for."""
    said = []
    asked = tuple(dict.fromkeys(expandables(query)))
    for leaf in asked:
        found = [(expanded(leaf, segment), segment) for segment in index.segments]
        if any(len(one.words) < len(one.every) for one, _ in found):
            words: set[str] = set()
            for one, segment in found:
                words.update(map(all_terms(segment).__getitem__, one.every))
            which = "closest" if isinstance(leaf, Fuzzy) else "commonest"
            said.append(
                f"{leaf} stands for {len(words):,} words; the {MOST_WORDS:,} {which} were searched."
            )
    return tuple(said)
