"""`telusur search --group-by`: the same hits with the same ranks, under headings."""

import pytest

ARTICLES = [
    {"id": "a", "text": "Kursk Kursk Kursk.", "date": "2024-08-06", "countries": ["RU", "KP"]},
    {"id": "b", "text": "Kursk Kursk sepi.", "date": "2025-01", "countries": ["KP", "RU"]},
    {"id": "c", "text": "Kursk sepi dan tenang.", "date": "2024-08", "countries": ["RU"]},
    {"id": "d", "text": "Kursk sepi dan tenang lagi.", "date": "2024", "countries": []},
    {"id": "e", "text": "Kursk sepi dan tenang lagi sekali.", "countries": ["KP"]},
]
GROUPS = {
    "country": [
        {"country": "RU", "ranks": [1, 3]},
        {"country": "KP", "ranks": [2, 5]},
        {"country": None, "ranks": [4]},
    ],
    "month": [
        {"month": "2025-01", "ranks": [2]},
        {"month": "2024-08", "ranks": [1, 3]},
        {"month": "uncertain", "ranks": [4]},
        {"month": None, "ranks": [5]},
    ],
}
HEADINGS = {
    "country": ["Rusia", "Korea Utara", "No country"],
    "month": ["Jan 2025", "Aug 2024", "Uncertain month", "No date"],
}


@pytest.fixture(scope="module")
def kursk(library_of):
    return library_of(ARTICLES)


@pytest.mark.parametrize("by", GROUPS)
def test_groups_refer_to_the_hits_by_rank(kursk, by):
    plain = kursk("search", "Kursk", "--json").json
    found = kursk("search", "Kursk", "--json", "--group-by", by).json
    assert found["hits"] == plain["hits"]
    assert [hit["id"] for hit in found["hits"]] == list("abcde")
    assert "groups" not in plain
    assert found["groups"] == GROUPS[by]


@pytest.mark.parametrize("by", HEADINGS)
def test_hits_stand_under_headings_with_their_ranks(kursk, by):
    lines = kursk("search", "Kursk", "--group-by", by).out.splitlines()
    assert [line for line in lines if line in HEADINGS[by]] == HEADINGS[by]
    ranks = [int(line[0]) for line in lines if line[:1].isdigit()]
    assert ranks == [rank for group in GROUPS[by] for rank in group["ranks"]]
    assert kursk("search", "xylofon", "--group-by", by).code == 1
