"""The list of common tokens: each is found by its root and by its form, and has one character."""

from telusur.index.analyzer import analyse_word
from telusur.index.engines.common_tokens import (
    AFTER_COMMON,
    COMMON_TOKENS,
    CommonToken,
    character_of,
    characters_of_forms,
    common_tokens_of,
)
from telusur.index.indonesian.wordlists import read_rows


def common_tokens() -> dict[str, CommonToken]:
    tokens = [token for root, *_ in read_rows(COMMON_TOKENS) for token in common_tokens_of(root)]
    return {token.form: token for token in tokens}


def test_each_is_found_by_its_root_and_by_its_form():
    rows = [(root, form) for root, *forms in read_rows(COMMON_TOKENS) for form in forms]
    tokens = common_tokens()
    assert len(tokens) == len(rows)
    assert {(token.root, token.form) for token in tokens.values()} == {
        (root, form.split(" ")[0]) for root, form in rows
    }
    assert all(character_of(one.root, one.form) == one.character for one in tokens.values())
    assert common_tokens_of("") == common_tokens_of("zzz") == common_tokens_of("#") == []
    assert (
        character_of("kirim", "kiri") == character_of("zzz", "zzz") == character_of("#", "") == ""
    )
    characters = {token.character for token in tokens.values()}
    assert len(characters) == len(tokens)
    assert max(map(ord, characters)) < AFTER_COMMON
    assert characters_of_forms(tokens.keys()) == characters
    begun = {form: token for form, token in tokens.items() if form.startswith("meng")}
    expected = {token.character for token in begun.values()}
    assert characters_of_forms({*begun, "mengxyz"}, "meng") == expected
    assert characters_of_forms({"a.", "xyzzy"}, "a.") == set()
    few = {*list(begun)[:2], "xyzzy", "kiri"}
    assert characters_of_forms(few) == {tokens[form].character for form in few if form in tokens}


def test_the_stemmer_gives_nearly_all_of_them_the_roots_that_they_are_listed_with():
    sample = list(common_tokens().values())[::40]
    alike = sum(analyse_word(token.form).root == token.root for token in sample)
    assert alike > 0.95 * len(sample)  # else tools/common_tokens.py is to be run again
