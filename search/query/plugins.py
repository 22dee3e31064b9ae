"""Plugins for Whoosh's query parser: the parts of the language that it reads otherwise, or not.

They see queries that `tidying` wrote, so what they match is always well-formed.
"""

import warnings
from re import Match
from typing import TypeAlias

with warnings.catch_warnings():
    # Strings in Whoosh 2.7.4 have invalid escapes, which Python 3.12 warns of when compiling.
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import query
    from whoosh.qparser import QueryParser, plugins, syntax

from telusur.index.fields import COUNTRY, SOURCE
from telusur.search.query.tidying import DATE_FIELD

__all__ = [
    "BestMatch",
    "Boosted",
    "ExactPhrase",
    "ExactTerm",
    "QueryParser",
    "Required",
    "query",
    "query_parser",
]

_AT_BEGINNING = r"(?<![^\s(:+])"
_RAW = r"[^\s()\"=~^:+]{1,64}"

Filters: TypeAlias = "list[tuple[object, int]]"


class BestMatch(query.Or):
    """What no operator joins, as opposed to what an OR does."""


class Required(query.And):
    """One part that must match, whatever it is joined to."""


class Boosted(query.And):
    """One part that counts so many times as much."""


class ExactTerm(query.Term):
    """A word that counts in this form only."""


class ExactPhrase(query.Phrase):
    """A phrase of which each word counts in this form only."""


class BestMatchGroup(syntax.GroupNode):
    """A group in brackets or the whole query, where the best match counts."""

    merging = False
    qclass = BestMatch


class RequireAllGroup(syntax.GroupNode):
    """A group in brackets or the whole query, where everything must match."""

    merging = False
    qclass = query.And


class _RequiredGroup(syntax.GroupNode):
    merging = False
    qclass = Required


class _BoostedGroup(syntax.GroupNode):
    merging = False
    qclass = Boosted


class _NearGroup(syntax.GroupNode):
    """Operands, each of them near the next."""

    merging = False

    def query(self, parser: QueryParser) -> query.Query:
        operands = [node.query(parser) for node in self.nodes]
        near = [
            # Whoosh counts steps, not the words between.
            query.SpanNear(one, other, slop=distance + 1, ordered=False)
            for one, other, distance in zip(
                operands, operands[1:], self.kwargs["distances"], strict=False
            )
        ]
        return query.And(near)


class _ExactWordNode(syntax.TextNode):
    qclass = ExactTerm


class ExactWordPlugin(plugins.TaggingPlugin):
    """Reads =word."""

    expr = _AT_BEGINNING + r"=(?P<text>[^\s()\"^]+)"
    nodetype = _ExactWordNode


class _QuotedNode(syntax.TextNode):
    """Text in quotes: a phrase, or the whole value of a field of whole values."""

    def __init__(self, text: str, exact: bool, slop: int) -> None:
        super().__init__(text)
        self.exact = exact
        self.slop = slop

    def query(self, parser: QueryParser) -> query.Query:
        if self.fieldname in {COUNTRY, SOURCE}:
            return query.Term(self.fieldname, self.text)
        phrase = ExactPhrase if self.exact else query.Phrase
        return phrase(self.fieldname, self.text.split(" "), slop=self.slop)


class PhrasePlugin(plugins.TaggingPlugin):
    """Reads "a phrase", ="a phrase" and "a phrase"~3."""

    expr = r'(?P<exact>=?)"(?P<text>[^"]*)"(?:~(?P<slop>\d+))?'

    def create(self, parser: QueryParser, match: Match[str]) -> syntax.SyntaxNode:
        """Make a node of what was matched."""
        # Whoosh counts steps, not the words between.
        return _QuotedNode(match["text"], bool(match["exact"]), int(match["slop"] or 0) + 1)


class _FuzzyNode(syntax.TextNode):
    def __init__(self, text: str, edits: str) -> None:
        super().__init__(text)
        self.edits = int(edits)

    def query(self, parser: QueryParser) -> query.Query:
        return query.FuzzyTerm(self.fieldname, self.text, maxdist=self.edits, prefixlength=0)


