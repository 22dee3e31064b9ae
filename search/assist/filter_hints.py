"""Hints: a filter that a plain query may have been meant to name. Offered, never applied.

A hint is given where it would change what is seen: some of the hits that are shown do not pass the
filter, and some article that matches does. It is looked for in plain words only, not beside a
filter of its kind. What reads dates and countries is imported only where the words may name one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from telusur.index.article import Article
from telusur.index.indonesian.dates.interval import Interval, unit_around
from telusur.index.indonesian.dates.vocabulary import BEFORE, DAYS, MONTHS, RECENT, THIS
from telusur.index.indonesian.text.stopwords import is_stop_word
from telusur.index.indonesian.text.tokenizer import Token, tokenize
from telusur.index.indonesian.wordlists import DATA
from telusur.index.library import Library
from telusur.index.query import AllOf, InCountries, Node, PublishedIn, all_of
from telusur.search.matching.lowering import Lowering

_SYNTAX = frozenset('"“”„«»()*=:~^+[]{}')
_LONGEST_QUERY = 200
_LONGEST_NAME = 4
"""The maximum number of words in a country's name."""


class Hint(NamedTuple):
    """A filter, as options of `telusur search`."""

    options: dict[str, str]
    """Each option's name, without hyphens, and its value."""
    name: str = ""
    """What a value stands for, where it is a code."""


def hints(
    library: Library, query: str, tree: Node, shown: Sequence[Article], on: date | None = None
) -> list[Hint]:
    """Return the filters that a plain query may mean, at most one of each kind.

    Args:
        library: the library.
        query: what was typed.
        tree: what it was understood as, filters included.
        shown: the articles that are shown for it.
        on: the day that *pekan lalu* is counted from; today if not given.
    """
    if len(query) > _LONGEST_QUERY or not _SYNTAX.isdisjoint(query) or not shown:
        return []
    tokens = tokenize(query)
    parts = tree.children if isinstance(tree, AllOf) else (tree,)
    hints_made: list[Hint] = []
    if not any(isinstance(part, PublishedIn) for part in parts):
        hints_made += _period_hints(library, query, tokens, tree, shown, on or date.today())
    if not any(isinstance(part, InCountries) for part in parts):
        hints_made += _country_hints(library, tokens, tree, shown)
    return hints_made


def _period_hints(
    library: Library,
    query: str,
    tokens: Sequence[Token],
    tree: Node,
    shown: Sequence[Article],
    on: date,
) -> Iterator[Hint]:
    telling = (MONTHS, BEFORE, THIS, RECENT, DAYS)
    if not any(
        token.text[0].isdigit() or any(token.text.lower() in words for words in telling)
        for token in tokens
    ):
        return
    from telusur.index.indonesian.dates.expressions import find

    periods = {mention.interval for mention in find(query, on)}
    if len(periods) != 1:
        return
    (period,) = periods

    def passes(article: Article) -> bool:
        published = article.published and article.published.interval
        return bool(published and published.start <= period.end and published.end >= period.start)

    if _would_change(library, tree, PublishedIn(period), shown, passes):
        yield Hint(_period_options(period))


def _country_hints(
    library: Library, tokens: Sequence[Token], tree: Node, shown: Sequence[Article]
) -> Iterator[Hint]:
    words = [token.text for token in tokens]
    if not _may_name_country(words):
        return
    from telusur.index.indonesian.countries.detection import country_code
    from telusur.index.indonesian.countries.territories import country_name

    codes: set[str] = set()
    others: list[str | None] = list(words)
    for start, end in sorted(combinations(range(len(words) + 1), 2), key=_longest_first):
        name = " ".join(words[start:end])
        if end - start > _LONGEST_NAME or len(name) < 3 or None in others[start:end]:
            continue
        code = country_code(name)
        if code:
            codes.add(code)
            others[start:end] = [None] * (end - start)
    if len(codes) != 1 or all(word is None or is_stop_word(word) for word in others):
        return
    (code,) = codes
    wanted = InCountries((code,))
    if _would_change(library, tree, wanted, shown, lambda article: code in article.countries):
        yield Hint({"country": code}, country_name(code))


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0] - span[1], span[0]


def _may_name_country(words: Sequence[str]) -> bool:
    """Whether a word, not the only one, stands in the lists of countries' names: a cheap look."""
    content = [word for word in words if not is_stop_word(word)]
    if len(content) < 2:
        return False
    names = "".join(
        (DATA / name).read_text(encoding="utf-8")
        for name in ("territories.tsv", "country-names.tsv")
    ).casefold()
    return any(len(word) > 2 and word.casefold() in names for word in content)


def _would_change(
    library: Library,
    tree: Node,
    narrower: Node,
    shown: Sequence[Article],
    passes: Callable[[Article], bool],
) -> bool:
    """Whether a filter would drop some of what is shown, and not everything."""
    if all(map(passes, shown)):
        return False
    narrowed = all_of([tree, narrower])
    return library.reading(
        lambda snapshot: snapshot.index.count(Lowering(snapshot.index).clause(narrowed)) > 0
    )


def _period_options(period: Interval) -> dict[str, str]:
    """Return the options for a period, whole years and months as such."""
    ends = {"since": period.start, "until": period.end}
    ends = {name: day for name, day in ends.items() if date.min < day < date.max}
    length = len("2024-10-31")
    for unit, unit_length in (("year", len("2024")), ("month", len("2024-10"))):
        if _begins(unit, period.start) and _ends(unit, period.end):
            length = unit_length
            break
    return {name: day.isoformat()[:length] for name, day in ends.items()}


def _begins(unit: str, day: date) -> bool:
    return day == date.min or unit_around(unit, day).start == day


def _ends(unit: str, day: date) -> bool:
    return day == date.max or unit_around(unit, day).end == day
