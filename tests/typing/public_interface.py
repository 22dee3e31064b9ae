"""What a caller may rely on that type checkers know of the public names; it is checked, never run."""

from pathlib import Path
from typing import assert_type

from telusur import (
    Article,
    Facets,
    Filters,
    Hit,
    Library,
    Results,
    SearchOptions,
    Similar,
    facets,
    make_article,
    search,
    similar,
)


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
        narrowed = Filters(country=["KP", "Rusia"], since="2024-10")
        results = search(library, "Kursk", SearchOptions(limit=10, filters=narrowed, sort="newest"))
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


def look_further(library: Library) -> None:
    made = make_article("Pasukan tiba di Kursk.", countries=["RU"])
    assert_type(made, Article)
    assert_type(similar(library, made, SearchOptions(limit=3)), Similar)
    counts = facets(library, "Kursk")
    assert_type(counts, Facets)
    assert_type(counts.countries, dict[str, int])


def mistakes(library: Library) -> None:
    """Each is an error to a type checker; where one no longer is, the comment on it is."""
    search("Kursk")  # type: ignore[arg-type]
    search(library, 5)  # type: ignore[arg-type]
    SearchOptions(sort="best")  # type: ignore[arg-type]
    SearchOptions(limits=3)  # type: ignore[call-arg]
