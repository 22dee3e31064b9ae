"""Document: an article as an engine sees it, and the terms of it that an engine gives back.

The terms of a document are kept as bytes: its *vocabulary*, the distinct tokens that it has, a line
each, as they come; then its title and its text as a character a token, which says which line it is.
So what a query asks for is found in a candidate without reading or analysing its text again, by
searching strings and counting characters.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

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
    parts: tuple[str, ...] = ()
    """Further terms at the same position: *covid* for *COVID-19*."""

    @property
    def line(self) -> str:
        """What tells it from others, as it stands in the vocabulary of a document."""
        if self.form == self.root and not self.parts:
            return self.root + "\t"
        further = "".join([f"{_PART}{part}{_PART}" for part in self.parts])
        return f"{self.root}\t{_code(self.root, self.form)}{further}"


class IndexedText(NamedTuple):
    """The tokens of a title or a text, as engines take them."""

    roots: str
    """In order, with spaces between."""
    forms: str
    """In order, with spaces between."""
    parts: Mapping[int, tuple[str, ...]]
    """The further terms of the tokens that have some, by position."""

    @classmethod
    def of(cls, tokens: Sequence[DocumentToken]) -> "IndexedText":
        """Make it of tokens."""
        return cls(
            " ".join([token.root for token in tokens]),
            " ".join([token.form for token in tokens]),
            {position: token.parts for position, token in enumerate(tokens) if token.parts},
        )

    @property
    def length(self) -> int:
        """The number of tokens."""
        return self.roots.count(" ") + 1 if self.roots else 0

    def tokens(self) -> list[DocumentToken]:
        """Return the tokens one by one."""
        pairs = zip(self.roots.split(), self.forms.split(), strict=True)
        return [
            DocumentToken(root, form, self.parts.get(position, ()))
            for position, (root, form) in enumerate(pairs)
        ]


class Document(NamedTuple):
    """What an engine takes of an article."""

    number: int
    """The number of the article in the article store; never used again for another."""
    title: IndexedText
    text: IndexedText
    terms: bytes
    """The tokens of both, as `DocumentTerms` reads them."""
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


@lru_cache(maxsize=64)
def _signs_of(beginning: str) -> list[str]:
    """Return of what a line has one at least if its form begins so; `_code` says how it can be."""
    signs = [f"\n{beginning}", f"\t{beginning}", f"\t{_REST}"]
    for end in range(1, len(beginning)):
        part = beginning[:end]
        signs += [f"\n{part}\t", f"\t{part}{_ROOT}", f"\t{part}{_REST}"]
    return signs


def encode_terms(title: Sequence[str], text: Sequence[str]) -> bytes:
    """Write the terms of a document as `DocumentTerms` reads them.

    Args:
        title: the lines of the tokens of its title, in order; those of several tokens may be
            together, with newlines between, and those of none be empty.
        text: the same of its text.
    """
    lines = dict.fromkeys((*title, *text))
    lines.pop("", None)
    joined = "\n".join(lines)
    distinct = lines if joined.count("\n") < len(lines) else dict.fromkeys(joined.split("\n"))
    narrow = len(distinct) <= _NARROW
    characters = _characters() if len(distinct) <= _MANY else map(_character, range(len(distinct)))
    characters_of = dict(zip(distinct, characters, strict=False))
    characters_of[""] = ""
    if distinct is not lines:
        joined = "\n".join(distinct)
        for several in lines.keys() - distinct.keys():
            characters_of[several] = "".join(map(characters_of.__getitem__, several.split("\n")))
    encoding = "latin-1" if narrow else "utf-8"
    streams = [
        "".join(map(characters_of.__getitem__, part)).encode(encoding) for part in (title, text)
    ]
    return _END.join([f"\n{joined}\n".encode(), *streams] + ([] if narrow else [b""]))


def has_parts(terms: bytes) -> bool:
    """Tell whether any token of a document has further terms, from what `encode_terms` wrote."""
    return _PART.encode() in terms[: terms.index(_END)]


def parts_of(lines: str) -> dict[int, tuple[str, ...]]:
    """Return the further terms of the tokens that have some, by position.

    Args:
        lines: those of the tokens in order, with newlines between.
    """
    return {
        position: tuple(line.split(_PART)[1::2])
        for position, line in enumerate(filter(None, lines.split("\n")))
        if _PART in line
    }


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
        self.lines = []
        """How lines with each root begin, how those of the form itself do with what follows, and
        whether it is the root of the word."""
        for one in (root, *(other for other in other_roots if other != root)):
            line = f"\n{one}\t{_code(one, form)}"
            self.lines.append((f"\n{one}\t", (f"{line}\n", f"{line}{_PART}"), one == root))


WordCharacters = tuple[str, str]
"""The characters of the tokens of a document that are a word: of those that have its root, or have
it as a further term, and of those that stand as it does."""

ABSENT: WordCharacters = ("", "")
"""Those of a word that a document does not hold."""


class DocumentTerms:
    """The terms of one document, each with its positions."""

    __slots__ = ("_has_parts", "_known", "_vocabulary", "_with_forms", "text", "title")

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
            known = self._known[word] = self._characters(word)
        return known

    def _characters(self, word: IndexedWord) -> WordCharacters:
        vocabulary = self._vocabulary
        rooted = typed = ""
        for beginning, lines, is_root in word.lines:
            offset = vocabulary.find(beginning)
            number = before = 0
            while offset >= 0:
                number, before = number + vocabulary.count("\n", before, offset), offset
                character = _character(number)
                if is_root:
                    rooted += character
                if vocabulary.startswith(lines, offset):
                    typed += character
                offset = vocabulary.find(beginning, offset + 1)
        if self._has_parts:
            offset = vocabulary.find(word.part)
            while offset >= 0:
                character = _character(vocabulary.count("\n", 0, offset) - 1)
                rooted += "" if character in rooted else character
                offset = vocabulary.find(word.part, offset + 1)
        return (rooted, typed) if rooted or typed else ABSENT

    def with_any_form(self, forms: frozenset[str], beginning: str = "") -> str:
        """Return the characters of the tokens that stand as one of some words.

        Args:
            forms: the words.
            beginning: what all of them begin with; where that is known, few lines need be read.
        """
        known = self._with_forms.get(forms)
        if known is None:
            lines = self._lines_beginning(beginning) if beginning else self._lines()
            known = "".join(
                [_character(number) for number, line in lines if _form_of(line) in forms]
            )
            self._with_forms[forms] = known
        return known

    def _lines(self) -> Iterable[tuple[int, str]]:
        """Return the lines of the vocabulary with their numbers."""
        return enumerate(self._vocabulary[1:-1].split("\n"))

    def _lines_beginning(self, beginning: str) -> Iterable[tuple[int, str]]:
        """Yield those lines whose forms begin so, and a few others."""
        vocabulary = self._vocabulary
        starts = set()
        for sign in _signs_of(beginning):
            offset = vocabulary.find(sign)
            while offset >= 0:
                starts.add(vocabulary.rfind("\n", 0, offset + 1))
                offset = vocabulary.find(sign, offset + 1)
        for start in starts:
            line = vocabulary[start + 1 : vocabulary.index("\n", start + 1)]
            yield vocabulary.count("\n", 0, start), line
