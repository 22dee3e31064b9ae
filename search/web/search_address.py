"""Search addresses: everything that a page of results shows is said by its address.

The names in it are those of `Filters` and of the options of `telusur search`. An address that says
what it need not say, or says it otherwise, is understood as well; the one that is made is shortest.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple, get_args
from urllib.parse import urlencode

from telusur.index.errors import InputError
from telusur.index.translation import gettext
from telusur.search.counting.grouping import GroupBy
from telusur.search.filters import NO_FILTERS, Filters
from telusur.search.options import (
    DEFAULT_LIMIT,
    DEFAULT_PASSAGES,
    Duplicates,
    SearchOptions,
    SortOrder,
)
from telusur.search.web.address_values import chosen, flag, whole_number

MAX_LIMIT: Final = 1_000
"""The maximum number of articles in an answer that is not streamed."""

_MAX_OFFSET: Final = 100_000
_LONGEST_VALUE: Final = 10_000

Many = Literal["country", "about", "source", "not_country", "not_about", "not_source"]
"""Filters that an address may name several times."""

_MANY: Final[tuple[Many, ...]] = get_args(Many)
_FLAGS: Final = ("strict_dates", "inferred_dates")

Parameters = Sequence[tuple[str, str]]
"""The names and values of an address."""


class SearchAddress(NamedTuple):
    """What the address of a search says."""

    query: str = ""
    filters: Filters = NO_FILTERS
    sort: SortOrder = "relevance"
    require_all: bool = False
    duplicates: Duplicates = "hide"
    group_by: GroupBy | None = None
    limit: int | None = DEFAULT_LIMIT
    """None for all that match."""
    offset: int = 0
    passages: int = DEFAULT_PASSAGES
    language: str = ""
    """What `lang` says, to be kept."""
    compare: str = ""
    """A second query, for the timeline."""
    shares: bool = False
    """Whether the timeline shows shares of all articles instead of counts."""

    @classmethod
    def read(cls, parameters: Parameters) -> "SearchAddress":
        """Understand an address.

        Args:
            parameters: its names and values, in their order; what is not known is passed over.

        Raises:
            InputError: a value cannot be understood.
        """
        last = dict(parameters)
        if any(len(value) > _LONGEST_VALUE for _, value in parameters):
            raise InputError(
                gettext("This is too long: {count} characters are enough.", count=_LONGEST_VALUE)
            )
        several = {
            name: tuple(dict.fromkeys(v for n, v in parameters if n == name and v.strip())) or None
            for name in _MANY
        }
        every = last.get("limit") == "all"
        limit = None if every else whole_number(last, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT)
        offset = whole_number(last, "offset", 0, _MAX_OFFSET, 0)
        page = whole_number(last, "page", 1, _MAX_OFFSET, 1)
        return cls(
            last.get("q", "").strip(),
            Filters(
                **several,
                since=last.get("since", "").strip() or None,
                until=last.get("until", "").strip() or None,
                strict_dates=flag(last, "strict_dates"),
                inferred_dates=flag(last, "inferred_dates"),
            ),
            chosen(last, "sort", get_args(SortOrder), "relevance"),
            flag(last, "all"),
            chosen(last, "duplicates", get_args(Duplicates), "hide"),
            chosen(last, "group", get_args(GroupBy), None),
            limit,
            offset or (page - 1) * (limit or 0),
            whole_number(last, "passages", 0, 10, DEFAULT_PASSAGES),
            last.get("lang", ""),
            last.get("compare", "").strip(),
            flag(last, "shares"),
        )

    @property
    def options(self) -> SearchOptions:
        """The options to search with; where all are wanted, the limit is that of a page."""
        return SearchOptions(
            limit=self.limit or DEFAULT_LIMIT,
            offset=self.offset,
            filters=self.filters,
            sort=self.sort,
            require_all=self.require_all,
            duplicates=self.duplicates,
            passages=self.passages,
        )

    @property
    def page(self) -> int:
        """The number of the page, the first being 1."""
        return self.offset // (self.limit or 1) + 1 if self.limit else 1

    def parameters(self) -> list[tuple[str, str]]:
        """Return the names and values of the address, without what goes without saying."""
        filters, said = self.filters, [("q", self.query)] if self.query else []
        for name in _MANY:
            said += [(name, value) for value in getattr(filters, name) or ()]
        said += [(name, value) for name in ("since", "until") if (value := getattr(filters, name))]
        said += [(name, "1") for name in _FLAGS if getattr(filters, name)]
        whole = not self.limit or self.offset % self.limit == 0
        unusual = (
            ("all", "1", self.require_all),
            ("sort", self.sort, self.sort != "relevance"),
            ("duplicates", self.duplicates, self.duplicates != "hide"),
            ("group", self.group_by or "", self.group_by is not None),
            ("limit", str(self.limit or "all"), self.limit != DEFAULT_LIMIT),
            ("passages", str(self.passages), self.passages != DEFAULT_PASSAGES),
            ("page", str(self.page), bool(self.offset) and whole),
            ("offset", str(self.offset), bool(self.offset) and not whole),
            ("compare", self.compare, bool(self.compare)),
            ("shares", "1", self.shares),
            ("lang", self.language, bool(self.language)),
        )
        return said + [(name, value) for name, value, said_so in unusual if said_so]

    def path(self, suffix: str = "") -> str:
        """Return the address, from its path on.

        Args:
            suffix: the format, with its dot; empty for the page.
        """
        query = urlencode(self.parameters())
        return f"/search{suffix}" + (f"?{query}" if query else "")

    def narrowed(self, **changes: object) -> "SearchAddress":
        """Return the address of the first page with other filters."""
        return self._replace(filters=self.filters._replace(**changes), offset=0)  # type: ignore[arg-type]

    def values(self, name: Many) -> tuple[str, ...]:
        """Return what the address says for a filter that takes several values."""
        return tuple(getattr(self.filters, name) or ())

    def adding(self, name: Many, value: str) -> "SearchAddress":
        """Return the address with a further value of a filter, which its opposite then lacks."""
        rest = self.dropping(_opposite(name), value)
        return rest.narrowed(**{name: tuple(dict.fromkeys((*rest.values(name), value)))})

    def dropping(self, name: Many, value: str) -> "SearchAddress":
        """Return the address without a value of a filter."""
        return self.narrowed(**{name: _without(self.values(name), value)})

    def unfiltered(self) -> "SearchAddress":
        """Return the address of the same search in the whole library."""
        return self._replace(filters=NO_FILTERS, offset=0)

    def article_path(self, identity: str) -> str:
        """Return the address of an article, which leads back to this one."""
        return "/article?" + urlencode([("id", identity), *self.parameters()])


def _opposite(name: Many) -> Many:
    return name.removeprefix("not_") if name.startswith("not_") else f"not_{name}"  # type: ignore[return-value]


def _without(values: Iterable[str], unwanted: str) -> tuple[str, ...] | None:
    return tuple(value for value in values if value != unwanted) or None
