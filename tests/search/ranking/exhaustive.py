"""The evaluator's oracle: reads every article of a library and scores it by the definitions."""

import math
from fnmatch import fnmatchcase
from functools import cache
from itertools import product

from telusur.index.analyzer import analyse_text, analyse_word
from telusur.index.indonesian.text.folding import fold
from telusur.index.query import (
    AllOf,
    Alternatives,
    AndMaybe,
    AnyOf,
    FromSources,
    Fuzzy,
    InCountries,
    Leaf,
    Near,
    Phrase,
    Prefix,
    PublishedIn,
    Weighted,
    Wildcard,
    Without,
)
from telusur.search.ranking.bm25f import (
    DEFAULT_WEIGHTS,
    FUZZY_WEIGHTS,
    inverse_document_frequency,
    normalised_frequency,
    saturated,
)


class Exhaustive:
    """Scores queries over a list of articles, one article at a time."""

    def __init__(self, articles):
        self.articles = list(articles)
        self.fields = [
            {"title": analyse_text(article.title), "text": analyse_text(article.text)}
            for article in self.articles
        ]
        self.averages = {
            field: max(1.0, sum(len(one[field]) for one in self.fields) / len(self.fields))
            for field in ("title", "text")
        }

    def scores(self, query):
        """The score of each article that matches, by the article's place."""
        if isinstance(query, Leaf):
            return self._leaf_scores(query)
        if isinstance(query, AnyOf | AllOf):
            found = [self.scores(child) for child in query.children]
            join = set.union if isinstance(query, AnyOf) else set.intersection
            places = join(*map(set, found))
            return {n: sum(scores.get(n, 0.0) for scores in found) for n in places}
        if isinstance(query, Without):
            excluded = self.scores(query.excluded)
            return {n: s for n, s in self.scores(query.child).items() if n not in excluded}
        if isinstance(query, AndMaybe):
            required, optional = map(self.scores, query.children)
            return {n: score + optional.get(n, 0.0) for n, score in required.items()}
        if isinstance(query, Weighted):
            return {n: query.factor * score for n, score in self.scores(query.child).items()}
        return {n: 0.0 for n, one in enumerate(self.articles) if _passes(query, one)}

    def _leaf_scores(self, leaf):
        variants = leaf.variants if isinstance(leaf, Alternatives) else ()
        typed = leaf.original if isinstance(leaf, Alternatives) else leaf
        exact = self._frequencies(typed, surface=True)
        rooted = {**exact, **self._frequencies(typed, surface=False)}
        for one in dict.fromkeys(variants):
            if one != typed:
                as_listed = self._frequencies(one, surface=True)
                for n, count in {**as_listed, **self._frequencies(one, surface=False)}.items():
                    rooted[n] = rooted.get(n, 0.0) + DEFAULT_WEIGHTS.variant * count
        weight = inverse_document_frequency(len(rooted), len(self.articles))
        return {
            n: weight
            * (saturated(rooted[n]) + DEFAULT_WEIGHTS.surface * saturated(exact.get(n, 0.0)))
            for n in rooted
        }

    def _frequencies(self, leaf, surface):
        found = {}
        for n, fields in enumerate(self.fields):
            total = 0.0
            for field in ("title", "text") if leaf.field is None else (leaf.field,):
                count = _count(leaf, fields[field], surface)
                if count:
                    length, average = len(fields[field]), self.averages[field]
                    total += normalised_frequency(count, length, average)
            if total:
                found[n] = total
        return found


def _count(leaf, analyses, surface):
    if isinstance(leaf, Near):
        return 0 if surface else min(map(len, _near(leaf, analyses)))
    if isinstance(leaf, Prefix | Wildcard | Fuzzy):
        return 0 if surface else sum(_likeness(leaf, one.surface) for one in analyses)
    return len(_spans(leaf, analyses, surface or leaf.exact))


@cache
def _likeness(leaf, word):
    """How much a word counts that a prefix, a wildcard or a fuzzy word may stand for."""
    if isinstance(leaf, Prefix):
        return word.startswith(fold(leaf.text))
    if isinstance(leaf, Wildcard):
        return fnmatchcase(word, leaf.text)
    distance = edit_distance(fold(leaf.text), word)
    return FUZZY_WEIGHTS[distance] if distance <= leaf.edits else 0


def edit_distance(one, other):
    """The fewest edits by the textbook's table: optimal string alignment."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, j in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        ways = [table[i - 1, j] + 1, table[i, j - 1] + 1]
        ways.append(table[i - 1, j - 1] + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
            ways.append(table[i - 2, j - 2] + 1)
        table[i, j] = min(ways)
    return table[len(one), len(other)]


def _spans(leaf, analyses, surface):
    """Where a word or phrase stands; of what overlaps, the shortest alone."""
    words = leaf.words if isinstance(leaf, Phrase) else (leaf.text,)
    between = leaf.between if isinstance(leaf, Phrase) else 0
    wanted = [_analysed(word) for word in words]
    ends = {}
    for start, one in enumerate(analyses):
        if not _is_form(wanted[0], one, surface):
            continue
        behind = start
        for one in wanted:
            while behind < len(analyses) and not _is_form(one, analyses[behind], surface):
                behind += 1
            behind += 1
        if behind <= min(len(analyses), start + len(wanted) + between):
            ends[behind] = start
    return {(start, behind) for behind, start in ends.items()}


@cache
def _analysed(word):
    return analyse_word(word)


def _is_form(wanted, one, surface):
    if surface:
        return one.surface == wanted.surface
    return wanted.root in (one.root, *one.parts)


def _near(leaf, analyses):
    one, other = (_operand_spans(part, analyses) for part in (leaf.one, leaf.other))
    return (
        {a for a in one if any(_gap(a, b) <= leaf.distance for b in other)},
        {b for b in other if any(_gap(a, b) <= leaf.distance for a in one)},
    )


def _operand_spans(part, analyses):
    if isinstance(part, Alternatives):
        alternatives = (part.original, *part.variants)
        return set().union(*(_operand_spans(one, analyses) for one in alternatives))
    if isinstance(part, Prefix | Wildcard | Fuzzy):
        return {(n, n + 1) for n, one in enumerate(analyses) if _likeness(part, one.surface)}
    return _spans(part, analyses, True) | _spans(part, analyses, part.exact)


def _gap(one, other):
    if one[1] <= other[0]:
        return other[0] - one[1]
    return one[0] - other[1] if other[1] <= one[0] else math.inf


def _passes(query, article):
    if isinstance(query, InCountries):
        return bool(set(query.codes) & set(article.countries))
    if isinstance(query, FromSources):
        return article.source in query.names
    if isinstance(query, PublishedIn):
        published = article.published
        return bool(published) and (
            published.interval.start <= query.period.end
            and published.interval.end >= query.period.start
        )
    return True
