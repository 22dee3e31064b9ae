"""What became of articles that were added or copied, in words."""

from collections.abc import Mapping
from typing import Final

from telusur.index.ingest.batches import OUTCOMES, OutcomeOrFailed
from telusur.index.translation import gettext, gettext_noop, ngettext, number

_WORDS: Final = {
    "added": gettext_noop("added"),
    "renamed": gettext_noop("renamed"),
    "updated": gettext_noop("updated"),
    "unchanged": gettext_noop("unchanged"),
    "failed": gettext_noop("failed"),
}


OUTCOMES_SHOWN: Final = 20
"""How many articles are named, each with its outcome; of the others there are the numbers."""


def outcome_word(outcome: OutcomeOrFailed) -> str:
    """Return an outcome in a word."""
    return gettext(_WORDS[outcome])


def outcome_column(outcome: OutcomeOrFailed) -> str:
    """Return an outcome in a word, padded to the width of the longest one."""
    width = max(len(gettext(word)) for word in _WORDS.values())
    return f"{gettext(_WORDS[outcome]):<{width}}"


def renamed_sentence(count: int, example: str) -> str:
    """Say how many articles came with the id of another one.

    Args:
        count: how many, at least one.
        example: the id that one of them has now.
    """
    return ngettext(
        "{count} came with the id of another article and is kept beside it, "
        "under the name of its file, as {example}.",
        "{count} came with the ids of other articles and are kept beside them, "
        "under the names of their files, such as {example}.",
        count,
        example=example,
    )


def counts_as_text(counts: Mapping[OutcomeOrFailed, int]) -> str:
    """Return how many articles had each outcome; `renamed` only if any had, since few ever do.

    Args:
        counts: the number of articles by outcome.
    """
    return ", ".join(
        f"{number(counts[outcome])} {gettext(_WORDS[outcome])}"
        for outcome in OUTCOMES
        if counts[outcome] or outcome != "renamed"
    )
