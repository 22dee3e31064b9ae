"""`telusur help`: the help of a command."""

from typing import cast

import click
from telusur.search.commands.documented import documented
from telusur.search.commands.session import print_lines


@documented("telusur help search")
@click.argument("name", metavar="[COMMAND]", default="")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """Show the help of a command, or the list of all commands."""
    root = context.find_root()
    if not name:
        print_lines(root.get_help().split("\n"))
        return
    group = cast(click.Group, root.command)
    # It says which command may have been meant where there is none of that name.
    _, chosen, _ = group.resolve_command(root, [name])
    assert chosen is not None
    with click.Context(chosen, info_name=name, parent=root) as own:
        print_lines(chosen.get_help(own).split("\n"))
