"""What the tools that disturb commands share: articles, commands, and a look at what is left."""

import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from telusur.index.errors import TelusurError
from telusur.search.options import SearchOptions

from telusur import Library, search

COMMON = "Kursk"
"""A word that every article has."""

COMMAND = """
import telusur.index.ingest.batches, telusur.search.commands.articles.add
from telusur.search.cli import main
telusur.index.ingest.batches._MAX_ARTICLES = {batch}
telusur.search.commands.articles.add._OUTCOMES_SHOWN = 1_000_000
main()
"""


class Expected(NamedTuple):
    """What may and what must be in a library after a command was disturbed."""

    operation: str
    """What the command did: an addition, unless it was `remove` or `rebuild`."""
    stored: set[str]
    """The ids of what was there before."""
    touched: set[str]
    """The ids that the command was given."""
    told: set[str]
    """The ids that it told of."""


def write_articles(file: Path, numbers: Iterable[int], chance: random.Random) -> set[str]:
    """Write articles of many words, each with one that no other has, as JSON Lines.

    Returns:
        Their ids.
    """
    ids = set()
    with file.open("w", encoding="utf-8") as lines:
        for number in numbers:
            words = " ".join(f"kata{chance.randrange(2_000)}x" for _ in range(80))
            text = f"Tentara tiba di {COMMON}. Mereka membawa {words} nomor{number}."
            ids.add(f"n{number:05}")
            lines.write(json.dumps({"id": f"n{number:05}", "text": text}) + "\n")
    return ids


def command_line(*arguments: object, batch: int = 1_000) -> list[str]:
    """Return the real command, which commits batches of so many and tells of every article."""
    return [sys.executable, "-W", "ignore", "-c", COMMAND.format(batch=batch), *map(str, arguments)]


def told_ids(output: str) -> set[str]:
    """Return the ids that whole lines of the output told of."""
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    outcomes = {"added", "updated", "unchanged", "removed"}
    return {words[1] for words in lines if len(words) > 1 and words[0] in outcomes}


def look_at(library: Path, expected: Expected, remarks: list[str]) -> tuple[list[str], set[str]]:
    """Open a library, and find out what is wrong with it.

    Args:
        library: its folder.
        expected: what may and must be there.
        remarks: is given what the library said while it was opened.

    Returns:
        What is wrong, and the ids that are there.
    """
    present: set[str] = set()
    faults: list[str] = []
    try:
        with Library.open(library, missing="empty", remark=remarks.append) as opened:
            articles = {article.id: article.text for article in opened.list()}
            present = set(articles)
            faults += _faults_of_articles(expected, present)
            everything = search(opened, COMMON, SearchOptions(duplicates="show")).total
            if everything != len(articles):
                faults.append(f"{everything} articles are found of {len(articles)}")
            for identity, text in articles.items():
                hits = [hit.id for hit in search(opened, text.split()[-1].rstrip("."))]
                if hits != [identity]:
                    faults.append(f"{identity}: its own word finds {hits}")
            faults += opened.check().sentences()
    except TelusurError as error:
        faults.append(str(error))
    return faults, present


def _faults_of_articles(expected: Expected, present: set[str]) -> Iterator[str]:
    operation, stored, touched, told = expected
    if operation == "remove":
        if present not in (stored, stored - touched):
            yield f"removed in part: {len(stored - present)} of {len(touched)}"
        if told & present:
            yield f"told to be removed, and still there: {sorted(told & present)}"
        return
    if stored - present:
        yield f"lost: {sorted(stored - present)}"
    if told - present:
        yield f"told to be added, and lost: {sorted(told - present)}"
    if present - stored - touched:
        yield f"from nowhere: {sorted(present - stored - touched)}"
