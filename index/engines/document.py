"""Document: an article as an engine sees it, and the terms of it that an engine gives back.

The terms of a document are kept as bytes: its *vocabulary*, the distinct tokens that it has, a line
each, sorted by their roots; then its title and its text as a character a token, which says which
line it is. So what a query asks for is found in a candidate without reading or analysing its text
again, by searching strings and counting characters.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from telusur.index.analyzer import LONGEST_REMEMBERED, analyse_piece, pieces

_FIRST_CHARACTER = 0x20
_SURROGATES, _AFTER_SURROGATES = 0xD800, 0xE000
_END = b"\0"
_NARROW = 0x100 - _FIRST_CHARACTER
"""The number of lines whose characters take one byte each."""

_MANY = 4_096
"""Hardly any document has more lines."""

_ROOT, _REST, _PART = "\1", "\2", "\3"
"""In a line, what stands for the root of its form, for the root without its first letter, and
around each further term. Words have no control characters."""

Positions = str
"""The tokens of a title or a text, a character each."""


class DocumentToken(NamedTuple):
    """One token, as an index knows it."""

    root: str
    form: str
    """The folded word as it stands."""
    parts: tuple[str, ...]
    """Further terms at the same position: *covid* for *COVID-19*."""
    line: str
    """What tells it from others, as it stands in the vocabulary of a document."""

    @classmethod
    def of(cls, root: str, form: str, parts: tuple[str, ...] = ()) -> "DocumentToken":
        """Make a token of its terms."""
        further = "".join([f"{_PART}{part}{_PART}" for part in parts])
        return cls(root, form, parts, f"{root}\t{_code(root, form)}{further}")


class TokenColumns(NamedTuple):
    """The tokens of a title or a text, each attribute by itself."""

    roots: tuple[str, ...]
    forms: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]


def columns_of(tokens: Sequence[DocumentToken]) -> TokenColumns:
    """Return what tokens have, attribute by attribute."""
    return TokenColumns(*zip(*tokens, strict=True)) if tokens else TokenColumns((), (), (), ())


class Document(NamedTuple):
    """What an engine takes of an article."""

    number: int
    """The number of the article in the article store; never used again for another."""
    title: Sequence[DocumentToken]
    text: Sequence[DocumentToken]
    first_day: int
    """The first day on which it may have been published, an ordinal; 0 where it has no date."""
    last_day: int
    date_basis: str
    """What its date was taken from, a `Basis` of `telusur.index.indonesian.dates.publication`;
    empty where it has none."""
    countries: Sequence[str]
    """ISO 3166-1 codes."""
    about: Sequence[str]
    """Those that it is mainly about."""
    sources: Sequence[str]
    """Under which names its publisher is found; see `telusur.index.ingest.publishers`."""


class Tokenizer(dict[str, tuple[DocumentToken, ...]]):
    """Makes tokens of texts in bulk: each distinct piece of text is analysed once."""

    _LIMIT = 200_000

    def tokens(self, text: str) -> list[DocumentToken]:
        """Return the tokens of a text in order, as `indonesian.text.tokenizer` cuts it."""
        if len(self) > self._LIMIT:
            self.clear()
        return list(chain.from_iterable(map(self.__getitem__, pieces(text))))

    def __missing__(self, piece: str) -> tuple[DocumentToken, ...]:
        made = tuple(
            DocumentToken.of(root, surface, parts) for root, surface, parts in analyse_piece(piece)
        )
        if len(piece) <= LONGEST_REMEMBERED:
            self[piece] = made
        return made


def _code(root: str, form: str) -> str:
    """Write a form beside its root.

    Most forms contain it, at least without its first letter: *mengirim* has that of *kirim*.
    """
    if form == root:
        return ""
    if root in form:
        return form.replace(root, _ROOT, 1)
    if len(root) > 2 and root[1:] in form:
        return form.replace(root[1:], _REST, 1)
    return form


@lru_cache(maxsize=1 << 16)
def _form_of(line: str) -> str:
    """Return the form of a line of a vocabulary; documents have most of their lines in common."""
    root, _, code = line.partition("\t")
    code = code.partition(_PART)[0]
    return code.replace(_ROOT, root).replace(_REST, root[1:]) if code else root


def encode_terms(title: Iterable[DocumentToken], text: Iterable[DocumentToken]) -> bytes:
    """Write the terms of a document as `DocumentTerms` reads them.

    Args:
        title: the tokens of its title.
        text: those of its text.
    """
    return encode_lines([token.line for token in title], [token.line for token in text])


def encode_lines(title: Sequence[str], text: Sequence[str]) -> bytes:
    """Write the terms of a document by the lines of its tokens, as `TokenColumns` has them."""
    lines = sorted({*title, *text})
    narrow = len(lines) <= _NARROW
    characters = _characters() if len(lines) <= _MANY else map(_character, range(len(lines)))
    character_of = dict(zip(lines, characters, strict=False)).__getitem__
    encoding = "latin-1" if narrow else "utf-8"
    streams = ["".join(map(character_of, part)).encode(encoding) for part in (title, text)]
    vocabulary = "\n" + "\n".join(lines) + "\n"
    return _END.join([vocabulary.encode(), *streams] + ([] if narrow else [b""]))


def _character(number: int) -> str:
    """Return the character of a line of a vocabulary by its number, the first being 0."""
    point = number + _FIRST_CHARACTER
    return chr(point if point < _SURROGATES else point - _SURROGATES + _AFTER_SURROGATES)


@cache
def _characters() -> str:
    """Return the characters of as many lines as most documents have."""
    return "".join(map(_character, range(_MANY)))


class IndexedWord:
    """A word that is looked for in documents: how a vocabulary would have it."""

    def __init__(self, root: str, form: str, other_roots: Iterable[str] = ()) -> None:
        """Prepare what is looked for.

        Args:
            root: its root.
            form: the folded word as it stands.
            other_roots: roots that a token of this form may have instead.
        """
        self.part = f"{_PART}{root}{_PART}"
        self.lines = [
            (f"\n{one}\t", f"\n{one}\t{_code(one, form)}", one == root)
            for one in (root, *(other for other in other_roots if other != root))
        ]
        """How lines with each root begin, how those of the form itself do up to their parts, and
        whether it is the root of the word."""
        self.beginning, *self.other_beginnings = [beginning for beginning, _, _ in self.lines]


class WordCharacters(NamedTuple):
    """The characters of the tokens of a document that are a word."""

    rooted: str
    """Of those that have its root, or have it as a further term."""
    typed: str
    """Of those that stand as it does."""


ABSENT = WordCharacters("", "")
"""Those of a word that a document does not hold."""


class DocumentTerms:
    """The terms of one document, each with its positions."""

    def __init__(self, encoded: bytes) -> None:
        """Read what `encode_terms` wrote."""
        vocabulary, title, text, *wide = encoded.split(_END)
        encoding = "utf-8" if wide else "latin-1"
        self._vocabulary = vocabulary.decode()
        self.title: Positions = title.decode(encoding)
        self.text: Positions = text.decode(encoding)
        self._has_parts = _PART in self._vocabulary
        self._known: dict[IndexedWord, WordCharacters] = {}
        self._with_forms: dict[frozenset[str], str] = {}

    def with_word(self, word: IndexedWord) -> WordCharacters:
        """Return the characters of the tokens that are a word; none if it does not stand here."""
        known = self._known.get(word)
        if known is None:
            vocabulary = self._vocabulary
            # Most candidates lack most words of a query, so these are told apart first.
            stands = (
                word.beginning in vocabulary
                or any(map(vocabulary.__contains__, word.other_beginnings))
                or (self._has_parts and word.part in vocabulary)
            )
            known = self._known[word] = self._characters(word) if stands else ABSENT
        return known

    def _characters(self, word: IndexedWord) -> WordCharacters:
        vocabulary = self._vocabulary
        rooted = typed = ""
        for beginning, line, is_root in word.lines:
            offset = vocabulary.find(beginning)
            if offset < 0:
                continue
            number = vocabulary.count("\n", 0, offset)
            more = True
            while more:
                end = vocabulary.index("\n", offset + 1)
                character = _character(number)
                if is_root:
                    rooted += character
                if vocabulary[offset:end].partition(_PART)[0] == line:
                    typed += character
                offset, number, more = end, number + 1, vocabulary.startswith(beginning, end)
        if self._has_parts:
            offset = vocabulary.find(word.part)
            while offset >= 0:
                character = _character(vocabulary.count("\n", 0, offset) - 1)
                rooted += "" if character in rooted else character
                offset = vocabulary.find(word.part, offset + 1)
        return WordCharacters(rooted, typed) if rooted or typed else ABSENT

    def with_any_form(self, forms: frozenset[str]) -> str:
        """Return the characters of the tokens that stand as one of some words."""
        known = self._with_forms.get(forms)
        if known is None:
            found = enumerate(self._forms)
            known = "".join([_character(number) for number, form in found if form in forms])
            self._with_forms[forms] = known
        return known

    @cached_property
    def _forms(self) -> list[str]:
        """The forms of the lines of the vocabulary, in their order."""
        return list(map(_form_of, self._vocabulary[1:-1].split("\n")))
