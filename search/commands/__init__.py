"""One file per command, each a thin skin over a call of the library or of `search`."""
