"""`telusur completion`: what makes a shell complete commands, options, countries and ids."""

import click
from telusur.index.translation import gettext, gettext_noop
from telusur.search.commands.documented import documented

_HOW = {
    "bash": gettext_noop('Put this into ~/.bashrc: eval "$(telusur completion bash)"'),
    "zsh": gettext_noop('Put this into ~/.zshrc, after compinit: eval "$(telusur completion zsh)"'),
    "fish": gettext_noop("Run: telusur completion fish > ~/.config/fish/completions/telusur.fish"),
}


@documented("telusur completion bash")
@click.argument("shell", metavar="SHELL", type=click.Choice(list(_HOW)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print a script that completes commands, options, countries, ids and publishers.

    Its first line says where to put it. SHELL is bash, zsh or fish.
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    assert completer is not None
    group = context.find_root().command
    click.echo(f"# {gettext(_HOW[shell])}")
    click.echo(completer(group, {}, "telusur", "_TELUSUR_COMPLETE").source())
