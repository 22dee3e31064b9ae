"""Site: what every answer of the server is made of, one library and the threads that ask it."""

from typing import Final, NamedTuple

from starlette.requests import Request
from telusur.index.article import Article
from telusur.index.library import Library
from telusur.index.translation import gettext
from telusur.index.upkeep.snapshot import Snapshot
from telusur.search.output.terminal import Terminal
from telusur.search.web.refusals import not_found
from telusur.search.web.served_searches import ServedSearches
from telusur.search.web.workers import Workers

PLAIN: Final = Terminal(color=False, width=None)
"""Where data are written to: no terminal."""


class Site(NamedTuple):
    """The library that is served."""

    library: Library
    workers: Workers

    def article(self, identity: str) -> Article:
        """Return an article by its id.

        Raises:
            Refused: there is none.
        """
        article = self.library.get(identity)
        if article is None:
            raise not_found(gettext('No article has the id "{id}".', id=identity[:80]))
        return article

    @property
    def searches(self) -> ServedSearches:
        """The searches that are saved in it."""
        return ServedSearches(self.library)

    def versions_beside(self, article: Article) -> list[Article]:
        """Return the other articles that are nearly identical to one."""

        def read(snapshot: Snapshot) -> list[Article]:
            number = snapshot.number_of(article.id)
            families = snapshot.families_of([] if number is None else [number])
            ids = snapshot.ids_in_families([*families.values()])
            others = [one for family in ids.values() for one in family if one != article.id]
            numbers = [found for one in others if (found := snapshot.number_of(one)) is not None]
            return [*snapshot.articles(numbers).values()]

        return self.library.reading(read)


def parameters_of(request: Request) -> list[tuple[str, str]]:
    """Return the names and values of a request's address, in their order."""
    return [(name, value) for name, value in request.query_params.multi_items()]
