"""A query as clauses for an engine: words become terms, and what needs positions is verified.

Engines keep positions of roots alone. Phrases with gaps, phrases in their typed forms and words
near each other are looked for in the terms of the documents that hold all the words, and what is
left of these is named by number. So all engines agree on what matches.
"""

from math import log
from typing import Final, Literal, assert_never

from telusur.index.engines.clauses import (
    NOTHING,
    Adjacent,
    AnyTerm,
    But,
    Clause,
    Everything,
    Numbered,
    OnDays,
    PositionField,
    Preferring,
    TextField,
    Unscored,
    all_of,
    any_of,
    boosted,
)
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import IndexReader
from telusur.index.fields import TEXT, TITLE
from telusur.index.ingest.publishers import folded_publisher
from telusur.index.query import (
    AllOf,
    Alternatives,
    AndMaybe,
    AnyOf,
    Every,
    FromSources,
    Fuzzy,
    InCountries,
    Leaf,
    Near,
    Node,
    Phrase,
    Prefix,
    PublishedIn,
    Weighted,
    Wildcard,
    Without,
    Word,
    expandables,
)
from telusur.search.matching.patterns import (
    ExpandedPattern,
    LeafPattern,
    NearPattern,
    Pattern,
    PhrasePattern,
    WordPattern,
    pattern_of,
)
from telusur.search.ranking.bm25f import (
    DEFAULT_WEIGHTS,
    FUZZY_WEIGHTS,
    RankingWeights,
    inverse_document_frequency,
)

DATE_INFERRED: Final = AnyTerm("date_basis", ("inferred",))
"""Documents whose date was inferred."""

_SCORED_WORDS: Final = 100
"""How many words of a pattern are scored when candidates are chosen, the commonest first; the
others only match."""


class Lowering:
    """Makes clauses of the parts of one query, over one state of an index."""

    def __init__(self, index: IndexReader, weights: RankingWeights = DEFAULT_WEIGHTS) -> None:
        """Begin.

        Args:
            index: what the clauses are for.
            weights: how much each part of the ranking counts.
        """
        self.index = index
        """What the clauses are for."""
        self._weights = weights
        self._patterns: dict[Leaf, LeafPattern] = {}
        self._clauses: dict[Leaf, Clause] = {}

    def pattern(self, leaf: Leaf) -> LeafPattern:
        """Return what looks for a leaf, made once."""
        if leaf not in self._patterns:
            self._patterns[leaf] = pattern_of(leaf, self.index)
        return self._patterns[leaf]

    def clause(self, node: Node) -> Clause:  # noqa: C901 - a case for each kind of node
        """Return what documents that match a query match, scored so that the best come first."""
        match node:
            case Every():
                return Unscored(Everything())
            case AnyOf(children=children):
                return any_of(list(map(self.clause, children)))
            case AllOf(children=children):
                return all_of(list(map(self.clause, children)))
            case AndMaybe(required=required, optional=optional):
                return Preferring(self.clause(required), self.clause(optional))
            case Weighted(child=child, factor=factor):
                return boosted(self.clause(child), factor)
            case Without(child=child, excluded=excluded):
                return But(self.clause(child), self.clause(excluded))
            case InCountries(codes=codes, field=field):
                return Unscored(AnyTerm("country" if field == "country" else "about", codes))
            case FromSources(names=names):
                return Unscored(AnyTerm("source", tuple(map(folded_publisher, names))))
            case PublishedIn(period=period, strict=strict):
                published = OnDays(period.start.toordinal(), period.end.toordinal())
                return Unscored(But(published, DATE_INFERRED) if strict else published)
            case Word() | Phrase() | Alternatives() | Prefix() | Wildcard() | Fuzzy() | Near():
                return self._leaf(node)
            case _:
                assert_never(node)

    def _leaf(self, leaf: Leaf) -> Clause:
        if leaf not in self._clauses:
            pattern = self.pattern(leaf)
            ways = [self._pattern(pattern.original, leaf.field)]
            for variant in pattern.variants:
                clause = self._pattern(variant, leaf.field)
                ways.append(boosted(clause, self._weights.variant))
            self._clauses[leaf] = any_of(ways)
        return self._clauses[leaf]

    def _pattern(self, pattern: Pattern, field: str | None) -> Clause:
        match pattern:
            case WordPattern():
                return self._word(pattern, field)
            case PhrasePattern():
                return self._phrase(pattern, field)
            case ExpandedPattern():
                return self._expanded(pattern, field)
            case NearPattern(one=one, other=other):
                both = all_of([self._leaf(one.leaf), self._leaf(other.leaf)])
                return self._verified(both, pattern, field)
            case _:
                raise TypeError(f"{type(pattern).__name__} is not lowered")

    def _word(self, word: WordPattern, field: str | None) -> Clause:
        by_form = _in_field("form", field, word.form)
        if word.exact:
            return by_form
        by_root = _in_field("root", field, word.root)
        return any_of([by_root, boosted(by_form, self._weights.surface or 1.0)])

    def _phrase(self, phrase: PhrasePattern, field: str | None) -> Clause:
        if phrase.gap:
            words = [self._word(word, field) for word in phrase.words]
            return self._verified(all_of(words), phrase, field)
        roots = tuple(word.root for word in phrase.words)
        adjacent: Clause = Adjacent(_root_field(field), roots)
        forms: list[Clause] = [_in_field("form", field, word.form) for word in phrase.words]
        names = self._names_among(phrase)
        if phrase.exact:
            # Where no word of it is a name anywhere, its forms have these roots.
            among = all_of(forms if names else [adjacent, *forms])
            return self._verified(among, phrase, field)
        ways = [self._in_text(adjacent, phrase) if field == TEXT else adjacent]
        if names:
            among = all_of([*forms, any_of(names)])
            ways.append(self._verified(among, phrase, field))
        return any_of(ways)

    def _names_among(self, phrase: PhrasePattern) -> list[Clause]:
        """Return clauses for those words of a phrase that stand somewhere with another root.

        A name keeps its form where its capital gives it away, and has a root elsewhere.
        """
        names = [
            AnyTerm("root", (root,)) for word in phrase.words for root in sorted(word.other_roots)
        ]
        return [name for name in names if self.index.count(name)]

    def _in_text(self, adjacent: Clause, phrase: PhrasePattern) -> Clause:
        """Return the documents that have a phrase in their text, not in their title alone."""
        in_title = Adjacent("title_root", tuple(word.root for word in phrase.words))
        both = all_of([adjacent, in_title])
        return any_of([But(adjacent, in_title), self._verified(both, phrase, TEXT)])

    def _expanded(self, pattern: ExpandedPattern, field: str | None) -> Clause:
        """Any of the words, each for as much as the rarity of all of them together says.

        Engines score a word by its own rarity; that is undone, or the rarest would come first.
        """
        words = pattern.expansion.words
        if not words:
            return NOTHING
        total = self.index.document_count()
        together = min(total, sum(word.document_frequency for word in words))
        rarity = inverse_document_frequency(together, total)
        scored = [
            boosted(
                _in_field("form", field, word.word),
                FUZZY_WEIGHTS[word.edits] * rarity / _rarity(word.document_frequency, total),
            )
            for word in words[:_SCORED_WORDS]
        ]
        others = tuple(word.word for word in words[_SCORED_WORDS:])
        if others:
            scored.append(Unscored(_in_field("form", field, *others)))
        return any_of(scored)

    def _verified(self, among: Clause, pattern: Pattern, field: str | None) -> Clause:
        """Return the documents among some in which a pattern stands, by their numbers."""
        numbers = tuple(
            candidate.number
            for candidate in self.index.matching(among)
            if stands_in(pattern, candidate.terms, field)
        )
        return Numbered(numbers) if numbers else NOTHING


