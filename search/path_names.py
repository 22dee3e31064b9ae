"""The names of files and of a library's folder as arguments and options take them."""

from pathlib import Path

import click
from telusur.index.translation import gettext, gettext_noop


class _Name(click.Path):
    """A name of a path; an empty one, as of a shell's unset variable, is none."""

    refusal: str

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> Path:
        """Return it as a path.

        Raises:
            click.BadParameter: it is empty, or of what it should not be of.
        """
        if not str(value):
            self.fail(gettext(self.refusal), parameter, context)
        super().convert(str(value), parameter, context)
        return Path(str(value))


class FolderName(_Name):
    """The name of a folder."""

    refusal = gettext_noop("an empty name is no folder")

    def __init__(self) -> None:
        super().__init__(path_type=Path)


class FileName(_Name):
    """The name of a file.

    Args:
        exists: whether it has to be there.
    """

    refusal = gettext_noop("an empty name is no file")

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(path_type=Path, dir_okay=False, exists=exists)
