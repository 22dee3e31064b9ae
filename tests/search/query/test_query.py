import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.query import Prefix, Word
from telusur.search.query.expression import read_expression
from telusur.search.query.parser import parse, parse_words

from tests.search.query.queries import PIECES, queries_of_pieces, typed_queries

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
    ("a AND b OR c AND NOT d NEAR/1 e f", "(((a AND b) OR (c NOT (d NEAR/1 e))) OR f)"),
    ("a OR NOT b", "(a NOT b)"),
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
    ('negara:"Korea Tengah" Kursk', '("Korea Tengah" OR Kursk)'),
    ("negara:KP,Rusia", "country:KP,RU"),
    ("negara:(KP Rusia Atlantis)", "(Atlantis AND country:KP,RU)"),
    ("negara:tentar* negara:zelenski~", "(tentar* OR zelenski~2)"),
    ("negara:Rusia,Rusland", '{"Rusia Rusland", "russia Rusland"}'),
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
    ("tanggal:Kursk", "(tanggal OR Kursk)"),
    ("tanggal:", "tanggal"),
    ('tanggal:"" Kursk', "(tanggal OR Kursk)"),
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
    ("korea utara", '({korea, korut, "north korea"} OR {utara, korut, "north korea"})'),
    ('"Korea Utara"', '{"Korea Utara", korut, "north korea"}'),
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
    ("Apa yang dimaksud dengan Kursk?", "Kursk"),
    ("apakah pengertian Kursk", "Kursk"),
    ("pengertian Kursk", "(pengertian OR Kursk)"),
    ("apa =pengertian Kursk", "(=pengertian OR Kursk)"),
    ("apa pengertian", "(apa OR pengertian)"),
    ("pukul 19:30", "(pukul OR 19 OR 30)"),
    ("judul: Kursk", "title:Kursk"),
    ("judul:", "judul"),
    ("Kursk: kota", "(Kursk OR kota)"),
    ("Kursk* *", "Kursk*"),
    ("x/AND/y", "(x OR and OR y)"),
    ("sumber:?", "sumber"),
    ("judul:[Kursk TO Sumy]", "(title:Kursk OR TO OR Sumy)"),
    ("a* *b", "(a* OR *b)"),
    ("~ Kursk ~2 ^3", "(Kursk OR 2 OR 3)"),
    ("+ - Kursk +", "Kursk"),
    ("NEAR Kursk DEKAT", "Kursk"),
    ("a AND (OR ) b", "(a AND b)"),
    ("a OR AND NOT b", "(a NOT b)"),
    ("a AND NOT OR b", "(a AND b)"),
    ("a NEAR NOT b", "(a NOT b)"),
    ('a +("") AND b', "(a AND b)"),
    ('a judul:("") b', "(a OR title:b)"),
    ("(OR )^2 a (AND )^3 b", "(a^3 OR b)"),
    ("judul:isi:Kursk", "text:Kursk"),
    ("a NEAR AND b", "(a AND b)"),
]

