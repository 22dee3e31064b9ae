"""Field types for Whoosh schemas: terms made elsewhere, countries, and days."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from telusur.index.indonesian.countries.detection import country_code
from telusur.index.translation import gettext
from whoosh.columns import NumericColumn
from whoosh.fields import KEYWORD, NUMERIC, FieldType
from whoosh.formats import Frequency, Positions
from whoosh.qparser.common import QueryParserError
from whoosh.query import NumericRange, Query, Term
from whoosh.system import pack_uint
from whoosh.util.numeric import to_sortable

_BITS = 32


class TERMS(FieldType):
    """Terms that were made elsewhere: nothing analyses them again.

    A document's value is a sequence of terms, each with its position; several terms may share one,
    and positions may be left out between two texts that no phrase may join.
    """

    def __init__(self, *, phrase: bool) -> None:
        """Configure the field.

        Args:
            phrase: whether positions are kept, so that phrases can be looked up.
        """
        super().__init__(Positions() if phrase else Frequency(), analyzer=None, scorable=True)
        self.phrase = phrase

    def index(
        self, value: Iterable[tuple[str, int]], **options: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield the postings of a document: term, frequency, weight and the encoded value.

        Args:
            value: its terms with their positions, in order.
            options: whatever else Whoosh passes.
        """
        positions: dict[str, list[int]] = {}
        for term, position in value:
            positions.setdefault(term, []).append(position)
        for term, places in positions.items():
            count = len(places)
            encoded = self.format.encode(places) if self.phrase else pack_uint(count)
            yield term.encode(), count, float(count), encoded


class COUNTRY(KEYWORD):
    """Countries: a list of ISO 3166-1 codes in a document, a code or a name in a query.

    `country:ru`, `country:Rusia` and `country:Russia` all ask for RU.
    """

    def self_parsing(self) -> bool:
        """Tell Whoosh's query parser that this field reads what was typed."""
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        """Make a query of what was typed.

        Args:
            fieldname: the name of the field.
            qstring: a code or a name.
            boost: what scores are multiplied by.
        """
        code = country_code(qstring)
        if code is None:
            raise QueryParserError(gettext("{typed} is not a country", typed=repr(qstring)))
        return Term(fieldname, code, boost=boost)


class DAY(NUMERIC):
    """Days: a date, its ordinal or YYYY-MM-DD in a document; in a query also a month or a year.

    A document that may be of several days has two such fields, its first and its last one, and
    `queries.PublishedBetween` asks for intervals that overlap; one without a date leaves them out.
    """

    def __init__(self, stored: bool = False, sortable: bool = True) -> None:
        """Configure the field.

        Args:
            stored: whether the ordinal is stored with the document.
            sortable: whether there is a column of the ordinals, 0 where there is no date.
        """
        # Unsigned, Whoosh 2.7.4 gets ranges of numbers below 2**20 wrong: its tiers wrap around.
        super().__init__(int, bits=_BITS, signed=True, stored=stored, sortable=sortable)

    def default_column(self) -> NumericColumn:
        """Return the column of the ordinals, in which no date is 0."""
        return NumericColumn(self.sortable_typecode, default=to_sortable(int, _BITS, True, 0))

    def prepare_number(self, x: object) -> int:
        """Return the ordinal of a day.

        Args:
            x: a date, an ordinal or YYYY-MM-DD.
        """
        if isinstance(x, str):
            x = date.fromisoformat(x)
        if isinstance(x, date):
            x = x.toordinal()
        return int(super().prepare_number(x))

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        """Make a query of what was typed.

        Args:
            fieldname: the name of the field.
            qstring: a day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY.
            boost: what scores are multiplied by.
        """
        first, last = _period(qstring)
        return NumericRange(fieldname, first, last, boost=boost)

    def parse_range(
        self,
        fieldname: str,
        start: str | None,
        end: str | None,
        startexcl: bool,
        endexcl: bool,
        boost: float = 1.0,
    ) -> Query:
        """Make a query of a range that was typed: [2024-01 TO 2024-03].

        Args:
            fieldname: the name of the field.
            start: the day, month or year in which it begins; None if it is open.
            end: that in which it ends; None if it is open.
            startexcl: whether all of the start is left out.
            endexcl: whether all of the end is left out.
            boost: what scores are multiplied by.
        """
        first = _period(start)[1 if startexcl else 0] if start else None
        last = _period(end)[0 if endexcl else 1] if end else None
        return NumericRange(fieldname, first, last, startexcl, endexcl, boost=boost)


def _period(typed: str) -> tuple[int, int]:
    """Return the first and the last day of a day, a month or a year."""
    try:
        numbers = [int(part) for part in typed.split("-")]
        if len(numbers) == 1:
            first, last = date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        elif len(numbers) == 2:
            year, month = numbers
            first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        else:
            first = last = date(*numbers)
    except (TypeError, ValueError) as error:
        raise QueryParserError(
            gettext("{typed} is not a day, a month or a year", typed=repr(typed))
        ) from error
    return first.toordinal(), last.toordinal()
