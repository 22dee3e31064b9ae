"""The fields of the tantivy index, and a document as tantivy takes it."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import chain
from typing import Final

import tantivy
from telusur.index.engines.document import Document, IndexedText
from telusur.index.engines.engine import IndexState

FORMAT_VERSION: Final = 7
"""Goes up whenever the fields change."""

UNCERTAIN_MONTH: Final = 1
"""Stands in `month` for a date that may be of several months; 0 for none."""

_STATE_NUMBER: Final = 0
"""The number of the document that holds the state; articles are numbered from 1 on."""

_NUMBER_BITS: Final = 40
_AFTER_ALL_DAYS: Final = date.max.toordinal() + 1


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


def document_of(document: Document) -> tantivy.Document:
    """Return a document as tantivy takes it."""
    made = tantivy.Document()
    made.add_unsigned("number", document.number)
    title, text = document.title, document.text
    for part in (title, text):
        _add_roots(made, "root", part)
        made.add_text("form", part.forms)
    _add_roots(made, "title_root", title)
    made.add_text("title_form", title.forms)
    roots, forms = _title_only(title, text)
    made.add_text("title_only_root", " ".join(roots))
    made.add_text("title_only_form", " ".join(forms))
    for code in document.countries:
        made.add_text("country", code)
    for code in document.about:
        made.add_text("about", code)
    for name in document.sources:
        made.add_text("source", name)
    if document.date_basis:
        made.add_text("date_basis", document.date_basis)
    _add_days(made, document)
    made.add_unsigned("title_length", title.length)
    made.add_unsigned("text_length", text.length)
    made.add_bytes("terms", document.terms)
    return made


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


def _add_roots(made: tantivy.Document, field: str, text: IndexedText) -> None:
    """Add roots in order; where a token has further terms, they share its position."""
    if not text.parts:
        made.add_text(field, text.roots)
        return
    positioned = [
        tantivy.Token(term, position, 0, 0)
        for position, root in enumerate(text.roots.split(" "))
        for term in dict.fromkeys((root, *text.parts.get(position, ())))
    ]
    made.add_pre_tokenized_text(field, tantivy.PreTokenizedString("", positioned))


def _title_only(title: IndexedText, text: IndexedText) -> tuple[Iterable[str], Iterable[str]]:
    """Return the roots, parts included, and the forms that the title has and the text has not."""
    roots = dict.fromkeys(chain(title.roots.split(), *title.parts.values()))
    text_roots, text_forms = f" {text.roots} ", f" {text.forms} "
    text_parts = set().union(*text.parts.values())
    return (
        [r for r in roots if f" {r} " not in text_roots and r not in text_parts],
        [form for form in dict.fromkeys(title.forms.split()) if f" {form} " not in text_forms],
    )


def _add_days(made: tantivy.Document, document: Document) -> None:
    """Add the days of publication, and the keys by which documents are sorted.

    Undated documents come last in either order, and those of one day by their numbers.
    """
    number, last_day = document.number, document.last_day
    made.add_unsigned("newest", last_day << _NUMBER_BITS | (1 << _NUMBER_BITS) - 1 - number)
    made.add_unsigned("oldest", (last_day or _AFTER_ALL_DAYS) << _NUMBER_BITS | number)
    if not last_day:
        made.add_unsigned("month", 0)
        return
    made.add_unsigned("first_day", document.first_day)
    made.add_unsigned("last_day", last_day)
    first, last = map(date.fromordinal, (document.first_day, last_day))
    same = (first.year, first.month) == (last.year, last.month)
    made.add_unsigned("month", first.year * 100 + first.month if same else UNCERTAIN_MONTH)


def day_of(newest: int) -> int:
    """Return the last day that a key of `newest` was made of; 0 where there is none."""
    return newest >> _NUMBER_BITS
