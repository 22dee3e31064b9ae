"""The errors that Telusur raises: each message is one sentence for the person at the terminal."""

import errno

_REMEDIES = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room in your quota of the disk",
    errno.EACCES: "check its permissions",
    errno.EPERM: "check its permissions",
    errno.EROFS: "it is on a medium that is only read",
}


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


def remedy(error: OSError) -> str:
    """Say what helps against what the operating system refused, as the end of a sentence."""
    return _REMEDIES.get(error.errno or 0, "check the disk")
