"""The page of results: what it shows, and that its links say what they do."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest


class Page(HTMLParser):
    """The links of a page, by their texts, and its text."""

    def __init__(self, html):
        super().__init__()
        self.links, self.text, self._open = [], "", None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self._open = [dict(attributes), ""]

    def handle_data(self, data):
        self.text += data
        if self._open:
            self._open[1] += data

    def handle_endtag(self, tag):
        if tag == "a" and self._open:
            self.links.append(self._open)
            self._open = None

    def link(self, name):
        """Return where the first link leads that has a text or a label."""
        return next(
            one["href"] for one, text in self.links if name in (text.strip(), one.get("aria-label"))
        )


@pytest.fixture
def page(server):
    def asked(path, **parameters):
        answer = server.get(path, **parameters)
        assert answer.status == 200
        return Page(answer.text)

    return asked


def total(shown):
    return int(re.search(r"([\d,.]+) article", shown.text)[1])


def test_results_are_shown_as_the_command_has_them(server, page):
    shown = page("/search", q="pasukan Kursk")
    data = server.get("/search.json", q="pasukan Kursk").json
    assert total(shown) == data["total"]
    titles = [text.strip() for one, text in shown.links if one["href"].startswith("/article")]
    assert titles == [" ".join(hit["title"].split()) for hit in data["hits"]]
    html = server.get("/search", q="pasukan Kursk").text
    assert "<mark>pasukan</mark>" in html
    assert "<title>pasukan Kursk – Telusur</title>" in html
    assert "from the dateline" in html
    assert "Korea Utara" in shown.text
    assert "+1 similar" in shown.text


def test_a_click_chooses_excludes_and_takes_back(page):
    whole = page("/search", q="Kursk")
    chosen = page(whole.link("Amerika Serikat"))
    excluded = page(whole.link("Exclude Amerika Serikat"))
    assert 0 < total(chosen) < total(whole)
    assert total(chosen) + total(excluded) == total(whole)
    assert total(page(chosen.link("Amerika Serikat"))) == total(whole)
    assert total(page(excluded.link("Include Amerika Serikat again"))) == total(whole)
    assert total(page(excluded.link("not Amerika Serikat ×"))) == total(whole)
    assert total(page(chosen.link("Exclude Amerika Serikat"))) == total(excluded)


def test_every_facet_counts_what_choosing_it_finds(server, page):
    html = server.get("/search", q="Kursk").text
    facets = re.findall(
        r'<a class="choose" href="([^"]+)">[^<]+</a>\s*<span class="count">(\d+)', html
    )
    assert len(facets) >= 12
    for link, count in facets:
        assert total(page(link.replace("&amp;", "&"))) == int(count), link


def test_the_address_says_everything(server):
    parameters = {"q": "Kursk", "country": ["RU", "KP"], "not_source": "kabar.example",
                  "since": "2024", "sort": "newest", "all": "1", "group": "month", "limit": "2",
                  "page": "2", "lang": "en"}  # fmt: skip
    html = server.get("/search", **parameters).text
    link = re.search(r'href="(/search\.csv[^"]+)"', html)[1].replace("&amp;", "&")
    said = parse_qs(urlsplit(link).query)
    assert said == {name: value if isinstance(value, list) else [value]
                    for name, value in parameters.items()}  # fmt: skip


def test_pages_lead_through_all_results(server, page):
    path, seen = "/search?q=Kursk&limit=2&duplicates=show", []
    while path:
        shown = page(path)
        seen += [one["href"] for one, _ in shown.links if one["href"].startswith("/article")]
        following = [one["href"] for one, text in shown.links if text.strip() == "Next →"]
        path = following[0] if following else ""
    assert len(seen) == len(set(seen)) == server.get("/search.json", q="Kursk").json["total"]


def test_groups_and_sorting(page):
    shown = page(page("/search", q="Kursk").link("by month"))
    assert shown.text.index("Feb 2025") < shown.text.index("No date")
    assert "by month" not in [text for _, text in shown.links]
    newest = page(shown.link("newest"))
    assert newest.text.index("27 Feb 2025") < newest.text.index("8 Oct 2024")


def test_help_where_nothing_or_something_else_was_meant(page):
    assert "No article matches" in page("/search", q="xyzzy").text
    assert total(page(page("/search", q="Kurks").link("Kursk"))) > 0
    nothing = page("/search", q="Kursk", country="BR")
    assert total(page(nothing.link("Search the whole library"))) > 0
    hint = page("/search", q="Kursk Februari 2025")
    assert "since=2025-02" in hint.link("only 2025-02 to 2025-02")
    assert "no letter or digit" in page("/search", q="?!").text
    assert "no more articles" in page("/search", q="Kursk", page=900).text
    assert "How to ask" in page("/search").text


def test_the_languages(server):
    assert "Terapkan" in server.ask("/search?q=Kursk", Accept_Language="id-ID,en;q=0.5").text
    english = server.ask("/search?q=Kursk&lang=en", Accept_Language="id").text
    assert "Apply" in english
    assert 'lang="en"' in english
    assert "lang=en" in re.search(r'href="(/search[^"]+sort=newest[^"]*)"', english)[1]
    assert "Tidak ada" in server.ask("/nothing", Accept_Language="id").text


def test_the_search_description_has_whole_addresses(server):
    answer = server.ask("/opensearch.xml", host=f"localhost:{server.port}")
    assert f"http://localhost:{server.port}/search?q={{searchTerms}}" in answer.text
