"""Explains a root: the affixes that were taken away, and the readings that were less likely."""

from typing import NamedTuple

from telusur.index.indonesian.stemming.affixes import Reading
from telusur.index.indonesian.stemming.morphology import DERIVATIONAL_SUFFIXES, TWICE
from telusur.index.indonesian.stemming.roots import UNITS_PER_NAT
from telusur.index.indonesian.stemming.stemmer import default_stemmer, fold_case


class RootAnalysis(NamedTuple):
    """One way to read a word.

    Attributes:
        root: the root, such as `"sepakat"`.
        prefixes: outermost first, in their dictionary form: `("meN-", "per-")`.
        suffixes: `("-kan",)`, `("-i",)`, `("-an",)` and so on, or none.
        clitics: possessives and particles: `("-nya", "-lah")`.
        reduplicated: whether the root, or its first letter, is said twice.
        score: log-likelihood in nats up to a constant, comparable between readings of one word.
    """

    root: str
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    clitics: tuple[str, ...]
    reduplicated: bool
    score: float


def analyse(word: str) -> list[RootAnalysis]:
    """List the readings of a word.

    Args:
        word: a word as the tokenizer gives it; any string is taken.

    Returns:
        One analysis for each reading, the most likely first: its root is what
        `stemmer.stem` gives. A word that nothing is known about is its own only
        analysis, without affixes and with the score 0.

    Raises:
        DictionaryError: PySastrawi's dictionary cannot be read.
    """
    readings = default_stemmer().readings(word)
    return [_analysis(reading) for reading in readings or [(0, fold_case(word), "", 0, "")]]


def _analysis(reading: Reading) -> RootAnalysis:
    score, root, chain, suffix_index, clitic = reading
    prefixes = [part.partition(":")[0] for part in chain.split("+") if part]
    suffix = DERIVATIONAL_SUFFIXES[suffix_index]
    return RootAnalysis(
        root=root,
        prefixes=tuple(f"{prefix}-" for prefix in prefixes if prefix != TWICE),
        suffixes=(f"-{suffix}",) if suffix else (),
        clitics=tuple(f"-{part}" for part in clitic.split("+") if part),
        reduplicated=TWICE in prefixes,
        score=score / UNITS_PER_NAT,
    )
