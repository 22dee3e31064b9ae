"""`telusur show`: whole articles."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from telusur.index.article import Article
from telusur.index.library import Library
from telusur.index.translation import gettext, ngettext
from telusur.search.commands.completers import complete_ids
from telusur.search.commands.documented import documented
from telusur.search.commands.session import (
    find_one_id,
    open_library,
    print_lines,
    remark,
)
from telusur.search.commands.shared_options import (
    color_option,
    format_option,
    library_option,
)
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats import FORMATS, FormatName
from telusur.search.output.formats.output_format import output_format
from telusur.search.output.terminal import ColorChoice, terminal

if TYPE_CHECKING:
    from telusur.search.passages.highlighter import ArticleMatches


@documented(
    "telusur show yrgnus2",
    "telusur show yrgnus2 --query pengiriman",
    "telusur show yrgnus2 or4f7az --format markdown",
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=complete_ids)
@click.option("--original", is_flag=True, help="Show the original text, before it was cleaned.")
@click.option("--versions", is_flag=True, help="Also show its earlier texts.")
@click.option("--query", metavar="QUERY", help="Highlight what this query matches.")
@format_option([name for name in FORMATS if name != "compact"])
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    ids: tuple[str, ...],
    original: bool,
    versions: bool,
    query: str | None,
    format_name: FormatName,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Show whole articles; the beginning of an ID is enough."""
    if original and query is not None:
        raise click.UsageError(
            gettext(
                "--query cannot be combined with --original: a search looks in the cleaned text."
            )
        )
    if (original or versions) and format_name not in ("text", "json"):
        raise click.UsageError(gettext("--original and --versions need --format text or json."))
    opened = open_library(library, missing="seeds")
    articles = [article for one in ids if (article := _article(opened, one))]
    if articles:
        entries = [
            Entry(
                article,
                None,
                _matches(opened, article, query),
                original,
                opened.versions(article.id) if versions else None,
            )
            for article in articles
        ]
        heading = articles[0].title if len(ids) == 1 else f"{len(articles)} articles"
        listing = Listing(heading, entries, len(ids), whole=True)
        print_lines(output_format(format_name, terminal(color)).articles(listing))
        if query is not None and format_name != "json" and not any(map(_any_match, entries)):
            remark(
                ngettext(
                    "The query matches nothing in this article.",
                    "The query matches nothing in these articles.",
                    len(entries),
                )
            )
        if versions and format_name != "json" and not any(entry.versions for entry in entries):
            remark(
                ngettext(
                    "It has no earlier versions.",
                    "None of them has earlier versions.",
                    len(entries),
                )
            )
    context.exit(0 if len(articles) == len(ids) else 1)


def _article(library: Library, beginning: str) -> Article | None:
    identity = find_one_id(library, beginning)
    return library.get(identity) if identity else None


def _any_match(entry: Entry) -> bool:
    return any(entry.matches or ())


def _matches(library: Library, article: Article, query: str | None) -> "ArticleMatches | None":
    if query is None:
        return None
    from telusur.search.passages.highlighter import article_matches

    return article_matches(library, article, query)
