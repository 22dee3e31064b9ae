"""The fields of the tantivy index, and the document that keeps its state."""

from functools import cache
from typing import Final

import tantivy
from telusur.index.engines.engine import IndexState

FORMAT_VERSION: Final = 7
"""Goes up whenever the fields change."""

UNCERTAIN_MONTH: Final = 1
"""Stands in `month` for a date that may be of several months; 0 for none."""

_STATE_NUMBER: Final = 0
"""The number of the document that holds the state; articles are numbered from 1 on."""

NUMBER_BITS: Final = 40
"""In the keys by which documents are sorted, the day stands before so many bits of the number."""


@cache
def schema() -> tantivy.Schema:
    """Return the schema: terms are split at spaces, all else is a whole value."""
    builder = tantivy.SchemaBuilder()
    for field in ("root", "title_root"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in ("form", "title_form"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in ("title_only_root", "title_only_form"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in ("country", "about", "source", "date_basis"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("number", indexed=True, fast=True)
    for field in ("first_day", "last_day", "newest", "oldest", "month"):
        builder.add_unsigned_field(field, fast=True)
    for field in ("title_length", "text_length"):
        builder.add_unsigned_field(field, fast=True)
    builder.add_bytes_field("terms", stored=True)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Name the tokenizer that the schema asks for; tantivy keeps none of it in the index."""
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", whitespace)


def state_document(state: IndexState) -> tantivy.Document:
    """Return the document that keeps a state, so that it changes with the index in one step."""
    made = tantivy.Document()
    made.add_unsigned("number", _STATE_NUMBER)
    made.add_bytes("terms", "\t".join(map(str, state)).encode())
    return made


def state_of(terms: bytes) -> IndexState:
    """Read what `state_document` keeps.

    Raises:
        ValueError: it is no state.
    """
    library, *numbers = terms.decode().split("\t")
    revision, analysis_version, format_version = map(int, numbers)
    return IndexState(library, revision, analysis_version, format_version)


def state_query() -> tantivy.Query:
    """Return the query that matches the document of the state alone."""
    return tantivy.Query.term_query(schema(), "number", _STATE_NUMBER)


def day_of(newest: int) -> int:
    """Return the last day that a key of `newest` was made of; 0 where there is none."""
    return newest >> NUMBER_BITS
