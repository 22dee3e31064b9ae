"""What reading a typed query gives: a query tree, and remarks on what was not understood."""

from telusur.index.query import Node
from telusur.index.values import Value


class Remark(Value):
    """A sentence about a part of a typed query that was not understood as it was marked."""

    start: int
    """Character offset of the part in the typed text."""
    end: int
    """Offset after its last character."""
    text: str
    """What to say of it."""


class ParsedQuery(Value):
    """A typed query as it was understood."""

    tree: Node | None
    """None if there is nothing to search for in it."""
    remarks: tuple[Remark, ...] = ()
    """In the order of what they are about."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences of the remarks, each once."""
        return tuple(dict.fromkeys(remark.text for remark in self.remarks))
