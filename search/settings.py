"""Settings: defaults of options and aliases, from one TOML file; the environment outweighs them."""

import os
import re
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from telusur.index.errors import InputError


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


_NUMBER, _TEXT = r"\d+", r"[^\x00-\x1f]*"

SETTINGS: Final = {
    "lang": Setting("the language of messages", "that of the locale", "en|id"),
    "library": Setting("the folder of the library", "in your user data folder", _TEXT),
    "engine": Setting("the search engine that keeps the index", "tantivy", "tantivy|whoosh"),
    "limit": Setting("the number of articles that search and similar show", "10", r"[1-9]\d*"),
    "passages": Setting("the number of passages of each article", "2", _NUMBER),
    "context": Setting("the number of sentences around each passage", "0", _NUMBER),
    "duplicates": Setting("whether near-identical articles are shown", "hide", "hide|show"),
    "color": Setting("when to use colour", "auto", "auto|always|never"),
    "hyperlinks": Setting("when titles are hyperlinks", "auto", "auto|always|never"),
    "pager": Setting("the pager; empty for none", "less", _TEXT),
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
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"The settings in {path} cannot be read: {error}.") from error
    aliases = _table(path, content, "aliases", lambda name: name not in commands)
    queries = _table(path, content, "queries", lambda name: True)
    values = {name: _checked(path, name, value) for name, value in content.items()}
    return Settings(path, True, values, aliases, queries)


def _table(
    path: Path, content: dict[str, Any], name: str, allowed: Callable[[str], bool]
) -> dict[str, str]:
    table = content.pop(name, {})
    if not isinstance(table, dict):
        raise InputError(f"{path}: {name} is no table: write [{name}] above its names.")
    for alias, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{path}: the value of {alias} under [{name}] is not text.")
        if not re.fullmatch(r"\w[\w-]*", alias) or not allowed(alias):
            raise InputError(
                f'{path}: "{alias}" under [{name}] cannot be a name: take one of letters and digits'
                " that no command has."
            )
    return table


def _checked(path: Path, name: str, value: object) -> str:
    if name not in SETTINGS:
        from difflib import get_close_matches

        near = get_close_matches(name, [*SETTINGS, "aliases", "queries"], n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(SETTINGS)}."
        raise InputError(f'{path}: there is no setting "{name}": {hint}')
    shown = "" if isinstance(value, bool) else str(value)
    accepts = SETTINGS[name].accepts
    if not isinstance(value, str | int) or not re.fullmatch(accepts, shown):
        wanted = {_NUMBER: "a whole number", r"[1-9]\d*": "a whole number above 0", _TEXT: "text"}
        what = wanted.get(accepts, f"one of {', '.join(accepts.split('|'))}")
        raise InputError(f"{path}: {name} is not {what}.")
    return os.path.expanduser(shown) if name == "library" else shown  # noqa: PTH111 - may be empty
