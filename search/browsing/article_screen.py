"""The screen that shows one article, with its matches."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from telusur.index.article import Article
from telusur.index.translation import gettext
from telusur.search.browsing.rich_text import about, marked
from telusur.search.output.web_browser import open_in_browser
from telusur.search.passages.highlighter import ArticleMatches
from telusur.search.passages.passages import Match
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

_CURRENT = "reverse"


class ArticleScreen(Screen[None]):
    """An article to read; `n` and `p` step from one match to the next."""

    CSS = """
    ArticleScreen VerticalScroll { padding: 0 1; }
    ArticleScreen Static { max-width: 100; height: auto; }
    ArticleScreen .paragraph { margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", gettext("Back")),
        Binding("n", "step(1)", gettext("Next match")),
        Binding("p", "step(-1)", gettext("Previous match")),
        Binding("o", "open", gettext("Open the source")),
    ]

    def __init__(self, article: Article, matches: ArticleMatches) -> None:
        """Take what is shown.

        Args:
            article: the article.
            matches: what matches in it.
        """
        super().__init__()
        self._article = article
        self._matches = matches
        self._paragraphs = list(_paragraphs(article.text, matches.text))
        self._places = [
            (index, match) for index, (_, found) in enumerate(self._paragraphs) for match in found
        ]
        self._current = -1

    def compose(self) -> ComposeResult:
        """Make the widgets: title, what is known, and one for each paragraph."""
        with VerticalScroll():
            if not self._article.title_made:
                yield Static(marked(self._article.title, self._matches.title, "bold"))
            yield Static(about(self._article))
            for index, (text, found) in enumerate(self._paragraphs):
                yield Static(marked(text, found), id=f"paragraph-{index}", classes="paragraph")
        yield Footer()

    def action_leave(self) -> None:
        """Go back to the results."""
        self.dismiss()

    def action_step(self, by: int) -> None:
        """Show the next match, or the one before; after the last comes the first."""
        if not self._places:
            self.notify(gettext("Nothing in this article matches."))
            return
        if self._current >= 0:
            self._show(self._places[self._current][0])
        self._current = (self._current + by) % len(self._places) if self._current >= 0 else 0
        index, match = self._places[self._current]
        self._show(index, match).scroll_visible(animate=False)

    def action_open(self) -> None:
        """Open the article's source in the browser."""
        url = self._article.url
        if not url.startswith(("https://", "http://")):
            self.notify(gettext("This article has no web address."))
        elif not open_in_browser(url):
            self.notify(url, markup=False)

    def _show(self, index: int, current: Match | None = None) -> Static:
        text = marked(*self._paragraphs[index])
        if current is not None:
            text.stylize(_CURRENT, current.start, current.end)
        paragraph = self.query_one(f"#paragraph-{index}", Static)
        paragraph.update(text)
        return paragraph


def _paragraphs(text: str, matches: Sequence[Match]) -> Iterator[tuple[str, list[Match]]]:
    """Yield the paragraphs of a text, each with what matches in it, counted from its start."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            found = [
                one._replace(start=max(one.start, start) - start, end=min(one.end, end) - start)
                for one in matches
                if one.start < end and one.end > start
            ]
            yield line, found
        start = end + 1
