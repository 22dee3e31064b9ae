"""What an engine must answer, by brute force over the tokens of a few documents."""

from collections import Counter
from datetime import date
from typing import assert_never

from telusur.index.engines.clauses import (
    Adjacent,
    All,
    AnyTerm,
    AtLeast,
    Boosted,
    But,
    Clause,
    Everything,
    Numbered,
    OnDays,
    Preferring,
    Unscored,
)
from telusur.index.engines.document import Document, DocumentToken
from telusur.index.engines.engine import Lengths, MonthCounts


class Model:
    """The documents that an index should hold, by their numbers."""

    def __init__(self) -> None:
        self.documents: dict[int, Document] = {}

    def put(self, document: Document) -> None:
        self.documents[document.number] = document

    def delete(self, numbers: list[int]) -> None:
        for number in numbers:
            self.documents.pop(number, None)

    def matching(self, clause: Clause) -> set[int]:
        return {n for n, document in self.documents.items() if matches(clause, document)}

    def by_day(self, clause: Clause, newest_first: bool) -> list[int]:
        days = {n: self.documents[n].last_day for n in self.matching(clause)}
        sign = -1 if newest_first else 1
        return sorted(days, key=lambda n: (days[n] == 0, sign * days[n], n))

    def terms(self, field: str, prefix: str) -> list[tuple[str, int]]:
        documents = self.documents.values()
        counts = Counter(term for document in documents for term in terms(field, document))
        return sorted((term, n) for term, n in counts.items() if term.startswith(prefix))

    def values(self, clause: Clause, field: str) -> dict[str, int]:
        numbers = self.matching(clause)
        return Counter(value for n in numbers for value in terms(field, self.documents[n]))

    def months(self, clause: Clause) -> MonthCounts:
        months: Counter[date] = Counter()
        uncertain = undated = 0
        for number in self.matching(clause):
            document = self.documents[number]
            if not document.last_day:
                undated += 1
                continue
            first, last = date.fromordinal(document.first_day), date.fromordinal(document.last_day)
            if (first.year, first.month) == (last.year, last.month):
                months[first.replace(day=1)] += 1
            else:
                uncertain += 1
        return MonthCounts(dict(sorted(months.items())), uncertain, undated)

    def intervals(self, clause: Clause) -> dict[tuple[int, int], int]:
        documents = (self.documents[number] for number in self.matching(clause))
        return Counter((one.first_day, one.last_day) for one in documents)

    def lengths(self) -> Lengths:
        lengths = [(d.title.length, d.text.length) for d in self.documents.values()]
        return Lengths(sum(title for title, _ in lengths), sum(text for _, text in lengths))


def matches(clause: Clause, document: Document) -> bool:
    match clause:
        case Everything():
            return True
        case AnyTerm(field, wanted):
            return not terms(field, document).isdisjoint(wanted)
        case Adjacent(field, wanted):
            streams = [document.title] if field == "title_root" else [document.title, document.text]
            return any(stands_in(wanted, stream) for stream in streams)
        case OnDays(first_day, last_day):
            dated = document.last_day != 0
            return dated and document.last_day >= first_day and document.first_day <= last_day
        case Numbered(numbers):
            return document.number in numbers
        case AtLeast(minimum, children):
            return sum(matches(child, document) for child in children) >= minimum
        case All(children):
            return all(matches(child, document) for child in children)
        case Unscored(child) | Boosted(child, _) | Preferring(child, _):
            return matches(child, document)
        case But(child, excluded):
            return matches(child, document) and not matches(excluded, document)
        case _:
            assert_never(clause)


def terms(field: str, document: Document) -> set[str]:  # noqa: C901 - a case for each field
    """Return the distinct terms of a document in a field."""
    match field:
        case "root":
            return roots(document.title) | roots(document.text)
        case "title_root":
            return roots(document.title)
        case "title_only_root":
            return roots(document.title) - roots(document.text)
        case "form":
            return forms(document.title) | forms(document.text)
        case "title_form":
            return forms(document.title)
        case "title_only_form":
            return forms(document.title) - forms(document.text)
        case "country":
            return set(document.countries)
        case "about":
            return set(document.about)
        case "source":
            return set(document.sources)
        case "date_basis":
            return {document.date_basis} - {""}
    raise ValueError(field)


def roots(text) -> set[str]:
    return {term for token in text.tokens() for term in at_position(token)}


def forms(text) -> set[str]:
    return {token.form for token in text.tokens()}


def at_position(token: DocumentToken) -> set[str]:
    return {token.root, *token.parts}


def stands_in(wanted, text) -> bool:
    tokens = text.tokens()
    starts = range(len(tokens) - len(wanted) + 1)
    return any(
        all(term in at_position(tokens[start + i]) for i, term in enumerate(wanted))
        for start in starts
    )
