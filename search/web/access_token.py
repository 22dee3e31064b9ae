"""The token that lets a browser or a program write, kept so that bookmarks go on working."""

import os
import secrets
from hmac import compare_digest
from pathlib import Path
from typing import Final

from telusur.index.errors import LibraryError, reason_of, remedy

COOKIE: Final = "telusur_token"
"""The name of the cookie that a browser keeps it in."""

_BYTES: Final = 32


def access_token(file: Path) -> str:
    """Return the token of this user, which is made where there is none.

    Args:
        file: where it is kept, readable by its owner alone.

    Raises:
        LibraryError: it can be neither read nor written.
    """
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w", encoding="ascii") as stream:
                stream.write(secrets.token_urlsafe(_BYTES))
        token = file.read_text("ascii").strip()
    except OSError as error:
        raise LibraryError(
            "The token in {file} cannot be kept ({why}): {remedy}.",
            file=file,
            why=reason_of(error),
            remedy=remedy(error),
        ) from error
    except UnicodeDecodeError:
        token = ""
    if len(token) < _BYTES:
        raise LibraryError(
            "The token in {file} is damaged: remove the file, and start again.", file=file
        )
    return token


def is_token(given: str, token: str) -> bool:
    """Tell whether what was given is the token, in a time that tells nothing about it."""
    return compare_digest(given.encode("utf-8", "replace"), token.encode())
