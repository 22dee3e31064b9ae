"""What `telusur check` does with names: says which articles of saved searches are new."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from telusur.index.article import Article
from telusur.index.folder.atomic_files import write_durably
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.search.commands.session import print_lines, remark
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats import FormatName
from telusur.search.output.formats.output_format import output_format
from telusur.search.output.json_fields import versioned
from telusur.search.output.reports.saved_output import (
    feed_articles,
    new_articles,
    new_fields,
    new_heading,
)
from telusur.search.output.terminal import Terminal
from telusur.search.saved_searches import NewArticles, SavedSearches


def tell_news(
    library: Library,
    names: Sequence[str],
    *,
    peek: bool,
    command: str | None,
    feed: Path | None,
    format_name: FormatName,
    screen: Terminal,
) -> int:
    """Say which articles of saved searches are new, and count them as seen.

    They count as seen only once they were told: what fails on the way is told again.

    Args:
        library: the library.
        names: the names of the searches.
        peek: leave them new.
        command: a command that is given what is new of each search, instead of standard output.
        feed: where an Atom file goes.
        format_name: how to write the articles.
        screen: standard output.

    Returns:
        The exit code: 0 where something is new, 1 where nothing is, 2 where the command failed.
    """
    searches = SavedSearches(library)
    found = [searches.check(searches.get(name)) for name in names]
    if feed is not None:
        _write_feed(feed, library, found)
    told = [one for one in found if one.new]
    if command is not None:
        failed = [
            one.search.name
            for one in told
            if not _was_run(command, one, _lines(library, [one], format_name, _PLAIN))
        ]
        for name in failed:
            remark(
                gettext(
                    "The command failed for {name}: its articles are still new, and will be told"
                    " again.",
                    name=name,
                )
            )
        told = [one for one in told if one.search.name not in failed]
    else:
        failed = []
        if told or format_name == "json":
            print_lines(_lines(library, found, format_name, screen))
            sys.stdout.flush()
    for one in told:
        for note in one.notes:
            remark(note)
        if not peek:
            searches.mark_seen(one)
    if failed:
        return 2
    if not told and sys.stderr.isatty():
        remark(gettext("Nothing is new."))
    return 0 if told else 1


_PLAIN = Terminal(color=False, width=None)


def _lines(
    library: Library, found: Sequence[NewArticles], format_name: FormatName, screen: Terminal
) -> Iterator[str]:
    """Yield what is new in a format; text and JSON have each search by itself."""
    if format_name == "json":
        searches = [new_fields(one, new_articles(library, [one])) for one in found]
        yield versioned({"searches": searches})
        return
    written = output_format(format_name, screen)
    together = [[one] for one in found] if format_name == "text" else [found]
    for position, some in enumerate([some for some in together if any(one.new for one in some)]):
        heading = ", ".join(new_heading(one) for one in some if one.new)
        if format_name == "text":
            yield from [""] * bool(position)
            yield screen.style(heading, bold=True)
        yield from written.articles(_listing(heading, new_articles(library, some), some))


def _listing(heading: str, articles: Iterable[Article], found: Sequence[NewArticles]) -> Listing:
    numbers = {number for one in found for number in one.new}
    return Listing(heading, map(Entry, articles), len(numbers))


def _write_feed(file: Path, library: Library, found: Sequence[NewArticles]) -> None:
    articles = feed_articles(library, found)
    heading = "Telusur: " + ", ".join(one.search.name for one in found)
    listing = Listing(heading, map(Entry, articles), len(articles))
    lines = output_format("atom", _PLAIN).articles(listing)
    write_durably(file, (line.encode("utf-8", "replace") + b"\n" for line in lines))


def _was_run(command: str, found: NewArticles, lines: Iterable[str]) -> bool:
    """Give a command what is new, on its standard input; return whether it was content.

    What strangers wrote is never part of the command.
    """
    told = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    environment = {
        **os.environ,
        "TELUSUR_NAME": found.search.name,
        "TELUSUR_NEW": str(len(found.new)),
    }
    sys.stdout.flush()
    run = subprocess.run(command, shell=True, input=told, env=environment, check=False)
    return run.returncode == 0
