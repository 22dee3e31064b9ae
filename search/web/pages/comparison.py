"""Comparison: two versions of an article side by side, what differs marked in both."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from telusur.index.indonesian.text.tokenizer import token_spans
from telusur.index.translation import gettext
from telusur.search.passages.passages import Match
from telusur.search.web.pages.rendering import Run, lines_of, rendered
from telusur.search.web.refusals import not_found
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import Site, parameters_of

_MAX_WORDS: Final = 20_000
"""Of longer texts only the beginnings are compared word by word."""

_DIFFERS: Final = "differs"

Differences = tuple[list[list[Run]], list[list[Run]]]
"""The lines of two texts; what differs is in runs with a match."""


def differences(one: str, other: str) -> Differences:
    """Compare two texts word by word.

    Args:
        one: a text.
        other: another one.
    """
    spans = [token_spans(text, _MAX_WORDS) for text in (one, other)]
    words = [
        [text[start:end] for start, end in tokens]
        for text, tokens in zip((one, other), spans, strict=True)
    ]
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    same = matcher.get_matching_blocks()
    first = _between([(a, a + size) for a, _, size in same], spans[0])
    second = _between([(b, b + size) for _, b, size in same], spans[1])
    return lines_of(one, [*first]), lines_of(other, [*second])


def _between(
    blocks: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    """Yield what stands between blocks of words that are the same in both texts."""
    for (_, start), (end, _) in pairwise([(0, 0), *blocks]):
        if start < end:
            yield Match(spans[start][0], spans[end - 1][1], _DIFFERS)


async def comparison_page(site: Site, request: Request) -> Response:
    """Answer with an article beside a near-identical one, or beside what it was."""
    parameters = parameters_of(request)
    given = dict(parameters)

    def page() -> str:
        one = site.article(given.get("id", ""))
        heading = ""
        if "with" in given:
            other = site.article(given["with"])
        else:
            versions = {str(n): kept for n, kept in enumerate(site.library.versions(one.id), 1)}
            kept = versions.get(given.get("version", ""))
            if kept is None:
                raise not_found(gettext("There is no such version of this article."))
            other = kept.article
            heading = gettext("until {time}", time=kept.replaced)
        return rendered(
            "compare.html",
            address=SearchAddress(language=given.get("lang", "")),
            one=one,
            other=other,
            heading=heading,
            differences=differences(one.text, other.text),
        )

    return HTMLResponse(await site.workers.run(page))
