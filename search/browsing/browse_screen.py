"""The screen with the query, results as one types, and facets beside them."""

from typing import ClassVar

from telusur.index.errors import TelusurError
from telusur.index.library import Library
from telusur.index.translation import gettext, number
from telusur.search.browsing.article_screen import ArticleScreen
from telusur.search.browsing.browsed import Browsed
from telusur.search.browsing.rich_text import facet_rows, hit_as_text, status
from telusur.search.facets import Facets
from telusur.search.output.terminal import printable
from telusur.search.passages.highlighter import article_matches
from telusur.search.results import Results
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


class BrowseScreen(Screen[None]):
    """A query above, results and facets below it."""

    CSS = """
    #query { border: none; height: 1; padding: 0 1; margin: 1 0 0 0; }
    #status { height: 1; padding: 0 1; color: $text-muted; }
    #results { width: 1fr; height: 1fr; border: none; scrollbar-size-vertical: 1; }
    #facets { width: 30; height: 1fr; border: none; scrollbar-size-vertical: 1; }
    BrowseScreen.narrow #facets { display: none; width: 1fr; }
    BrowseScreen.narrow.faceting #facets { display: block; }
    BrowseScreen.narrow.faceting #results { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "query", gettext("Query"), show=False),
        Binding("slash", "query", gettext("Query")),
        Binding("f", "facets", gettext("Filters")),
        Binding("x", "clear", gettext("No filters")),
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

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        placeholder = gettext("Search {articles} articles", articles=number(len(self._library)))
        yield Input(self._browsed.query, placeholder=placeholder, id="query")
        yield Static(id="status", markup=False)
        with Horizontal():
            yield OptionList(id="results", markup=False)
            yield OptionList(id="facets", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Search for what the query begins with."""
        self.query_one("#query", Input).focus()
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

    @work(thread=True, exclusive=True)
    def _search(self) -> None:
        """Search in a thread of its own, while more is typed; what is outdated is not shown."""
        worker, browsed = get_current_worker(), self._browsed
        try:
            results = browsed.results(self._library)
            rows = [Option(hit_as_text(hit), hit.id) for hit in results]
            if not worker.is_cancelled:
                self.app.call_from_thread(self._show_results, browsed, results, rows)
            counted = browsed.facets(self._library, results.query)
            if not worker.is_cancelled:
                self.app.call_from_thread(self._show_facets, browsed, counted)
        except TelusurError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._say, str(error))

    def _show_results(self, browsed: Browsed, results: Results, rows: list[Option]) -> None:
        self._results = results
        shown = self.query_one("#results", OptionList)
        shown.clear_options()
        shown.add_options(rows)
        if rows:
            shown.highlighted = 0
        asked = browsed.query.strip() or browsed.options().filters
        self._say(status(browsed, results.total) if asked else "")

    def _show_facets(self, browsed: Browsed, counted: Facets) -> None:
        shown = self.query_one("#facets", OptionList)
        highlighted = shown.highlighted
        shown.clear_options()
        shown.add_options([Option(text, name) for name, text in facet_rows(counted, browsed)])
        if shown.option_count:
            shown.highlighted = min(highlighted or 0, shown.option_count - 1)

    def _say(self, sentence: str) -> None:
        self.query_one("#status", Static).update(printable(sentence))
