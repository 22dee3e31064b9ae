"""Searching and reading in a browser: with the keyboard, with the mouse, over many articles."""

import csv
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect


def total(page):
    return int(page.locator("#count").inner_text().split()[0].replace(",", ""))


def said(page):
    """What the address of a page says."""
    return parse_qs(urlsplit(page.url).query)


def test_results_come_while_one_types(visit, large):
    page = visit(large)
    page.keyboard.type("presiden")
    expect(page).to_have_title("presiden – Telusur")
    assert said(page) == {"q": ["presiden"]}
    few = total(page)
    page.keyboard.type(" AND tentara", delay=5)
    expect(page).to_have_title("presiden AND tentara – Telusur")
    assert 0 < total(page) < few
    # What was typed in one go is one step of the history.
    page.go_back()
    expect(page).to_have_title("Telusur")


def test_an_older_answer_never_replaces_a_newer_one(visit, large):
    page = visit(large, "/search?q=polisi")
    held = []
    page.route("**/search?q=polis*", lambda route: held.append(route))
    page.locator("#q").fill("polis")
    page.wait_for_timeout(400)
    page.locator("#q").fill("korban")
    expect(page).to_have_title("korban – Telusur")
    for route in held:
        route.abort()
    page.wait_for_timeout(200)
    expect(page).to_have_title("korban – Telusur")
    assert len(held) == 1


def test_a_click_narrows_and_another_excludes(visit, large):
    page = visit(large, "/search?q=presiden")
    everything = total(page)
    page.get_by_role("link", name="Jepang", exact=True).first.click()
    chosen = total(page)
    assert 0 < chosen < everything
    assert said(page)["country"] == ["JP"]
    page.locator(".chips").get_by_role("link", name="Jepang").click()
    assert total(page) == everything
    page.get_by_role("link", name="Exclude Jepang").first.click()
    assert total(page) == everything - chosen
    # What is typed next stays within what was chosen.
    page.locator("#q").fill("tentara")
    page.locator("#q").press("Enter")
    expect(page).to_have_title("tentara – Telusur")
    assert said(page) == {"q": ["tentara"], "not_country": ["JP"]}


def test_keys_lead_through_results_into_an_article_and_from_match_to_match(visit, server):
    page = visit(server, "/search?q=pasukan+Kursk")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".hit").first
    expect(first).to_have_class("hit current")
    title = first.locator("h3").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    step = page.locator("#step")
    matches = page.locator("mark").count()
    assert step.inner_text() == f"{matches} matches"
    page.keyboard.press("n")
    expect(step).to_have_text(f"1 of {matches}")
    page.keyboard.press("n")
    expect(step).to_have_text(f"2 of {matches}")
    page.keyboard.press("Shift+N")
    page.keyboard.press("Shift+N")
    expect(step).to_have_text(f"{matches} of {matches}")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    page.go_back()
    expect(page).to_have_title("pasukan Kursk – Telusur")


def test_o_opens_the_source_of_the_result(visit, server):
    page = visit(server, "/search?q=Kursk+tenang&duplicates=show")
    link = page.locator(".hit a.source").first
    rank = link.evaluate("one => Number(one.closest('.hit').dataset.rank)")
    link.evaluate(
        "one => one.addEventListener('click', (e) => { e.preventDefault(); document.title = one.href; })"
    )
    for _ in range(rank):
        page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page).to_have_title("https://berita.example/dua")


def test_pages_and_orders(visit, large):
    page = visit(large, "/search?q=presiden")
    first = page.locator(".hit h3").first.inner_text()
    page.get_by_role("link", name="Next →").click()
    expect(page.locator(".pages")).to_contain_text("Page 2")
    assert page.locator(".hit h3").first.inner_text() != first
    page.get_by_role("link", name="newest").click()
    assert "page" not in said(page)
    days = [one[-4:] for one in page.locator(".hit .date").all_inner_texts()]
    assert days == sorted(days, reverse=True)


def test_everything_that_matches_is_taken_along(visit, large):
    page = visit(large, "/search?q=presiden")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) - 1 == total(page)
    assert download.value.suggested_filename == "telusur.csv"


def test_a_dragged_range_narrows_to_it(visit, large):
    page = visit(large, "/search?q=presiden")
    everything = total(page)
    chart = page.locator("#timeline > svg")
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 50, steps=4)
    assert float(page.locator("#timeline-range").get_attribute("width").rstrip("%")) > 10
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 50, steps=4)
    page.mouse.up()
    expect(page.locator(".chips")).to_be_visible()
    assert 0 < total(page) < everything
    assert said(page)["since"] < said(page)["until"]
    assert re.fullmatch(r"20\d\d(-\d\d){0,2}", said(page)["since"][0])


def test_two_queries_are_compared_in_one_plot(visit, large):
    page = visit(large, "/search?q=presiden")
    page.get_by_label("Compare with").fill("tentara")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".legend li")).to_have_count(2)
    page.get_by_role("link", name="share of all articles").click()
    assert said(page) == {"q": ["presiden"], "compare": ["tentara"], "shares": ["1"]}
    expect(page.locator("#timeline .bar2").first).to_be_attached()
    page.get_by_role("link", name="compare no longer").click()
    expect(page.locator(".legend li")).to_have_count(1)
