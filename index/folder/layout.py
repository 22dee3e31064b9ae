"""The names of what is in a library's folder."""

ARTICLES_FILE = "articles.sqlite"
"""The articles themselves; a folder that has it is a library."""

INDEX_FOLDER = "index"
"""What is derived from them."""

ADDING_LOCK = "adding.lock"
"""A file that is locked while somebody adds articles."""
