"""`telusur feeds`: follows feeds as a feed reader does, and adds what is new in them."""

import sys
from dataclasses import replace
from pathlib import Path

import click
from telusur.index.errors import ArticleError, InputError
from telusur.index.feeds.clock import SystemClock
from telusur.index.feeds.feed import WHOLE_ARTICLES, Feed, WholeArticles
from telusur.index.feeds.subscriptions import Subscriptions
from telusur.index.translation import gettext, ngettext, number
from telusur.search.commands.completers import complete_feeds
from telusur.search.commands.documented import documented_group
from telusur.search.commands.outcomes import OutcomeReporter
from telusur.search.commands.session import open_library, print_lines, remark
from telusur.search.commands.shared_options import json_option, library_option, output_options
from telusur.search.output.printable_text import printable
from telusur.search.path_names import FileName


@documented_group(
    "telusur feeds add https://berita.example/",
    "telusur feeds",
    "telusur feeds fetch --watch",
    "telusur feeds export --output langganan.opml",
)
def command() -> None:
    """List, add, remove, fetch, import or export the feeds that the library follows.

    Telusur asks a feed no more often than its server wishes, one request at a time, and waits
    longer each time it fails. If a feed has only summaries, the articles are fetched from their
    pages as robots.txt allows, which needs telusur[feeds].
    """


@command.command("list")
@json_option
@library_option
@click.pass_context
def listing(context: click.Context, as_json: bool, library: Path | None) -> None:
    """List the feeds: when each was last read, when it is next, and what went wrong."""
    from telusur.search.output.reports.feed_output import feed_fields, feed_lines

    feeds = Subscriptions(open_library(library, missing="error")).all()
    if as_json:
        from telusur.search.output.json_fields import versioned

        click.echo(versioned({"feeds": list(map(feed_fields, feeds))}))
    elif feeds:
        print_lines(printable(line) for feed in feeds for line in feed_lines(feed))
    else:
        remark(gettext("No feeds are followed: `telusur feeds add ADDRESS` follows one."))
    context.exit(0 if feeds else 1)


@command.command("add")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option(
    "--whole",
    type=click.Choice(WHOLE_ARTICLES),
    default="auto",
    show_default=True,
    help="When to fetch the pages of articles: if the feed has only summaries, always, or never.",
)
@click.option("--allow-private", is_flag=True, help="Also fetch addresses in private networks.")
@json_option
@library_option
@click.pass_context
def add(
    context: click.Context,
    addresses: tuple[str, ...],
    whole: WholeArticles,
    allow_private: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """Follow feeds: ADDRESS is a feed, a news sitemap, or a page that names its feed.

    Where a site has no feed, its news sitemap is followed, if robots.txt names one.
    """
    from telusur.index.feeds.discovery import discover
    from telusur.index.feeds.poller import Poller
    from telusur.search.output.reports.feed_output import feed_fields, feed_name

    subscriptions = Subscriptions(open_library(library, missing="empty"))
    poller = Poller(SystemClock())
    added: list[Feed] = []
    failures: list[dict[str, str]] = []
    for address in addresses:
        try:
            found = discover(address, poller, allow_private=allow_private)
        except ArticleError as error:
            remark(f"{address}: {error}")
            failures.append({"where": address, "why": str(error)})
            continue
        feed = replace(found, whole=whole)
        if subscriptions.add(feed):
            added.append(feed)
            if not as_json:
                click.echo(gettext("Following {feed}", feed=printable(feed_name(feed))))
        else:
            remark(gettext("{feed} is followed already.", feed=feed.url))
    if as_json:
        from telusur.search.output.json_fields import versioned

        click.echo(versioned({"added": list(map(feed_fields, added)), "failures": failures}))
    context.exit(2 if failures else 0)


@command.command("remove")
@click.argument(
    "addresses", nargs=-1, required=True, metavar="ADDRESS...", shell_complete=complete_feeds
)
@library_option
@click.pass_context
def remove(context: click.Context, addresses: tuple[str, ...], library: Path | None) -> None:
    """Stop following feeds; their articles stay in the library."""
    subscriptions = Subscriptions(open_library(library, missing="error"))
    missing = [one for one in dict.fromkeys(addresses) if not subscriptions.remove(one)]
    for address in missing:
        remark(
            gettext("{feed} is not followed: `telusur feeds` lists the addresses.", feed=address)
        )
    context.exit(1 if missing else 0)


@command.command("import")
@click.argument("file", type=FileName(exists=True), metavar="FILE")
@library_option
def import_opml(file: Path, library: Path | None) -> None:
    """Follow the feeds in an OPML file from a feed reader; nothing is fetched yet."""
    from telusur.index.feeds.opml import read_opml

    try:
        feeds = read_opml(file.read_bytes())
    except ArticleError as error:
        raise InputError(f"{file}: {error}") from error
    subscriptions = Subscriptions(open_library(library, missing="empty"))
    added = sum(map(subscriptions.add, feeds))
    said = ngettext(
        "{added} of {count} feed is new.", "{added} of {count} feeds are new.", len(feeds),
        added=number(added),
    )  # fmt: skip
    click.echo(said)


@command.command("export")
@output_options
@library_option
def export_opml(output: Path | None, library: Path | None) -> None:
    """Write the feeds as OPML for a feed reader."""
    from telusur.index.feeds.opml import written_opml
    from telusur.index.folder.atomic_files import write_durably

    feeds = Subscriptions(open_library(library, missing="error")).all()
    if output is None:
        sys.stdout.buffer.write(written_opml(feeds))
    else:
        write_durably(output, [written_opml(feeds)])
        remark(
            ngettext("Wrote {count} feed to {file}.", "Wrote {count} feeds to {file}.", len(feeds),
                file=output)
        )  # fmt: skip


@command.command("fetch")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...", shell_complete=complete_feeds)
@click.option("--watch", is_flag=True, help="Keep fetching what is due until you press Ctrl-C.")
@json_option
@library_option
@click.pass_context
def fetch(
    context: click.Context,
    addresses: tuple[str, ...],
    watch: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """Add what is new in the feeds that are due; with ADDRESS, in these feeds, due or not.

    The exit code is 2 if a feed or an article failed; all others are added.
    """
    if watch and (as_json or addresses):
        raise click.UsageError(gettext("--watch has no end: leave out --json and ADDRESS."))
    from telusur.search.commands.monitoring.feed_fetching import (
        chosen_feeds,
        fetch_once,
        watch_feeds,
    )

    opened = open_library(library, missing="error")
    reporter = OutcomeReporter(0, as_json)
    failures: list[dict[str, str]] = []
    try:
        if watch:
            watch_feeds(opened, reporter)
        else:
            failures = fetch_once(opened, chosen_feeds(opened, addresses), reporter)
    except KeyboardInterrupt:
        context.exit(0 if watch else 130)
    finally:
        reporter.finish(feeds=failures)
    context.exit(2 if failures or reporter.counts["failed"] else 0)
