"""The roots a word may have, each with how likely it is in ordinary text.

The dictionary is PySastrawi's (29,932 entries, read from the installed package), without the
entries that are themselves derived from another (`data/derived-entries.txt`) and with the roots
that it lacks (`data/roots.txt`). The weights are learnt without labels by
`tools/learn_stemmer.py`; those of PySastrawi's entries (`data/dictionary-weights.hex`) are stored
in the order of its dictionary, because reading them must not delay the first word.
"""

from bisect import bisect_right
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Final

from telusur.index.indonesian.wordlists import read_rows

UNITS_PER_NAT = 25
"""Weights are whole numbers: logarithms in twenty-fifths of a nat."""

UNSEEN = 25
"""The weight of a root that no text has; only differences between weights mean anything."""


_NO_WORD: Final = (b' "v,"', b"\nopera")
"""What stands after a word in its line and is none, and the entry after it, which is put in its
place: entries keep their numbers, and there is one to a line."""


class DictionaryError(RuntimeError):
    """PySastrawi's dictionary, which the stemmer reads, is missing or is another version's."""


def read_dictionary() -> list[str]:
    """Read the entries of PySastrawi's dictionary.

    Returns:
        The entries in the order of the alphabet, derived ones among them.

    Raises:
        DictionaryError: PySastrawi or its dictionary cannot be found or read.
    """
    return _dictionary_file().decode().split()


def _dictionary_file() -> bytes:
    """Return the dictionary: an entry to a line, in the order of their bytes."""
    package = find_spec("Sastrawi")
    if package is None or not package.submodule_search_locations:
        raise DictionaryError("PySastrawi is not installed; the stemmer needs its dictionary")
    folder = Path(package.submodule_search_locations[0])
    try:
        written = (folder / "Stemmer" / "data" / "kata-dasar.txt").read_bytes()
    except OSError as error:
        raise DictionaryError(f"PySastrawi's dictionary cannot be read: {error}") from error
    return written.replace(*_NO_WORD, 1) + b"\n"


def read_words(name: str) -> list[str]:
    """Read a list of words, several to a line.

    Args:
        name: the file's name inside `data/`.

    Returns:
        The words, in the file's order.
    """
    return [word for row in read_rows(name) for word in row[0].split()]


def load_roots() -> dict[str, int]:
    """Read the roots with their weights.

    Returns:
        Each root with the logarithm of its frequency in ordinary text, in twenty-fifths of a nat,
        where a root never seen has `UNSEEN`.

    Raises:
        DictionaryError: PySastrawi's dictionary cannot be read, or is not that of the version
            whose weights are known.
    """
    entries = read_dictionary()
    roots = dict(zip(entries, _dictionary_weights(len(entries)), strict=True))
    for word in read_words("derived-entries.txt"):
        roots.pop(word, None)
    roots.update(_further_roots())
    return roots


class SearchedRoots:
    """The same roots, each searched for in the sorted lines of the dictionary.

    For the few words of one query it is faster than making a table of all roots first. Whoever
    goes on asking has the table made after all.
    """

    def __init__(self) -> None:
        """Read the files.

        Raises:
            DictionaryError: PySastrawi's dictionary cannot be read.
        """
        self._entries = _dictionary_file()
        self._further = _further_roots()
        self._derived = frozenset(read_words("derived-entries.txt"))
        self._left = _FEW_LOOKUPS
        self._table: dict[str, int] | None = None

    def __contains__(self, root: str) -> bool:
        if self._table is not None:
            return root in self._table
        if not self._left:
            self._table = load_roots()
            return root in self._table
        self._left -= 1
        return root in self._further or (root not in self._derived and self._start(root) >= 0)

    def __getitem__(self, root: str) -> int:
        """The weight of a word that is a root.

        Raises:
            DictionaryError: the dictionary is not that of the version whose weights are known.
        """
        if root in self._further:
            return self._further[root]
        content, before = self._entries, self._entries_before_blocks
        start = self._start(root)
        block = start // _BLOCK
        number = before[block] + content.count(b"\n", block * _BLOCK, start)
        return _dictionary_weights(before[-1])[number]

    def _start(self, root: str) -> int:
        """Return where the line of an entry begins, the last one that says so; -1 if there is none.

        There are two of some.
        """
        content, line = self._entries, root.encode("utf-8", "surrogatepass") + b"\n"

        def line_at(offset: int) -> bytes:
            return content[content.rfind(b"\n", 0, offset) + 1 : content.find(b"\n", offset) + 1]

        end = bisect_right(range(len(content)), line, key=line_at)
        start = content.rfind(b"\n", 0, max(0, end - 1)) + 1
        return start if content[start:end] == line else -1

    @cached_property
    def _entries_before_blocks(self) -> list[int]:
        """How many entries begin before each block of the dictionary, and before its end."""
        content = self._entries
        blocks = range(0, len(content), _BLOCK)
        counts = [content.count(b"\n", start, start + _BLOCK) for start in blocks]
        return list(accumulate(counts, initial=0))


_BLOCK: Final = 4_096
_FEW_LOOKUPS = 1_000
"""How many roots are searched for before the table is made: those of some hundred words, which
take about as long by then."""


@cache
def _dictionary_weights(entries: int) -> bytes:
    """Read the weights of PySastrawi's dictionary.

    Args:
        entries: how many entries it has; other than expected, it is another version.
    """
    weights = bytes.fromhex("".join(row[0] for row in read_rows("dictionary-weights.hex")))
    if entries != len(weights):
        raise DictionaryError(
            f"PySastrawi's dictionary has {entries:,} words where {len(weights):,} are "
            "expected; install PySastrawi 1.2.1"
        )
    return weights


def _further_roots() -> dict[str, int]:
    """Read the roots that the dictionary lacks, and those whose weights are others."""
    roots = dict.fromkeys(read_words("roots.txt"), UNSEEN)
    for weight, words in read_rows("root-weights.tsv"):
        roots.update(dict.fromkeys(words.split(), int(weight)))
    return roots
