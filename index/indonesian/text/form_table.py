"""A list of forms, looked up by their keys: case, diacritics, hyphens and signs do not count."""

from functools import cached_property

from telusur.index.indonesian.text.folding import fold
from telusur.index.indonesian.wordlists import read_content

_SPACES = "-‐‑/"
_UNKEYED = ",&()'>"
_KEY_MARKS = str.maketrans(_SPACES, " " * len(_SPACES), _UNKEYED)

_FEW_KEYS = 30


def form_key(form: str) -> str:
    """Return what a form, of one word or several, is looked up by."""
    return " ".join(map(fold, form.translate(_KEY_MARKS).split()))


class FormTable:
    """A word list by the keys of the forms in its rows.

    The first few keys of a process, which may be all, are searched for in the list's text; only
    then is a table of all keys made.
    """

    def __init__(self, name: str, columns: int | None = None) -> None:
        """Read a list.

        Args:
            name: the file's name inside `data/`.
            columns: how many of its columns, from the first, are forms; all if None.
        """
        self._content = content = read_content(name)
        self._columns = columns
        if not content.isascii():
            lines = (line if line.isascii() else _keys_of(line) for line in self._lines)
            content = "\n".join(lines)
        # Line n has the keys of row n, each between tabs. This is `form_key` in one sweep.
        folded = "\t{}\t".format(content.lower().replace("\n", "\t\n\t"))
        for mark in _SPACES:
            folded = folded.replace(mark, " ")
        for mark in _UNKEYED:
            folded = folded.replace(mark, "")
        self._folded = folded
        self._asked = 0
        self._by_key: dict[str, list[list[str]]] = {}
        self._longest: dict[str, int] = {}

    @cached_property
    def _lines(self) -> list[str]:
        return self._content.split("\n")

    def rows(self, key: str) -> list[list[str]]:
        """Return the rows that have a form with this key."""
        if self._asked < _FEW_KEYS:
            self._asked += 1
            return self._found(key)
        if not self._by_key:
            for line, keys in zip(self._lines, self._folded.split("\n"), strict=True):
                for one in dict.fromkeys(self._of_forms(keys)):
                    self._by_key.setdefault(one, []).append(line.split("\t"))
            for one in self._by_key:
                first, *others = one.split(" ")
                if others:
                    self._longest[first] = max(self._longest.get(first, 0), len(others) + 1)
        return self._by_key.get(key, [])

    def longest(self, word: str) -> int:
        """Return how many words the longest form of several has that begins so; 0 if none."""
        if self._by_key:
            return self._longest.get(word, 0)
        longest = 0
        position = self._folded.find(f"\t{word} ")
        while position >= 0:
            end = self._folded.find("\t", position + 1)
            longest = max(longest, self._folded.count(" ", position, end) + 1)
            position = self._folded.find(f"\t{word} ", end)
        return longest

    def lines_with(self, mark: str) -> list[str]:
        """Return the lines that have a mark in a column."""
        return [line for line in self._lines if mark in line and mark in line.split("\t")]

    def _found(self, key: str) -> list[list[str]]:
        rows = []
        position = self._folded.find(f"\t{key}\t")
        while position >= 0:
            start = self._folded.rfind("\n", 0, position) + 1
            end = self._folded.find("\n", position)
            end = len(self._folded) if end < 0 else end
            if key in self._of_forms(self._folded[start:end]):
                rows.append(self._lines[self._folded.count("\n", 0, start)].split("\t"))
            position = self._folded.find(f"\t{key}\t", end)
        return rows

    def _of_forms(self, keys: str) -> list[str]:
        return keys[1:-1].split("\t")[: self._columns]


def _keys_of(line: str) -> str:
    """Return the keys of a row's forms, as the row has them."""
    return "\t".join(map(form_key, line.split("\t")))
