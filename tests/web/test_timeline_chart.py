"""The timeline on the page of results: what its table says, and where its bars lead."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest


def chart_of(server, **parameters):
    html = server.get("/search", lang="en", **parameters).text
    return html.partition('id="timeline"')[2].partition("</section>")[0]


def rows_of(chart):
    """Return the link, the period and the cells of each row of a chart's table."""
    return [
        (
            unescape(re.search(r'href="([^"]+)"', row)[1]),
            re.search(r'rowheader" aria-label="([^"]+)"', row)[1],
            re.findall(r'role="cell" aria-label="([^"]+)"', row),
        )
        for row in chart.split('<g role="row">')[2:]
    ]


def test_the_table_says_what_the_api_counts(server):
    asked = {"q": ["Kursk", "pasukan"]}
    told = server.get("/api/v1/timeline", **asked).json
    rows = rows_of(chart_of(server, q="Kursk", compare="pasukan"))
    counts = [series["counts"] for series in told["queries"]]
    shares = [series["shares"] for series in told["queries"]]
    expected = [
        [f"{count} ({100 * share:.1f}%)" for count, share in zip(cells, parts, strict=True)]
        for cells, parts in zip(zip(*counts, strict=True), zip(*shares, strict=True), strict=True)
        if any(cells)
    ]
    assert [cells for _, _, cells in rows] == expected
    assert len(rows) > 2


def test_a_bar_narrows_to_its_period_and_a_shorter_unit(server):
    years = rows_of(chart_of(server, q="Kursk"))
    link, period, (cell,) = years[-1]
    said = parse_qs(urlsplit(link).query)
    narrowed = server.get("/search.json", **said, strict_dates=1).json["total"]
    assert narrowed == int(cell.partition(" ")[0])
    (inner, *_) = rows_of(server.ask(link).text)
    assert len(inner[1]) > len(period) or inner[1] == period


@pytest.mark.parametrize("shares", ["0", "1"])
def test_bars_are_as_high_as_what_they_stand_for(server, shares):
    told = server.get("/api/v1/timeline", q="pasukan").json
    chart = chart_of(server, q="pasukan", shares=shares)
    heights = [float(one) for one in re.findall(r'class="bar1"[^>]* height="([\d.]+)"', chart)]
    (series,) = told["queries"]
    present = [n for n, count in enumerate(series["counts"]) if count]
    values = [series["shares" if shares == "1" else "counts"][n] for n in present]
    assert max(heights) == 76
    assert heights[: len(values)] == pytest.approx(
        [76 * value / max(values) for value in values], abs=0.1
    )
    switch = "articles" if shares == "1" else "share of all articles"
    other = unescape(re.search(rf'href="([^"]+)">{switch}<', chart)[1])
    assert ("shares" in parse_qs(urlsplit(other).query)) == (shares == "0")


def test_a_second_query_is_in_the_address_and_can_go(server):
    chart = chart_of(server, q="Kursk", compare="Seoul <b>")
    assert "Seoul &lt;b&gt;" in chart
    assert unescape(re.search(r'href="([^"]+)">compare no longer', chart)[1]) == (
        "/search?q=Kursk&lang=en"
    )
    assert chart.count('role="columnheader"') == 3
    xs = [float(one) for one in re.findall(r'class="column" x="([\d.]+)%', chart)]
    assert all(one < other for one, other in pairwise(xs))


def test_what_is_searched_is_what_is_counted(server):
    misspelled = chart_of(server, q="Kurks")
    assert [cells for _, _, cells in rows_of(misspelled)] == [
        cells for _, _, cells in rows_of(chart_of(server, q="Kursk"))
    ]
    compared = chart_of(server, q="Kursk", compare="Kurks")
    assert all(one == other for _, _, (one, other) in rows_of(compared))
    assert "was searched as well" in compared


def test_without_dates_there_is_no_chart(server):
    assert chart_of(server, q="xyzzy") == ""
    assert chart_of(server, q="?!") == ""
