"""The seed corpus: five Indonesian news articles that a first library is built from."""

from pathlib import Path


def seed_paths() -> list[Path]:
    """Return the paths of the five seed articles, in order of their numbers."""
    return sorted(Path(__file__).parent.glob("*.txt"))
