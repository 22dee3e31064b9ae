"""The errors that Telusur raises: each message is one sentence for the person at the terminal."""


class TelusurError(Exception):
    """The root of them all; `str(error)` says what is wrong, where, and what to do."""


class LibraryError(TelusurError):
    """A library cannot be opened, read or written."""


class LibraryBusyError(LibraryError):
    """Another process kept writing to the library for longer than one is willing to wait."""


class ArticleError(TelusurError):
    """What was given as an article cannot become one."""


class InputError(TelusurError):
    """A date, a country or another value that was given cannot be understood."""


class IndexDamagedError(Exception):
    """An index file is missing, damaged or of another format.

    Never reaches a user: the library answers it by making the index again from the articles.
    """
