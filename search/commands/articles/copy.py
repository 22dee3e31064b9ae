"""`telusur copy`: all articles of one library into another."""

import click
from telusur.index.copying import copy
from telusur.index.ingest.batches import OUTCOMES
from telusur.index.library import Library
from telusur.index.translation import ngettext
from telusur.search.commands.documented import documented
from telusur.search.commands.session import remark
from telusur.search.commands.shared_options import json_option
from telusur.search.output.outcome_words import counts_as_text
from telusur.search.output.printable_text import printable
from telusur.search.output.progress_bar import Progress


@documented("telusur copy lama baru")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@json_option
@click.pass_context
def command(context: click.Context, source: str, target: str, as_json: bool) -> None:
    """Copy all articles from one library into another, and index them there.

    FROM and TO are folders, or addresses in a cluster such as opensearch://host/name. TO is created
    if it does not exist. Run the same command again to complete an interrupted copy.
    """
    with (
        Library.open(source, missing="error", remark=remark) as one,
        Library.open(target, missing="empty", remark=remark) as other,
    ):
        progress = Progress(len(one))

        def advance(articles: int) -> None:
            progress.advance(articles)
            progress.count(articles)

        copied = copy(one, other, advance)
        progress.wipe()
    for failure in copied.failures:
        remark(printable(f"{failure.where}: {failure.why}"))
    if as_json:
        from telusur.search.output.json_fields import versioned

        counts: dict[str, int] = {outcome: copied.outcomes[outcome] for outcome in OUTCOMES}
        click.echo(
            versioned({"articles": copied.articles, **counts, "user_data": copied.user_data})
        )
    else:
        told = counts_as_text(copied.outcomes)
        click.echo(
            ngettext(
                "Copied {count} article: {counts}.",
                "Copied {count} articles: {counts}.",
                copied.articles,
                counts=told,
            )
        )
    context.exit(2 if copied.failures else 0)
