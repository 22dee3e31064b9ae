"""The fields of the index: which there are, and how each is made of an article."""

TITLE, TEXT = "title", "text"
"""Fields of roots, with positions: what a plain word is looked up in."""

TEXT_FIELDS = (TITLE, TEXT)

COUNTRY, SOURCE = "country", "source"
"""Fields of whole values, without positions."""

KEYWORD_FIELDS = (COUNTRY, SOURCE)


def surface_field(field: str) -> str:
    """Return the field that holds the folded words of a text field as they stand, unstemmed."""
    return field + ".surface"


POSITIONAL_FIELDS = (*TEXT_FIELDS, *map(surface_field, TEXT_FIELDS))
"""Every field whose postings have positions."""
