"""One module per output format, all behind one interface, all writing the same records."""

from typing import Final, Literal, get_args

FormatName = Literal[
    "text", "compact", "json", "jsonl", "csv", "html", "markdown", "bibtex", "ris", "atom"
]  # fmt: skip

FORMATS: Final[tuple[FormatName, ...]] = get_args(FormatName)

SUFFIXES: Final[dict[str, FormatName]] = {
    ".jsonl": "jsonl", ".csv": "csv", ".html": "html", ".md": "markdown", ".bib": "bibtex",
    ".ris": "ris", ".atom": "atom",
}  # fmt: skip
"""The format of a file by the end of its name."""
