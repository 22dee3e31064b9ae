import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import parse, parse_words
from search.syntax import parse_expression
from search.tidying import tidy
from search.tree import Prefix, Word

CASES = [
    # typed, parsed
    ("Kursk", "Kursk"),
    ("pengiriman pasukan", "(pengiriman OR pasukan)"),
    ("pasukan yang dikirim ke Bryansk", "(pasukan OR dikirim OR Bryansk)"),
    ("yang di", "(yang OR di)"),
    ('"pasukan Korea Kita"', '"pasukan Korea Kita"'),
    ("“yang terhormat” Kursk", '({"yang terhormat", yth} OR Kursk)'),
    ("Kursk AND Bryansk", "(Kursk AND Bryansk)"),
    ("Kursk DAN (Bryansk ATAU Sumy)", "(Kursk AND (Bryansk OR Sumy))"),
    ("pasukan NOT Kursk", "(pasukan NOT Kursk)"),
    ("pasukan BUKAN Kursk", "(pasukan NOT Kursk)"),
    ("Kursk AND NOT Bryansk", "(Kursk NOT Bryansk)"),
    ("NOT Kursk", "(* NOT Kursk)"),
    ("yang AND NOT Sumy Kursk", "((yang NOT Sumy) OR Kursk)"),
    ("judul:Seoul", "title:Seoul"),
    ("title:(Seoul Kursk)", "(title:Seoul OR title:Kursk)"),
    ('judul:"Korea Kita" Kursk', '(title:"Korea Kita" OR Kursk)'),
    ("pasukan negara:KP", "(pasukan AND country:KP)"),
    ("pasukan negara:KP country:Rusia", "(pasukan AND country:KP,RU)"),
    ('negara:"Korea Utara" AND pasukan', "(country:KP AND pasukan)"),
    ("negara:KP OR negara:RU", "(country:KP OR country:RU)"),
    ("negara:Rusland", "Rusland"),
    ("tentar*", "tentar*"),
    ("tanggal:2024-10..2025-02", "published:2024-10-01..2025-02-28"),
    ('pasukan tanggal:"awal November 2024"', "(pasukan AND published:2024-11-01..2024-11-10)"),
    ("Date:2024.. negara:KP", "(country:KP AND published:2024-01-01..9999-12-31)"),
    ("tanggal: ..2024 AND Kursk", "(published:0001-01-01..2024-12-31 AND Kursk)"),
    ("Kursk NOT tanggal:2024", "(Kursk NOT published:2024-01-01..2024-12-31)"),
    (
        "tanggal:2023 tanggal:2025 a",
        "(a AND (published:2023-01-01..2023-12-31 OR published:2025-01-01..2025-12-31))",
    ),
    ("judul:(Kursk tanggal:2024)", "(title:Kursk AND published:2024-01-01..2024-12-31)"),
    ("tanggal:Kursk", "({tanggal, tgl} OR Kursk)"),
    ("tanggal:", "{tanggal, tgl}"),
    ('tanggal:"" Kursk', "({tanggal, tgl} OR Kursk)"),
    ("judul:tentar* Kursk", "(title:tentar* OR Kursk)"),
    ("KN-23 MiG-17", "(KN-23 OR MiG-17)"),
    ("Bryansk-Sumy", "(Bryansk OR Sumy)"),
    # only this form
    ("=pasukan Kursk", "(=pasukan OR Kursk)"),
    ('="pasukan khusus"', '="pasukan khusus"'),
    ("judul:=pasukan", "title:=pasukan"),
    ("judul:(=pasukan Kursk)", "(title:=pasukan OR title:Kursk)"),
    ("=Bryansk-Sumy", '="Bryansk Sumy"'),
    ("= pasukan =", "pasukan"),
    ("a=b", "(a OR b)"),
    # other ways to write it
    ("Korut", '{Korut, "korea utara"}'),
    ("korea utara", "({korea, korut} OR {utara, korut})"),
    ('"Korea Utara"', '{"Korea Utara", korut}'),
    ("=Korut", "=Korut"),
    ("judul:Korut", '{title:Korut, title:"korea utara"}'),
    ("Korut DAN pasukan", '({Korut, "korea utara"} AND pasukan)'),
    # whatever is typed is searched
    ('"pasukan Korea', "(pasukan OR Korea)"),
    ("((Kursk", "Kursk"),
    ("Kursk)", "Kursk"),
    ("AND Kursk OR", "Kursk"),
    ("Kursk AND OR Bryansk", "(Kursk OR Bryansk)"),
    ("apa itu Kursk?", "Kursk"),
    ("pukul 19:30", "(pukul OR 19 OR 30)"),
    ("judul: Kursk", "title:Kursk"),
    ("judul:", "judul"),
    ("Kursk: kota", "(Kursk OR kota)"),
    ("Kursk* *", "Kursk*"),
    ("x/AND/y", "(x OR and OR y)"),
    ("a*b", "(a OR b)"),
]


@pytest.mark.parametrize(("typed", "parsed"), CASES)
def test_what_typed_queries_mean(typed, parsed):
    assert str(parse(typed)) == parsed


def test_all_words_can_be_required():
    assert str(parse("pasukan di Kursk", require_all=True)) == "(pasukan AND Kursk)"
    assert str(parse('"Korea Kita" Kursk', require_all=True)) == '("Korea Kita" AND Kursk)'


@pytest.mark.parametrize("typed", ["", "  ", "?!", '""', "()", "* : ^", "😀"])
def test_without_letters_or_digits_there_is_nothing_to_search_for(typed):
    assert parse(typed) is None


@given(st.lists(st.from_regex(r"[a-zA-Z0-9é]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_plain_words_mean_the_same_with_and_without_whoosh(words):
    typed = " ".join(word for word in words if word.islower())
    for require_all in (False, True):
        plain = parse_words(typed, require_all=require_all)
        assert plain == parse_expression(typed, require_all=require_all)


PIECES = st.sampled_from(
    ["Kursk", "yang", "AND", "OR", "NOT", "DAN", "BUKAN", "(", ")", '"', "“", "*", "tent*", ":",
     "~", "judul:", "negara:", "country:KP", "tanggal:", "date:2024..", 'tanggal:"pekan lalu"', "^", "+", "-", "[", "]", "{", "\\", "'", "?", "/", "TO"]
)  # fmt: skip


@settings(max_examples=1_000, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(PIECES, max_size=14).map(" ".join)
    | st.lists(PIECES, max_size=14).map("".join)
)
def test_anything_typed_is_understood_somehow(typed):
    for require_all in (False, True):
        tree = parse(typed, require_all=require_all)
        assert tree is None or str(tree)
        assert tidy(tidy(typed)) == tidy(typed)


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_a_word_among_stray_syntax_is_still_searched_for(stray):
    assert "Sumy" in str(parse(f"{stray} Sumy"))


@pytest.mark.parametrize("piece", ["(", "a AND ", '"', "judul:", "a*", "( AND ", "NOT ", "a", "-"])
def test_very_long_queries_are_understood_too(piece):
    parse(piece * 20_000)
    parse(piece * 500)


def test_nodes_are_values():
    assert parse("Kursk tent*") == parse("Kursk  tent*")
    assert {Word("a"), Word("a"), Prefix("a")} == {Prefix("a"), Word("a")}
