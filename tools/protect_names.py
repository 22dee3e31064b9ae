"""Writes `unstemmed-names.txt`: the names that the stemmer would take apart if nobody told it.

The stemmer needs to know of no others, and reads this short list much faster than all names. Run it
after changing the lists of names, the dictionary or the affixes; a test says when that is due.
"""

from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.roots import load_roots
from telusur.index.indonesian.stemming.stemmer import UNSTEMMED_NAMES, Stemmer
from telusur.index.indonesian.text.proper_names import name_words
from telusur.index.indonesian.wordlists import DATA, read_rows

HEAD = """\
# Names that the stemmer would take for derived words, folded: computed from place-names.tsv and
# personal-names.txt by tools/protect_names.py.
# Written for Telusur; MIT.
"""


def names_taken_apart() -> list[str]:
    """Return the names that a stemmer without names would change, sorted."""
    stemmer = Stemmer(load_roots(), Affixes(read_rows("affix-weights.tsv")))
    return sorted(name for name in name_words() if stemmer.stem(name) != name)


if __name__ == "__main__":
    content = HEAD + "\n".join(names_taken_apart()) + "\n"
    (DATA / UNSTEMMED_NAMES).write_text(content, encoding="utf-8")
