"""`telusur show`: one whole article."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from telusur.index.article import Article, original_of
from telusur.index.library import Library
from telusur.search.commands.shared_options import (
    color_option,
    find_one_id,
    json_option,
    library_option,
    open_library,
    print_lines,
    remark,
)
from telusur.search.output.terminal import ColorChoice, terminal
from telusur.search.output.text import article_as_text, text_as_lines

if TYPE_CHECKING:
    from telusur.index.store.versions import Version
    from telusur.search.passages.highlighter import ArticleMatches


@click.command()
@click.argument("id", metavar="ID")
@click.option("--original", is_flag=True, help="Show the text as it came, before it was cleaned.")
@click.option("--versions", is_flag=True, help="Show its former texts, too.")
@click.option("--query", metavar="QUERY", help="Highlight what this query matches.")
@json_option
@color_option
@library_option
@click.pass_context
def command(
    context: click.Context,
    id: str,
    original: bool,
    versions: bool,
    query: str | None,
    as_json: bool,
    color: ColorChoice,
    library: Path | None,
) -> None:
    """Show a whole article; the beginning of its ID is enough."""
    if original and query is not None:
        raise click.UsageError(
            "--query cannot be combined with --original: a search looks in the cleaned text."
        )
    opened = open_library(library, missing="seeds")
    identity = find_one_id(opened, id)
    article = opened.get(identity) if identity else None
    if article is None:
        context.exit(1)
    matches = _matches(opened, article, query)
    former = opened.versions(article.id) if versions else ()
    if as_json:
        _print_json(article, matches, original, former if versions else None)
        return
    if original:
        print_lines(text_as_lines(original_of(article), terminal(color)))
    else:
        print_lines(article_as_text(article, terminal(color), matches))
        if matches and not any(matches):
            remark("The query matches nothing in this article.")
    for version in reversed(former):
        print_lines(["", f"Until {version.replaced}:", ""])
        print_lines(article_as_text(version.article, terminal(color)))
    if versions and not former:
        remark("It has no former versions.")


def _print_json(
    article: Article,
    matches: "ArticleMatches | None",
    original: bool,
    former: "Sequence[Version] | None",
) -> None:
    from telusur.search.output.json import article_fields, matches_fields, versioned

    fields = article_fields(article)
    if original:
        fields["original"] = original_of(article)
    if matches:
        fields["matches"] = matches_fields(matches)
    if former is not None:
        fields["versions"] = [
            {"replaced": version.replaced, **article_fields(version.article)} for version in former
        ]
    click.echo(versioned({"article": fields}))


def _matches(library: Library, article: Article, query: str | None) -> "ArticleMatches | None":
    if query is None:
        return None
    from telusur.search.passages.highlighter import article_matches

    return article_matches(library, article, query)
