"""Everything works with scripts off: every key and every drag stands for a link or a form."""

from playwright.sync_api import expect


def test_searching_narrowing_and_reading(visit, server):
    page = visit(server, scripts=False)
    page.get_by_role("searchbox", name="Search").fill("Kursk pasukan")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_title("Kursk pasukan – Telusur")
    page.get_by_role("link", name="Exclude Amerika Serikat").first.click()
    expect(page.locator(".chips")).to_contain_text("not Amerika Serikat")
    page.locator(".chips a").click()
    page.get_by_label("from").fill("2024-10")
    page.get_by_label("to", exact=True).fill("awal November 2024")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".chips li")).to_have_count(2)
    page.locator(".hit h3 a").first.click()
    marks = page.locator("mark a")
    page.locator("#step").click()
    expect(page.locator("mark:target")).to_have_text(marks.first.inner_text())
    page.locator("mark:target a").click()
    assert page.url.endswith("#m2")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the results").click()
    expect(page.locator(".chips li")).to_have_count(2)


def test_a_bar_of_the_timeline_narrows_to_its_period(visit, large):
    page = visit(large, "/search?q=presiden", scripts=False)
    page.locator("#timeline svg a").nth(3).click()
    expect(page.locator(".chips li")).to_have_count(2)


def test_what_differs_between_two_versions(visit, server):
    page = visit(server, "/search?q=Kursk+tenang&duplicates=show", scripts=False)
    page.get_by_role("link", name="Kursk tenang").first.click()
    page.get_by_role("link", name="Kursk tenang").click()
    expect(page.locator("mark")).to_have_text(["Kata gubernur"])


def test_saving_and_marking_as_seen(visit, own):
    page = visit(own, "/search?q=Kursk", scripts=False, token=True)
    page.get_by_role("textbox", name="Name").fill("kursk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".hit")).to_contain_text("0 new")


def test_adding_files_and_texts(visit, own, tmp_path):
    (tmp_path / "berita.txt").write_text("Kursk sepi pada hari Selasa.")
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.7 rusak")
    page = visit(own, "/add", scripts=False, token=True)
    page.get_by_label("or choose files").set_input_files(
        [tmp_path / "berita.txt", tmp_path / "rusak.pdf"]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".outcomes")).to_contain_text("rusak.pdf")
    page.get_by_role("link", name="Kursk sepi").click()
    expect(page.locator("article")).to_contain_text("Selasa")
