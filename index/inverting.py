"""Makes segments of articles: each text becomes numbers, and these are inverted and written."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from telusur.index.fields import ABOUT, COUNTRY, SOURCE
from telusur.index.numbering import FormNumbers
from telusur.index.segments.builder import Document, SegmentBuilder
from telusur.index.segments.manifest import SegmentEntry, new_segment_name
from telusur.index.segments.merging import Candidate
from telusur.index.segments.writing import write_segment
from telusur.index.store.rows import Indexable

Progress = Callable[[int], None]
"""Is told how many more articles have been indexed."""

ARTICLES_PER_REPORT = 1_000
"""Progress is told after so many articles, and at the end of a segment."""


class Share(NamedTuple):
    """Articles that go into one segment, by their numbers."""

    first: int
    last: int
    articles: int
    """How many they are."""


def write_segments(
    folder: Path, articles: Iterable[Indexable], progress: Progress
) -> Iterator[Candidate]:
    """Write articles as a segment, or as several if they are too much for one.

    Args:
        folder: the index.
        articles: the articles in order of number.
        progress: is told how many more articles have been indexed.

    Raises:
        OSError: a segment cannot be written.
    """
    remaining = iter(articles)
    while builder := _collected(remaining, progress):
        yield written(folder, builder)


def written(folder: Path, builder: SegmentBuilder) -> Candidate:
    """Write what a builder has collected as a new segment.

    Raises:
        OSError: it cannot be written.
    """
    name = new_segment_name()
    sizes = len(builder.tokens), len(builder.forms)
    with _no_collection():
        write_segment(folder, name, builder)
    return Candidate(SegmentEntry(name, len(builder)), *sizes)


def _collected(articles: Iterator[Indexable], progress: Progress) -> SegmentBuilder | None:
    """Collect articles for a segment; None if there are no more."""
    builder = SegmentBuilder()
    numbers = FormNumbers(builder)
    with _no_collection():
        for article in articles:
            builder.add(_document(article, numbers))
            if len(builder) % ARTICLES_PER_REPORT == 0:
                progress(ARTICLES_PER_REPORT)
            if builder.full:
                break
    if len(builder) % ARTICLES_PER_REPORT:
        progress(len(builder) % ARTICLES_PER_REPORT)
    return builder if len(builder) else None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking again and again for cycles among lists that have none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _document(article: Indexable, numbers: FormNumbers) -> Document:
    return Document(
        article_number=article.number,
        published_from=article.published_from,
        published_to=article.published_to,
        title=numbers.of_text(article.title),
        text=numbers.of_text(article.text),
        keywords={
            COUNTRY: article.countries,
            ABOUT: article.about,
            SOURCE: [article.source] if article.source else [],
        },
    )
