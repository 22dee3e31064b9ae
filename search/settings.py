"""Settings: defaults of options and aliases, from one TOML file; the environment outweighs them."""

import os
import re
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

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


class Settings(NamedTuple):
    """What the settings file says."""

    file: Path
    exists: bool = False
    values: Mapping[str, str] = {}
    """The value of each setting that it has."""
    aliases: Mapping[str, str] = {}
    """Command lines by the names that stand for them, without `telusur`."""
    queries: Mapping[str, str] = {}
    """Queries by the names that stand for them."""

    def apply(self) -> None:
        """Set the environment variable of each value, unless it is set."""
        for name, value in self.values.items():
            os.environ.setdefault(SETTINGS[name].variable(name), value)

    def origin(self, name: str, environment: Mapping[str, str]) -> str:
        """Return where the value of a setting comes from: the file, a variable, or `default`.

        Args:
            name: the name of the setting.
            environment: the variables as they are once the file has been applied.
        """
        variable = SETTINGS[name].variable(name)
        if variable not in environment:
            return "default"
        return str(self.file) if environment[variable] == self.values.get(name) else variable


def settings_file() -> Path:
    """Return where the settings file is, or would be."""
    home = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "telusur" / "config.toml"


def read_settings(path: Path, commands: Container[str]) -> Settings:
    """Read a settings file, if there is one.

    Args:
        path: the file.
        commands: the names of the commands, which no alias can have.

    Raises:
        InputError: it cannot be read, or something in it is not what it should be.
    """
    if not path.is_file():
        return Settings(path)
    import tomllib

    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            "The settings in {path} are not in UTF-8: save the file with that encoding.", path=path
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            "The settings in {path} cannot be read: {error}.", path=path, error=error
        ) from error
    aliases = _table(path, content, "aliases", lambda name: name not in commands)
    queries = _table(path, content, "queries", lambda name: True)
    values = {name: _checked(path, name, value) for name, value in content.items()}
    return Settings(path, True, values, aliases, queries)


def _table(
    path: Path, content: dict[str, Any], name: str, allowed: Callable[[str], bool]
) -> dict[str, str]:
    table = content.pop(name, {})
    if not isinstance(table, dict):
        raise InputError(
            "{path}: {name} is not a table: write [{name}] above its names.", path=path, name=name
        )
    for alias, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise InputError(
                "{path}: the value of {alias} under [{name}] is not text.",
                path=path,
                alias=alias,
                name=name,
            )
        if not re.fullmatch(r"\w[\w-]*", alias) or not allowed(alias):
            raise InputError(
                '{path}: "{alias}" under [{name}] cannot be a name: use letters and digits, '
                "and not the name of a command.",
                path=path,
                alias=alias,
                name=name,
            )
    return table


def _checked(path: Path, name: str, value: object) -> str:
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
