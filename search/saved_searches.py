"""Saved searches: queries that are kept in a library, and which of their articles are new.

An article is new while its id has not been seen, whenever it was published or added: one that
arrives late counts. What was seen is kept with the search.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from telusur.index.errors import InputError, LibraryError
from telusur.index.library import Library
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.filters import Filters, narrowed
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions
from telusur.search.selection import matching_numbers

SAVED_VERSION: Final = 1
"""The version of the format in which searches are kept; goes up if a field changes its meaning."""

_NAME: Final = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True)
class SavedSearch:
    """A query with a name."""

    name: str
    query: str
    """What was typed; empty for all articles."""
    filters: Filters
    """As they were typed: *pekan lalu* is the week before the day of each check."""
    require_all: bool
    """Whether words that no operator joins must all occur, not just any."""
    saved: str
    """When it was saved: ISO 8601, UTC, to the second."""

    @property
    def options(self) -> SearchOptions:
        """The options to search with."""
        return SearchOptions(filters=self.filters, require_all=self.require_all)


@dataclass(frozen=True)
class NewArticles:
    """Which of the articles that match a saved search have not been seen."""

    search: SavedSearch
    new: Mapping[int, str]
    """All of them: their ids by their numbers, in the order in which they were added."""
    matching: Mapping[int, str]
    """The same of all articles that match, seen or not."""
    notes: tuple[str, ...]
    """Where less was searched for than was asked, a sentence each."""


class SavedSearches:
    """The saved searches of a library."""

    def __init__(self, library: Library) -> None:
        """Take the library."""
        self._library = library
        self._kept = library.user_data

    def names(self) -> list[str]:
        """Return their names, in the order of their characters.

        Raises:
            LibraryError: the library cannot be read.
        """
        return self._kept.names("search")

    def save(
        self,
        name: str,
        query: str,
        options: SearchOptions = DEFAULT_OPTIONS,
        *,
        replace: bool = False,
        unseen: bool = False,
    ) -> NewArticles:
        """Save a search; what matches now counts as seen.

        Args:
            name: its name: letters, digits, hyphens, dots and underscores, up to 64.
            query: what is searched for, as for `telusur.search.searcher.search`; empty for all.
            options: its filters, and whether all words must occur.
            replace: take the place of a search of that name, if there is one.
            unseen: count what matches now as new.

        Returns:
            What matches now.

        Raises:
            InputError: the name or a filter cannot be understood, or the name is taken.
            LibraryError: the library cannot be written.
        """
        if not _NAME.fullmatch(name):
            raise InputError(
                '"{name}" cannot be the name of a saved search: it takes up to 64 letters,'
                " digits, hyphens, dots and underscores, and begins with a letter or a digit.",
                name=name,
            )
        if not replace and self._kept.get("search", name) is not None:
            raise InputError(
                'There is a saved search "{name}" already: choose another name, or replace it'
                " with --force.",
                name=name,
            )
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
        search = SavedSearch(name, query, options.filters, options.require_all, now)
        found = self._found(search, seen=set())
        self._kept.put("search", name, _fields(search), () if unseen else found.matching.values())
        return found

    def get(self, name: str) -> SavedSearch:
        """Return the search of a name.

        Raises:
            InputError: there is none.
            LibraryError: it was saved by a later version, or the library cannot be read.
        """
        kept = self._kept.get("search", name)
        if kept is None:
            raise InputError(
                'There is no saved search "{name}": `telusur saved` lists those there are.',
                name=name,
            )
        return _search_of(name, kept)

    def remove(self, name: str) -> bool:
        """Remove a search; return whether there was one.

        Raises:
            LibraryError: the library cannot be written.
        """
        return self._kept.remove("search", name)

    def check(self, search: SavedSearch) -> NewArticles:
        """Return what matches a search and has not been seen; nothing counts as seen by that.

        Raises:
            InputError: a filter cannot be understood.
            LibraryError: the library cannot be read.
        """
        return self._found(search, self._kept.seen("search", search.name))

    def mark_seen(self, found: NewArticles) -> None:
        """Count as seen what a check has found.

        Raises:
            LibraryError: the library cannot be written.
        """
        if found.new:
            self._kept.add_seen("search", found.search.name, found.new.values())

    def _found(self, search: SavedSearch, seen: set[str]) -> NewArticles:
        parsed = narrowed(search.query, search.filters, require_all=search.require_all)
        tree = parsed.tree
        if tree is None:
            return NewArticles(search, {}, {}, parsed.notes)

        def read(snapshot: Snapshot) -> tuple[dict[int, str], list[str]]:
            numbers, notes = matching_numbers(snapshot, tree)
            ids = snapshot.ids_of(numbers)
            return {number: ids[number] for number in numbers if number in ids}, notes

        matching, notes = self._library.reading(read)
        new = {number: one for number, one in matching.items() if one not in seen}
        return NewArticles(search, new, matching, (*notes, *parsed.notes))


def _fields(search: SavedSearch) -> dict[str, Any]:
    return {
        "version": SAVED_VERSION,
        "query": search.query,
        "filters": search.filters._asdict(),
        "require_all": search.require_all,
        "saved": search.saved,
    }


def _search_of(name: str, kept: dict[str, Any]) -> SavedSearch:
    if kept["version"] > SAVED_VERSION:
        raise LibraryError(
            'The search "{name}" was saved by a later version of Telusur: upgrade Telusur.',
            name=name,
        )
    filters: dict[str, Any] = {
        field: tuple(value) if isinstance(value, list) else value
        for field, value in kept["filters"].items()
    }
    return SavedSearch(name, kept["query"], Filters(**filters), kept["require_all"], kept["saved"])