LANGUAGE = [
    # fields
    ("isi:Kursk text:Sumy", "(text:Kursk OR text:Sumy)"),
    ("Kursk sumber:detik.com", "(Kursk AND source:detik.com)"),
    ('source:"BBC News" Kursk', '(Kursk AND source:"BBC News")'),
    ("sumber:kompas.com SUMBER:detik.com Kursk", "(Kursk AND source:kompas.com,detik.com)"),
    ("sumber:(kompas.com detik.com) Kursk", "(Kursk AND source:kompas.com,detik.com)"),
    ("(negara:KP OR negara:RU) Kursk", "(Kursk AND (country:KP OR country:RU))"),
    ("Kursk -sumber:detik.com", "(Kursk NOT source:detik.com)"),
    ("judul:Donetsk-Sumy", 'title:"Donetsk Sumy"'),
    # phrases with gaps, and nearness
    ('"tentara Utara"~3', '"tentara Utara"~3'),
    ('judul:="tentara Utara"~3', 'title:="tentara Utara"~3'),
    ('"tentara Utara"~', '"tentara Utara"'),
    ('"tentara Utara"~99999', '"tentara Utara"~999'),
    ("Kursk NEAR Sumy", "(Kursk NEAR/10 Sumy)"),
    ("Kursk DEKAT/3 Sumy", "(Kursk NEAR/3 Sumy)"),
    ('"kota Kursk" NEAR/0 tentar*', '("kota Kursk" NEAR/0 tentar*)'),
    ("Kursk NEAR/2 Sumy NEAR/5 kota", "((Kursk NEAR/2 Sumy) AND (Sumy NEAR/5 kota))"),
    ("judul:Kursk NEAR Sumy", "(title:Kursk NEAR/10 Sumy)"),
    ("judul:(Kursk NEAR Sumy)", "(title:Kursk NEAR/10 title:Sumy)"),
    ("judul:Kursk NEAR isi:Sumy", "(title:Kursk AND text:Sumy)"),
    ("Kursk NEAR (Sumy kota)", "(Kursk AND (Sumy OR kota))"),
    ("Kursk NOT Sumy NEAR kota", "(Kursk NOT (Sumy NEAR/10 kota))"),
    ("Korut DEKAT =Kursk", '({Korut, "korea utara"} NEAR/10 =Kursk)'),
    ("Kursk NEAR Sumy^2", "(Kursk NEAR/10 Sumy)^2"),
    (
        '"a b"~1 "a c"~1 "a d"~1 "a e"~1 "a f"~1',
        '("a b"~1 OR "a c"~1 OR "a d"~1 OR "a e"~1 OR (a AND f))',
    ),
    (
        '-"a b"~1 -"a c"~1 -"a d"~1 e NEAR f NEAR g',
        '(((e NEAR/10 f) AND g) NOT ("a b"~1 OR "a c"~1 OR "a d"~1))',
    ),
    ("near Kursk", "(near OR Kursk)"),
    # required, forbidden, weighted
    ("+Kursk Sumy", "(Kursk ANDMAYBE Sumy)"),
    ("+Kursk +Sumy kota", "((Kursk AND Sumy) ANDMAYBE kota)"),
    ("Kursk -Sumy", "(Kursk NOT Sumy)"),
    ('+"kota Kursk" -"kota Sumy" -x*', '("kota Kursk" NOT ("kota Sumy" OR x*))'),
    ("-(Sumy kota) Kursk", "(Kursk NOT (Sumy OR kota))"),
    ("+negara:KP Kursk", "(Kursk AND country:KP)"),
    ("-judul:Kursk Sumy", "(Sumy NOT title:Kursk)"),
    ("+=Kursk Sumy", "(=Kursk ANDMAYBE Sumy)"),
    ("Kursk AND +Sumy", "(Kursk AND Sumy)"),
    ("+Kursk OR Sumy", "(Kursk OR Sumy)"),
    ("+Kursk AND Sumy", "(Kursk AND Sumy)"),
    ("Kursk (+Sumy kota)", "(Kursk OR (Sumy ANDMAYBE kota))"),
    ("Kursk -Donetsk-Sumy", '(Kursk NOT "Donetsk Sumy")'),
    ("Donetsk-Sumy anak-anak", "(Donetsk OR Sumy OR anak-anak)"),
    ("Donetsk - Sumy -5 –3 --x", "(Donetsk OR Sumy OR 5 OR 3 OR x)"),
    ("Kursk^2 Sumy", "(Kursk^2 OR Sumy)"),
    ('"kota Kursk"^0.5 (Sumy kota)^3', '("kota Kursk"^0.5 OR (Sumy OR kota)^3)'),
    ("(Kursk AND Sumy)^2 AND kota", "((Kursk AND Sumy)^2 AND kota)"),
    ("+judul:Kursk^2 Sumy", "(title:Kursk^2 ANDMAYBE Sumy)"),
    ("Kursk^99999", "Kursk^1000"),
    ("Kursk^0", "Kursk^0"),
    ("Kursk^0.0000001 Sumy^2.50", "(Kursk OR 0.0000001 OR Sumy^2.5)"),
    ("Kursk^0.00001", "Kursk^1e-05"),
    ("negara:KP^2 Kursk", "(Kursk AND country:KP)"),
    ("yang^2 Kursk", "Kursk"),
    ("2^10 x^2y", "(2^10 OR x OR 2y)"),
    # words that stand for others
    ("zelenski~ kota~ ke~", "(zelenski~2 OR kota~1 OR ke~0)"),
    ("zelenski~1 zelenski~7", "(zelenski~1 OR zelenski~2)"),
    ("judul:zelenski~1^2", "title:zelenski~1^2"),
    ("-zelenski~ kota", "(kota NOT zelenski~2)"),
    ("Donetsk-Sumy~1", "(Donetsk~1 OR Sumy~1)"),
    ("ke*an te?ok *an tent*", "(ke*an OR te?ok OR *an OR tent*)"),
    ("judul:ke*an^2", "title:ke*an^2"),
    ("a*b k**n", "(a*b OR k*n)"),
    ("te??ara Kurs??k??", "(te??ara OR Kurs??k)"),
    ("Kursk??Sumy", "(Kursk OR Sumy)"),
    ("Siapa presiden Rusia?", "({presiden, president} OR {Rusia, russia})"),
    ("Kursk?Sumy Kursk?? ?kota", "(Kursk OR Sumy OR Kursk OR kota)"),
    # days
    ("tanggal:[2024-10 TO 2025-02]", "published:2024-10-01..2025-02-28"),
    ("tanggal:{2024-10 TO 2025-02}", "published:2024-11-01..2025-01-31"),
    ('date:["awal November 2024" hingga *] Kursk', "(Kursk AND published:2024-11-01..9999-12-31)"),
    ("tanggal:>=2024-10", "published:2024-10-01..9999-12-31"),
    ("tanggal:> 2024-10", "published:2024-11-01..9999-12-31"),
    ("tanggal:<2024-10", "published:0001-01-01..2024-09-30"),
    ("tanggal:<=2024-10", "published:0001-01-01..2024-10-31"),
    ("tanggal:2024-10..", "published:2024-10-01..9999-12-31"),
    ("tanggal:>9999", "(tanggal OR 9999)"),
    ("tanggal:[2025 TO 2024] Kursk", "(tanggal OR 2025 OR TO OR 2024 OR Kursk)"),
]


