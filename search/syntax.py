"""Parses a query that has operators, phrases or fields, with Whoosh's parser."""

import warnings
from datetime import date
from functools import cache

with warnings.catch_warnings():
    # Strings in Whoosh 2.7.4 have invalid escapes, which Python 3.12 warns of when compiling.
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import query
    from whoosh.qparser import QueryParser, plugins, syntax

    from index.schema import schema

from index.fields import COUNTRY
from index.indonesian.countries import country_code
from index.indonesian.interval import Interval
from index.indonesian.tokens import iter_tokens
from search.tidying import DATE_FIELD, tidy
from search.tree import (
    Every,
    InCountries,
    Node,
    Phrase,
    Prefix,
    PublishedIn,
    Without,
    Word,
    all_of,
    any_of,
)


class _BestMatch(query.Or):
    """What no operator joins, as opposed to what an OR does."""


class _BestMatchGroup(syntax.OrGroup):
    qclass = _BestMatch


class _ExactTerm(query.Term):
    """A word that counts in this form only."""


class _ExactPhrase(query.Phrase):
    """A phrase of which each word counts in this form only."""


class _ExactWordNode(syntax.TextNode):
    qclass = _ExactTerm


class _ExactWordPlugin(plugins.TaggingPlugin):
    """Reads =word."""

    expr = r"=(?P<text>[^\s()\"]+)"
    nodetype = _ExactWordNode


class _ExactPhraseNode(syntax.TextNode):
    def query(self, parser: QueryParser) -> query.Query:
        words = [token.text for token in iter_tokens(self.text)]
        return _ExactPhrase(self.fieldname or parser.fieldname, words)


class _ExactPhrasePlugin(plugins.TaggingPlugin):
    """Reads ="a phrase"."""

    expr = r'="(?P<text>[^"]*)"'
    nodetype = _ExactPhraseNode


def parse_expression(typed: str, *, require_all: bool = False) -> Node | None:
    """Parse a typed query.

    Args:
        typed: what a person typed; it is made well-formed first, so nothing is refused.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query tree, or None if there is nothing to search for.
    """
    tidied = tidy(typed)
    return _node(_parser(require_all).parse(tidied, normalize=False)) if tidied else None


@cache
def _parser(require_all: bool) -> QueryParser:
    group = syntax.AndGroup if require_all else _BestMatchGroup
    wanted = [
        plugins.PhrasePlugin(),
        _ExactPhrasePlugin(),
        _ExactWordPlugin(),
        plugins.GroupPlugin(),
        plugins.FieldsPlugin(),
        plugins.PrefixPlugin(),
        plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
    ]
    return QueryParser(None, schema(), plugins=wanted, group=group)


def _node(parsed: query.Query) -> Node | None:
    """Turn a Whoosh query into a tree of ours; None where nothing is left of it."""
    if isinstance(parsed, query.Term):
        if parsed.fieldname == COUNTRY:
            return _in_country(parsed.text)
        if parsed.fieldname == DATE_FIELD:
            return PublishedIn(Interval(*map(date.fromisoformat, parsed.text.split(".."))))
        return Word(parsed.text, parsed.fieldname, isinstance(parsed, _ExactTerm))
    if isinstance(parsed, query.Phrase):
        if parsed.fieldname == COUNTRY:
            return _in_country(" ".join(parsed.words))
        exact = isinstance(parsed, _ExactPhrase)
        return Phrase(tuple(parsed.words), parsed.fieldname, exact)
    if isinstance(parsed, query.Prefix):
        return Prefix(parsed.text, parsed.fieldname)
    return _compound(parsed)


def _in_country(name: str) -> Node:
    """A country that Telusur does not know is a word like any other."""
    code = country_code(name)
    return InCountries((code,)) if code else Word(name)


def _compound(parsed: query.Query) -> Node | None:
    """Turn a conjunction or disjunction into a tree, what is negated in it into an exclusion."""
    wanted: list[Node] = []
    unwanted: list[Node] = []
    for child in parsed.children():
        negated = isinstance(child, query.Not)
        node = _node(child.query if negated else child)
        if node is not None:
            (unwanted if negated else wanted).append(node)
    if not wanted and not unwanted:
        return None
    found = _joined(parsed, wanted) if wanted else Every()
    return Without(found, any_of(unwanted)) if unwanted else found


def _joined(parsed: query.Query, wanted: list[Node]) -> Node:
    """Join parts as their group says; countries and dates beside words narrow, not widen."""
    if isinstance(parsed, query.And):
        return all_of(wanted)
    if not isinstance(parsed, _BestMatch):
        return any_of(wanted)
    countries = [node for node in wanted if isinstance(node, InCountries)]
    periods = [node for node in wanted if isinstance(node, PublishedIn)]
    words = [node for node in wanted if not isinstance(node, InCountries | PublishedIn)]
    parts: list[Node] = [any_of(words)] if words else []
    if countries:
        codes = dict.fromkeys(code for node in countries for code in node.codes)
        parts.append(InCountries(tuple(codes)))
    if periods:
        parts.append(any_of(periods))
    return all_of(parts)
