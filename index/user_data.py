"""What a user keeps in a library beside its articles: saved searches and feeds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Final, Literal, get_args

UserDataKind = Literal["search", "feed"]

USER_DATA_KINDS: Final[tuple[UserDataKind, ...]] = get_args(UserDataKind)


class UserData(ABC):
    """JSON objects under names, of several kinds, and for each a set of strings that were seen.

    They are kept as the articles are: what a call has written when it returns is durable.
    Every method raises `LibraryError` where the library cannot be read, or written.
    """

    @abstractmethod
    def names(self, kind: UserDataKind) -> list[str]:
        """Return all names of a kind, in the order of their characters."""

    @abstractmethod
    def get(self, kind: UserDataKind, name: str) -> dict[str, Any] | None:
        """Return the JSON object that is kept under a name; None if there is none."""

    @abstractmethod
    def put(
        self,
        kind: UserDataKind,
        name: str,
        content: dict[str, Any],
        seen: Iterable[str] | None = None,
    ) -> None:
        """Write what is kept under a name, in the place of one that is there.

        Args:
            kind: its kind.
            name: its name.
            content: a JSON object.
            seen: what has been seen, in the place of what was seen before; if not given, that stays
                as it is.
        """

    @abstractmethod
    def remove(self, kind: UserDataKind, name: str) -> bool:
        """Remove what is kept under a name, with what was seen; return whether there was any."""

    @abstractmethod
    def seen(self, kind: UserDataKind, name: str) -> set[str]:
        """Return what has been seen; empty if the name is not known."""

    @abstractmethod
    def add_seen(self, kind: UserDataKind, name: str, values: Iterable[str]) -> None:
        """Add to what has been seen; nothing happens if the name is not known."""


def copy_user_data(source: UserData, target: UserData) -> int:
    """Copy what is kept under names that the target does not have, and what was seen.

    What the target keeps under a name is not replaced; if it is the same, what was seen is added.

    Returns:
        The number of names that the target did not have.
    """
    copied = 0
    for kind in USER_DATA_KINDS:
        for name in source.names(kind):
            content = source.get(kind, name)
            known = target.get(kind, name)
            if content is not None and known is None:
                target.put(kind, name, content)
                copied += 1
            if known in (None, content):
                target.add_seen(kind, name, source.seen(kind, name))
    return copied
