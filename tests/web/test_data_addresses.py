"""The address of a page with the ending of a format gives the data, all of them where asked."""

import csv
import io
import json

import pytest
from telusur.search.web.pages.data_addresses import MEDIA_TYPES


def without_time(content):
    return {name: value for name, value in content.items() if name != "took_ms"}


@pytest.mark.parametrize(
    ("parameters", "arguments"),
    [
        ({"q": "pasukan Kursk"}, ["pasukan", "Kursk"]),
        ({"q": "Kurks"}, ["Kurks"]),
        ({"q": "Kursk", "country": ["KP", "Rusia"], "all": "1"},
         ["Kursk", "--country", "KP", "--country", "Rusia", "--all"]),
        ({"q": "Kursk", "group": "month", "sort": "oldest", "duplicates": "show", "limit": "3"},
         ["Kursk", "--group-by", "month", "--sort", "oldest", "--duplicates", "show", "-n", "3"]),
        ({"q": "?!"}, ["?!"]),
    ],
)  # fmt: skip
def test_json_is_what_the_command_prints(server, telusur_on, parameters, arguments):
    answer = server.get("/search.json", **parameters)
    printed = telusur_on(server.library)(
        "search", *arguments, "--json", "--library", server.library
    )
    assert without_time(answer.json) == without_time(printed.json)
    assert list(answer.json) == list(printed.json)
    assert answer.headers["content-type"] == "application/json"


def test_every_format_has_all_that_match(server):
    total = server.get("/search.json", q="Kursk").json["total"]
    every = {"q": "Kursk", "limit": "all", "duplicates": "show"}
    ids = [hit["id"] for hit in server.get("/search.json", **every).json["hits"]]
    assert len(ids) == len(set(ids)) == total
    lines = server.get("/search.jsonl", **every).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids
    table = server.get("/search.csv", **every)
    rows = [*csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff")))]
    assert [row["id"] for row in rows] == ids
    assert table.headers["content-disposition"] == 'attachment; filename="telusur.csv"'
    page = {**every, "limit": "2", "page": "2"}
    assert [hit["id"] for hit in server.get("/search.json", **page).json["hits"]] == ids[2:4]


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_a_page_says_where_its_data_are(server, form):
    html = server.get("/search", q="Kursk").text
    assert f'<link rel="alternate" type="{MEDIA_TYPES[form]}" href="/search.{form}?q=Kursk"' in html
    assert server.get(f"/search.{form}", q="Kursk").status == 200
    assert server.get(f"/search.{form}", q="xyzzy").status == 200
