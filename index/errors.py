"""The errors that Telusur raises: each message is one sentence for the person at the terminal."""

import errno

from telusur.index.translation import Message, gettext, gettext_noop

_REMEDIES = {
    errno.ENOSPC: gettext_noop("make room on the disk"),
    errno.EDQUOT: gettext_noop("make room in your disk quota"),
    errno.EACCES: gettext_noop("check its permissions"),
    errno.EPERM: gettext_noop("check its permissions"),
    errno.EROFS: gettext_noop("it is on a read-only medium"),
    errno.ENOENT: gettext_noop("check the name of its folder"),
    errno.ENOTDIR: gettext_noop("check the name of its folder"),
}

_REASONS = (
    gettext_noop("Address already in use"),
    gettext_noop("Cannot assign requested address"),
    gettext_noop("Connection refused"),
    gettext_noop("Connection reset by peer"),
    gettext_noop("Disk quota exceeded"),
    gettext_noop("File exists"),
    gettext_noop("File name too long"),
    gettext_noop("Input/output error"),
    gettext_noop("Is a directory"),
    gettext_noop("Network is unreachable"),
    gettext_noop("No route to host"),
    gettext_noop("No space left on device"),
    gettext_noop("No such file or directory"),
    gettext_noop("Not a directory"),
    gettext_noop("Operation not permitted"),
    gettext_noop("Permission denied"),
    gettext_noop("Read-only file system"),
    gettext_noop("Too many open files"),
)
"""What the operating system says most often, in the words of the GNU C library."""


class TelusurError(Exception):
    """The root of them all; `str(error)` says what is wrong, where, and what to do."""

    def __init__(self, message: str | Message = "", **values: object) -> None:
        """Keep it, to be said in the language of whoever reads it.

        Args:
            message: the sentence in English, a literal; `{name}` stands for a value.
            values: the values by their names.
        """
        self.message = message if isinstance(message, Message) else Message(message, values)
        super().__init__(self.message)


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


def reason_of(error: Exception) -> Message:
    """Return what the operating system says, or whoever else raised an error."""
    return Message(getattr(error, "strerror", None) or str(error), {})


def remedy(error: OSError) -> str:
    """Say what helps against what the operating system refused, as the end of a sentence."""
    return gettext(_REMEDIES.get(error.errno or 0, gettext_noop("check the disk")))
