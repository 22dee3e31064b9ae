"""A document as tantivy takes it."""

from collections.abc import Iterable
from datetime import date
from itertools import chain, count, repeat
from typing import Final

import tantivy
from telusur.index.engines.document import Document, IndexedText
from telusur.index.engines.tantivy.schema import NUMBER_BITS, UNCERTAIN_MONTH

_AFTER_ALL_DAYS: Final = date.max.toordinal() + 1


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


def _add_roots(made: tantivy.Document, field: str, text: IndexedText) -> None:
    """Add roots in order; where a token has further terms, they share its position."""
    if not text.parts:
        made.add_text(field, text.roots)
        return
    roots = text.roots.split(" ")
    positioned = list(map(tantivy.Token, roots, count(), repeat(0), repeat(0)))
    for position in sorted(text.parts, reverse=True):
        further = dict.fromkeys(part for part in text.parts[position] if part != roots[position])
        positioned[position + 1 : position + 1] = [
            tantivy.Token(part, position, 0, 0) for part in further
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
    made.add_unsigned("newest", last_day << NUMBER_BITS | (1 << NUMBER_BITS) - 1 - number)
    made.add_unsigned("oldest", (last_day or _AFTER_ALL_DAYS) << NUMBER_BITS | number)
    if not last_day:
        made.add_unsigned("month", 0)
        return
    made.add_unsigned("first_day", document.first_day)
    made.add_unsigned("last_day", last_day)
    first, last = map(date.fromordinal, (document.first_day, last_day))
    same = (first.year, first.month) == (last.year, last.month)
    made.add_unsigned("month", first.year * 100 + first.month if same else UNCERTAIN_MONTH)
