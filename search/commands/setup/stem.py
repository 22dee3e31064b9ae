"""`telusur stem`: what the stemmer makes of words, and why."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click
from telusur.index.analyzer import analyse_word
from telusur.index.indonesian.stemming.analyses import RootAnalysis, analyse
from telusur.index.indonesian.text.proper_names import is_name
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import iter_tokens
from telusur.index.indonesian.text.variants import variants_of
from telusur.index.translation import gettext
from telusur.search.commands.documented import documented
from telusur.search.output.printable_text import printable

_RUNNERS_UP_SHOWN = 3


@documented("telusur stem membantah Korut bekasi")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Show the root of each WORD, or of each line of standard input.

    It also shows the affixes, less likely readings, other spellings, and whether the word is a name
    or a stop word.
    """
    for text in words or _lines():
        for token in iter_tokens(text):
            word = token.text
            click.echo(_as_json(word) if as_json else printable(_as_text(word)))


def _lines() -> Iterator[str]:
    lines: Iterable[bytes] = sys.stdin.buffer
    for line in lines:
        yield line.decode("utf-8", "replace")


def word_fields(word: str) -> dict[str, Any]:
    """Return what is made of a word as the fields of a JSON object.

    Args:
        word: the word.
    """
    candidates = analyse(word)
    root = analyse_word(word).root
    chosen = next((one for one in candidates if one.root == root), None)
    return {
        "word": word,
        "root": root,
        "affixes": _affixes(chosen) if chosen else [],
        "runners_up": [
            {"root": one.root, "affixes": _affixes(one), "score": round(one.score, 2)}
            for one in candidates
            if one is not chosen and one.root != word
        ][:_RUNNERS_UP_SHOWN],
        "name": is_name(word),
        "stop_word": is_stop_word(word),
        "variants": [" ".join(variant.words) for variant in variants_of([word])],
    }


def _affixes(analysis: RootAnalysis) -> list[str]:
    doubled = [gettext("reduplication")] if analysis.reduplicated else []
    return [*analysis.prefixes, *doubled, *analysis.suffixes, *analysis.clitics]


def _as_json(word: str) -> str:
    from telusur.search.output.json_fields import versioned

    return versioned(word_fields(word))


def _as_text(word: str) -> str:
    explanation = word_fields(word)
    others = ", ".join(_reading(one) for one in explanation["runners_up"])
    remarks = [
        gettext("a name") if explanation["name"] else "",
        gettext("a stop word") if explanation["stop_word"] else "",
        gettext("also written {spellings}", spellings=", ".join(explanation["variants"]))
        if explanation["variants"]
        else "",
        gettext("less likely: {readings}", readings=others) if others else "",
    ]
    details = "; ".join(remark for remark in remarks if remark)
    return f"{word}: {_reading(explanation)}" + (f"  ({details})" if details else "")


def _reading(reading: dict[str, Any]) -> str:
    return " + ".join([reading["root"], *reading["affixes"]])
