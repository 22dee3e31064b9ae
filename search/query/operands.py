"""Makes of a lexeme what it asks for, in the field that it stands in."""

from telusur.index.fields import COUNTRY
from telusur.index.query import (
    Expandable,
    FromSources,
    Fuzzy,
    InCountries,
    Node,
    Phrase,
    Prefix,
    PublishedIn,
    Wildcard,
    Word,
)
from telusur.index.translation import gettext
from telusur.search.query.lexing.keywords import OPERATORS
from telusur.search.query.lexing.lexeme import PATTERNS, Lexeme
from telusur.search.query.parsed import Remark


def operand(lexeme: Lexeme, field: str | None, remarks: list[Remark]) -> Node:
    """Return what a lexeme asks for.

    Args:
        lexeme: a word, a phrase or another operand.
        field: the field that it stands in, if any.
        remarks: what is to be said of it is added to them.
    """
    kind, text = lexeme.kind, lexeme.text
    if lexeme.period is not None:
        return PublishedIn(lexeme.period)
    if kind == "source":
        return FromSources((text,))
    if kind in PATTERNS:
        return _pattern(lexeme, field, remarks)
    if field == COUNTRY:
        return _countries(lexeme, remarks)
    if kind == "phrase":
        return Phrase(tuple(text.split(" ")), field, lexeme.exact, lexeme.number)
    return Word(_as_word(lexeme), field, lexeme.exact)


def _as_word(lexeme: Lexeme) -> str:
    """An operator that joins nothing, as in x/AND/y, is a word as if it were in small letters."""
    plain = lexeme.kind == "word" and not lexeme.exact
    return lexeme.text.lower() if plain and lexeme.text in OPERATORS else lexeme.text


def _countries(lexeme: Lexeme, remarks: list[Remark]) -> Node:
    """What Telusur does not know as a country is words like any other."""
    from telusur.search.query.lexing.country_values import read_countries

    codes = read_countries(lexeme.text)
    if codes:
        return InCountries(codes)
    remarks.append(_no_country(lexeme, lexeme.text))
    words = tuple(lexeme.text.split(" "))
    return Phrase(words) if len(words) > 1 else Word(_as_word(lexeme))


def _pattern(lexeme: Lexeme, field: str | None, remarks: list[Remark]) -> Expandable:
    """What stands for other words stands for no country."""
    text_field = None if field == COUNTRY else field
    pattern: Expandable
    if lexeme.kind == "prefix":
        pattern = Prefix(lexeme.text, text_field)
    elif lexeme.kind == "wildcard":
        pattern = Wildcard(lexeme.text, text_field)
    else:
        pattern = Fuzzy(lexeme.text, text_field, lexeme.number)
    if field == COUNTRY:
        remarks.append(_no_country(lexeme, str(pattern)))
    return pattern


def _no_country(lexeme: Lexeme, name: str) -> Remark:
    sentence = gettext(
        '"{name}" is not a known country; it was searched for in the text.', name=name
    )
    return Remark(lexeme.start, lexeme.end, sentence)
