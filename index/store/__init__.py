"""The articles of a library in one SQLite file: the truth that everything else is derived from."""
