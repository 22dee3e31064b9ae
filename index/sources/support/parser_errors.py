"""The border to parsers that other people wrote: a failure of theirs becomes a sentence."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from telusur.index.errors import ArticleError, TelusurError
from telusur.index.translation import gettext


@contextmanager
def foreign_parser(what: str, *, extra: str = "", loggers: tuple[str, ...] = ()) -> Iterator[None]:
    """Turn whatever a parser raises on a stranger's broken input into an `ArticleError`.

    Parsers of formats like PDF promise no errors of their own: on damaged input they raise what
    comes, from KeyError to RecursionError. Nowhere else is every exception caught.

    Args:
        what: the input, as in "it is not a PDF that can be read".
        extra: the extra that brings the parser, if it may be missing.
        loggers: where it tells of every oddity that it meets; that is not passed on.

    Raises:
        ArticleError: the parser failed, or is not installed.
    """
    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    except (TelusurError, MemoryError):
        raise
    except ImportError as error:
        if not extra:
            raise
        raise ArticleError(
            "reading {what} needs more than is installed: {executable} -m pip install "
            '"telusur[{extra}]"',
            what=gettext(what),
            executable=sys.executable,
            extra=extra,
        ) from error
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ArticleError(
            "it is not {what} that can be read ({reason})", what=gettext(what), reason=reason
        ) from error
