"""JSON: one object, with all that is known of what it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from telusur.index.article import Failure, original_of
from telusur.index.safe_json import json_text
from telusur.search.output.entry import Entry, Listing
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.json_fields import (
    article_fields,
    hit_fields,
    matches_fields,
    query_fields,
    similar_fields,
    versioned,
)
from telusur.search.results import Hit, Results

if TYPE_CHECKING:
    from telusur.index.ingest.batches import OutcomeOrFailed
    from telusur.search.assist.more_like_this import Similar
    from telusur.search.counting.facets import Facets
    from telusur.search.counting.grouping import GroupBy
    from telusur.search.ranking.explanation import ScorePart


class JsonFormat(OutputFormat):
    """One JSON object, with everything that is known of what it shows."""

    def results(self, results: Results, group_by: "GroupBy | None" = None) -> Iterator[str]:
        """Yield the results of a search as one JSON object.

        `start` and `end` are character offsets: of a passage in the article's text, of a match in
        the passage. Groups refer to hits by their ranks.

        Args:
            results: the results.
            group_by: what to group the hits by; None for no groups.
        """
        yield "".join(results_as_json(results, group_by))

    def similar(self, similar: "Similar") -> Iterator[str]:
        """Yield the articles that are similar to one as one JSON object.

        Args:
            similar: the article and those that are similar to it.
        """
        yield versioned(
            {
                "article": {"id": similar.article.id, "title": similar.article.title},
                "terms": [
                    {"term": term.word, "root": term.root, "weight": round(term.weight, 6)}
                    for term in similar.terms
                ],
                "total": similar.results.total,
                "offset": similar.results.offset,
                "notes": list(similar.results.notes),
                "hits": [similar_fields(similar, hit) for hit in similar.results],
            }
        )

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield articles as one JSON object; a whole one that is alone is its `article`.

        Args:
            listing: the articles.
        """
        articles = [_entry(entry, with_text=listing.whole) for entry in listing.entries]
        if not listing.whole:
            yield versioned(
                {"total": listing.total, "offset": listing.offset, "articles": articles}
            )
        elif listing.total == 1:
            yield versioned({"article": articles[0]})
        else:
            yield versioned({"articles": articles})


def _entry(entry: Entry, *, with_text: bool) -> dict[str, Any]:
    fields = article_fields(entry.article, with_text=with_text)
    if entry.original:
        fields["original"] = original_of(entry.article)
    if entry.matches:
        fields["matches"] = matches_fields(entry.matches)
    if entry.versions is not None:
        fields["versions"] = [
            {"replaced": version.replaced, **article_fields(version.article)}
            for version in entry.versions
        ]
    return fields


def results_as_json(
    results: Results, group_by: "GroupBy | None" = None, hits: Iterable[Hit] | None = None
) -> Iterator[str]:
    """Yield the results of a search as one JSON object, a part for each hit: see `JsonFormat`.

    Args:
        results: the results.
        group_by: what to group the hits by; None for no groups.
        hits: the hits, if they are others than those that the results hold.
    """
    from telusur.search.counting.grouping import group_key, in_group_order

    before = {
        "query": query_fields(results.query, results.tree),
        "total": results.total,
        "offset": results.offset,
        "took_ms": round(results.took_ms, 3),
        "notes": list(results.notes),
    }
    after = {
        "suggestions": [
            {
                "query": suggestion.query,
                "replaced": [{"word": word, "by": by} for word, by in suggestion.replaced],
            }
            for suggestion in results.suggestions
        ],
        "hints": [
            {**hint.options, **({"name": hint.name} if hint.name else {})} for hint in results.hints
        ],
        **({"explanation": _explanation(results)} if results.options.explain else {}),
    }
    ranks: dict[str | None, list[int]] = {}
    yield versioned(before).removesuffix("}") + ', "hits": ['
    for position, hit in enumerate(results if hits is None else hits):
        yield (", " if position else "") + json_text(hit_fields(hit))
        if group_by:
            ranks.setdefault(group_key(hit.article, group_by), []).append(hit.rank)
    if group_by:
        keys = in_group_order(ranks, group_by)
        after["groups"] = [{group_by: key, "ranks": ranks[key]} for key in keys]
    yield "], " + json_text(after).removeprefix("{")


def facets_as_json(facets: "Facets") -> str:
    """Return the number of articles of each country and month as one JSON object.

    Args:
        facets: the counts.
    """
    from telusur.index.indonesian.countries.territories import country_name

    return versioned(
        {
            "query": query_fields(facets.query, facets.tree),
            "total": facets.total,
            "notes": list(facets.notes),
            "countries": [
                {"code": code, "name": country_name(code), "count": count}
                for code, count in facets.countries.items()
            ],
            "without_country": facets.without_country,
            "months": [
                {"month": f"{month:%Y-%m}", "count": count}
                for month, count in facets.months.items()
            ],
            "uncertain_month": facets.uncertain_month,
            "undated": facets.undated,
            "inferred": facets.inferred,
            "about": [
                {"code": code, "name": country_name(code), "count": count}
                for code, count in facets.about.items()
            ],
            "sources": [
                {"source": source, "count": count} for source, count in facets.sources.items()
            ],
        }
    )


def added_as_json(
    counts: "Mapping[OutcomeOrFailed, int]",
    articles: Sequence[tuple[str, str]],
    failures: Sequence[Failure],
    **more: object,
) -> str:
    """Return what became of articles that were added as one JSON object.

    Args:
        counts: how many met with each outcome.
        articles: their ids, each with its outcome.
        failures: what could not become an article.
        more: further fields.
    """
    from telusur.index.ingest.batches import OUTCOMES

    return versioned(
        {
            **{outcome: counts.get(outcome, 0) for outcome in OUTCOMES},
            "articles": [{"id": identity, "outcome": outcome} for identity, outcome in articles],
            "failures": [{"where": one.where, "why": one.why} for one in failures],
            **more,
        }
    )


def removed_as_json(ids: Sequence[str]) -> str:
    """Return the ids of what was removed as one JSON object.

    Args:
        ids: the ids.
    """
    return versioned({"removed": list(ids)})


def _explanation(results: Results) -> dict[str, Any]:
    from telusur.search.ranking.explanation import roots_of, typed_form, variants_of

    return {
        "terms": [
            {
                "term": typed_form(leaf),
                "words": [{"word": word, "root": root} for word, root in roots_of(leaf)],
                "variants": variants_of(leaf),
                "inverse_document_frequency": weight,
            }
            for leaf, weight in results.inverse_document_frequencies.items()
        ],
        "scores": [
            {"rank": hit.rank, "score": hit.score, "parts": list(map(_part, hit.score_parts))}
            for hit in results.hits
        ],
    }


def _part(part: "ScorePart") -> dict[str, Any]:
    from telusur.search.ranking.explanation import typed_form

    of_term: dict[str, Any] = {}
    if part.leaf is not None:
        of_term = {"term": typed_form(part.leaf), "written": list(part.written)}
    return {"kind": part.kind, **of_term, "points": part.points}
