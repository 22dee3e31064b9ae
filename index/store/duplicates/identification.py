"""Which stored article an incoming one is: the same, a later state of it, a copy, or none of them.

An id that an input gives is that input's own: two files may call their first article *1*. What
another input gave under an id is replaced only by what is recognisably the same article; anything
else is kept beside it, as NAME:ID. An article without an id is known by its content, or else by the
file or the address that it came from.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Final, NamedTuple, Protocol

from telusur.index.article import Article, original_of
from telusur.index.ingest.making import MAX_ID_LENGTH, content_id

_LIKE_ENOUGH: Final = 0.5
"""Two texts under one id or address with this resemblance are states of one article."""

_PART: Final = 0.2
"""Two texts under one address and title that share less of the shorter one are not states of one
article, but its pages, or what a feed and the page say of it."""

_MAX_TEASER: Final = 400
"""Characters; what is not longer, and far shorter than another text, is what a feed says of it."""

_MAX_COMPARED: Final = 10
"""Bounds the time that an article takes whose text stands under thousands of titles."""

_SHARED_BY_ALL: Final = 6
"""Pages of an article may have one URL; what so many have is that of all entries of a feed."""

_MAX_NAME: Final = 40


def origin_name(origin: str) -> str:
    """Return what a file or an address is stored as; the name of a file need not be UTF-8."""
    return origin.encode("utf-8", "backslashreplace").decode()


class Stored(NamedTuple):
    """An article as it is stored."""

    number: int
    origin: int
    id: str
    article: Article | None
    """None where it is damaged."""


class Seen:
    """Which articles a run of additions has met: what it gave once, it does not replace."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers = bytearray()

    def add(self, number: int) -> None:
        """Take note of an article."""
        if number >= len(self._numbers):
            self._numbers.extend(bytes(number + 1024 - len(self._numbers)))
        self._numbers[number] = 1

    def __contains__(self, number: int) -> bool:
        return number < len(self._numbers) and self._numbers[number] == 1


class Lookup(Protocol):
    """What can be looked up among stored articles."""

    def with_id(self, identity: str) -> Stored | None:
        """Return the article with an id, damaged or not; None if there is none."""

    def with_digest(self, digest: int, limit: int) -> Iterable[Stored]:
        """Return the first articles whose texts may be equal to one with this digest."""

    def with_url(self, url: str, limit: int) -> Sequence[Stored]:
        """Return articles that an input gave for a URL, up to a limit."""

    def whole_of(self, origin: int) -> Stored | None:
        """Return what a file or an address held whole, if no other holds that as well."""


