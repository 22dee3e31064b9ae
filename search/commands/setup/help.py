"""`telusur help`: the help of a command."""

import click
from telusur.index.translation import gettext
from telusur.search.commands.completers import complete_commands
from telusur.search.commands.documented import documented
from telusur.search.commands.session import print_lines


@documented("telusur help search", "telusur help feeds add")
@click.argument("names", nargs=-1, metavar="[COMMAND]...", shell_complete=complete_commands)
@click.pass_context
def command(context: click.Context, names: tuple[str, ...]) -> None:
    """Show the help of a command, or the list of all commands."""
    shown = context.find_root()
    for name in names:
        if not isinstance(shown.command, click.Group):
            raise click.UsageError(
                gettext("{command} has no commands of its own.", command=shown.command_path)
            )
        # It says which command may have been meant where there is none of that name.
        _, chosen, _ = shown.command.resolve_command(shown, [name])
        assert chosen is not None
        shown = click.Context(chosen, info_name=name, parent=shown)
    print_lines(shown.get_help().split("\n"))
