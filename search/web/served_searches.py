"""Served searches: saved searches, what is wrong with a request for one told by its status."""

from telusur.index.errors import InputError
from telusur.index.translation import gettext
from telusur.search.options import DEFAULT_OPTIONS, SearchOptions
from telusur.search.saved_searches import NewArticles, SavedSearch, SavedSearches
from telusur.search.web.refusals import Refused, not_found


class ServedSearches(SavedSearches):
    """The saved searches of the library that is served; every method may raise `Refused`."""

    def get(self, name: str) -> SavedSearch:
        """Return the search of a name."""
        try:
            return super().get(name)
        except InputError as error:
            raise _missing(name) from error

    def save(
        self,
        name: str,
        query: str,
        options: SearchOptions = DEFAULT_OPTIONS,
        *,
        replace: bool = False,
        unseen: bool = False,
    ) -> NewArticles:
        """Save a search; see `SavedSearches.save`."""
        if not replace and name in self.names():
            sentence = gettext(
                'There is a saved search "{name}" already: choose another name, or replace it.',
                name=name[:80],
            )
            raise Refused(409, "name_taken", sentence)
        return super().save(name, query, options, replace=replace, unseen=unseen)

    def remove(self, name: str) -> bool:
        """Remove a search that there is."""
        if not super().remove(name):
            raise _missing(name)
        return True


def _missing(name: str) -> Refused:
    return not_found(gettext('There is no saved search "{name}".', name=name[:80]))
