"""Shows saved searches, and what is new in them: text for people, fields for JSON."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from telusur.index.article import Article
from telusur.index.library import Library
from telusur.index.translation import gettext, ngettext
from telusur.search.output.json_fields import article_fields
from telusur.search.output.printable_text import printable
from telusur.search.saved_searches import NewArticles, SavedSearch
from telusur.search.selection import Selection

_FEED_LENGTH = 100
"""The minimum number of articles in a feed, if as many match: its readers miss some rounds."""


def saved_fields(search: SavedSearch) -> dict[str, Any]:
    """Return a saved search as the fields of a JSON object.

    Args:
        search: the search.
    """
    filters = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in search.filters._asdict().items()
        if value
    }
    return {
        "name": search.name,
        "query": search.query,
        "filters": filters,
        "all": search.require_all,
        "saved": search.saved,
    }


def new_fields(found: NewArticles, articles: Iterable[Article]) -> dict[str, Any]:
    """Return what a check of a saved search found as the fields of a JSON object.

    Args:
        found: what it found.
        articles: the new articles.
    """
    return {
        **saved_fields(found.search),
        "total": len(found.matching),
        "new": len(found.new),
        "notes": list(found.notes),
        "articles": [article_fields(article, with_text=False) for article in articles],
    }


def new_heading(found: NewArticles) -> str:
    """Say how many articles of a saved search are new.

    Args:
        found: what a check of it found.
    """
    count = len(found.new)
    return ngettext("{name}: {count} new article", "{name}: {count} new articles", count,
        name=found.search.name)  # fmt: skip


def words_of(search: SavedSearch) -> str:
    """Return a saved search as what is typed after `telusur search`, for people.

    Args:
        search: the search.
    """
    filters = search.filters
    words = [search.query] if search.query else []
    for option, values in (
        ("--country", filters.country),
        ("--about", filters.about),
        ("--source", filters.source),
        ("--exclude-country", filters.not_country),
        ("--exclude-about", filters.not_about),
        ("--exclude-source", filters.not_source),
        ("--since", filters.since),
        ("--until", filters.until),
    ):
        for value in (values,) if isinstance(values, str) else values or ():
            words += [option, value]
    words += ["--strict-dates"] * filters.strict_dates
    words += ["--inferred-dates"] * filters.inferred_dates + ["--all"] * search.require_all
    return printable(shlex.join(words)) or gettext("all articles")


def new_articles(library: Library, found: Sequence[NewArticles]) -> Iterator[Article]:
    """Yield the new articles of some searches, each once, in the order in which they were added.

    Args:
        library: the library.
        found: what checks of the searches found.
    """
    numbers = {number for one in found for number in one.new}
    return Selection(library, sorted(numbers)).articles()


def feed_articles(library: Library, found: Sequence[NewArticles]) -> list[Article]:
    """Return the articles for a feed: all that are new, and the latest of the others.

    Args:
        library: the library.
        found: what checks of saved searches found.

    Returns:
        The articles, the one that was added last first.
    """
    new = {number for one in found for number in one.new}
    matching = {number for one in found for number in one.matching}
    numbers = sorted(new.union(sorted(matching)[-_FEED_LENGTH:]))
    return list(Selection(library, numbers).articles())[::-1]
