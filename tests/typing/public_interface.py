"""What a caller may rely on that type checkers know of the public names; it is checked, never run."""

from pathlib import Path
from typing import assert_type

from telusur import Article, Hit, Library, Results, search


def read_a_library() -> None:
    with Library.open() as library:
        assert_type(library, Library)
        assert_type(len(library), int)
        assert_type(library.get("yrgnus2ru63v"), Article | None)
        for article in library.list():
            assert_type(article, Article)
            assert_type(article.title, str)
            assert_type(article.text, str)


def search_it(folder: Path) -> Hit:
    with Library.open(folder) as library:
        results = search(
            library, "Kursk", limit=10, country=["KP", "Rusia"], since="2024-10", sort="newest"
        )
        assert_type(results, Results)
        assert_type(results.total, int)
        for hit in results:
            assert_type(hit, Hit)
            assert_type(hit.score, float)
            assert_type(hit.title, str)
            assert_type(hit.article, Article)
            for passage in hit.passages:
                assert_type(passage.text, str)
                assert_type([match.start for match in passage.matches], list[int])
        return next(iter(search(library, "Kursk")))


def mistakes(library: Library) -> None:
    """Each is an error to a type checker; where one no longer is, the comment on it is."""
    search("Kursk")  # type: ignore[arg-type]
    search(library, 5)  # type: ignore[arg-type]
    search(library, "Kursk", sort="best")  # type: ignore[arg-type]
    search(library, "Kursk", limits=3)  # type: ignore[call-arg]