def stands_in(pattern: Pattern, terms: DocumentTerms, field: str | None) -> bool:
    """Tell whether a pattern stands in a document, in whatever form.

    Args:
        pattern: the pattern.
        terms: the terms of the document.
        field: the text field to look in; either if None.
    """
    frequencies = pattern.frequencies(terms)
    if frequencies is None:
        return False
    title, text, title_as_typed, text_as_typed = frequencies
    in_title, in_text = title or title_as_typed, text or text_as_typed
    return bool((in_title and field != TEXT) or (in_text and field != TITLE))


def _rarity(document_frequency: int, document_count: int) -> float:
    return max(
        inverse_document_frequency(min(document_frequency, document_count), document_count),
        log(1 + 1 / (2 * document_count + 2)),
    )


def _root_field(field: str | None) -> PositionField:
    return "title_root" if field == TITLE else "root"


def _in_field(kind: Literal["root", "form"], field: str | None, *terms: str) -> Clause:
    """Return the documents that hold any of some roots or forms in a field.

    Title and text are one field to an engine; of what stands in the text, a small field says what
    stands in the title alone.
    """
    if field is None:
        return AnyTerm(kind, terms)
    if field == TITLE:
        return AnyTerm("title_root" if kind == "root" else "title_form", terms)
    if len(terms) == 1:
        title_only: TextField = "title_only_root" if kind == "root" else "title_only_form"
        return But(AnyTerm(kind, terms), AnyTerm(title_only, terms))
    return any_of([_in_field(kind, field, term) for term in terms])


def expansion_remarks(query: Node, lowering: Lowering) -> tuple[str, ...]:
    """Say in sentences where patterns stand for more words than are searched for.

    Args:
        query: the query; what is excluded from it counts too.
        lowering: has the patterns.
    """
    remarks = []
    for leaf in dict.fromkeys(expandables(query)):
        pattern = lowering.pattern(leaf).original
        if isinstance(pattern, ExpandedPattern):
            from telusur.search.matching.term_expansion import expansion_remark

            remarks.append(expansion_remark(leaf, pattern.expansion))
    return tuple(remark for remark in remarks if remark)
