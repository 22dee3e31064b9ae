"""The screen with the query, results as one types, and facets beside them."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from threading import Lock
from typing import ClassVar

from telusur.index.errors import TelusurError
from telusur.index.library import Library
from telusur.index.translation import gettext, number
from telusur.search.browsing.article_screen import ArticleScreen
from telusur.search.browsing.browsed import Browsed
from telusur.search.browsing.choice_list import ChoiceList
from telusur.search.browsing.rich_text import facet_rows, hit_as_text, status
from telusur.search.output.printable_text import printable
from telusur.search.passages.highlighter import article_matches
from telusur.search.results import Hit, Results
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

_NARROW = 90
"""With fewer columns than this, results and facets take turns."""

_LINES = 3
"""A result has this many lines or more."""

_MORE = 30
"""The number of results that are added where one scrolls to the end."""


class BrowseScreen(Screen[None]):
    """A query above, results and facets below it."""

    CSS = """
    #query { border: none; height: 1; padding: 0 1; margin: 1 0 0 0; }
    #status { height: 1; padding: 0 1; color: $text-muted; }
    OptionList { width: 1fr; height: 1fr; border: none; overflow-y: scroll; }
    #facets { width: 30; }
    BrowseScreen.narrow #facets { display: none; width: 1fr; }
    BrowseScreen.narrow.faceting #facets { display: block; }
    BrowseScreen.narrow.faceting #results { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "query", gettext("Query"), show=False),
        Binding("slash", "query", gettext("Query")),
        Binding("f", "facets", gettext("Filters")),
        Binding("x", "clear", gettext("Clear filters")),
        Binding("s", "sort", gettext("Sort")),
        Binding("d", "duplicates", gettext("Near-identical")),
        Binding("down", "results", gettext("Results")),
        Binding("q", "app.quit", gettext("Quit")),
    ]

    def __init__(self, library: Library, query: str = "") -> None:
        """Take what is browsed.

        Args:
            library: the library.
            query: the query to begin with.
        """
        super().__init__()
        self._library = library
        self._browsed = Browsed(query)
        self._results: Results | None = None
        self._may_have_more = False
        self._searching = Lock()  # two searches at a time would only be in each other's way

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        placeholder = gettext("Search {articles} articles", articles=number(len(self._library)))
        yield Input(self._browsed.query, placeholder=placeholder, id="query")
        yield Static(id="status", markup=False)
        with Horizontal():
            yield ChoiceList(id="results", markup=False)
            yield ChoiceList(id="facets", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Search for what the query begins with."""
        query = self.query_one("#query", Input)
        query.cursor_blink = False  # over a slow line, what is idle sends nothing
        query.focus()
        self.watch(self.query_one("#results"), "scroll_y", self._scroll, init=False)
        self._search()

    def on_resize(self, event: Resize) -> None:
        """Let results and facets take turns where the terminal is narrow."""
        self.set_class(event.size.width < _NARROW, "narrow")

    @on(Input.Changed, "#query")
    def _type(self, event: Input.Changed) -> None:
        if event.value != self._browsed.query:
            self._change(self._browsed._replace(query=event.value))

    @on(Input.Submitted, "#query")
    def _leave_query(self) -> None:
        self.action_results()

    @on(OptionList.OptionSelected, "#results")
    def _read(self, event: OptionList.OptionSelected) -> None:
        if self._results is None or event.option_id is None:
            return
        article = self._library.get(event.option_id)
        if article is None:
            self.notify(gettext("This article was removed."))
            return
        self.app.push_screen(
            ArticleScreen(article, article_matches(self._library, article, self._results.query))
        )

    @on(OptionList.OptionSelected, "#facets")
    def _filter(self, event: OptionList.OptionSelected) -> None:
        kind, _, value = (event.option_id or "").partition(":")
        browsed = self._browsed
        self._change(
            browsed.with_country(value) if kind == "country" else browsed.with_month(value)
        )

    def action_query(self) -> None:
        """Go to the query."""
        self.remove_class("faceting")
        self.query_one("#query", Input).focus()

    def action_results(self) -> None:
        """Go to the results."""
        self.remove_class("faceting")
        self.query_one("#results", OptionList).focus()

    def action_facets(self) -> None:
        """Go to the facets, or from there to the results."""
        if self.query_one("#facets", OptionList).has_focus:
            self.action_results()
            return
        self.add_class("faceting")
        self.query_one("#facets", OptionList).focus()

    def action_clear(self) -> None:
        """Narrow to nothing."""
        self._change(self._browsed.without_filters())

    def action_sort(self) -> None:
        """Sort by what comes next."""
        self._change(self._browsed.with_next_sort_order())

    def action_duplicates(self) -> None:
        """Show near-identical articles, or no longer."""
        self._change(self._browsed.with_or_without_duplicates())

    def _change(self, browsed: Browsed) -> None:
        self._browsed = browsed
        self._search()

    def _scroll(self) -> None:
        """Find more results, where one comes near the end of those that are shown."""
        shown = self.query_one("#results", OptionList)
        if self._may_have_more and shown.max_scroll_y - shown.scroll_y < shown.size.height:
            self._may_have_more = False
            self._search_more(shown.option_count)

    @work(thread=True, exclusive=True)
    def _search(self) -> None:
        """Search in a thread of its own, while more is typed."""
        self._show_in_turn(self._found(self._browsed, 1 + self.size.height // _LINES))

    @work(thread=True)
    def _search_more(self, offset: int) -> None:
        """Search for what follows the results that are shown."""
        self._show_in_turn(self._found_more(self._browsed, offset))

    def _show_in_turn(self, steps: Iterable[Callable[[], None]]) -> None:
        """Show what a search yields, step by step, until it is outdated."""
        worker = get_current_worker()
        try:
            with self._searching:
                for show in () if worker.is_cancelled else steps:
                    if worker.is_cancelled:
                        return
                    self.app.call_from_thread(show)
        except TelusurError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._say, str(error))

    def _found(self, browsed: Browsed, limit: int) -> Iterator[Callable[[], None]]:
        results = browsed.results(self._library, limit)
        yield partial(self._show_results, browsed, results, _rows(results))
        counted = browsed.facets(self._library, results.query)
        rows = [Option(text, name) for name, text in facet_rows(counted, browsed)]
        yield partial(self._show_facets, rows)

    def _found_more(self, browsed: Browsed, offset: int) -> Iterator[Callable[[], None]]:
        yield partial(self._add_results, _rows(browsed.results(self._library, _MORE, offset)))

    def _show_results(self, browsed: Browsed, results: Results, rows: list[Option]) -> None:
        self._results = results
        shown = self.query_one("#results", OptionList)
        shown.clear_options()
        shown.add_options(rows)
        if rows:
            shown.highlighted = 0
        self._may_have_more = results.total > len(rows)
        asked = browsed.query.strip() or browsed.options().filters
        self._say(status(browsed, results.total) if asked else "")

    def _add_results(self, rows: list[Option]) -> None:
        shown = self.query_one("#results", OptionList)
        known = {option.id for option in shown.options}  # an article may just have been added
        shown.add_options([row for row in rows if row.id not in known])
        self._may_have_more = len(rows) == _MORE

    def _show_facets(self, rows: list[Option]) -> None:
        shown = self.query_one("#facets", OptionList)
        highlighted = shown.highlighted
        shown.clear_options()
        shown.add_options(rows)
        if shown.option_count:
            shown.highlighted = min(highlighted or 0, shown.option_count - 1)

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Static).update(printable(sentence), layout=False)


def _rows(hits: Iterable[Hit]) -> list[Option]:
    return [Option(hit_as_text(hit), hit.id) for hit in hits]
