"""What an index says of the articles that it was made of, so that no other articles are taken."""

from typing import NamedTuple

from telusur.index.engines.engine import IndexState


class IndexedContent(NamedTuple):
    """Which articles an index holds; it stands in `IndexState.library`."""

    library: str
    """The identity of the article store."""
    sum: int | None
    """The sum of their checksums at the revision of the index; None in older indexes."""
    left_out: int
    """How many were damaged and could not be indexed."""

    @classmethod
    def of_state(cls, state: IndexState) -> "IndexedContent":
        """Read what `as_text` wrote."""
        library, _, rest = state.library.partition(":")
        content, _, left_out = rest.partition(":")
        try:
            return cls(library, int(content, 16), int(left_out))
        except ValueError:
            return cls(library, None, 0)

    def as_text(self) -> str:
        """Write it as the name of the library that an index was made of."""
        return f"{self.library}:{self.sum or 0:x}:{self.left_out}"
