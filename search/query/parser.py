"""What was typed -> a query tree and remarks. Plain text typed by a person never fails to parse."""

import re

from telusur.index.indonesian.text.tokenizer import iter_tokens
from telusur.index.query import Node, Word, all_of, any_of
from telusur.search.query.lexing.keywords import DATE_NAMES, FIELD_NAMES, OPERATORS, SOURCE_NAMES
from telusur.search.query.limits import MAX_EXPRESSION_LENGTH, within_limits
from telusur.search.query.parsed import ParsedQuery, Remark
from telusur.search.query.stop_words import without_stop_words
from telusur.search.query.variant_expansion import with_variants

__all__ = ["ParsedQuery", "Remark", "parse", "parse_words"]

# Anything of this, and the typed text is more than words. A hyphen or an apostrophe in a word, a
# number below zero and the question mark of a question are words.
_SYNTAX = (
    r"[\"“”„«»()*=~]|\^\d|\w\?+\w|(?<!\S)(?:-[^\W\d]|\+\w)"
    rf"|(?i:{'|'.join([*FIELD_NAMES, *DATE_NAMES, *SOURCE_NAMES])}):|\b(?:{'|'.join(OPERATORS)})\b"
)


def parse(typed: str, *, require_all: bool = False) -> ParsedQuery:
    """Parse what a person typed.

    Words are joined by best match; docs/query-language.md has the language. What is no syntax is
    words. Other ways to write them are searched too. Stop words are left out, unless there is
    nothing else or they stand in a phrase.

    Args:
        typed: anything; see `limits` for how much of it is read.
        require_all: words that no operator joins must all occur, not just any.

    Returns:
        The query tree, and remarks on what was not understood as it was marked.
    """
    read, surplus = within_limits(typed)
    if len(read) <= MAX_EXPRESSION_LENGTH and _has_syntax(read):
        # The lexer's regular expression takes longer to compile than many words to be read.
        from telusur.search.query.expression import read_expression

        expression = read_expression(read, require_all=require_all)
        tree, remarks = expression.tree, expression.remarks
    else:
        tree, remarks = parse_words(read, require_all=require_all), ()
    if tree is not None:
        tree = with_variants(tree)
        tree = without_stop_words(tree) or tree
    return ParsedQuery(tree, (*remarks, surplus) if surplus else remarks)


def _has_syntax(typed: str) -> bool:
    words = typed.rstrip("?").split()
    # Most queries are plain words, and a process that answers one need not compile it.
    if "".join(words).isalnum() and OPERATORS.keys().isdisjoint(words):
        return False
    return re.search(_SYNTAX, typed) is not None


def parse_words(typed: str, *, require_all: bool = False) -> Node | None:
    """Parse text without syntax."""
    words: list[Node] = [Word(token.text) for token in iter_tokens(typed)]
    if not words:
        return None
    return all_of(words) if require_all else any_of(words)
