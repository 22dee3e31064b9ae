"""The terms of a document as they are read of a candidate; `document_encoding` writes them.

Its title and its text are strings, a character for each token. For the commonest tokens of the
language the character is always the same (`common_tokens`); the others are listed before them, a
line for each as they come. So what a query asks for is found in a candidate without reading or
analysing its text again, by searching strings and counting characters.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from telusur.index.engines.common_tokens import (
    AFTER_COMMON,
    characters_of_forms,
    common_tokens_of,
)

_FIRST, _NARROW = 0x20, 0x30
"""The character of the first line, and the number of lines whose characters take one byte each."""

_SURROGATES, _AFTER_SURROGATES = 0xD800, 0xE000
END = "\0"

_MOST = 1_000_000
"""As many lines have a character each; further ones, which no text of any use has, share one."""

_ROOT, _REST, PART = "\1", "\2", "\3"
"""In a line, what stands for the root of its form, for the root without its first letter, and
around each further term. Words have no control characters."""

Positions = str
"""The tokens of a title or a text, a character each."""


def code_of(root: str, form: str) -> str:
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
    code = code.partition(PART)[0]
    return code.replace(_ROOT, root).replace(_REST, root[1:]) if code else root


@lru_cache(maxsize=64)
def _signs_of(beginning: str) -> list[str]:
    """Return of what a line has one at least if its form begins so; `code_of` says why."""
    signs = [f"\n{beginning}", f"\t{beginning}", f"\t{_REST}"]
    for end in range(1, len(beginning)):
        part = beginning[:end]
        signs += [f"\n{part}\t", f"\t{part}{_ROOT}", f"\t{part}{_REST}"]
    return signs


def character_of_line(number: int) -> str:
    """Return the character of a line of a vocabulary by its number, the first being 0."""
    if number < _NARROW:
        return chr(_FIRST + number)
    point = AFTER_COMMON - _NARROW + min(number, _MOST)
    return chr(point if point < _SURROGATES else point - _SURROGATES + _AFTER_SURROGATES)


class IndexedWord:
    """A word that is looked for in documents: how these would have it."""

    def __init__(self, root: str, form: str, other_roots: Iterable[str] = ()) -> None:
        """Prepare what is looked for.

        Args:
            root: its root.
            form: the folded word as it stands.
            other_roots: roots that a token of this form may have instead.
        """
        roots = (root, *(other for other in other_roots if other != root))
        self.rooted = "".join([token.character for token in common_tokens_of(root)])
        """The characters of common tokens that have its root."""
        common = (token for one in roots for token in common_tokens_of(one))
        self.typed = next((token.character for token in common if token.form == form), "")
        """That of the common token of its form, if it has one of these roots."""
        self.part = f"{PART}{root}{PART}"
        self.lines = []
        """How lines with each root begin, how those of the form itself do with what follows, and
        whether it is the root of the word."""
        for one in roots:
            line = f"\n{one}\t{code_of(one, form)}"
            self.lines.append((f"\n{one}\t", (f"{line}\n", f"{line}{PART}"), one == root))


WordCharacters = tuple[str, str]
"""The characters of the tokens of a document that are a word: of those that have its root, or have
it as a further term, and of those that stand as it does."""

ABSENT: WordCharacters = ("", "")
"""Those of a word that a document does not hold."""


class IndexedForms:
    """Some words that are looked for in documents, as they stand."""

    def __init__(self, forms: Iterable[str], beginning: str = "") -> None:
        """Prepare what is looked for.

        Args:
            forms: the words.
            beginning: what all of them begin with; where that is known, few lines need be read.
        """
        self.forms = frozenset(forms)
        self.beginning = beginning
        self.common = frozenset(characters_of_forms(self.forms, beginning))
        """The characters of the common tokens among them."""


_FEW: Final = 60
"""So many characters are sought one by one sooner than all that a document has are looked at."""


class DocumentTerms:
    """The terms of one document, each with its positions."""

    __slots__ = ("_both", "_has_parts", "_known", "_vocabulary", "_with_forms", "text", "title")

    def __init__(self, encoded: bytes) -> None:
        """Read what `encode_terms` wrote."""
        self._vocabulary, _, self._both = encoded.decode().partition(END)
        title, _, text = self._both.partition(END)
        self.title: Positions = title
        self.text: Positions = text
        self._has_parts = PART in self._vocabulary
        self._known: dict[IndexedWord, WordCharacters] = {}
        self._with_forms: dict[IndexedForms, str] = {}

    def with_word(self, word: IndexedWord) -> WordCharacters:
        """Return the characters of the tokens that are a word; none if it does not stand here."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._characters(word)
        return known

    def _characters(self, word: IndexedWord) -> WordCharacters:
        vocabulary, both = self._vocabulary, self._both
        rooted = ""
        for character in word.rooted:
            if character in both:
                rooted += character
        typed = word.typed if word.typed in both else ""
        if not vocabulary:
            return (rooted, typed) if rooted or typed else ABSENT
        for beginning, lines, is_root in word.lines:
            offset = vocabulary.find(beginning)
            number = before = 0
            while offset >= 0:
                number, before = number + vocabulary.count("\n", before, offset), offset
                character = character_of_line(number)
                if is_root:
                    rooted += character
                if vocabulary.startswith(lines, offset):
                    typed += character
                offset = vocabulary.find(beginning, offset + 1)
        if self._has_parts:
            offset = vocabulary.find(word.part)
            while offset >= 0:
                character = character_of_line(vocabulary.count("\n", 0, offset) - 1)
                rooted += "" if character in rooted else character
                offset = vocabulary.find(word.part, offset + 1)
        return (rooted, typed) if rooted or typed else ABSENT

    def with_any_form(self, sought: IndexedForms) -> str:
        """Return the characters of the tokens that stand as one of some words."""
        known = self._with_forms.get(sought)
        if known is None:
            forms, common, beginning = sought.forms, sought.common, sought.beginning
            if len(common) < _FEW:
                characters = [one for one in common if one in self._both]
            else:
                characters = list(common.intersection(self._both))
            lines = self._lines_beginning(beginning) if beginning else self._lines()
            characters += [
                character_of_line(number) for number, line in lines if _form_of(line) in forms
            ]
            known = self._with_forms[sought] = "".join(sorted(characters))
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
