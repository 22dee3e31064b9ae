"""Values of addresses: flags, choices and whole numbers, understood or refused with a sentence."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from telusur.index.errors import InputError
from telusur.index.translation import gettext

_Value = TypeVar("_Value", bound=str | None)


def flag(given: Mapping[str, str], name: str) -> bool:
    """Return a value that is 1 or 0.

    Args:
        given: the values of an address by their names.
        name: the name.

    Raises:
        InputError: it is something else.
    """
    return chosen(given, name, ("0", "1"), "0") == "1"


def chosen(given: Mapping[str, str], name: str, allowed: Sequence[_Value], usual: _Value) -> _Value:
    """Return a value that is one of several.

    Args:
        given: the values of an address by their names.
        name: the name.
        allowed: what it may be.
        usual: what it is where it is not given.

    Raises:
        InputError: it is something else.
    """
    value = given.get(name, "")
    if not value:
        return usual
    if value not in allowed:
        raise InputError(
            gettext(
                '"{value}" is no value of {name}: it is one of {choices}.',
                value=value[:40],
                name=name,
                choices=", ".join(map(str, allowed)),
            )
        )
    return allowed[allowed.index(value)]


def whole_number(
    given: Mapping[str, str], name: str, minimum: int, maximum: int, usual: int
) -> int:
    """Return a value that is a whole number.

    Args:
        given: the values of an address by their names.
        name: the name.
        minimum: the least that it may be.
        maximum: the most that it may be.
        usual: what it is where it is not given.

    Raises:
        InputError: it is something else.
    """
    value = given.get(name, "").strip()
    if not value:
        return usual
    if not (value.isascii() and value.isdigit() and minimum <= int(value[:10]) <= maximum):
        raise InputError(
            gettext(
                '"{value}" is no value of {name}: it is a number from {minimum} to {maximum}.',
                value=value[:40],
                name=name,
                minimum=minimum,
                maximum=maximum,
            )
        )
    return int(value)
