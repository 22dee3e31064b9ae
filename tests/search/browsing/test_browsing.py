"""The browser, by Textual's own driver, and once as a process in a real terminal."""

import asyncio
import os
import re
import signal
import sys
import time

import pytest

pytest.importorskip("textual")

from telusur.search.browsing.article_screen import ArticleScreen
from telusur.search.browsing.browse_app import BrowseApp
from textual.widgets import Input, OptionList, Static

from telusur import make_article


@pytest.fixture
def browse(seeds):
    """Run a conversation with the browser on the seeds: a coroutine that takes its pilot."""

    def run(conversation, size=(120, 30)):
        async def converse():
            async with BrowseApp(seeds).run_test(size=size) as pilot:
                await settled(pilot)
                await conversation(pilot)

        asyncio.run(converse())

    return run


async def settled(pilot):
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settled(pilot)


def ids(pilot, of):
    return [option.id for option in pilot.app.screen.query_one(of, OptionList).options]


def said(pilot):
    return str(pilot.app.screen.query_one("#status", Static).content)


def test_more_results_come_where_one_scrolls_to_the_end(browse, seeds):
    seeds.add([make_article(f"Zeppelin nomor {n} terbang.", id=f"z{n}") for n in range(60)])

    async def conversation(pilot):
        await press(pilot, *"zeppelin", "down")
        first = ids(pilot, "#results")
        assert said(pilot).startswith("60 found")
        assert 7 <= len(first) < 40
        shown = first
        while len(shown) < 60:
            await press(pilot, "end")
            await pilot.pause()
            await settled(pilot)
            assert len(ids(pilot, "#results")) > len(shown)
            shown = ids(pilot, "#results")
        assert shown[: len(first)] == first
        assert sorted(shown) == sorted(f"z{n}" for n in range(60))
        await press(pilot, "end")
        assert ids(pilot, "#results") == shown

    browse(conversation, (60, 20))


def test_results_come_as_one_types(browse):
    async def conversation(pilot):
        assert ids(pilot, "#results") == []
        assert "country:KP" in ids(pilot, "#facets")
        await press(pilot, *"kurs")
        found = ids(pilot, "#results")
        assert len(found) == 2
        assert said(pilot).startswith("2 found")
        await press(pilot, "k")
        assert ids(pilot, "#results") == found
        await press(pilot, *"xyz")
        assert ids(pilot, "#results") == []
        assert said(pilot).startswith("0 found")

    browse(conversation)


def test_an_article_is_read_and_its_matches_are_stepped_through(browse):
    async def conversation(pilot):
        await press(pilot, *"kursk", "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ArticleScreen)

        def current():
            texts = [one.content for one in screen.query(Static) if hasattr(one.content, "spans")]
            return [
                text.plain[span.start : span.end]
                for text in texts
                for span in text.spans
                if "reverse" in str(span.style)
            ]

        assert current() == []
        await press(pilot, "n")
        assert current() == ["Kursk"]
        before = screen.query_one("VerticalScroll").scroll_y
        await press(pilot, "p")
        assert current() == ["Kursk"]
        assert screen.query_one("VerticalScroll").scroll_y > before
        await press(pilot, "o")  # the seeds have no addresses
        assert isinstance(pilot.app.screen, ArticleScreen)
        await press(pilot, "escape")
        assert len(ids(pilot, "#results")) == 2

    browse(conversation, (60, 20))


def test_filters_are_set_and_taken_away_by_key(browse):
    async def conversation(pilot):
        await press(pilot, *"korea", "down")
        assert said(pilot).startswith("5 found")
        await press(pilot, "f")
        months = ids(pilot, "#facets")
        await press(pilot, *["down"] * months.index("month:2025-02"), "enter")
        assert len(ids(pilot, "#results")) == 1
        assert "2025-02" in said(pilot)
        await press(pilot, "x")
        assert said(pilot).startswith("5 found")
        await press(pilot, "home", "enter")
        assert "Korea Utara" in said(pilot)
        await press(pilot, "f", "s")
        assert "newest first" in said(pilot)
        newest = ids(pilot, "#results")
        await press(pilot, "s", "d")
        assert "oldest first" in said(pilot)
        assert "near-identical" in said(pilot)
        assert ids(pilot, "#results") != newest

    browse(conversation)


def test_where_it_is_narrow_results_and_filters_take_turns(browse):
    async def conversation(pilot):
        def shown():
            return [
                name
                for name in ("results", "facets")
                if pilot.app.screen.query_one(f"#{name}").display
            ]

        await press(pilot, *"korea", "enter")
        assert shown() == ["results"]
        await press(pilot, "f")
        assert shown() == ["facets"]
        await press(pilot, "escape")
        assert shown() == ["results"]
        assert pilot.app.screen.query_one("#query", Input).has_focus

    browse(conversation, (60, 20))


def test_nothing_in_an_article_is_markup_or_steers(browse, seeds):
    title, text = "[bold]Zeppelin[/] \x1b]0;x\x07", "[link=x]Zeppelin \x1b[2J"
    seeds.add([make_article(text, id="jahat", title=title)])

    async def conversation(pilot):
        await press(pilot, *"zeppelin", "enter")
        (option,) = pilot.app.screen.query_one("#results", OptionList).options
        assert "[bold]Zeppelin[/]" in option.prompt.plain
        assert "\x1b" not in option.prompt.plain
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ArticleScreen)

    browse(conversation)


@pytest.mark.parametrize("end", ["key", "signal"])
def test_the_terminal_is_left_whole(telusur, end):
    pty = pytest.importorskip("pty")
    telusur("demo")
    process, terminal = pty.fork()
    if not process:
        environment = {**telusur.environment, "TERM": "xterm-256color"}
        os.execvpe(sys.executable, telusur.command("browse", "Kursk"), environment)
    seen, limit = b"", time.monotonic() + 60
    while b"Seoul ungkap" not in seen and time.monotonic() < limit:
        seen += os.read(terminal, 65_536)
    assert b"\x1b[?1049h" in seen
    # Whatever is shown has the sixteen colours that the user's theme, dark or light, gives.
    assert not re.search(rb"[34]8;[25];", seen)
    if end == "key":
        os.write(terminal, b"\x03")
    else:
        os.kill(process, signal.SIGTERM)
    try:
        while chunk := os.read(terminal, 65_536):
            seen += chunk
    except OSError:
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    rest = seen[seen.rindex(b"\x1b[?1049h") :]
    for undone in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"):
        assert undone in rest
    assert b"Traceback" not in seen


def test_without_a_terminal_there_is_a_sentence(telusur):
    run = telusur("browse")
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert "telusur search" in run.err
