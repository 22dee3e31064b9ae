"""The errors that Telusur raises: each message is one sentence for the person at the terminal."""

import errno

from telusur.index.translation import gettext, gettext_noop

_REMEDIES = {
    errno.ENOSPC: gettext_noop("make room on the disk"),
    errno.EDQUOT: gettext_noop("make room in your disk quota"),
    errno.EACCES: gettext_noop("check its permissions"),
    errno.EPERM: gettext_noop("check its permissions"),
    errno.EROFS: gettext_noop("it is on a read-only medium"),
}


class TelusurError(Exception):
    """The root of them all; `str(error)` says what is wrong, where, and what to do."""

    def __init__(self, message: str = "", **values: object) -> None:
        """Say it in the language of the reader.

        Args:
            message: the sentence in English, a literal; `{name}` stands for a value.
            values: the values by their names.
        """
        super().__init__(gettext(message, **values))


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

    Never reaches a user: the library answers it by making the index again from the articles, and
    says why.
    """

    def __init__(self, message: str = "", **values: object) -> None:
        """Say it in the language of the reader, as `TelusurError` does."""
        super().__init__(gettext(message, **values))


def remedy(error: OSError) -> str:
    """Say what helps against what the operating system refused, as the end of a sentence."""
    return gettext(_REMEDIES.get(error.errno or 0, gettext_noop("check the disk")))
