"""Adding from the page: a text that is pasted, files that are dropped, and what cannot be added."""

from playwright.sync_api import expect

DROP = """async (names) => {
  const data = new DataTransfer();
  for (const name of names) data.items.add(new File([`Kursk: ${name} tenang pada hari Senin.`], name));
  for (const type of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_a_text_is_pasted_and_found(visit, own):
    page = visit(own, "/add", token=True)
    page.get_by_label("Paste a text").fill(
        "Gubernur tiba\n\nKursk tenang pada hari Senin, kata gubernur."
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".outcomes")).to_contain_text("added")
    # The index has followed when the answer ends.
    expect(page.get_by_role("link", name="Add more")).to_be_visible()
    page.goto("/search?q=%22kata+gubernur%22")
    expect(page.locator(".hit")).to_have_count(1)


def test_files_are_dropped(visit, own):
    page = visit(own, "/add", token=True)
    page.evaluate(DROP, ["satu.txt", "dua.txt"])
    expect(page.locator(".outcomes")).to_contain_text("satu")
    expect(page.locator(".outcomes")).to_contain_text("dua")


def test_what_cannot_be_added_is_said(visit, own):
    page = visit(own, "/add", token=True)
    page.get_by_label("or name an address").fill("ftp://berita.example/a")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main")).to_contain_text("begins with https://")
    page.goto("/add")
    page.evaluate("""() => { document.getElementById("adding").dataset.limit = 1; }""")
    page.evaluate(DROP, ["besar.txt"])
    expect(page.get_by_role("alert")).to_contain_text("telusur add")
