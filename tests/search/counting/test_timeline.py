"""Timelines: counts by period beside a naive count, true shares, and all they are written as."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from random import Random

import pytest
from click.testing import CliRunner
from telusur.index.errors import InputError
from telusur.index.indonesian.dates.interval import Interval, unit_around
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import make_article
from telusur.search import cli
from telusur.search.counting.periods import TIME_UNITS
from telusur.search.counting.timeline import timeline
from telusur.search.filters import Filters
from telusur.search.options import SearchOptions
from telusur.search.output.reports.timeline_output import timeline_as_text
from telusur.search.output.terminal import Terminal

from telusur import Library

ARTICLES = [
    ("Kursk sepi.", "2024-08-06"),
    ("Kursk ramai.", "2024-08-07"),
    ("Kursk lagi.", "2024-09"),
    ("Kursk saja.", None),
    ("Donetsk.", "2024-08-07"),
    ("Moskwa.", "2024-09-30"),
    ("Kyiv.", "2024-08-01..2024-09-30"),
]


def article(number, text, published):
    start, _, end = (published or "").partition("..")
    if start.count("-") == 1:
        whole = unit_around("month", date.fromisoformat(f"{start}-01"))
    elif start:
        whole = Interval(date.fromisoformat(start), date.fromisoformat(end or start))
    known = Published(whole, "given") if start else None
    return make_article(text, id=f"a{number}", published=known)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A library of the articles above."""
    folder = tmp_path_factory.mktemp("timeline") / "library"
    with Library.open(folder, missing="empty") as opened:
        opened.add(article(number, *one) for number, one in enumerate(ARTICLES))
        yield opened


def invoke(small, *arguments):
    arguments = ["timeline", "--library", str(small.path), *map(str, arguments)]
    run = CliRunner().invoke(cli.telusur, arguments, obj=cli.started(), prog_name="telusur")
    return run.exit_code, run.stdout_bytes, run.stderr


def test_counts_and_shares_are_sums_over_sums(small):
    found = timeline(small, ["Kursk", "Donetsk"], unit="month")
    kursk, donetsk = found.series
    assert found.periods == (date(2024, 8, 1), date(2024, 9, 1))
    assert (kursk.counts, kursk.uncertain, kursk.undated, kursk.total) == ((2, 1), 0, 1, 4)
    assert (donetsk.counts, donetsk.total) == ((1, 0), 1)
    assert (found.everything.counts, found.everything.uncertain) == ((3, 2), 1)
    assert found.shares(kursk) == (2 / 3, 1 / 2)
    assert found.share(kursk) == 3 / 5


def test_a_week_begins_on_monday_and_a_date_counts_where_it_is_sure(small):
    found = timeline(small, "Kursk", unit="week")
    assert (found.periods, found.series[0].counts) == ((date(2024, 8, 5),), (2,))
    assert found.series[0].uncertain == 1
    assert timeline(small, "Kursk", unit="year").series[0].counts == (3,)


def test_no_period_is_left_out_between_others(small):
    found = timeline(small, "Kursk OR Moskwa", unit="day")
    assert len(found.periods) == 56
    assert [found.periods[0], found.periods[-1]] == [date(2024, 8, 6), date(2024, 9, 30)]
    assert found.shares(found.series[0])[2] is None


def test_filters_narrow_what_shares_are_of(small):
    found = timeline(small, "Kursk", SearchOptions(filters=Filters(until="2024-08-31")), "month")
    assert (found.periods, found.everything.total) == ((date(2024, 8, 1),), 4)
    assert found.notes == ("1 more would match, but have no date.",)


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (59, "day"), (60, "week"), (500, "month"), (3000, "year")]
)
def test_the_span_chooses_the_unit(library, days, unit):
    first = date(2020, 6, 1)
    for number, day in enumerate([first, first + timedelta(days=days)]):
        library.add([article(number, "Isi.", day.isoformat())])
    assert timeline(library).unit == unit


def test_a_unit_is_chosen_in_which_most_dates_are_sure(library):
    library.add(article(number, f"Isi {number}.", "2024-10") for number in range(9))
    assert timeline(library).unit == "month"


def test_too_many_periods_are_refused_in_a_sentence(library):
    library.add([article(1, "Satu.", "1900-01-01"), article(2, "Dua.", "2024-01-01")])
    with pytest.raises(InputError, match="there are 45,291 periods: choose a longer unit"):
        timeline(library, unit="day")
    assert len(timeline(library, unit="week").periods) == 6471


