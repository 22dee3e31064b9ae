"""The names of files and of a library's folder as arguments and options take them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from telusur.index.translation import gettext

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class FolderName(click.ParamType):  # type: ignore[type-arg]  # generic only since Click 8.5
    """The name of a library's folder; an empty one, as of a shell's unset variable, is none.

    Whether it can be read is for the library to say. `click.Path` would look up what it calls a
    path in catalogues of messages, for which every search would wait.
    """

    name = "folder"

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> Path:
        """Return it as a path.

        Raises:
            click.BadParameter: it is empty.
        """
        if not str(value):
            self.fail(gettext("an empty name is no folder"), parameter, context)
        return Path(str(value))

    def shell_complete(
        self, context: click.Context, parameter: click.Parameter, beginning: str
    ) -> "list[CompletionItem]":
        """Have the shell complete it to the name of a folder."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(beginning, type="dir")]


class FileName(click.Path):
    """The name of a file; an empty one, as of a shell's unset variable, is none.

    Args:
        exists: whether it has to be there.
    """

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(path_type=Path, dir_okay=False, exists=exists)

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> Path:
        """Return it as a path.

        Raises:
            click.BadParameter: it is empty, or of what it should not be of.
        """
        if not str(value):
            self.fail(gettext("an empty name is no file"), parameter, context)
        super().convert(str(value), parameter, context)
        return Path(str(value))
