import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.text.sentences import sentence_spans
from telusur.index.indonesian.text.tokenizer import tokenize
from telusur.search.passages.answer_types import understood
from telusur.search.passages.passages import MAX_CHARACTERS, WHOLE_TEXT, TokenMatch, best_passages
from telusur.search.passages.sentence_parts import sentence_parts

FILLER = "Kalimat ini hanya mengisi tempat di antara kalimat lain yang lebih penting. "


def matching(text, *words):
    """The matches of some words in a text, all of the same weight."""
    return [
        TokenMatch(place, place + 1, token.text.lower(), 1.0)
        for place, token in enumerate(tokenize(text))
        if token.text.lower() in words
    ]


def first(text, *words, **options):
    return best_passages(text, matching(text, *words), 1, **options)[0]


words = st.sampled_from(
    [
        "Kursk",
        "perang",
        "tentara",
        "yang",
        "dan,",
        "karena",
        "12.000",
        "(Rusia)",
        "Korea;",
        "Utara.",
        "dr.",
        "—",
        "Seoul!",
        "\n",
    ]
)
texts = st.one_of(st.text(max_size=600), st.lists(words, max_size=300).map(" ".join))


@given(texts, st.data())
def test_clauses_are_the_sentences_in_order_and_cut_no_match(text, data):
    tokens = tokenize(text)
    borders = data.draw(st.sets(st.integers(0, len(tokens)), max_size=9).map(sorted))
    spans = [tokens[a:b] for a, b in itertools.pairwise(borders)][::2]
    uncut = [(span[0].start, span[-1].end) for span in spans]
    parts = list(sentence_parts(text, uncut))
    sentences = list(sentence_spans(text))

    def inside(place):
        return any(start < place < end for start, end in uncut)

    opening = [start for start, _ in sentences if not inside(start)]
    assert [part.start for part in parts if part.opens] == opening
    assert [part.end for part in parts if part.closes] == [
        end for _, end in sentences if not inside(end)
    ]
    for part, following in itertools.pairwise(parts):
        assert part.start < part.end <= following.start
        # What has no letter or digit is no sentence.
        assert not any(map(str.isalnum, text[part.end : following.start]))
    assert not any(inside(place) for part in parts for place in part[:2])


def test_a_phrase_over_the_end_of_a_sentence_is_shown_and_highlighted_whole():
    text = FILLER * 4 + "Ia pergi ke kota Kursk. Tentara " + "ikut pergi bersama " * 14 + "ke sana."
    tokens = [token.text for token in tokenize(text)]
    place = tokens.index("Kursk")
    (passage,) = best_passages(text, [TokenMatch(place, place + 2, '"Kursk tentara"', 1.0)], 1)
    assert [passage.text[m.start : m.end] for m in passage.matches] == ["Kursk. Tentara"]


@given(texts, st.integers(0, 3), st.integers(1, 4))
def test_passages_are_stretches_of_the_text_with_whole_matches(text, context, most):
    found = matching(text, "kursk", "perang", "tentara")
    passages = best_passages(text, found, most, understood("Siapa di Kursk?"), context)
    assert len(passages) <= most
    taken = set()
    for passage in passages:
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
        reach = range(passage.start, passage.start + len(passage.text))
        assert taken.isdisjoint(reach)
        taken.update(reach)
        for match in passage.matches:
            assert passage.text[match.start : match.end].lower() == match.term
        if found:
            assert passage.matches


def test_a_short_text_is_shown_whole():
    text = FILLER * 4 + "Kursk."
    assert len(text) < WHOLE_TEXT
    assert first(text, "kursk").text == text


def test_neighbouring_sentences_explain_an_answer():
    text = FILLER * 9 + "Pertempuran terjadi di Kursk. Ribuan tentara tewas. " + FILLER * 9
    assert "Ribuan tentara tewas." in first(text, "kursk").text


def test_of_equal_passages_the_one_nearer_to_the_beginning_is_first():
    text = FILLER * 9 + "Kursk pertama. " + FILLER * 9 + "Kursk kedua. " + FILLER * 9
    assert "Kursk pertama" in first(text, "kursk").text


