"""What a person may call fields and operators in a query."""

from telusur.index.fields import COUNTRY, TEXT, TITLE

FIELD_NAMES = {
    "title": TITLE,
    "judul": TITLE,
    "text": TEXT,
    "isi": TEXT,
    "country": COUNTRY,
    "negara": COUNTRY,
}
"""What a person may call a field, and the field."""

SOURCE_NAMES = ("sumber", "source")
"""What a person may call the publisher, of which the whole value counts."""

DATE_NAMES = ("tanggal", "date")
"""What a person may call the day of publication, which takes a date expression."""

OPERATORS = {
    "AND": "AND",
    "DAN": "AND",
    "OR": "OR",
    "ATAU": "OR",
    "NOT": "NOT",
    "BUKAN": "NOT",
    "NEAR": "NEAR",
    "DEKAT": "NEAR",
}
"""What a person may call an operator, and the operator."""

QUOTES = '"“”„«»'
"""What may stand before and after a phrase."""