class Identification:
    """Looks for what is stored already."""

    def __init__(self, lookup: Lookup, seen: Seen) -> None:
        """Take where it is looked for, and what the present run has met."""
        self._lookup = lookup
        self._seen = seen

    def identify(self, article: Article, origin: int, digest: int) -> tuple[Stored | None, str]:
        """Look for an article in the store.

        Args:
            article: the article.
            origin: the number of what it was read from, 0 where that is unknown.
            digest: what equal texts have in common.

        Returns:
            What is stored, if it is the same article or a former state of it, and the id that
            it has or is to have.
        """
        if not article.id_derived:
            return self._by_given_id(article, origin)
        stored = self._lookup.with_id(article.id)
        is_free = stored is None
        if stored is not None and not _is_still(stored, article):
            stored = None  # it has become another text since
        stored = (
            stored
            or self._same_text(article, digest)
            or self._former_state_of_file(article, origin)
            or self._former_state_at_url(article, origin)
        )
        if stored is not None:
            return stored, stored.id
        return None, article.id if is_free else self._free_id(article.id)

    def _by_given_id(self, article: Article, origin: int) -> tuple[Stored | None, str]:
        free = ""
        for candidate in possible_ids(article):
            stored = self._lookup.with_id(candidate)
            if stored is None:
                free = free or candidate
                if candidate != article.id:
                    break  # nothing of this input can stand under what would come next
            elif self._is_state_of(stored, article, origin):
                return stored, candidate
        return None, free

    def _is_state_of(self, stored: Stored, article: Article, origin: int) -> bool:
        existing = stored.article
        if existing is None or existing.text == article.text:
            return True  # what is damaged is replaced by what is whole
        if origin and stored.origin == origin:
            return stored.number not in self._seen  # a file may give an id more than once
        return not origin or not stored.origin or _is_alike(existing, article)

    def _same_text(self, article: Article, digest: int) -> Stored | None:
        """Return the stored article of the same text, unless both have titles that differ."""
        words = article.text.split()
        for stored in self._lookup.with_digest(digest, _MAX_COMPARED):
            existing = stored.article
            if existing is None:
                continue
            untitled = existing.title_made or article.title_made
            same_title = untitled or existing.title.casefold() == article.title.casefold()
            if same_title and existing.text.split() == words:
                return stored
        return None

    def _former_state_of_file(self, article: Article, origin: int) -> Stored | None:
        """Return what the file or the address held before, if it is of this one alone."""
        if not (origin and article.is_whole):
            return None
        stored = self._lookup.whole_of(origin)
        if stored is None or stored.number in self._seen:
            return None
        existing = stored.article
        moved = existing and existing.urls and article.urls and not _share_url(existing, article)
        return None if moved else stored

    def _former_state_at_url(self, article: Article, origin: int) -> Stored | None:
        """Return the article that an input gave for the same URL and that is most like this."""
        if not article.url:
            return None
        at_url = self._lookup.with_url(article.url, _SHARED_BY_ALL)
        if len(at_url) == _SHARED_BY_ALL:
            return None
        best, least = None, _LIKE_ENOUGH
        for stored in at_url:
            existing = stored.article
            if existing is None or stored.number in self._seen:
                continue
            has_same_title = not existing.title_made and existing.title == article.title
            if len(at_url) == 1 and has_same_title:
                is_state = stored.origin == origin or _continues(existing, article)
                return stored if is_state else None
            likeness = _likeness(existing, article)
            if likeness >= least:
                best, least = stored, likeness
        return best

    def _free_id(self, identity: str) -> str:
        number = 2
        while self._lookup.with_id(f"{identity}-{number}") is not None:
            number += 1
        return f"{identity}-{number}"


def possible_ids(article: Article) -> Iterator[str]:
    """Yield the ids under which an article can stand that was given one, in order.

    Most that are new are looked for under the first two, and no others.
    """
    name = _name_of(article.origin or "other")
    yield article.id
    if len(name) + len(article.id) < MAX_ID_LENGTH:
        yield f"{name}:{article.id}"
    mark = content_id(article.text)  # hardly ever needed, and the more costly
    for identity in (f"{name}:{article.id}:{mark}", f"{name}:{mark}"):
        if len(identity) <= MAX_ID_LENGTH:
            yield identity


@lru_cache
def _name_of(origin: str) -> str:
    """What ids that are taken are parted by: the name of a file."""
    return "".join(filter(str.isprintable, PurePath(origin).stem))[:_MAX_NAME]


def _is_still(stored: Stored, article: Article) -> bool:
    """Whether an article is what its derived id was derived from, if that is how it got it."""
    existing = stored.article
    if existing is None or existing.text == article.text:
        return True
    contents = (
        original_of(existing), existing.text, f"{existing.title} {original_of(existing)}"
    )  # fmt: skip
    return article.id in map(content_id, contents)


def _is_alike(existing: Article, article: Article) -> bool:
    return _share_url(existing, article) or _likeness(existing, article) >= _LIKE_ENOUGH


def _share_url(existing: Article, article: Article) -> bool:
    return not set(existing.urls).isdisjoint(article.urls)


def _continues(existing: Article, article: Article) -> bool:
    """Whether an article is a later state of one with its address and title from elsewhere."""
    from telusur.index.store.duplicates.resemblance import shared_part

    is_teaser = len(existing.text) <= min(_MAX_TEASER, len(article.text) // 3)
    return is_teaser or shared_part(existing.text, article.text) >= _PART


def _likeness(existing: Article, article: Article) -> float:
    from telusur.index.store.duplicates.resemblance import resemblance

    return resemblance(existing.text, article.text)
