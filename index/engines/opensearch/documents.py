"""A document as OpenSearch takes it, and as a hit gives it back."""

from base64 import b64encode
from binascii import a2b_base64
from datetime import date
from typing import Any, Final

from telusur.index.engines.document import Document, IndexedText
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import Candidate
from telusur.index.engines.opensearch.mapping import FORM, SEPARATOR

UNCERTAIN_MONTH: Final = 1
"""Stands in `month` for a date that may be of several months; 0 for none."""

CANDIDATE_FIELDS: Final[dict[str, Any]] = {
    "_source": False,
    "stored_fields": "_none_",
    "docvalue_fields": ["number", "last_day", "family", "terms"],
}
"""What a search returns of a document, for `candidate_of`."""


def fields_of(document: Document) -> dict[str, Any]:
    """Return the fields that a document is indexed by; see `mapping`."""
    title, text = document.title, document.text
    title_tokens, text_tokens = _stream(title), _stream(text)
    fields: dict[str, Any] = {
        "number": document.number,
        "tokens": [title_tokens, text_tokens],
        "title_tokens": title_tokens,
        "title_only": sorted(_terms(title_tokens) - _terms(text_tokens)),
        "forms": sorted({*title.forms.split(), *text.forms.split()}),
        "terms": b64encode(document.terms).decode(),
        "title_length": title.length,
        "text_length": text.length,
        "country": list(document.countries),
        "about": list(document.about),
        "source": list(document.sources),
        "date_basis": document.date_basis or None,
        "month": 0,
    }
    if document.last_day:
        first, last = map(date.fromordinal, (document.first_day, document.last_day))
        same_month = (first.year, first.month) == (last.year, last.month)
        fields |= {
            "published": {"gte": first.isoformat(), "lte": last.isoformat()},
            "first_day": document.first_day,
            "last_day": document.last_day,
            "month": first.year * 100 + first.month if same_month else UNCERTAIN_MONTH,
        }
    return fields


def candidate_of(hit: dict[str, Any]) -> Candidate:
    """Return a document as a search returns it with `CANDIDATE_FIELDS`."""
    fields = hit["fields"]
    # OpenSearch leaves out the padding, of which too much may be there.
    return Candidate(
        int(fields["number"][0]),
        float(hit["_score"] or 0.0),
        int(fields.get("last_day", (0,))[0]),
        DocumentTerms(a2b_base64(fields["terms"][0] + "==")),
    )


def _stream(text: IndexedText) -> str:
    tokens = zip(text.roots.split(), text.forms.split(), strict=True)
    parts = text.parts
    if not parts:
        return " ".join([f"{root}{SEPARATOR}{FORM}{form}" for root, form in tokens])
    return " ".join(
        [
            SEPARATOR.join((*dict.fromkeys((root, *parts.get(place, ()))), FORM + form))
            for place, (root, form) in enumerate(tokens)
        ]
    )


def _terms(stream: str) -> set[str]:
    return set(stream.replace(" ", SEPARATOR).split(SEPARATOR)) - {""}
