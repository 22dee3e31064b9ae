"""Document: an article as an engine sees it, and the terms of it that an engine gives back.

The terms of a document are kept as one string: its *vocabulary*, the distinct tokens that it has,
a line each, then its title and its text as a character a token, which says which line it is. So
that what a query asks for is found in a candidate without reading or analysing its text again, by
searching strings and counting characters.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from telusur.index.analyzer import LONGEST_REMEMBERED, analyse_piece, pieces

_FIRST_CHARACTER = 0x20
_SURROGATES, _AFTER_SURROGATES = 0xD800, 0xE000
_END = "\0"

Positions = str
"""The tokens of a title or a text, a character each."""


class Token(NamedTuple):
    """One token, as an index knows it."""

    root: str
    form: str
    """The folded word as it stands."""
    parts: tuple[str, ...]
    """Further terms at the same position: *covid* for *COVID-19*."""
    line: str
    """What tells it from others, as it stands in the vocabulary of a document."""


class Document(NamedTuple):
    """What an engine takes of an article."""

    number: int
    """The number of the article in the article store; never used again for another."""
    title: Sequence[Token]
    text: Sequence[Token]
    first_day: int
    """The first day on which it may have been published, an ordinal; 0 where it has no date."""
    last_day: int
    countries: Sequence[str]
    """ISO 3166-1 codes."""
    about: Sequence[str]
    """Those that it is mainly about."""
    sources: Sequence[str]
    """Under which names its publisher is found; see `telusur.index.publishers`."""


class Tokenizer(dict[str, tuple[Token, ...]]):
    """Makes tokens of texts in bulk: each distinct piece of text is analysed once."""

    _LIMIT = 200_000

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text in order, as `indonesian.text.tokenizer` cuts it."""
        if len(self) > self._LIMIT:
            self.clear()
        return list(chain.from_iterable(map(self.__getitem__, pieces(text))))

    def __missing__(self, piece: str) -> tuple[Token, ...]:
        made = tuple(
            Token(root, surface, parts, _line(root, surface, parts))
            for root, surface, parts in analyse_piece(piece)
        )
        if len(piece) <= LONGEST_REMEMBERED:
            self[piece] = made
        return made


def _line(root: str, form: str, parts: tuple[str, ...]) -> str:
    """Write a token as a line: the form, then its root where that is another word, and parts."""
    terms = (root, *parts) if parts or root != form else ()
    return "\t".join((form, *terms)) + "\t"


def encode_terms(title: Iterable[Token], text: Iterable[Token]) -> str:
    """Write the terms of a document as the string that `DocumentTerms` reads.

    Args:
        title: the tokens of its title.
        text: those of its text.
    """
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(token.line, len(numbers)) for token in title]
    second = [numbers.setdefault(token.line, len(numbers)) for token in text]
    characters = "".join(map(_character, range(len(numbers))))
    streams = ("".join(map(characters.__getitem__, stream)) for stream in (first, second))
    return "\n" + "\n".join(numbers) + "\n" + _END + _END.join(streams)


def _point_of(number: int) -> int:
    point = number + _FIRST_CHARACTER
    return point if point < _SURROGATES else point - _SURROGATES + _AFTER_SURROGATES


_CHARACTERS = tuple([chr(number + _FIRST_CHARACTER) for number in range(1_000)])


def _character(number: int) -> str:
    """Return the character of a line of a vocabulary by its number, the first being 0."""
    return _CHARACTERS[number] if number < len(_CHARACTERS) else chr(_point_of(number))


class IndexedWord:
    """A word that is looked for in documents: how a vocabulary would have it."""

    def __init__(self, root: str, form: str) -> None:
        """Prepare what is looked for.

        Args:
            root: its root.
            form: the folded word as it stands.
        """
        self.own_root_line = f"\n{root}\t\n"
        self.root_in_line = f"\t{root}\t"
        self.form_in_line = f"\n{form}\t"


class DocumentTerms:
    """The terms of one document, each with its positions."""

    def __init__(self, encoded: str) -> None:
        """Read what `encode_terms` wrote."""
        self._vocabulary, self.title, self.text = encoded.split(_END)

    def with_word(self, word: IndexedWord) -> tuple[str, str]:
        """Return the characters of the tokens that are a word.

        Returns:
            Those that have its root, or have it as a further term; and those that stand as it does.
        """
        vocabulary = self._vocabulary
        rooted = typed = ""
        offset = vocabulary.find(word.own_root_line)
        if offset >= 0:
            rooted = _character(vocabulary.count("\n", 0, offset))
        offset = vocabulary.find(word.root_in_line)
        while offset >= 0:
            rooted += _character(vocabulary.count("\n", 0, offset) - 1)
            offset = vocabulary.find(word.root_in_line, offset + 1)
        offset = vocabulary.find(word.form_in_line)
        while offset >= 0:
            typed += _character(vocabulary.count("\n", 0, offset))
            offset = vocabulary.find(word.form_in_line, offset + 1)
        return rooted, typed

    def with_any_form(self, forms: Iterable[str]) -> str:
        """Return the characters of the tokens that stand as one of some words."""
        known = self._by_form
        return "".join(known[form] for form in forms if form in known)

    @cached_property
    def _by_form(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for number, line in enumerate(self._vocabulary[1:-1].split("\n")):
            form = line[: line.index("\t")] if line else ""
            known[form] = known.get(form, "") + _character(number)
        return known
