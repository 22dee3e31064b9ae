"""Saved searches and what is new in them, in a browser."""

from playwright.sync_api import expect

from telusur import Library, make_article


def test_a_search_is_saved_tells_what_is_new_and_counts_it_as_seen(visit, own):
    page = visit(own, "/search?q=Kursk&not_country=US", token=True)
    page.get_by_role("textbox", name="Name").fill("kursk")
    page.get_by_role("button", name="Save", exact=True).click()
    row = page.locator(".hit")
    expect(row).to_contain_text("0 new")
    with Library.open(own.library) as library:
        library.add([make_article("Kursk tenang pada hari Senin.", id="baru", title="Tenang")])
    page.goto("/saved")
    expect(row).to_contain_text("1 new")
    feed = page.request.get(row.get_by_role("link", name="Feed").get_attribute("href"))
    assert "Tenang" in feed.text()
    row.get_by_role("button", name="Mark as seen").click()
    expect(row).to_contain_text("0 new")
    row.get_by_role("link", name="kursk").click()
    assert "not_country=US" in page.url
    expect(page.locator(".hit h3").first).to_have_text("Tenang")


def test_without_the_token_it_is_said_what_saving_takes(visit, own):
    page = visit(own, "/search?q=Kursk", scripts=False)
    page.get_by_role("textbox", name="Name").fill("kursk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("open the address that telusur serve has printed")


def test_a_saved_search_is_removed(visit, own):
    page = visit(own, "/search?q=Kursk", token=True)
    page.get_by_role("textbox", name="Name").fill("kursk")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove kursk for good").click()
    expect(page.locator("main")).to_contain_text("There are none yet")