class FuzzyPlugin(plugins.TaggingPlugin):
    """Reads word~1."""

    expr = rf"{_AT_BEGINNING}(?P<text>{_RAW})~(?P<edits>\d)"
    nodetype = _FuzzyNode


class _PatternNode(syntax.TextNode):
    def query(self, parser: QueryParser) -> query.Query:
        letters = self.text[:-1]
        if self.text.endswith("*") and not {"*", "?"} & set(letters):
            return query.Prefix(self.fieldname, letters)
        return query.Wildcard(self.fieldname, self.text)


class PatternPlugin(plugins.TaggingPlugin):
    """Reads wo*, w*d and w?rd."""

    expr = rf"{_AT_BEGINNING}(?P<text>(?=[^\s()\"=~^:+*?]{{0,64}}[*?]){_RAW})"
    nodetype = _PatternNode


class _BoostMark(syntax.SyntaxNode):
    def __init__(self, factor: str) -> None:
        self.factor = float(factor)


class _RequireMark(syntax.SyntaxNode):
    pass


class _NearMark(syntax.SyntaxNode):
    def __init__(self, distance: str) -> None:
        self.distance = int(distance)


class BoostPlugin(plugins.TaggingPlugin):
    """Reads the ^2 behind an operand."""

    expr = r"\^(?P<factor>\d+(?:\.\d+)?)"
    nodetype = _BoostMark


class RequirePlugin(plugins.TaggingPlugin):
    """Reads the + before an operand."""

    expr = _AT_BEGINNING + r"\+"
    nodetype = _RequireMark


class NearPlugin(plugins.TaggingPlugin):
    """Reads NEAR/5, and puts what these three plugins read around its operands."""

    expr = r"(?<=\s)NEAR/(?P<distance>\d+)(?=\s)"
    nodetype = _NearMark

    def filters(self, parser: QueryParser) -> Filters:
        """Return what works on the nodes when brackets and fields are read, operators not yet."""
        return [(_with_operands, 550)]


def _with_operands(parser: QueryParser, group: syntax.GroupNode) -> syntax.GroupNode:
    """Replace each mark with its operands by a group."""
    nodes: list[syntax.SyntaxNode] = []
    for node in group:
        if isinstance(node, _BoostMark):
            nodes[-1] = _BoostedGroup([nodes[-1]], boost=node.factor)
        elif isinstance(node, syntax.GroupNode):
            nodes.append(_with_operands(parser, node))
        else:
            nodes.append(node)
    found = group.empty_copy()
    found.extend(_required(_near(nodes)))
    return found


def _near(nodes: list[syntax.SyntaxNode]) -> list[syntax.SyntaxNode]:
    found: list[syntax.SyntaxNode] = []
    mark: _NearMark | None = None
    for node in nodes:
        if isinstance(node, _NearMark):
            mark = node
        elif mark is None:
            found.append(node)
        elif isinstance(found[-1], _NearGroup):
            found[-1].append(node)
            found[-1].kwargs["distances"].append(mark.distance)
            mark = None
        else:
            found[-1] = _NearGroup([found[-1], node], distances=[mark.distance])
            mark = None
    return found


def _required(nodes: list[syntax.SyntaxNode]) -> list[syntax.SyntaxNode]:
    found: list[syntax.SyntaxNode] = []
    required = False
    for node in nodes:
        if isinstance(node, _RequireMark):
            required = True
        else:
            found.append(_RequiredGroup([node]) if required else node)
            required = False
    return found


def query_parser(require_all: bool) -> QueryParser:
    """Return a parser of what `tidying.tidy` writes.

    Args:
        require_all: words that no operator joins must all occur, not just any.
    """
    from telusur.index.schema import schema

    fields = "|".join((*schema().names(), DATE_FIELD))
    wanted = [
        PhrasePlugin(),
        ExactWordPlugin(),
        FuzzyPlugin(),
        PatternPlugin(),
        BoostPlugin(),
        RequirePlugin(),
        NearPlugin(),
        plugins.GroupPlugin(),
        plugins.FieldsPlugin(rf"(?P<text>{fields}):"),
        plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
    ]
    group = RequireAllGroup if require_all else BestMatchGroup
    return QueryParser(None, schema(), plugins=wanted, group=group)
