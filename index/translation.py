"""Says messages in the language of the reader: as they are written, in English, or in Indonesian.

A message stands in the code in English, with named values in braces; its translation is looked up
in a gettext catalogue when it is said. CONTRIBUTING.md tells how catalogues are kept.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from gettext import GNUTranslations

Language = Literal["en", "id"]

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

CATALOGUES: Final = Path(__file__).parent / "locale"
"""Where the catalogues are, as gettext lays them out."""

DOMAIN: Final = "telusur"
"""The name of the catalogue of each language."""

_VARIABLES: Final = ("TELUSUR_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set says the language, as it does for gettext."""

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


def language() -> Language:
    """Return the language that messages are in.

    It is the one of `in_language`, or else that of the environment: of `TELUSUR_LANG`, or else of
    the locale. What is neither Indonesian nor English is answered in English.
    """
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    wanted = next(filter(None, map(os.environ.get, _VARIABLES)), "")
    return "id" if wanted.lower().partition(":")[0][:3] in ("id", "id_", "id-", "id.") else "en"


@contextmanager
def in_language(wanted: Language) -> Iterator[None]:
    """Say messages in a language within a `with` block, in this thread or task alone.

    Args:
        wanted: the language.
    """
    token = _chosen.set(wanted)
    try:
        yield
    finally:
        _chosen.reset(token)


def gettext(message: str, **values: object) -> str:
    """Return a message in the language of the reader.

    Args:
        message: the message in English, a literal; `{name}` stands for a value.
        values: the values by their names. Without any, braces stand for themselves.
    """
    spoken = language()
    said = message if spoken == "en" else _catalogue(spoken).gettext(message)
    return said.format(**values) if values else said


class Message(NamedTuple):
    """A message that is kept, to be said in the language of whoever reads it then."""

    text: str
    """The message in English, a literal; what others say is shown as it is if nobody translated it.
    """
    values: Mapping[str, object]
    """The values by their names."""

    def __str__(self) -> str:
        return gettext(self.text, **self.values)

    def kept(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        values = {name: _kept(value) for name, value in self.values.items()}
        return {"text": self.text, "values": values}


def message_of(kept: dict[str, Any]) -> Message:
    """Return the message that an object of `Message.kept` is."""
    values = {
        name: message_of(value) if isinstance(value, dict) else value
        for name, value in kept["values"].items()
    }
    return Message(kept["text"], values)


def _kept(value: object) -> object:
    if isinstance(value, Message):
        return value.kept()
    return value if isinstance(value, int | float) else str(value)


def ngettext(singular: str, plural: str, count: int, **values: object) -> str:
    """Return a message about a number of things in the language of the reader.

    Args:
        singular: the message for one, in English, a literal.
        plural: the message for any other number.
        count: the number; `{count}` stands for it, written as in `number`.
        values: other values by their names.
    """
    spoken = language()
    if spoken == "en":
        said = singular if count == 1 else plural
    else:
        said = _catalogue(spoken).ngettext(singular, plural, count)
    return said.format(count=number(count), **values)


def gettext_noop(message: str) -> str:
    """Mark a message for translation where it is written, to be said with `gettext` elsewhere.

    Args:
        message: the message in English, a literal.

    Returns:
        The message, unchanged.
    """
    return message


def number(value: float, digits: int = 0) -> str:
    """Return a number as the reader writes it: 12,345.6 in English, 12.345,6 in Indonesian.

    Args:
        value: the number.
        digits: the number of digits after the decimal mark.
    """
    written = f"{value:,.{digits}f}"
    return written if language() == "en" else written.translate(_INDONESIAN_MARKS)


_INDONESIAN_MARKS: Final = str.maketrans(",.", ".,")


@cache
def _catalogue(of: Language) -> "GNUTranslations":
    from gettext import GNUTranslations

    with (CATALOGUES / of / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)
