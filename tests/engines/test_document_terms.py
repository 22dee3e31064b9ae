"""The stored terms of a document, beside the tokens that they were made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import encoded
from telusur.index.analyzer import analyse_text
from telusur.index.engines.document import DocumentToken
from telusur.index.engines.document_terms import DocumentTerms, IndexedForms, IndexedWord
from telusur.index.upkeep.document_making import Tokenizer

ROOTS = ["kirim", "irim", "kota", "ko", "k", "covid", "WHO", "é", "北京"]
FORMS = [*ROOTS, "mengirim", "dikirim", "perkotaan", "kirimkirim", "covid19", "ota"]
words = st.sampled_from(FORMS) | st.text(st.characters(categories=["L", "N"]), min_size=1)
tokens = st.builds(
    DocumentToken,
    st.sampled_from(ROOTS) | words,
    words,
    st.lists(st.sampled_from(ROOTS), max_size=2).map(tuple),
)


def positions(terms, characters):
    return [n for n, character in enumerate(terms.title + terms.text) if character in characters]


@given(st.lists(tokens, max_size=8), st.lists(tokens, max_size=40), st.data())
def test_words_are_where_their_tokens_are(title, text, data):
    terms = encoded(title, text)
    every = [*title, *text]
    assert (len(terms.title), len(terms.text)) == (len(title), len(text))
    roots = {token.root for token in every}
    for wanted in [*data.draw(st.lists(tokens, max_size=4)), *every[:6]]:
        word = IndexedWord(wanted.root, wanted.form, roots)
        rooted, typed = terms.with_word(word)
        assert len(set(rooted)) == len(rooted)
        assert positions(terms, rooted) == [
            n for n, one in enumerate(every) if wanted.root in (one.root, *one.parts)
        ]
        as_typed = [n for n, one in enumerate(every) if one.form == wanted.form]
        assert positions(terms, typed) == as_typed
        length = data.draw(st.integers(0, len(wanted.form)))
        alike = frozenset(t.form for t in every if t.form.startswith(wanted.form[:length]))
        for forms in (frozenset({wanted.form}), alike):
            found = terms.with_any_form(IndexedForms(forms, wanted.form[:length]))
            assert positions(terms, found) == [
                n for n, one in enumerate(every) if one.form in forms
            ]


@pytest.mark.parametrize("count", [223, 224, 225, 2_000, 57_000])
def test_a_document_may_have_any_number_of_words(count):
    text = [DocumentToken(f"w{number}", f"w{number}") for number in range(count)]
    terms = encoded((), text)
    assert len(set(terms.text)) == len(terms.text) == count
    for number in (0, count // 2, count - 1):
        (character,) = terms.with_word(IndexedWord(f"w{number}", f"w{number}"))[0]
        assert terms.text.index(character) == number


@given(st.text())
def test_any_text_can_be_kept(text):
    title, made, stored = Tokenizer().terms(text[::-1], text)
    terms = DocumentTerms(stored)
    assert (len(terms.title), len(terms.text)) == (title.length, made.length)
    assert made.tokens() == [DocumentToken(*analysis) for analysis in analyse_text(text)]
    for number, token in enumerate(made.tokens()):
        rooted, typed = terms.with_word(IndexedWord(token.root, token.form))
        assert terms.text[number] in rooted
        assert terms.text[number] in typed
