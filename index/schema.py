"""The fields of the index as a Whoosh schema: what Whoosh's query parser knows of them."""

from collections.abc import Iterator

from telusur.index.analyzer import analyse_text
from telusur.index.indonesian.text.tokenizer import iter_tokens
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, NUMERIC, TEXT, Schema


class IndonesianAnalyzer(Analyzer):
    """The one tokenizer as a Whoosh analyzer.

    In a query the tokens are the words as typed, since a query needs more of a word than its root;
    in an index they are the roots.
    """

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: object,
    ) -> Iterator[Token]:
        """Yield the tokens of a text; Whoosh defines the arguments."""
        roots = [] if mode == "query" else [analysis.root for analysis in analyse_text(value)]
        for place, (text, start, end) in enumerate(iter_tokens(value)):
            token = Token(positions, chars, mode=mode)
            token.text = roots[place] if roots else text
            token.boost = 1.0
            token.pos = start_pos + place
            token.startchar, token.endchar = start_char + start, start_char + end
            yield token


def schema() -> Schema:
    """Return the schema of an article in the index."""
    text = TEXT(analyzer=IndonesianAnalyzer(), phrase=True, chars=True, multitoken_query="default")
    return Schema(
        title=text,
        text=text,
        country=ID(stored=True),
        source=ID(stored=True),
        date=ID,
        published_from=NUMERIC(int, sortable=True),
        published_to=NUMERIC(int, sortable=True),
        article_number=NUMERIC(int, bits=64, stored=True, unique=True),
    )
