"""Believes in a root that no dictionary has, where the affixes around it are strong enough."""

from index.indonesian.affixes import Affixes


def believable_reading(word: str, affixes: Affixes) -> list[tuple[int, str, str, int, str]]:
    return []
