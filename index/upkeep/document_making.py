"""Makes the documents of articles: their words are analysed in bulk, each distinct one once."""

from collections.abc import Iterable, Iterator
from functools import cache

from telusur.index.analyzer import LONGEST_REMEMBERED, analyse_piece, pieces
from telusur.index.engines.document import Document, IndexedText
from telusur.index.engines.document_encoding import encode_terms, has_parts, parts_of, run_of
from telusur.index.ingest.publishers import source_terms
from telusur.index.ingest.worker_pool import WorkerPool
from telusur.index.store.rows.row_format import Indexable

_MAX_WORKERS = 3

_Piece = tuple[str, str, str]
"""What a piece of a text is indexed as: roots and forms, with spaces between, and a run (see
`document_encoding.run_of`). Most pieces have one token, some none or several."""


_Columns = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The roots, forms and runs of the pieces of a text."""


class Tokenizer(dict[str, _Piece]):
    """Makes terms of titles and texts: each distinct piece of text is analysed once."""

    _LIMIT = 300_000
    """The number of pieces that are remembered, with some 400 bytes each: 50,000 articles of 260
    words have 200,000. When all are forgotten, the common ones have to be learnt again."""

    def terms(self, title: str, text: str) -> tuple[IndexedText, IndexedText, bytes]:
        """Return the tokens of a title and a text, as `indonesian.text.tokenizer` cuts them.

        Returns:
            Those of each by itself, and those of both as they are stored.
        """
        if len(self) > self._LIMIT:
            self.clear()
        of_title, of_text = self._columns(title), self._columns(text)
        terms = encode_terms(of_title[2], of_text[2])
        with_parts = has_parts(terms)
        return _indexed(of_title, with_parts), _indexed(of_text, with_parts), terms

    def _columns(self, text: str) -> _Columns:
        found = list(map(self.__getitem__, pieces(text)))
        if not found:
            return (), (), ()
        roots, forms, runs = zip(*found, strict=True)
        return roots, forms, runs

    def __missing__(self, piece: str) -> _Piece:
        tokens = analyse_piece(piece)
        if len(tokens) == 1:  # as most pieces have
            root, form, _ = tokens[0]
            made = (root, form, run_of(tokens))
        else:
            made = (
                " ".join([root for root, _, _ in tokens]),
                " ".join([form for _, form, _ in tokens]),
                run_of(tokens),
            )
        if len(piece) <= LONGEST_REMEMBERED:
            self[piece] = made
        return made


def _indexed(columns: _Columns, with_parts: bool) -> IndexedText:
    roots, forms, runs = columns
    return IndexedText(_joined(roots), _joined(forms), parts_of(runs) if with_parts else {})


def _joined(terms: tuple[str, ...]) -> str:
    joined = " ".join(terms)
    # A piece without a token leaves a space too many.
    if "  " in joined or joined[:1] == " " or joined[-1:] == " ":
        return " ".join(joined.split())
    return joined


def document_of(article: Indexable, tokenizer: Tokenizer) -> Document:
    """Make the document of an article, whichever home it has.

    Args:
        article: what the index takes of it.
        tokenizer: analyses its title and its text.
    """
    title, text, terms = tokenizer.terms(article.title, article.text)
    return Document(
        number=article.number,
        title=title,
        text=text,
        terms=terms,
        first_day=article.published_from,
        last_day=article.published_to,
        date_basis=article.date_basis,
        countries=article.countries,
        about=article.about,
        sources=source_terms(article.source),
    )


class DocumentMaker:
    """Makes the documents of many articles; words are remembered from one call to the next."""

    def __init__(self, processes: int = 1) -> None:
        """Say how many processes may be at work where there are many articles."""
        # The one that stores and indexes keeps a core busy. Each worker has to learn the words by
        # itself, and three make documents sooner than an index takes them.
        self._pool = WorkerPool(min(processes - 1, _MAX_WORKERS))

    def __enter__(self) -> "DocumentMaker":
        return self

    def __exit__(self, *error: object) -> None:
        """End the processes, and forget the words."""
        self._pool.close()
        _tokenizer.cache_clear()

    def documents(self, articles: Iterable[Indexable], count: int) -> Iterator[Document]:
        """Yield the document of each article, in order.

        Args:
            articles: the articles.
            count: about how many there are.
        """
        return self._pool.map_in_order(_documents_of, articles, _size, count)


def _documents_of(articles: list[Indexable]) -> list[Document]:
    tokenizer = _tokenizer()
    return [document_of(article, tokenizer) for article in articles]


def _size(article: Indexable) -> int:
    return len(article.text)


@cache
def _tokenizer() -> Tokenizer:
    """The one of this process, which may be a worker's."""
    return Tokenizer()
