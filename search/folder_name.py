"""The name of a library's folder as an option takes it."""

from pathlib import Path

import click
from telusur.index.translation import gettext


class FolderName(click.Path):
    """The name of a folder; an empty one, as of a shell's unset variable, is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> Path:
        """Return it as a path.

        Raises:
            click.BadParameter: it is empty.
        """
        if not str(value):
            self.fail(gettext("an empty name is no folder"), parameter, context)
        super().convert(str(value), parameter, context)
        return Path(str(value))
