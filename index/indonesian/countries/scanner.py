"""Scans a text for the names of the gazetteer and tells which of them refer to a country."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import compress, count
from typing import NamedTuple

from telusur.index.indonesian.countries.disambiguation import (
    Surroundings,
    context,
    refers,
    refers_anywhere,
)
from telusur.index.indonesian.countries.gazetteer import (
    Entries,
    NameKind,
    Sense,
    gazetteer,
    homonyms,
)
from telusur.index.indonesian.countries.text_words import TextWords

_MIN_LOWERCASE = 5
"""Country names of this length or more need no capital: *rusia* counts, *mali* does not."""

_MAX_ABBREVIATION = 5
"""Capitals up to this length among other words are an abbreviation, no place: *NIS*, not Niš."""

_SMALL_WORDS = {
    "dan", "al", "el", "de", "da", "do", "la", "of", "the", "and", "du", "den", "a", "i", "e",
    "dar", "es", "us", "an", "di", "del", "sur",
}  # fmt: skip
"""Words inside names that need no capital."""


_COUNTRY, _PLACE, _LOOKALIKE = NameKind.COUNTRY, NameKind.PLACE, NameKind.LOOKALIKE


class Reference(NamedTuple):
    """A mention of a country.

    Attributes:
        code: ISO 3166-1 alpha-2 code.
        start: offset of its first character.
        dateline: whether it opens a paragraph as the place in a dateline does.
    """

    code: str
    start: int
    dateline: bool


def references(text: str) -> Iterator[Reference]:
    """Yield the references to countries in a text, those through unknown places last.

    Args:
        text: any text; time grows linearly with its length.
    """
    scan = _Scan(text)
    small, table, beginnings = scan.small, gazetteer(), _beginnings()
    done = 0
    abroad = False
    unknown = []
    for i in compress(count(), map(beginnings.__contains__, small)):
        if i < done:
            continue
        entries = table.get(small[i])
        if entries is None:
            unknown += [Reference("ID", scan.starts[i], False)] if scan.names_unknown(i) else []
            continue
        name = scan.longest(i, entries)
        if name:
            done, sense = name
            reference = scan.reference(i, done, sense) if sense.code else None
            if reference:
                abroad = abroad or reference.code != "ID"
                yield reference
    # The counties of other countries are called Kabupaten, too.
    if not abroad:
        yield from unknown


@cache
def _beginnings() -> frozenset[str]:
    """The words with which a name may begin, in small letters, or that stand before one."""
    return context("administration").union(gazetteer())


@cache
def _dateline_sign() -> re.Pattern[str]:
    """What follows the place in a dateline; not the age of a person as in *Arafat (65)*."""
    return re.compile(r" ?(?:(?P<comma>,)\s*(?P<small>[a-z])?|[-–—:]|\((?![0-9]{1,3}\)))")


@cache
def _initials() -> re.Pattern[str]:
    """Where a text brings in a person by initials: *AS (45)*, *berinisial AS*."""
    return re.compile(
        r"\b(?P<before>[A-Z]{2,3}) ?\([0-9]{1,2}\)|inisial (?P<after>[A-Z]{2,3})\b", re.ASCII
    )


class _Scan(TextWords):
    """The names in one text."""

    @cached_property
    def _initials(self) -> set[str]:
        """Capitals that stand for a person here, not "AS (36)" among the winners of medals."""
        if context("crime").isdisjoint(self.vocabulary):
            return set()
        return {match["before"] or match["after"] for match in _initials().finditer(self.text)}

    def longest(self, i: int, entries: Entries) -> tuple[int, Sense] | None:
        """The longest name that begins with a word: the index after it, and its sense."""
        following = self.small[i + 1] if i + 1 < len(self.small) else ""
        for rest, sense in entries:
            end = i + 1
            if rest:
                if rest[0] != following:
                    continue
                end += len(rest)
                if tuple(self.small[i + 1 : end]) != rest:
                    continue
                if not all(self._joined(k) for k in range(i, end - 1)):
                    continue
            if self._written_as_name(i, end, sense) or (
                sense.kind in (_COUNTRY, _PLACE) and sense.mark != "?" and self._opens(i, end)
            ):
                return end, sense
        return None

    def _joined(self, i: int) -> bool:
        """Whether what stands between a word and the next can stand inside a name."""
        gap = self.text[self.end(i) : self.starts[i + 1]]
        if "." in gap and len(self.words[i]) > 2:
            return False
        return len(gap) <= 2 and not gap.strip(" -–'’.\n\u00a0&")

    def _written_as_name(self, i: int, end: int, sense: Sense) -> bool:
        first, alone = self.words[i], end == i + 1
        if sense.capitals:
            return first.isupper() if alone else all(map(str.isupper, self.words[i:end]))
        if sense.kind is _LOOKALIKE:
            return True
        if first[0].islower():
            return (
                sense.kind is _COUNTRY
                and not sense.mark
                and sum(map(len, self.words[i:end])) >= _MIN_LOWERCASE
            )
        if not alone:
            words = self.words[i + 1 : end]
            return all(not word[0].islower() or word in _SMALL_WORDS for word in words)
        if len(first) <= _MAX_ABBREVIATION and sense.kind is _PLACE and first.isupper():
            return self._among_capitals(i) or self._opens(i, end)
        return True

    def _among_capitals(self, i: int) -> bool:
        return any(
            0 <= k < len(self.words) and len(self.words[k]) > 1 and self.words[k].isupper()
            for k in (i - 1, i + 1)
        )

    def _opens(self, i: int, end: int) -> bool:
        """Whether a name opens a paragraph as in *london, rabu-*, *Batu (2/3)*, *BATU - Hujan*."""
        start = self.starts[i]
        if self.text[max(0, start - 2) : start].rstrip(" ")[-1:] not in ("", "\n"):
            return False
        after = self.end(end - 1)
        sign = _dateline_sign().match(self.text, after, after + 8)
        if not sign:
            return False
        # "Miyazaki, yang ..." is no dateline.
        return sign["comma"] is None or not sign["small"] or self.words[i][0].islower()

    def reference(self, i: int, end: int, sense: Sense) -> Reference | None:
        """The reference that a name makes, unless what stands around takes its meaning away."""
        if sense.capitals and self.words[i] in self._initials:
            return None
        before = self.small[i - 1] if self.is_beside_next(i - 1) else ""
        opens = self._opens(i, end)
        if not refers_anywhere(sense, before) and not refers(
            sense, self._surroundings(i, end, sense, before, opens)
        ):
            return None
        code = sense.code
        name = self.small[i] if end == i + 1 else " ".join(self.small[i:end])
        for other, clues in homonyms().get(name, ()):
            if not clues.isdisjoint(self.vocabulary):
                code = other
        return Reference(code, self.starts[i], opens)

    def _surroundings(
        self, i: int, end: int, sense: Sense, before: str, opens: bool
    ) -> Surroundings:
        capital_before = capital_after = False
        if sense.mark:  # of no other name it matters what neighbours look like
            capital_before = (
                bool(before)
                and not self.words[i - 1][0].islower()
                and before not in context("function")
            )
            capital_after = (
                self.is_beside_next(end - 1)
                and self.words[end][0].isupper()
                and self.small[end] not in gazetteer()
            )
        after = self.end(end - 1)
        return Surroundings(
            before, self.text[after : after + 3], capital_before, capital_after, opens
        )

    def names_unknown(self, i: int) -> bool:
        """Whether *Kecamatan* and the like stands before a name that the gazetteer lacks."""
        return (
            self.words[i][0].isupper()
            and self.is_beside_next(i)
            and self.words[i + 1].istitle()
            and self.small[i + 1] not in gazetteer()
        )