@pytest.mark.parametrize(("typed", "parsed"), CASES + LANGUAGE)
def test_what_typed_queries_mean(typed, parsed):
    assert str(parse(typed).tree) == parsed


def test_all_words_can_be_required():
    assert str(parse("pasukan di Kursk", require_all=True).tree) == "(pasukan AND Kursk)"
    assert str(parse('"Korea Kita" Kursk', require_all=True).tree) == '("Korea Kita" AND Kursk)'


@pytest.mark.parametrize("typed", ["", "  ", "?!", '""', "()", "* : ^", "😀"])
def test_without_letters_or_digits_there_is_nothing_to_search_for(typed):
    assert parse(typed).tree is None


@given(st.lists(st.from_regex(r"[a-zA-Z0-9é]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_plain_words_mean_the_same_with_and_without_the_lexer(words):
    typed = " ".join(word for word in words if word.islower())
    for require_all in (False, True):
        plain = parse_words(typed, require_all=require_all)
        assert plain == read_expression(typed, require_all=require_all).tree


def assert_is_understood(typed):
    parsed = parse(typed, require_all=len(typed) % 2 == 1)
    assert parsed.tree is None or str(parsed.tree)
    for remark in parsed.remarks:
        assert 0 <= remark.start < remark.end <= len(typed)
        assert typed[remark.start : remark.end].strip()
        assert remark.text.endswith(".")
    assert [one.start for one in parsed.remarks] == sorted(one.start for one in parsed.remarks)


@settings(deadline=None)
@given(typed_queries)
def test_anything_typed_is_understood_somehow(typed):
    assert_is_understood(typed)


def test_any_pieces_of_the_language_are_understood_somehow():
    for typed in queries_of_pieces(3_000):
        assert_is_understood(typed)


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_a_word_among_stray_syntax_is_still_searched_for(stray):
    assert "Sumy" in str(parse(f"{stray} Sumy").tree)


def test_nodes_are_values():
    assert parse("Kursk tent*") == parse("Kursk  tent*")
    assert {Word("a"), Word("a"), Prefix("a")} == {Prefix("a"), Word("a")}
