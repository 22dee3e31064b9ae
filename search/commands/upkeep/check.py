"""`telusur check`: whether a library is what was written, or what is new in saved searches."""

from pathlib import Path

import click
from telusur.index.library import Library
from telusur.index.translation import gettext, number
from telusur.search.commands.completers import complete_saved
from telusur.search.commands.documented import documented
from telusur.search.commands.session import open_library, remark
from telusur.search.commands.shared_options import (
    color_option,
    format_option,
    library_option,
)
from telusur.search.output.formats import FormatName
from telusur.search.output.printable_text import printable
from telusur.search.output.terminal import ColorChoice, terminal
from telusur.search.path_names import FileName


@documented(
    "telusur check",
    "telusur check kursk --peek",
    "telusur check --all --atom berita.atom",
)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_saved)
@click.option("--all", "every", is_flag=True, help="Check all saved searches.")
@click.option("--peek", is_flag=True, help="Leave new articles new.")
@click.option(
    "--exec",
    "run",
    metavar="COMMAND",
    help="Run this once for each search with new articles, which it reads from standard input;"
    " TELUSUR_NAME and TELUSUR_NEW say which search, and how many.",
)
@click.option(
    "--atom",
    "feed",
    type=FileName(),
    metavar="FILE",
    help="Write a feed: what is new, and the latest of what is not. It replaces FILE.",
)
@format_option()
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    every: bool,
    peek: bool,
    run: str | None,
    feed: Path | None,
    format_name: FormatName,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Verify the library, or with NAME or --all show what is new in saved searches.

    Without NAME, every byte of the articles and of the index is read, and nothing is changed. The
    exit code is 2 if anything is damaged.

    With NAME or --all, it shows the articles that no check has shown before, whenever they were
    added or published. The exit code is 1 if nothing is new.
    """
    opened = open_library(library, missing="error")
    if names or every:
        from telusur.search.commands.monitoring.news import tell_news

        chosen = [*dict.fromkeys(names)] or opened.user_data.names("search")
        if not chosen:
            remark(gettext("There are no saved searches: `telusur save NAME QUERY` makes one."))
        code = tell_news(
            opened,
            chosen,
            peek=peek,
            command=run,
            feed=feed,
            format_name=format_name,
            screen=terminal(color),
        )
        context.exit(code)
    if peek or run is not None or feed is not None or format_name not in ("text", "json"):
        raise click.UsageError(
            gettext("Name a saved search, or all of them with --all: only these have articles.")
        )
    context.exit(_verified(opened, as_json=format_name == "json"))


def _verified(library: Library, *, as_json: bool) -> int:
    found = library.check()
    if as_json:
        from telusur.search.output.json_fields import versioned

        problems = list(found.sentences())
        click.echo(versioned({"intact": found.is_intact, **found._asdict(), "problems": problems}))
    elif found.is_intact:
        click.echo(
            gettext(
                "All {articles} articles and the index are intact.", articles=number(found.articles)
            )
        )
    else:
        for sentence in found.sentences():
            click.echo(printable(sentence))
    return 0 if found.is_intact else 2
