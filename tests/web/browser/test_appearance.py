"""Every page at every width, in both themes: nothing sticks out, and axe-core finds nothing bad."""

import pytest
from playwright.sync_api import expect

PAGES = [
    "/",
    "/search?q=pasukan+Kursk&duplicates=show",
    "/search?q=pasukan&compare=Kursk&shares=1&group=country&not_country=BR&since=2024-10",
    "/search?q=Kurks+Februari+2025",
    "/search?q=xyzzy&country=BR",
    "/article?id=yrgnus2ru63v&q=pasukan+Kursk",
    "/article?id=../etc/passwd&q=jahat",
    "/compare?id=satu&with=dua",
    "/saved",
    "/add",
    "/nothing",
]

BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 && !one.closest(".skip, .unseen"))
  .map((one) => one.outerHTML.slice(0, 120))"""

IS_SEEN = """() => {
  const bar = document.activeElement.querySelector(".column");
  return getComputedStyle(document.activeElement).outlineStyle !== "none"
    || (bar && getComputedStyle(bar).stroke !== "none");
}"""


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def violations(page, axe):
    """Return what axe-core finds that is serious or critical."""
    return [
        f"{found['id']}: {found['help']}: {[node['html'][:150] for node in found['nodes']]}"
        for found in axe.run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_at_every_width_and_in_both_themes(visit, server, axe, path):
    page = visit(server, path)
    wrong = violations(page, axe)
    for width in (1400, 800, 360):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong += [f"sticks out at {width}: {one}" for one in page.evaluate(BEYOND)]
    page.emulate_media(color_scheme="dark")
    wrong += violations(page, axe)
    assert not wrong


def test_the_language_of_the_browser(visit, server):
    page = visit(server, "/search?q=Kursk&lang=id", width=360)
    expect(page.get_by_role("button", name="Terapkan")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_a_keyboard_reaches_is_seen(visit, server):
    page = visit(server, "/search?q=Kursk", scripts=False)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML")
    # What is in focus is not hidden below what stands still at the top.
    assert page.evaluate(
        "document.activeElement.getBoundingClientRect().top >= document.querySelector('.top').offsetHeight"
    )


def test_the_help_is_a_dialog_that_keys_open_and_close(visit, server, axe):
    page = visit(server, "/search?q=Kursk")
    page.keyboard.press("?")
    help_dialog = page.get_by_role("dialog", name="Keys")
    expect(help_dialog).to_be_visible()
    assert not violations(page, axe)
    # Keys of the page rest meanwhile.
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(help_dialog).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    help_dialog.get_by_role("button", name="Close").click()
    expect(help_dialog).to_be_hidden()


def test_paper_has_the_results_alone(visit, server):
    page = visit(server, "/search?q=Kursk")
    page.emulate_media(media="print")
    expect(page.locator(".hit").first).to_be_visible()
    for hidden in (".top", ".facets", ".bottom"):
        expect(page.locator(hidden)).to_be_hidden()