def test_of_equal_passages_the_one_that_begins_a_paragraph_is_first():
    said, opened = f"{FILLER}Pabrik kapur itu tutup. ", "Pabrik kapur itu buka. "
    text = f"{FILLER * 9}\n\n{FILLER * 5}{said}{FILLER * 9}\n\n{opened}{FILLER * 9}"
    assert "buka" in first(text, "pabrik", "kapur").text
    assert "tutup" in first(text.replace("\n\n", ""), "pabrik", "kapur").text


def test_a_passage_is_about_what_opens_its_paragraph():
    about = f"Pabrik kapur itu besar. {FILLER * 5}"
    text = (
        f"{FILLER * 4}\n\n{FILLER * 5}Pemiliknya Budi dari Solo. {FILLER * 5}\n\n"
        f"{about}Pemiliknya Sari dari Tuban. {FILLER * 5}"
    )
    wanted = ("pabrik", "kapur", "pemiliknya")
    chosen = best_passages(text, matching(text, *wanted), 2)
    assert any("Tuban" in one.text for one in chosen)
    assert not any("Solo" in one.text for one in chosen)


def test_a_paragraph_that_begins_with_the_query_is_about_it():
    other = f"Di Ubud pabrik kapur ditutup. {FILLER}"
    about = f"Pabrik kapur di Tuban ditutup. {FILLER}"
    text = f"{FILLER * 9}\n\n{other}\n\n{FILLER * 9}\n\n{about}\n\n{FILLER * 9}"
    assert "Tuban" in first(text, "pabrik", "kapur").text
    apart = text.replace(". ", ".\n\n")  # every sentence is a paragraph, as in news
    assert "Tuban" in first(apart, "pabrik", "kapur").text


def test_the_earlier_the_first_sentence_names_it_the_more_a_paragraph_is_about_it():
    other = f"Dewan bersama pemerintah menutup pabrik kapur. {FILLER * 5}Pemiliknya Budi. {FILLER}"
    about = f"Kini pabrik kapur dibuka. {FILLER * 5}Pemiliknya Sari. {FILLER}"
    text = f"{FILLER * 9}\n\n{other}\n\n{FILLER * 9}\n\n{about}\n\n{FILLER * 9}"
    shown = best_passages(text, matching(text, "pabrik", "kapur", "pemiliknya"), 4)
    names = [name for one in shown for name in ("Budi", "Sari") if name in one.text]
    assert names == ["Sari", "Budi"]


def test_a_passage_does_not_go_on_in_another_paragraph():
    text = f"{FILLER * 9}Kursk ramai.\n\nKota lain sepi. {FILLER * 9}"
    shown = first(text, "kursk").text
    assert "Kursk ramai." in shown
    assert "Kota lain" not in shown


def test_a_passage_with_most_of_the_query_comes_before_one_with_its_rarest_word():
    text = f"{FILLER * 9}Kursk jauh. {FILLER * 9}Tentara pulang dari perang. {FILLER * 9}"
    weights = {"kursk": 4.0, "tentara": 2.0, "perang": 1.9}
    found = [match._replace(weight=weights[match.term]) for match in matching(text, *weights)]
    assert "Tentara pulang" in best_passages(text, found, 1)[0].text


def test_what_is_rare_in_the_article_comes_before_what_it_says_again_and_again():
    often = "Tentara Kursk mundur lagi. "
    text = often + FILLER * 9 + (often + FILLER) * 5 + "Perang selesai di sana. " + FILLER * 9
    assert "Perang selesai" in first(text, "tentara", "kursk", "perang").text
    shown = best_passages(text, matching(text, "tentara", "kursk", "perang"), 3)
    assert [("Perang" in one.text) for one in shown] == [True, False, False]
    assert shown[1].start == 0


