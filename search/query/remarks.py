"""Says in sentences where a search looked for less than was asked, or for something else."""

import re
from itertools import pairwise

from telusur.index.fields import COUNTRY
from telusur.index.query import Fuzzy, Node, expandables
from telusur.index.segments.index import Index
from telusur.search.matching import expanded
from telusur.search.query.country_values import read_countries
from telusur.search.query.keywords import DATE_NAMES
from telusur.search.query.lexer import MOST_EXPANDED, lexemes
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
    if len(asked) == MOST_EXPANDED:
        said.append(
            f"At most {MOST_EXPANDED} words with *, ? or ~ are taken as patterns;"
            " any further ones were searched as they stand."
        )
    return tuple(said)


def notes_on_fields(typed: str) -> tuple[str, ...]:
    """Say in sentences which countries and dates that were marked as such are not known as such."""
    pieces = list(lexemes(typed))
    names = [
        following.text
        for piece, following in pairwise(pieces)
        if (piece.kind, piece.text) == ("field", COUNTRY)
        and following.kind in {"word", "phrase"}
        and not read_countries(following.text)
    ]
    said = [
        f'No country is known as "{name}": it was searched for in the text.'
        for name in dict.fromkeys(names)
    ]
    asked = len(re.findall(rf"\b(?:{'|'.join(DATE_NAMES)}):", typed, re.IGNORECASE))
    if sum(piece.kind == "date" for piece in pieces) < asked:
        said.append("What follows tanggal: or date: is no date: it was searched for in the text.")
    return tuple(said)
