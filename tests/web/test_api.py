"""The API: answers are what the commands print, and what the OpenAPI document says."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from telusur.search.web.api.json_schemas import SCHEMAS
from telusur.search.web.api.operations import OPERATIONS, PREFIX, document
from telusur.search.web.application import API

from telusur import Library, make_article

schemathesis = pytest.importorskip("schemathesis")

ROOT = Path(__file__).parents[2]
ID = "yrgnus2ru63v"


def test_every_operation_is_answered_and_described():
    assert API.keys() == OPERATIONS.keys()
    assert {one.answer for one in OPERATIONS.values() if one.is_json} | {"Error"} <= SCHEMAS.keys()


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("facets?q=pasukan&country=KP&not_country=IL",
         ["facets", "pasukan", "--country", "KP", "--exclude-country", "IL"]),
        ("timeline?q=Kursk&q=pasukan&by=month", ["timeline", "Kursk", "pasukan", "--by", "month"]),
        (f"similar?id={ID}&limit=2", ["similar", ID, "-n", "2"]),
        ("articles?q=Kursk&limit=2&offset=1", ["list", "Kursk", "-n", "2", "--offset", "1"]),
        (f"article?id={ID}&q=Kursk&original=1", ["show", ID, "--query", "Kursk", "--original"]),
        ("saved", ["saved", "list"]),
    ],
)  # fmt: skip
def test_answers_are_what_the_commands_print(server, telusur_on, path, arguments):
    run = telusur_on(server.library)
    if arguments[-1] == "--original":
        shown = run("show", ID, "--original", "--json", "--library", server.library).json
        told = server.ask(f"{PREFIX}/article?id={ID}&original=1")
    else:
        shown = run(*arguments, "--json", "--library", server.library).json
        told = server.ask(f"{PREFIX}/{path}")
    assert told.json == shown
    assert list(told.json) == list(shown)


def test_what_is_exported_is_taken_back(server, own):
    exported = server.ask(f"{PREFIX}/articles.jsonl?q=tenang").body
    added = own.ask(f"{PREFIX}/articles", "POST", exported, **own.with_token)
    assert (added.status, added.json["added"]) == (200, 2)
    again = own.ask(f"{PREFIX}/articles", "POST", exported, **own.with_token).json
    assert (again["added"], again["unchanged"]) == (0, 2)
    assert own.ask(f"{PREFIX}/articles.jsonl?q=tenang").body == exported
    for one in again["articles"]:
        path = f"{PREFIX}/article?id={one['id']}"
        assert own.ask(path, "DELETE", **own.with_token).json["removed"] == [one["id"]]
        assert own.ask(path, "DELETE", **own.with_token).status == 404


def test_what_cannot_be_added_is_said(own):
    def add(path, body=b""):
        return own.ask(f"{PREFIX}/articles{path}", "POST", body, **own.with_token)

    broken = add("?name=../../a.pdf", b"%PDF-1.7 broken").json
    assert broken["failed"] == 1
    assert broken["failures"][0]["where"] == "a.pdf"
    private = add(f"?address=http://127.0.0.1:{own.port}/").json
    assert private["failed"] == 1
    for answer in (add(""), add("?address=file:///etc/passwd"), add("?address=https://a", b"x")):
        assert (answer.status, answer.json["error"]["code"]) == (400, "not_understood")


def test_saved_searches(own):
    def ask(path, method="GET"):
        return own.ask(f"{PREFIX}/saved{path}", method, **own.with_token)

    saved = ask("?name=kursk&q=Kursk&not_country=BR&unseen=1", "POST").json
    assert (saved["total"], saved["new"], saved["filters"]) == (2, 2, {"not_country": ["BR"]})
    taken = ask("?name=kursk&q=x", "POST")
    assert (taken.status, taken.json["error"]["code"]) == (409, "name_taken")
    for path, method in (("/new?name=x", "GET"), ("/seen?name=x", "POST"), ("?name=x", "DELETE")):
        assert (ask(path, method).status, path) == (404, path)
    (found,) = ask("/new?name=kursk").json["searches"]
    assert (found["new"], len(found["articles"])) == (2, 2)
    assert ask("/seen?name=kursk", "POST").json["searches"][0]["new"] == 2
    assert ask("/new?name=kursk").json["searches"][0]["new"] == 0
    assert [one["name"] for one in ask("").json["searches"]] == ["kursk"]
    assert ask("?name=kursk", "DELETE").json["removed"] == ["kursk"]
    assert ask("?name=kursk", "DELETE").status == 404


def test_words_dates_and_countries(server):
    (word,) = server.ask(f"{PREFIX}/stem?word=pengiriman").json["words"]
    assert word["root"] == "kirim"
    days = server.get(f"{PREFIX}/dates", text="2024-10..").json
    assert (days["from"], days["to"]) == ("2024-10-01", None)
    assert server.get(f"{PREFIX}/dates", text="entah").status == 400
    names = server.get(f"{PREFIX}/countries", name=["Rusia", "KP"]).json["countries"]
    assert [one["code"] for one in names] == ["RU", "KP"]
    assert len(server.ask(f"{PREFIX}/countries").json["countries"]) > 240


def fields_of(content, schema):
    """Yield each field of an object that its schema does not describe, all the way down."""
    schema = SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "anyOf" in schema and content is not None:
        schema = schema["anyOf"][0]
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(content, list):
        for one in content:
            yield from fields_of(one, schema.get("items", {}))
    elif isinstance(content, dict) and "properties" in schema:
        yield from content.keys() - schema["properties"].keys()
        for name in content.keys() & schema["properties"].keys():
            yield from fields_of(content[name], schema["properties"][name])


@pytest.mark.parametrize(
    "path",
    ["search?q=Kurks+2024&group=month", "search?q=Kursk+Februari+2025", "facets", "timeline?q=Kursk",
     f"similar?id={ID}", "articles", f"article?id={ID}&q=Kursk&versions=1", "saved",
     "stem?word=berkali-kali", "dates?text=2024", "countries", "nothing"],
)  # fmt: skip
def test_no_field_is_undescribed(server, path):
    answer = server.ask(f"{PREFIX}/{path}").json
    operation = OPERATIONS.get(("get", "/" + path.partition("?")[0]))
    schema = SCHEMAS[operation.answer if operation else "Error"]
    assert [*fields_of(answer, schema)] == []


def test_the_page_of_the_json_names_the_same_fields():
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    names = set(re.findall(r"`([a-z_]+)`", page))
    for schema in ("SearchResults", "Hit", "Passage", "Facets", "Timeline", "SimilarArticles",
                   "Article", "ArticleList", "Added", "Removed", "SavedSearch"):  # fmt: skip
        assert SCHEMAS[schema]["properties"].keys() <= names, schema


def test_the_page_of_the_api_is_up_to_date():
    done = subprocess.run([sys.executable, ROOT / "tools" / "api_page.py", "--check"], check=False)
    assert done.returncode == 0, "run tools/api_page.py"


SCHEMA = schemathesis.openapi.from_dict(document())


@SCHEMA.include(method="GET").parametrize()
@settings(
    phases=[Phase.generate],
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_the_document_says(server, case):
    # Any text may be a date or a country by its schema; what is none is refused with a sentence.
    unwanted = schemathesis.checks.CHECKS.get_by_names(["positive_data_acceptance"])
    case.call_and_validate(base_url=f"http://127.0.0.1:{server.port}", excluded_checks=unwanted)


@pytest.mark.parametrize(
    "query", ["duplicates=hide&duplicates=show", "duplicates=", "limit=", "q=a&q=b"]
)
def test_a_value_is_given_once_and_not_empty(server, query):
    refused = server.ask(f"{PREFIX}/search?{query}")
    assert refused.status == 400
    assert query.partition("=")[0] in refused.json["error"]["sentence"]


def test_the_document_is_served(server):
    assert server.ask("/openapi.json").json == json.loads(json.dumps(document()))
    assert document()["openapi"] == "3.1.0"


def test_searches_are_saved_and_seen_on_the_page(own):
    def post(path, body=b""):
        return own.ask(path, "POST", body, Sec_Fetch_Site="same-origin", **own.with_token)

    library = Library.open(own.library)
    library.add([make_article("Sungai meluap di Demak.", id="demak", title="Sungai")])
    saved = post("/saved", b"q=sungai&not_country=BR&name=banjir")
    assert (saved.status, saved.headers["location"]) == (303, "/saved")
    library.add([make_article("Sungai surut di Kudus.", id="kudus", title="Surut")])
    library.close()
    assert "1 new" in own.ask("/saved").text
    assert b"kudus" in own.ask("/saved.atom?name=banjir").body
    assert post("/saved/seen?name=banjir").status == 303
    assert "0 new" in own.ask("/saved").text
    assert own.ask("/saved.atom?name=x").status == 404
    assert post("/saved", b"q=sungai&name=banjir").status == 409
    assert post("/saved", b"q=sungai&name=banjir&replace=1").status == 303
    assert own.ask("/saved", "POST", b"q=x&name=y").status == 401
    assert 'action="/saved/remove?name=banjir"' in own.ask("/saved").text
    assert own.ask("/saved/remove?name=banjir", "POST", b"").status == 401
    assert post("/saved/remove?name=banjir").status == 303
    assert "banjir" not in own.ask("/saved").text
    assert post("/saved/remove?name=banjir").status == 404
