"""The names that a query has for the fields of an article."""

TITLE, TEXT = "title", "text"
"""What a plain word is looked up in."""

TEXT_FIELDS = (TITLE, TEXT)

COUNTRY, ABOUT = "country", "about"
"""What an article refers to, and the main ones of these."""
