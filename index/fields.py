"""The fields of the index: which there are, and how each is made of an article."""

TITLE, TEXT = "title", "text"
"""Fields of roots, with positions: what a plain word is looked up in."""

TEXT_FIELDS = (TITLE, TEXT)

COUNTRY, ABOUT, SOURCE = "country", "about", "source"
"""Fields of whole values, without positions; `about` holds the main ones of the countries."""

KEYWORD_FIELDS = (COUNTRY, ABOUT, SOURCE)


def surface_field(field: str) -> str:
    """Return the field that holds the folded words of a text field as they stand, unstemmed."""
    return field + ".surface"


SURFACE_FIELDS = {surface_field(field): field for field in TEXT_FIELDS}
"""Each such field, with the text field whose words it holds."""
