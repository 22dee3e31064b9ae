"""Copies one library into another, whichever homes they have."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from telusur.index.article import Article, Failure
from telusur.index.errors import LibraryError
from telusur.index.ingest.batches import OutcomeOrFailed
from telusur.index.library import Library
from telusur.index.translation import number
from telusur.index.user_data import copy_user_data


class Copied(NamedTuple):
    """What was copied."""

    articles: int
    """How many articles were read."""
    outcomes: "Counter[OutcomeOrFailed]"
    """What became of them where they were copied to; *unchanged* were there already."""
    failures: list[Failure]
    user_data: int
    """How many saved searches and feeds the target did not have."""


def copy(source: Library, target: Library, on_progress: Callable[[int], None]) -> Copied:
    """Copy all articles, with ids and all that is known of them, in the order of their addition.

    Whatever was copied before is left as it is, so that the same call again completes one that was
    interrupted. Saved searches and feeds that the target does not have are copied as well.

    Args:
        source: the library that is read.
        target: the library that they are added to.
        on_progress: is told how many more articles are in the target.

    Raises:
        LibraryError: one of the libraries fails, or not everything that was read has arrived.
    """
    read = 0
    failures: list[Failure] = []

    def articles() -> Iterator[Article]:
        nonlocal read
        for article in source.list():
            read += 1
            yield article

    def tell(item: Article | Failure, outcome: OutcomeOrFailed) -> None:
        if isinstance(item, Failure):
            failures.append(item)
        on_progress(1)

    expected, before = len(source), len(target)
    outcomes = target.add(articles(), tell)
    arrived = len(target) - before
    if read < expected or arrived < outcomes["added"]:
        raise LibraryError(
            "Of {expected} articles {read} were read, and {arrived} of {added} new "
            "ones are in the library that they were copied to: see that nobody removes "
            "articles meanwhile, and repeat the command.",
            expected=number(expected),
            read=number(read),
            arrived=number(arrived),
            added=number(outcomes["added"]),
        )
    return Copied(read, outcomes, failures, copy_user_data(source.user_data, target.user_data))