def test_nothing_matches_and_nothing_to_search_for(small):
    found = timeline(small, ["xylofon", "?!"])
    assert (found.periods, [one.total for one in found.series]) == ((), [0, 0])
    assert found.share(found.series[0]) is None
    code, out, err = invoke(small, "xylofon")
    assert (code, out, err) == (1, b"", "telusur: Nothing found.\n")
    assert json.loads(invoke(small, "xylofon", "--json")[1])["periods"] == []


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Articles of all kinds of dates, of which some match, and a library of them."""
    chance = Random(1)
    articles = []
    for number in range(150):
        published = None
        if chance.random() < 0.9:
            start = date(2023, 12, 20) + timedelta(days=chance.randrange(900))
            length = chance.choice([0, 0, 0, 1, 6, 27, 30, 365])
            published = Published(Interval(start, start + timedelta(days=length)), "given")
        place = chance.choice(["Kursk", "Donetsk"])
        text = f"{place} {' '.join(str(chance.randrange(10**6)) for _ in range(9))}."
        articles.append(make_article(text, id=str(number), published=published))
    folder = tmp_path_factory.mktemp("many") / "library"
    with Library.open(folder, missing="empty") as opened:
        opened.add(articles)
        yield opened, articles


@pytest.mark.parametrize("unit", TIME_UNITS)
def test_counts_what_reading_every_article_counts(many, unit):
    library, articles = many
    found = timeline(library, "kursk", unit=unit)

    def of_period(one, period):
        return one.published and all(
            unit_around(unit, day).start == period for day in one.published.interval
        )

    kursk = [one for one in articles if "Kursk" in one.text]
    for series, counted in ((found.series[0], kursk), (found.everything, articles)):
        expected = tuple(sum(bool(of_period(a, p)) for a in counted) for p in found.periods)
        assert series.counts == expected
        assert series.total == len(counted)
        assert series.undated == sum(one.published is None for one in counted)
    (series,) = found.series
    assert sum(series.counts) + series.uncertain + series.undated == series.total


def test_bars_fit_the_screen_and_say_what_is_left_out(small):
    found = timeline(small, ["Kursk", "Donetsk dan banyak kata lain"], unit="month")
    for width in (20, 60, 100):
        lines = list(timeline_as_text(found, Terminal(color=False, width=width), shares=False))
        bars = [line for line in lines if "█" in line]
        assert max(map(len, bars)) <= width
        assert len(bars) == 3
    assert lines[0] == "Kursk: 4 articles, 3 of the 5 in these periods (60.0%)"
    assert lines[1] == "1 has no date."
    shares = list(timeline_as_text(found, Terminal(color=False, width=60), shares=True))
    assert " 66.7% " in next(line for line in shares if line.startswith("Aug 2024"))


def test_json_and_csv(small):
    code, out, _ = invoke(small, "Kursk", "=cmd()", "--by", "month", "--json")
    found = json.loads(out)
    assert (code, found["unit"], found["periods"]) == (0, "month", ["2024-08-01", "2024-09-01"])
    kursk, nothing = found["queries"]
    assert (kursk["query"], kursk["counts"]) == ({"text": "Kursk", "parsed": "Kursk"}, [2, 1])
    assert (kursk["share"], nothing["shares"]) == (0.6, [0.0, 0.0])
    assert found["all"] == {"total": 7, "counts": [3, 2], "uncertain": 1, "undated": 1}
    lines = invoke(small, "=cmd()", "Kursk", "--by", "month", "--format", "csv")[1].decode()
    assert lines.splitlines() == [
        "\ufeffmonth,query,articles,all,share",
        "2024-08-01,'=cmd(),0,3,0.000000",
        "2024-09-01,'=cmd(),0,2,0.000000",
        "2024-08-01,Kursk,2,3,0.666667",
        "2024-09-01,Kursk,1,2,0.500000",
    ]


def test_a_picture_can_be_read_aloud(small, tmp_path):
    pytest.importorskip("matplotlib")
    file = tmp_path / "kursk.svg"
    hostile = "Kursk OR <b>$x^{漢\x1b\udc80"
    assert invoke(small, hostile, "--by", "month", "--output", file)[0] == 0
    root = ElementTree.fromstring(file.read_bytes())
    assert root.attrib["role"] == "img"
    parts = {element.attrib.get("id"): element.text for element in root}
    title, description = (parts[name] for name in root.attrib["aria-labelledby"].split())
    assert title.startswith("Kursk OR <b>$x^{漢")
    assert "Aug 2024: 2 (66.7%)" in description
    assert "1 has no date." in description
    assert invoke(small, "Kursk", "--output", file)[0] != 0
    png = invoke(small, "Kursk", "Donetsk", "--share", "--format", "png")[1]
    assert png.startswith(b"\x89PNG")


def test_without_the_extra_there_is_a_sentence(small, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    run = CliRunner().invoke(
        cli.telusur,
        ["timeline", "--library", str(small.path), "Kursk", "--format", "svg"],
        obj=cli.started(),
    )
    assert isinstance(run.exception, InputError)
    assert '"telusur[plot]"' in str(run.exception)


def test_words_that_no_article_has_are_counted_as_they_are_searched(small):
    found = timeline(small, ["Kursk", "Kurks"], unit="year")
    assert found.series[0].counts == found.series[1].counts
    assert any("was searched as well" in note for note in found.notes)
