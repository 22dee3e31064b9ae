"""The roots a word may have, each with how likely it is in ordinary text.

The dictionary is PySastrawi's (29,932 entries, read from the installed package), without the
entries that are themselves derived from another (`data/derived-entries.txt`) and with the roots
that it lacks (`data/roots.txt`). The weights (`data/root-weights.tsv`) are learnt without labels
by `tools/learn_stemmer.py`.
"""

import os
from importlib.util import find_spec

from index.indonesian.wordlists import read_rows


class DictionaryMissingError(RuntimeError):
    """PySastrawi, whose dictionary the stemmer reads, is not installed or not whole."""


def read_dictionary() -> list[str]:
    """Read the entries of PySastrawi's dictionary.

    Returns:
        The entries as they stand in the file, derived ones among them.

    Raises:
        DictionaryMissingError: PySastrawi's dictionary cannot be found or read.
    """
    package = find_spec("Sastrawi")
    for folder in (package and package.submodule_search_locations) or ():
        path = os.path.join(folder, "Stemmer", "data", "kata-dasar.txt")  # noqa: PTH118
        try:
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                return file.read().split()
        except OSError as error:
            raise DictionaryMissingError(f"cannot read PySastrawi's dictionary: {error}") from error
    raise DictionaryMissingError("PySastrawi is not installed; its dictionary is needed")


def read_words(name: str) -> list[str]:
    """Read a list of words, several to a line.

    Args:
        name: the file's name inside `data/`.

    Returns:
        The words, in the file's order.
    """
    return [word for row in read_rows(name) for word in row[0].split()]


def read_roots() -> dict[str, int]:
    """Read the roots, without their weights.

    Returns:
        PySastrawi's roots and our own, each with the weight of a root never seen, which is 0.

    Raises:
        DictionaryMissingError: PySastrawi's dictionary cannot be found or read.
    """
    roots = dict.fromkeys(read_dictionary(), 0)
    for word in read_words("derived-entries.txt"):
        roots.pop(word, None)
    roots.update(dict.fromkeys(read_words("roots.txt"), 0))
    return roots


def load_roots() -> dict[str, int]:
    """Read the roots with their weights.

    Returns:
        Each root with the logarithm of its frequency in ordinary text, in hundredths of a nat
        above that of a root never seen, which is 0.

    Raises:
        DictionaryMissingError: PySastrawi's dictionary cannot be found or read.
    """
    roots = read_roots()
    for weight, words in read_rows("root-weights.tsv"):
        roots.update(dict.fromkeys(words.split(" "), int(weight)))
    return roots
