"""The roots a word may have, each with how likely it is in ordinary text.

The dictionary is PySastrawi's (29,932 entries, read from the installed package), without the
entries that are themselves derived from another (`data/derived-entries.txt`) and with the roots
that it lacks (`data/roots.txt`). The weights are learnt without labels by
`tools/learn_stemmer.py`; those of PySastrawi's entries (`data/dictionary-weights.hex`) are stored
in the order of its dictionary, because reading them must not delay the first word.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from telusur.index.indonesian.wordlists import read_rows

UNITS_PER_NAT = 25
"""Weights are whole numbers: logarithms in twenty-fifths of a nat."""

UNSEEN = 25
"""The weight of a root that no text has; only differences between weights mean anything."""


class DictionaryError(RuntimeError):
    """PySastrawi's dictionary, which the stemmer reads, is missing or is another version's."""


def read_dictionary() -> list[str]:
    """Read the entries of PySastrawi's dictionary.

    Returns:
        The entries as they stand in the file, derived ones among them.

    Raises:
        DictionaryError: PySastrawi or its dictionary cannot be found or read.
    """
    return _dictionary_file().decode().split()


def _dictionary_file() -> bytes:
    package = find_spec("Sastrawi")
    if package is None or not package.submodule_search_locations:
        raise DictionaryError("PySastrawi is not installed; the stemmer needs its dictionary")
    folder = Path(package.submodule_search_locations[0])
    try:
        return (folder / "Stemmer" / "data" / "kata-dasar.txt").read_bytes()
    except OSError as error:
        raise DictionaryError(f"PySastrawi's dictionary cannot be read: {error}") from error


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
    """The same roots, each looked up in the text of the dictionary when it is asked for.

    For the few words of one query it is faster than making a table of all roots first.
    """

    def __init__(self) -> None:
        """Read the files.

        Raises:
            DictionaryError: PySastrawi's dictionary cannot be read.
        """
        lines = _dictionary_file().translate(_LINE_ENDS)
        self._lines = b"\n" + lines.strip(b"\n") + b"\n"
        self._further = _further_roots()
        self._derived = frozenset(read_words("derived-entries.txt"))

    def __contains__(self, root: str) -> bool:
        return root in self._further or (root not in self._derived and self._position(root) >= 0)

    def __getitem__(self, root: str) -> int:
        """The weight of a word that is a root.

        Raises:
            DictionaryError: the dictionary is not that of the version whose weights are known.
        """
        if root in self._further:
            return self._further[root]
        weights = _dictionary_weights(self._lines.count(b"\n") - 1)
        return weights[self._lines.count(b"\n", 0, self._position(root))]

    def _position(self, root: str) -> int:
        if root.split() != [root]:
            return -1
        # The last entry counts, where one stands there twice.
        return self._lines.rfind(b"\n%b\n" % root.encode("utf-8", "surrogatepass"))


_LINE_ENDS = bytes.maketrans(b" \t\r", b"\n\n\n")


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
