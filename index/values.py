"""Value: small immutable classes whose instances are equal where class and attributes are.

Like a frozen dataclass, without the methods that `dataclasses` writes and compiles for each class:
a search from the command line would wait for these longer than for its answer.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

_Kind = TypeVar("_Kind", bound="Value")


@dataclass_transform(frozen_default=True)
class Value:
    """Base of a class whose annotated attributes, in order, are what its constructor takes.

    A subclass takes those of its base class and its own.
    """

    _attributes: ClassVar[tuple[str, ...]] = ()
    _compared: ClassVar[int | None] = None
    """How many of them, from the first, count when instances are compared; all if None."""

    def __init_subclass__(cls, *, kw_only: bool = False, uncompared: Sequence[str] = ()) -> None:
        """Take note of what an instance has.

        Args:
            kw_only: whether type checkers want its attributes by their names.
            uncompared: the last of the attributes, which do not count when it is compared.
        """
        del kw_only  # of interest to type checkers alone
        cls._attributes = (*cls._attributes, *cls.__annotations__)
        if uncompared:
            cls._compared = cls._attributes.index(uncompared[0])
        if not TYPE_CHECKING:  # where it is known of each class
            cls.__match_args__ = cls._attributes

    if TYPE_CHECKING:

        @property
        def _values(self) -> tuple[Any, ...]:
            """The attributes that are compared, in order; kept, as that is done often."""

    else:

        def __init__(self, *values: object, **named: object) -> None:
            """Take the attributes; those that are not given have their defaults.

            Raises:
                TypeError: one has no default, is given twice, or there is none of this name.
            """
            names = self._attributes
            if named or len(values) != len(names):
                values = self._all_of(values, named)
            self.__dict__.update(zip(names, values, strict=True), _values=values[: self._compared])

        @classmethod
        def _all_of(cls, values: tuple[object, ...], named: dict[str, object]) -> tuple[Any, ...]:
            names = cls._attributes
            given = dict(zip(names, values, strict=False), **named)
            known = len(values) <= len(names) and set(named) <= set(names[len(values) :])
            if not known or not all(name in given or hasattr(cls, name) for name in names):
                raise TypeError(f"{cls.__name__} takes {', '.join(names)}")
            return tuple([given[name] if name in given else getattr(cls, name) for name in names])

    def replaced(self: _Kind, **changed: object) -> _Kind:
        """Return the same with other values of some attributes.

        Raises:
            TypeError: there is none of this name.
        """
        attributes = {**self.as_dict(), **changed}
        if len(attributes) > len(self._attributes):
            return type(self)(**attributes)  # which says what there is
        return type(self)(*attributes.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the attributes by their names, in order."""
        return {name: self.__dict__[name] for name in self._attributes}

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        # Not what is kept beside the attributes: hashes of strings are those of one process.
        return type(self), tuple(self.as_dict().values())

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} does not change")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values == other._values

    def __hash__(self) -> int:
        known = self.__dict__.get("_hash")
        if known is None:
            # A query tree is looked up again and again, each time with all that is in it.
            known = self.__dict__["_hash"] = hash((type(self), self._values))
        return known

    def __repr__(self) -> str:
        compared = zip(self._attributes, self._values, strict=False)
        values = ", ".join(f"{name}={value!r}" for name, value in compared)
        return f"{type(self).__name__}({values})"
