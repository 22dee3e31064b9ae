"""Settings: defaults of options and aliases, from one TOML file; the environment outweighs them."""

import os
import re
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from telusur.index.errors import InputError


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
        if not self.values:
            return
        from telusur.search.known_settings import SETTINGS

        for name, value in self.values.items():
            os.environ.setdefault(SETTINGS[name].variable(name), value)

    def origin(self, name: str, environment: Mapping[str, str]) -> str:
        """Return where the value of a setting comes from: the file, a variable, or `default`.

        Args:
            name: the name of the setting.
            environment: the variables as they are once the file has been applied.
        """
        from telusur.search.known_settings import SETTINGS

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

    from telusur.search.known_settings import checked

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
    values = {name: checked(path, name, value) for name, value in content.items()}
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
