"""Reads the word lists in `data/`: tab-separated text, origin and licence in comments on top."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_rows(name: str) -> list[list[str]]:
    """Read one word list.

    Args:
        name: the file's name inside `data/`, such as `"territories.tsv"`.

    Returns:
        One list of tab-separated columns per entry; comments and blank lines are left out.
    """
    return [line.split("\t") for line in read_lines(name)]


def read_lines(name: str) -> list[str]:
    """Read one word list as it stands, a line per entry; arguments are those of `read_rows`."""
    return list(filter(None, read_content(name).split("\n")))


def read_content(name: str) -> str:
    """Read one word list as one text without comments, not yet split into lines.

    Args:
        name: the file's name inside `data/`.
    """
    text = "\n" + (DATA / name).read_text(encoding="utf-8")
    # There are a thousand times as many lines as comments: cut at those.
    blocks = (block.partition("\n")[2].strip("\n") for block in text.split("\n#"))
    return "\n".join(filter(None, blocks))
