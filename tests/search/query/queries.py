"""Queries that nobody means: made of random characters, or of pieces of the query language."""

import random
from collections.abc import Iterator

from hypothesis import strategies as st

_PIECES = [
    "Kursk", "yang", "AND", "OR", "NOT", "DAN", "BUKAN", "NEAR", "DEKAT/3", "(", ")", '"', "“", "*", "?",
     "tent*", "ke*an", "te?ok", ":", "~", "~2", "judul:", "isi:", "negara:", "country:KP", "sumber:", "sumber:(",
     "source:detik.com", "tanggal:", "date:2024..", 'tanggal:"pekan lalu"', "tanggal:[2024 TO 2025]", ">=", "<",
     "^", "^2", "^0.5", "+", "-", "=", "[", "]", "{", "}", "\\", "'", "/", "_", "TO", "COVID-19", "1,5", "a.n.",
]  # fmt: skip
PIECES = st.sampled_from(_PIECES)
typed_queries = (
    st.text(max_size=60)
    | st.lists(PIECES, max_size=14).map(" ".join)
    | st.lists(PIECES, max_size=14).map("".join)
)


def queries_of_pieces(count: int) -> Iterator[str]:
    """Yield so many queries, the same every time: Hypothesis takes longer to make few."""
    chance = random.Random(11)
    for _ in range(count):
        pieces = chance.choices(_PIECES, k=chance.randint(1, 14))
        yield chance.choice(["", " "]).join(pieces)
