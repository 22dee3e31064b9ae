"""Says in sentences where a search looked for less than was asked."""

from index.segments.index import Index
from search.expansions import MOST_WORDS, all_terms
from search.lexemes import MOST_EXPANDED
from search.matching import expanded
from search.tree import Fuzzy, Node, expandables


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
    if len(asked) == MOST_EXPANDED:
        said.append(
            f"At most {MOST_EXPANDED} words with *, ? or ~ are taken as patterns;"
            " any further ones were searched as they stand."
        )
    return tuple(said)
