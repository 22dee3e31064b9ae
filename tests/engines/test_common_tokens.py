"""The list of common tokens: each is found by its root and by its form, and has one character."""

from telusur.index.analyzer import analyse_word
from telusur.index.engines.common_tokens import AFTER_COMMON, common_tokens, common_tokens_of


def test_each_is_found_by_its_root_as_by_its_form():
    tokens = common_tokens()
    roots = {token.root for token in tokens.values()}
    by_root = [token for root in roots for token in common_tokens_of(root)]
    assert sorted(by_root) == sorted(tokens.values())
    assert common_tokens_of("") == common_tokens_of("zzz") == common_tokens_of("#") == []
    characters = {token.character for token in by_root}
    assert len(characters) == len(tokens)
    assert max(map(ord, characters)) < AFTER_COMMON


def test_the_stemmer_gives_nearly_all_of_them_the_roots_that_they_are_listed_with():
    sample = list(common_tokens().values())[::40]
    alike = sum(analyse_word(token.form).root == token.root for token in sample)
    assert alike > 0.95 * len(sample)  # else tools/common_tokens.py is to be run again
