"""Tool arguments: what a tool can be told, as a JSON schema, and what was told, checked."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from telusur.index.errors import InputError
from telusur.index.translation import gettext

_LONGEST: Final = 1_000
"""Characters of a text; a query of more says the same with fewer."""


class TextArgument(NamedTuple):
    """A text; where it is not given, it is empty."""

    description: str
    required: bool = False

    def schema(self) -> dict[str, Any]:
        """Return its JSON schema."""
        return {"type": "string", "description": self.description, "maxLength": _LONGEST}

    def read(self, name: str, given: object) -> str:
        """Return what was given.

        Raises:
            InputError: it is no text, is too long, or is missing.
        """
        if not isinstance(given, str | None):
            raise InputError(gettext("{name} is a text: put it in quotes.", name=name))
        text = (given or "").strip()
        if not text and self.required:
            raise InputError(gettext("{name} is missing: give it a value.", name=name))
        if len(text) > _LONGEST:
            raise InputError(
                gettext("{name} is too long: {count} characters do.", name=name, count=_LONGEST)
            )
        return text


class NumberArgument(NamedTuple):
    """A whole number."""

    description: str
    minimum: int
    maximum: int
    default: int

    def schema(self) -> dict[str, Any]:
        """Return its JSON schema."""
        return {
            "type": "integer",
            "description": self.description,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "default": self.default,
        }

    def read(self, name: str, given: object) -> int:
        """Return what was given; a text of digits will do.

        Raises:
            InputError: it is no whole number from the minimum to the maximum.
        """
        if given is None:
            return self.default
        whole = isinstance(given, int | float) and not isinstance(given, bool) and given % 1 == 0
        digits = isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 10
        number = int(given) if whole or digits else None  # type: ignore[call-overload]
        if number is None or not self.minimum <= number <= self.maximum:
            raise InputError(
                gettext(
                    "{name} is a whole number from {minimum} to {maximum}.",
                    name=name,
                    minimum=self.minimum,
                    maximum=self.maximum,
                )
            )
        return int(number)


class ChoiceArgument(NamedTuple):
    """One of several words; where it is not given, the first of them."""

    description: str
    choices: Sequence[str]

    def schema(self) -> dict[str, Any]:
        """Return its JSON schema."""
        return {
            "enum": [*self.choices],
            "description": self.description,
            "default": self.choices[0],
        }

    def read(self, name: str, given: object) -> str:
        """Return what was given.

        Raises:
            InputError: it is none of the choices.
        """
        if given is None:
            return self.choices[0]
        if given not in self.choices:
            raise InputError(
                gettext("{name} is one of {choices}.", name=name, choices=", ".join(self.choices))
            )
        return str(given)


ToolArgument = TextArgument | NumberArgument | ChoiceArgument


def arguments_schema(arguments: Mapping[str, ToolArgument]) -> dict[str, Any]:
    """Return the JSON schema of the arguments of a tool.

    Args:
        arguments: the arguments by their names.
    """
    required = [n for n, one in arguments.items() if isinstance(one, TextArgument) and one.required]
    return {
        "type": "object",
        "properties": {name: one.schema() for name, one in arguments.items()},
        "required": required,
        "additionalProperties": False,
    }


def read_arguments(
    arguments: Mapping[str, ToolArgument], given: Mapping[str, object]
) -> dict[str, Any]:
    """Return what a tool was told, what it was not told included.

    Args:
        arguments: the arguments of the tool by their names.
        given: what was given.

    Raises:
        InputError: an argument is not known, is missing, or cannot be understood.
    """
    for name in given:
        if name not in arguments:
            raise InputError(
                gettext(
                    'There is no argument "{name}": there are {names}.',
                    name=name[:40],
                    names=", ".join(arguments),
                )
            )
    return {name: one.read(name, given.get(name)) for name, one in arguments.items()}
