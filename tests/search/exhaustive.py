"""The evaluator's oracle: reads every article of a library and scores it by the definitions."""

from index.analysis import analyse_text, analyse_word
from index.indonesian.folding import fold
from search.ranking import (
    SURFACE_WEIGHT,
    VARIANT_WEIGHT,
    inverse_document_frequency,
    normalised_frequency,
    saturated,
)
from search.tree import (
    AllOf,
    Alternatives,
    AnyOf,
    InCountries,
    Leaf,
    Phrase,
    Prefix,
    PublishedIn,
    Without,
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
        return {n: 0.0 for n, one in enumerate(self.articles) if _passes(query, one)}

    def _leaf_scores(self, leaf):
        simple = {leaf: 1.0}
        if isinstance(leaf, Alternatives):
            simple = {**dict.fromkeys(leaf.variants, VARIANT_WEIGHT), leaf.original: 1.0}
        exact = self._frequencies(simple, surface=True)
        rooted = {**exact, **self._frequencies(simple, surface=False)}
        weight = inverse_document_frequency(len(rooted), len(self.articles))
        return {
            n: weight * (saturated(rooted[n]) + SURFACE_WEIGHT * saturated(exact.get(n, 0.0)))
            for n in rooted
        }

    def _frequencies(self, simple, surface):
        found = {}
        for n, fields in enumerate(self.fields):
            total = 0.0
            for leaf, weight in simple.items():
                for field in ("title", "text") if leaf.field is None else (leaf.field,):
                    count = _count(leaf, fields[field], surface)
                    if count:
                        length, average = len(fields[field]), self.averages[field]
                        total += weight * normalised_frequency(field, count, length, average)
            if total:
                found[n] = total
        return found


def _count(leaf, analyses, surface):
    if isinstance(leaf, Prefix):
        prefix = fold(leaf.text)
        return 0 if surface else sum(one.surface.startswith(prefix) for one in analyses)
    surface = surface or leaf.exact
    words = leaf.words if isinstance(leaf, Phrase) else (leaf.text,)
    wanted = [analyse_word(word) for word in words]
    return sum(
        all(
            analyses[start + n].surface == one.surface
            if surface
            else one.root in (analyses[start + n].root, *analyses[start + n].parts)
            for n, one in enumerate(wanted)
        )
        for start in range(len(analyses) - len(wanted) + 1)
    )


def _passes(query, article):
    if isinstance(query, InCountries):
        return bool(set(query.codes) & set(article.countries))
    if isinstance(query, PublishedIn):
        published = article.published
        return bool(published) and (
            published.interval.start <= query.period.end
            and published.interval.end >= query.period.start
        )
    return True