def test_a_question_prefers_the_passage_that_may_answer_it():
    text = FILLER * 9 + "Kursk jauh sekali. " + FILLER * 9 + "Kursk berdiri 1095. " + FILLER * 9
    assert "1095" in first(text, "kursk", question=understood("Kapan Kursk berdiri?")).text
    assert "jauh" in first(text, "kursk").text


@pytest.mark.parametrize("asked", ["Berapa luas Kursk?", "Kapan Kursk luas?"])
def test_numbers_of_references_answer_no_question(asked):
    referring, answer = "Kursk luas sekali.[3][12] ", "Kursk luas tahun 1095, 25 hektare. "
    text = FILLER * 9 + referring + FILLER * 9 + answer + FILLER * 9
    assert "1095" in first(text, "kursk", "luas", question=understood(asked)).text


def test_of_two_answers_the_one_with_more_candidates_comes_first():
    few = "Wartawan bertanya tentang juri lomba Kursk kepada Budi Santoso. "
    many = "Siaran pers menyebut juri lomba Kursk ialah Siti Aminah, Joko Susilo dan Ratna Dewi. "
    text = FILLER * 9 + few + FILLER * 9 + many + FILLER * 9
    asked = understood("Siapa juri lomba Kursk?")
    assert "Siti Aminah" in first(text, "juri", "lomba", "kursk", question=asked).text


def test_an_answer_may_follow_the_sentence_that_names_what_it_is_about():
    named = "Kursk kota tua di perbatasan. Letaknya jauh dari laut. "
    answer = "Kursk kota yang ramai. Ia berdiri tahun 1095. "
    text = FILLER * 9 + named + FILLER * 9 + answer + FILLER * 9
    assert "1095" in first(text, "kursk", "kota", question=understood("Kapan kota Kursk ada?")).text


def test_a_passage_begins_with_what_matches_rather_than_ends_with_it():
    shown = first(FILLER * 9 + "Kursk jauh sekali dari sana. " + FILLER * 9, "kursk")
    assert shown.text.startswith("Kursk")
    assert len(shown.text) > 200


LONG = (
    "Pemerintah mengatakan bahwa keadaan di perbatasan selatan negara itu makin memburuk,"
    " sementara para pengamat dari berbagai lembaga menilai bahwa tentara di Kursk kelelahan,"
    " karena pasokan makanan dan amunisi dari wilayah timur sudah berminggu-minggu terhambat,"
    " sehingga para jenderal di ibu kota mempertimbangkan untuk menarik sebagian dari mereka,"
    " dengan harapan bahwa perundingan yang tertunda sejak musim semi dapat dilanjutkan lagi. "
)


def test_a_long_sentence_is_cut_between_clauses():
    text = FILLER + LONG + FILLER
    passage = first(text, "kursk")
    assert len(passage.text) <= MAX_CHARACTERS
    assert passage.cut_after
    following = text[passage.start + len(passage.text) :].split()[0]
    assert passage.text.endswith(",") or following == "untuk"


def test_a_text_without_any_border_is_cut_between_words():
    text = "kata " * 200 + "Kursk " + "kata " * 200
    passage = first(text, "kursk")
    assert len(passage.text) <= MAX_CHARACTERS
    assert set(passage.text.split()) == {"kata", "Kursk"}


@pytest.mark.parametrize("context", [1, 3])
def test_context_adds_whole_sentences_to_either_side(context):
    sentences = [f"Kalimat nomor {number} tidak memuat kata yang dicari." for number in range(30)]
    sentences[15] = "Ini tentang Kursk, dan " + LONG.strip()
    text = " ".join(sentences)
    without, given_more = first(text, "kursk"), first(text, "kursk", context=context)
    assert without.text in given_more.text
    assert not given_more.cut_before
    assert not given_more.cut_after
    assert f"nomor {15 - context} " in given_more.text
    assert f"nomor {15 + context} " in given_more.text


def test_context_does_not_show_a_sentence_twice():
    text = "Perang di Kursk berlanjut. " * 3 + FILLER * 8 + "Kursk. " + FILLER * 8
    passages = best_passages(text, matching(text, "kursk"), 9, context=30)
    assert len(passages) == 1
