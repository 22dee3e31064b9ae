"""Commands, each a thin skin over a call of the library or of `search`; a folder a section."""

from typing import Final

FOLDER: Final = "telusur.folder"
"""The name of the library's folder in a context, if it was given before the command."""

ENGINE: Final = "telusur.engine"
"""The name of the engine that was asked for in a context."""

NO_PAGER: Final = "telusur.no_pager"
"""In a context if no pager is wanted."""
