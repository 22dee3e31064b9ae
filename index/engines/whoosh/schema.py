"""The schema of the index, which carries the state of the index with it.

Whoosh writes its schema into the one file that a commit replaces (the table of contents, TOC): what
is kept in the schema changes in one step with the documents.
"""

from telusur.index.engines.engine import IndexState
from telusur.index.engines.whoosh.fields import COUNTRY, DAY, TERMS
from whoosh.fields import KEYWORD, NUMERIC, STORED, Schema

FORMAT_VERSION = 5
"""Goes up whenever the fields change; an index with others is made again."""


class IndexSchema(Schema):
    """A Whoosh schema with the state of its index."""

    state: IndexState | None = None
    format_version: int = 0


def index_schema() -> IndexSchema:
    """Return the schema of a new index."""
    schema = IndexSchema(
        root=TERMS(phrase=True),
        form=TERMS(phrase=False),
        title_root=TERMS(phrase=True),
        title_form=TERMS(phrase=False),
        title_only_root=TERMS(phrase=False),
        title_only_form=TERMS(phrase=False),
        country=COUNTRY(),
        about=COUNTRY(),
        source=KEYWORD(),
        date_basis=KEYWORD(),
        number=NUMERIC(int, bits=64, stored=True, unique=True, sortable=True, shift_step=0),
        first_day=DAY(),
        last_day=DAY(stored=True),
        title_length=NUMERIC(int, sortable=True, signed=False, default=0, shift_step=0),
        text_length=NUMERIC(int, sortable=True, signed=False, default=0, shift_step=0),
        terms=STORED(),
    )
    schema.format_version = FORMAT_VERSION
    return schema
