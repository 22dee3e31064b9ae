"""Every hit: the same as a search without a limit, read as one goes through it."""

from itertools import islice
from random import Random

import pytest
from telusur.index.ingest.validation import interpret_published
from telusur.search.every_hit import every_hit
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.searcher import search

from telusur import Library, make_article

DAYS = ["2024-10-08", "2024-10", "2024-11-02", "2023", None]
WORDS = ["banjir", "sungai", "desa", "jembatan", "warga", "hutan", "pasar", "kapal"]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Three hundred short articles, some of them versions of others."""
    chance = Random(7)
    long = " ".join(f"Warga desa nomor {number} melihat banjir." for number in range(30))

    def articles():
        for number in range(300):
            day = DAYS[number % len(DAYS)]
            yield make_article(
                " ".join(chance.choices(WORDS, k=chance.randint(3, 9))),
                id=f"a{number}", published=interpret_published(day) if day else None,
            )  # fmt: skip
        for number in range(6):
            yield make_article(f"{long} Tambahan {number}.", id=f"versi{number}")

    with Library.open(tmp_path_factory.mktemp("every") / "library", missing="empty") as opened:
        opened.add(articles())
        yield opened


def told(hits):
    return [(hit.rank, hit.id, hit.score, hit.duplicates, hit.passages) for hit in hits]


@pytest.mark.parametrize(
    "query", ["banjir desa", "banjir", '"desa warga" ATAU kapal -pasar', "bnajir"]
)
@pytest.mark.parametrize(
    "options",
    [
        SearchOptions(),
        SearchOptions(sort="newest", duplicates="show"),
        SearchOptions(sort="oldest", offset=7),
        SearchOptions(filters=Filters(since="2024", until="2024"), duplicates="show"),
    ],
)
def test_all_of_it_in_the_order_of_a_search(library, query, options):
    whole = search(library, query, options._replace(limit=10_000))
    found = every_hit(library, query, options)
    assert len(whole) > 40
    assert told(found.hits) == told(whole)
    assert (found.results.total, found.results.offset) == (whole.total, whole.offset)
    assert found.results.notes == whole.notes


def test_nothing_and_everything(library):
    for query in ("?!", "xyzzyx", ""):
        assert list(every_hit(library, query).hits) == []
    every = every_hit(library, "", SearchOptions(filters=Filters(since="2024")))
    assert len(list(every.hits)) == every.results.total > 100


def test_what_goes_meanwhile_is_left_out(library):
    hits = every_hit(library, "hutan").hits
    first = [hit.id for hit in islice(hits, 3)]
    gone = make_article("hutan hutan hutan", id="sebentar")
    library.add([gone])
    later = every_hit(library, "hutan", SearchOptions(sort="newest"))
    library.remove(["sebentar"])
    assert "sebentar" not in [hit.id for hit in later.hits]
    assert len(first) == 3
    assert all("hutan" in hit.article.text for hit in hits)
