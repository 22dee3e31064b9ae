"""Which settings there are, and what they accept."""

import os
import re
from pathlib import Path
from typing import Final, NamedTuple

from telusur.index.errors import InputError
from telusur.index.translation import gettext_noop


class Setting(NamedTuple):
    """What can be set."""

    meaning: str
    usual: str
    """Its value where nothing is set."""
    accepts: str
    """A pattern of its values; also of numbers, as they are written."""

    def variable(self, name: str) -> str:
        """Return the environment variable that sets it, too."""
        return "TELUSUR_" + name.upper()


_NUMBER, _POSITIVE_NUMBER, _TEXT = r"\d+", r"[1-9]\d*", r"[^\x00-\x1f]*"

SETTINGS: Final = {
    "lang": Setting(
        gettext_noop("the language of messages"), gettext_noop("that of the locale"), "en|id"
    ),
    "library": Setting(
        gettext_noop("the folder of the library"), gettext_noop("in your user data folder"), _TEXT
    ),
    "engine": Setting(
        gettext_noop("the search engine that keeps the index"), "tantivy", "tantivy|whoosh"
    ),
    "limit": Setting(
        gettext_noop("the number of articles that search and similar show"), "10", _POSITIVE_NUMBER
    ),
    "passages": Setting(gettext_noop("the number of passages of each article"), "2", _NUMBER),
    "context": Setting(gettext_noop("the number of sentences around each passage"), "0", _NUMBER),
    "duplicates": Setting(
        gettext_noop("whether near-identical articles are shown"), "hide", "hide|show"
    ),
    "color": Setting(gettext_noop("when to use colour"), "auto", "auto|always|never"),
    "hyperlinks": Setting(gettext_noop("when titles are hyperlinks"), "auto", "auto|always|never"),
    "pager": Setting(gettext_noop("the pager; empty for none"), "less", _TEXT),
}


def checked(path: Path, name: str, value: object) -> str:
    """Return the value of a setting, as a variable of the environment would have it.

    Args:
        path: the settings file, for the sentence.
        name: the name that stands there.
        value: the value beside it.

    Raises:
        InputError: there is no such setting, or it does not have such values.
    """
    if name not in SETTINGS:
        from difflib import get_close_matches

        near = get_close_matches(name, [*SETTINGS, "aliases", "queries"], n=1)
        if near:
            said = gettext_noop('{path}: there is no setting "{name}": did you mean "{settings}"?')
        else:
            said = gettext_noop('{path}: there is no setting "{name}": there are {settings}.')
        raise InputError(said, path=path, name=name, settings=", ".join(near or SETTINGS))
    shown = "" if isinstance(value, bool) else str(value)
    accepts = SETTINGS[name].accepts
    kinds = str if accepts == _TEXT else str | int
    if not isinstance(value, kinds) or not re.fullmatch(accepts, shown):
        said = _REFUSALS.get(accepts, _NOT_ONE_OF)
        raise InputError(said, path=path, name=name, choices=", ".join(accepts.split("|")))
    return os.path.expanduser(shown) if name == "library" else shown  # noqa: PTH111 - may be empty


_REFUSALS = {
    _NUMBER: gettext_noop("{path}: {name} is not a whole number."),
    _POSITIVE_NUMBER: gettext_noop("{path}: {name} is not a whole number above 0."),
    _TEXT: gettext_noop("{path}: {name} is not text."),
}
_NOT_ONE_OF = gettext_noop("{path}: {name} is not one of {choices}.")
