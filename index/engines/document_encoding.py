"""Writes the terms of a document as an engine stores them and `document_terms` reads them."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from telusur.index.engines.common_tokens import character_of
from telusur.index.engines.document_terms import END, PART, character_of_line, code_of

Token = tuple[str, str, tuple[str, ...]]
"""The parts of a `DocumentToken`, in its order; many are written, few are ever asked for one."""

_LOCAL: Final = "".join(map(character_of_line, range(1_024)))
"""The characters of as many lines as most documents have."""


def line_of(token: Token) -> str:
    """Return what tells a token from others, as it stands in the vocabulary of a document."""
    root, form, parts = token
    if form == root and not parts:
        return root + "\t"
    further = "".join([f"{PART}{part}{PART}" for part in parts])
    return f"{root}\t{code_of(root, form)}{further}"


def run_of(tokens: Sequence[Token]) -> str:
    """Return what stands for some tokens in a row: their characters, if all are common.

    Else it is the line of each, or its character, behind a newline.
    """
    if len(tokens) == 1:  # as most pieces of a text have
        way = _way(tokens[0])
        return f"\n{way}" if _is_line(way) else way
    ways = list(map(_way, tokens))
    return "".join([f"\n{way}" for way in ways] if any(map(_is_line, ways)) else ways)


def _way(token: Token) -> str:
    """Return the character of a token, if it is common, or else its line."""
    root, form, parts = token
    common = "" if parts else character_of(root, form)
    return common or line_of(token)


def _is_line(way: str) -> bool:
    return "\t" in way


def encode_terms(title: Sequence[str], text: Sequence[str]) -> bytes:
    """Write the terms of a document as `DocumentTerms` reads them.

    Args:
        title: the runs of its title, in order; see `run_of`.
        text: the same of its text.
    """
    runs = (*title, END, *text)
    rare = [run for run in dict.fromkeys(runs) if "\n" in run]
    if not rare:
        return f"{END}{''.join(runs)}".encode()
    lines = joined = "".join(rare)
    distinct = rare
    if joined.count("\n") > len(rare):  # some are several tokens
        distinct = [f"\n{way}" for way in dict.fromkeys(joined[1:].split("\n")) if _is_line(way)]
        lines = "".join(distinct)
    count = len(distinct)
    characters = _LOCAL if count <= len(_LOCAL) else map(character_of_line, range(count))
    local = dict(zip(distinct, characters, strict=False))
    if distinct is not rare:
        for run in rare:
            local[run] = "".join([local.get(f"\n{way}", way) for way in run[1:].split("\n")])
    return f"{lines}\n{END}{''.join([local.get(run, run) for run in runs])}".encode()


def has_parts(terms: bytes) -> bool:
    """Tell whether any token of a document has further terms, from what `encode_terms` wrote."""
    return PART.encode() in terms


def parts_of(runs: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return the further terms of the tokens of a text that have some, by position."""
    ways = chain.from_iterable(run[1:].split("\n") if "\n" in run else run for run in runs)
    return {
        position: tuple(way.split(PART)[1::2]) for position, way in enumerate(ways) if PART in way
    }
