"""The analyzer of Indonesian text for anybody's Whoosh schema; docs/whoosh.md shows how to use it.

Our own index does without: its documents come as tokens.
"""

from collections.abc import Iterator, Sequence

from telusur.index.analyzer import Analysis, analyse_text, analyse_word
from telusur.index.indonesian.text.tokenizer import iter_tokens
from whoosh.analysis import Analyzer, Token


class IndonesianAnalyzer(Analyzer):
    """Cuts text as our tokenizer does, and gives the root of each word.

    What is indexed has the further terms of a token too, at the position of its root: *covid* for
    *COVID-19*. In a query each word stands for itself, wherever in a sentence it stood.
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
        """Yield the tokens of a text; Whoosh defines the arguments.

        Args:
            value: the text.
            positions: whether the consumer wants positions; they are always given.
            chars: whether the consumer wants offsets of characters; they are always given.
            start_pos: the position of the first token.
            start_char: the offset of the first character.
            mode: *query* for what somebody typed; else it is text to be indexed or highlighted.
            options: whatever else Whoosh passes.
        """
        spans = list(iter_tokens(value))
        for position, (analysis, span) in enumerate(
            zip(_analyses(value, spans, mode), spans, strict=True), start_pos
        ):
            _, start, end = span
            for term in dict.fromkeys((analysis.root, *analysis.parts)):
                token = Token(positions, chars, mode=mode)
                token.text = term
                token.boost = 1.0
                token.pos = position
                token.startchar, token.endchar = start_char + start, start_char + end
                yield token


def _analyses(text: str, spans: Sequence[tuple[str, int, int]], mode: str) -> list[Analysis]:
    if mode != "query":
        return analyse_text(text)
    words = [analyse_word(word) for word, _, _ in spans]
    return [Analysis(word.root, word.surface, ()) for word in words]
