import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.cleaning import candidate_lines
from telusur.index.cleaning.boilerplate import is_kind
from telusur.index.cleaning.cleaner import clean
from telusur.index.cleaning.headlines import split_headline
from telusur.index.indonesian.wordlists import read_rows
from telusur.index.ingest.making import make_article
from telusur.index.sources.readers.text import read_text_file
from telusur.seeds import seed_paths

RULES = read_rows("furniture.tsv")
BEFORE = "Ribuan tentara Korea Utara tewas atau terluka di wilayah Kursk, kata para pejabat itu."
AFTER = "Rusia membantah laporan tersebut pada hari Senin dan menyebutnya sebagai rekayasa."


@pytest.fixture(scope="module")
def seeds():
    return [read_text_file(path) for path in seed_paths()]


def test_the_seeds_begin_and_end_with_their_articles(seeds):
    assert seeds[1].text.startswith("Ukraina dan Korea Selatan menuduh Korea Utara mengirimkan")
    assert seeds[3].title == "Seoul ungkap Korea Utara semakin banyak kirim pasukan ke Rusia"
    assert seeds[3].text.startswith("Pejabat intelijen Ukraina, Korea Selatan, dan AS")
    endings = ["pada tahun 2016.", "senjata ke Rusia.", "komunitas global.", "(euronews)", "(sin)"]
    for article, ending in zip(seeds, endings, strict=True):
        assert article.text.endswith(ending)


def test_seeds_without_a_headline_get_a_title_that_is_marked_as_made(seeds):
    assert [article.title_made for article in seeds] == [False, True, True, False, False]
    assert seeds[1].title.startswith("Ukraina dan Korea Selatan menuduh")
    assert seeds[2].title.startswith("Korea Utara semakin mempererat")


def test_no_furniture_is_left_in_the_seeds(seeds):
    for furniture in (
        "Poin-Poin", "BACA SELENGKAPNYA", "Leave a Reply", "AP/Ng", "Tinggalkan Balasan", "Alamat email",
        "close icon", "Scroll ke", "Foto:", "icon caption", "Peristiwa", "swipe", "img", "Iskandar", "Reporter",
        "follow akun", "Bagikan", "×", "cari\n", "Aboluowang", "Lihat berita", "NDTV", "Sumber:",
    ):  # fmt: skip
        assert not [article.id for article in seeds if furniture in article.text], furniture


def test_every_sentence_of_the_seeds_is_kept(seeds):
    """But for what the furniture says, and a caption that the article says again."""
    gone = ("Kim Jong-un dan Vladimir", "(Kecuali", "Alamat email", "Lihat berita")
    for path, article in zip(seed_paths(), seeds, strict=True):
        shown = " ".join(re.findall(r"\w+", f"{article.title} {article.text}"))
        for line in path.read_text(encoding="utf-8").splitlines():
            sentence = line.strip().removeprefix("Poin-Poin Penting").split(" Sumber: AP")[0]
            if len(sentence.split()) >= 8 and not sentence.startswith(gone):
                assert " ".join(re.findall(r"\w+", sentence)) in shown


@pytest.mark.parametrize(("kind", "pattern", "example"), RULES)
def test_each_rule_drops_its_example_between_two_paragraphs(kind, pattern, example):
    if kind == "last":
        assert clean(f"{BEFORE}\n{AFTER}\n\n{example}") == f"{BEFORE}\n{AFTER}"
    elif kind == "opening":
        assert clean(f"{example}{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"
    elif kind == "end":
        assert clean(f"{BEFORE}\n{AFTER}\n\n{example}\nNama *\nKomentar") == f"{BEFORE}\n{AFTER}"
    elif kind == "role":
        assert clean(f"{BEFORE}\n{AFTER}\n\nimg\nFitra Iskandar\n{example}") == f"{BEFORE}\n{AFTER}"
        assert clean(f"{BEFORE}\n{AFTER}\n{example}: Budi Santoso") == f"{BEFORE}\n{AFTER}"
    elif kind == "rubric":
        assert (
            clean(f"{example}\n\nJudul berita hari ini\n\n{BEFORE}", "Judul berita hari ini")
            == BEFORE
        )
    elif kind == "tail":
        assert clean(f"{BEFORE} {AFTER} {example}") == f"{BEFORE} {AFTER}"
    else:
        assert clean(f"{BEFORE}\n{example}\n{AFTER}") == f"{BEFORE}\n{AFTER}"
    if kind == "phrase":
        assert clean(f"{BEFORE} {example} {AFTER}") == f"{BEFORE} {AFTER}"
        assert clean(f"{BEFORE}{example}{AFTER}") == f"{BEFORE} {AFTER}"
    if kind == "link":
        assert clean(f"{BEFORE} {example}\n{AFTER}") == f"{BEFORE}\n{AFTER}"
        assert clean(f"{BEFORE}\n{example.upper()}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


FURNITURE = [
    "• Baca juga: Rusia Kirim Pasukan ke Kursk",
    "(Baca juga: Rusia Kirim Pasukan ke Kursk)",
    "Baca Juga :\nRusia Kirim Pasukan ke Kursk",
    "BACA JUGA Rusia Kirim Pasukan ke Kursk",
    "Baca juga: Ini Sebabnya Harga Naik. Baca juga: Harga Turun",
    "[Gambas:Youtube]",
    "Editor: Fitra Iskandar",
    "Penulis: Budi Santoso | Editor: Siti Aminah",
    "Reporter : Budi Santoso, Siti Aminah",
    "(Editor: Fitra Iskandar)",
    "Editor\nFitra Iskandar",
    "Presiden Rusia Vladimir Putin berjabat tangan dengan Kim Jong-un. (Foto: KCNA/Reuters)",
    "Tentara Korea Utara berbaris di Pyongyang. ANTARA FOTO/Budi Santoso",
    "Bagikan ke Facebook Twitter WhatsApp",
    "Bagikan:",
    "#Rusia #KoreaUtara",
    "Topik: Perang, Rusia",
    "12 Komentar",
    "Halaman 2",
    "Tags:\nRusia\nUkraina",
    "Pilihan Redaksi\nPutin Bertemu Menlu Korut di Moskow\nZelensky Minta Barat Bertindak",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_goes_wherever_it_stands(furniture):
    assert clean(f"{BEFORE}\n\n{furniture}\n\n{AFTER}") == f"{BEFORE}\n\n{AFTER}"


SENTENCES = [
    "Ia mengajak warga membaca juga koran lain, bukan hanya menonton televisi.",
    "Baca juga pernyataan lengkap presiden yang dimuat di halaman ini.",
    "Pesan itu mereka bagikan kepada warga: tetap di rumah.",
    "Bagikan makanan kepada tetangga, pesan sang ibu.",
    "Sumber: begitulah warga menyebut mata air yang tidak pernah kering itu.",
    "Sumber di pemerintahan mengatakan pasukan itu sudah tiba.",
    "Editor majalah itu ditangkap polisi pada hari Senin.",
    "Penulis: pekerjaan yang ia impikan sejak kecil.",
    "Foto: itulah satu-satunya bukti yang dimiliki polisi.",
    "Polisi menemukan foto: gambar seorang anak di depan rumahnya.",
    'Di layar muncul tulisan "Scroll ke atas untuk melanjutkan" dan pengguna pun bingung.',
    "Tombol Scroll ke atas untuk melanjutkan itu membuat pengguna bingung.",
    "Ikuti kami, kata komandan itu kepada anak buahnya.",
    "Polisi cari pelaku penembakan di Kursk.",
    "Tinggalkan balasan dendam, kata sang kiai kepada para santri.",
    "Iklan itu ditayangkan di televisi.",
    "Video itu dibagikan di WhatsApp dan Facebook.",
    "Lihat juga bagaimana mereka bekerja, katanya.",
    "Topik utama pertemuan itu adalah perang.",
    "Tag harga barang itu hilang.",
    "Komentar Putin itu disambut marah.",
    "Copyright adalah hak pencipta atas karyanya?",
    "Menurut Kompas.Com, harga naik; Www.Tempo.co menulis hal yang sama.",
    "Cookie itu enak, kata anak-anak.",
    "Dilarang mengutip tanpa izin, begitu bunyi aturan itu!",
    "Vietnam",
    "Mesir",
    "Konsekuensi Pengiriman Pasukan Korea Utara",
    "Apa yang kita ketahui?",
    "27 Februari 2025",
    "Berikut yang kita ketahui:",
    "Simak video itu baik-baik, kata polisi kepada warga.",
    "Populer di kalangan remaja, lagu itu dinyanyikan di mana-mana.",
    "Terkait kasus itu, polisi memeriksa delapan saksi.",
    "Oleh redaksi, naskah itu ditolak.",
    "Ilustrasi: seorang anak menunggu (di depan rumah) ayahnya yang tak pulang",
    "Rusia - Ukraina",
    "Topik itu tidak dibahas.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_speaks_of_such_things_stays(sentence):
    for text in (
        f"{BEFORE}\n\n{sentence}\n\n{AFTER}",
        f"{BEFORE} {sentence} {AFTER}",
        f"{sentence}\n{AFTER}\n{BEFORE}",
        f"{BEFORE}\n{AFTER}\n{sentence}",
    ):
        if text.startswith("27"):
            continue  # a line of a date above an article says when it appeared
        assert clean(text) == text


LINKED = [
    # a label in a line, what is left
    (f"{BEFORE} Baca juga: Rusia Kirim Pasukan", BEFORE),
    (f"Baca juga: Rusia Kirim Pasukan? {AFTER}", AFTER),
    (f"Baca juga: Rusia Kirim Pasukan ke Kursk. {AFTER}", AFTER),
    (f"{BEFORE} (Baca juga: Rusia Kirim Pasukan) {AFTER}", f"{BEFORE} {AFTER}"),
    (f"close icon Scroll ke atas untuk melanjutkan {BEFORE}", BEFORE),
    (f"{BEFORE}Leave a Reply", BEFORE),
    (
        f"{BEFORE} Tinggalkan Balasan Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
        BEFORE,
    ),
    # where the headline's end cannot be told, no sentence is lost
    (f"{BEFORE} Baca juga: Rusia kirim pasukan {AFTER}", f"{BEFORE} Rusia kirim pasukan {AFTER}"),
]


@pytest.mark.parametrize(("line", "left"), LINKED)
def test_a_link_inside_a_line_takes_no_sentence_with_it(line, left):
    assert clean(line) == left


def test_sentences_that_lost_their_space_are_parted():
    assert clean("Perang di Ukraina.Rusia membantah.") == "Perang di Ukraina. Rusia membantah."
    assert clean("“Kami siap.”Kremlin diam.") == "“Kami siap.” Kremlin diam."
    for text in ("Situs Detik.Com dan www.Tempo.co.", "Tahun 1.500 S.H. dan U.S.A.", "MiG-17.A"):
        assert clean(text) == text


def test_above_the_article_its_headline_date_and_crumbs_go():
    text = "Beranda\nInternasional\nSenin, 5 Mei 2025 19:13 WIB\n\nJudul berita hari ini\n\nkompas.com\n\n"
    assert clean(text + BEFORE, "Judul berita hari ini") == BEFORE
    assert split_headline(text + BEFORE)[0] == "Judul berita hari ini"
    article = make_article(text + BEFORE, title="Judul berita hari ini")
    assert str(article.published.interval.start) == "2025-05-05"
    assert article.published.basis == "dateline"


def test_a_chronicle_keeps_the_dates_above_its_parts():
    text = f"27 Februari 2025\n{BEFORE}\n28 Februari 2025\n{AFTER}"
    assert clean(text) == text


def test_a_link_to_the_comments_above_the_article_takes_nothing_with_it():
    assert clean(f"Leave a Comment\n{BEFORE}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


def test_a_text_of_nothing_but_furniture_stays():
    assert clean("Bagikan :") == "Bagikan :"


WORDS = st.sampled_from(
    ["bagikan", "cari", "baca", "juga", "scroll", "ke", "atas", "untuk", "melanjutkan", "editor", "foto", "sumber",
     "tag", "topik", "iklan", "komentar", "tinggalkan", "balasan", "video", "gambar", "penulis", "ikuti", "kami",
     "akun", "media", "sosial", "Rusia", "Ukraina", "mengirim", "pada", "hari", "Senin", "lihat", "simak", "pilihan",
     "redaksi", "halaman", "berita", "terkait", "kata", "mereka", "yang", "dan"]
)  # fmt: skip
ORDINARY = st.lists(WORDS, min_size=8, max_size=20).map(
    lambda words: " ".join(["Pemerintah", *words]) + "."
)


@settings(max_examples=100)
@given(st.lists(st.lists(ORDINARY, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5))
def test_ordinary_sentences_survive_whatever_words_they_have(paragraphs):
    text = "\n\n".join(paragraphs)
    assert clean(text) == text


LABELS = st.sampled_from([example for _, _, example in RULES])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30) | LABELS | ORDINARY, max_size=12), st.text(max_size=20))
def test_any_text_is_cleaned_and_its_ordinary_lines_are_there(lines, title):
    cleaned = clean("\n".join(lines), title)
    assert len(cleaned) <= sum(map(len, lines)) * 2 + len(lines)


ONE_LINE = [
    # furniture inside one long line, what is left between the sentences
    ("ADVERTISEMENT SCROLL TO RESUME CONTENT", ""),
    ("Advertisement", ""),
    ("Scroll to Continue with Content", ""),
    ("Baca juga: Jokowi Resmikan Tol di Riau", ""),
    ("Baca Juga : Jokowi Resmikan Tol di Riau Usai Pulang dari Malaysia", ""),
    ("Baca Juga Jokowi Resmikan Tol di Riau", ""),
    ("Baca juga: Debat Pamungkas: Anies Konsisten, Prabowo Tak Setuju dengan Malaysia", ""),
    ("Baca juga: Rusia Serang Ukraina Baca juga: China Tolak Usul Amerika", ""),
    ("Baca juga: Menlu bertemu duta besar Malaysia", ""),
    ("(Baca: Jokowi Resmikan Tol di Riau)", ""),
    ("Baca: Jokowi Resmikan Tol di Riau", ""),
    ("Simak Video 'Rusia Serang Ukraina':", ""),
    ('Saksikan juga Video "Rusia Serang Ukraina" [Gambas:Video 20detik]', ""),
    ("Halaman Selanjutnya", ""),
    ("Share 0 Tweet 0 Share 0 0 komentar", ""),
    ("Lihat juga:", ""),
]  # fmt: skip
SAID = [
    "Ia mengatakan bahwa prajurit di sana sehat.",
    "Menurut Prabowo, prajurit di sana sehat.",
    "Sebelumnya, Panglima TNI menyatakan hal yang sama.",
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("furniture", "left"), ONE_LINE)
def test_furniture_inside_a_text_of_one_line_goes(furniture, left, said):
    assert clean(f"{BEFORE} {furniture} {said} {AFTER}") == f"{BEFORE} {left}{said} {AFTER}"


TAILS = [
    "Editor: Budi Santoso",
    "Penulis: Budi Santoso Editor: Siti Aminah",
    "Pewarta: Budi Santoso Editor: Siti Aminah COPYRIGHT © ANTARA 2019",
    "Artikel ini telah tayang di Tribunnews.com dengan judul Malaysia Serang Singapura, https://www.tribunnews.com/x. Penulis: Budi Editor: Siti",
    "Baca juga: Menhan kunjungi prajurit di Malaysia",
    "Baca juga: Menhan Kunjungi Malaysia Baca juga: Rusia Serang Ukraina",
    "[Gambas:Video CNN]",
    "Lihat Juga :",
]


@pytest.mark.parametrize("tail", TAILS)
def test_furniture_at_the_end_of_a_text_of_one_line_goes(tail):
    assert clean(f"{BEFORE} {AFTER} {tail}") == f"{BEFORE} {AFTER}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Wilayah ini dihuni oleh tiga orang “utusu” (baca: utusan atau diplomat), yang bernama La Bawea.",
        "Mangaka (漫画家) (baca: man-ga-ka, atau ma-ng-ga-ka) adalah orang yang menggambar manga.",
        "Nginx (baca: enjin-eks) merupakan peladen.",
    ],
)
def test_a_word_explained_in_brackets_stays(sentence):
    assert clean(f"{BEFORE} {sentence} {AFTER}") == f"{BEFORE} {sentence} {AFTER}"
    assert clean(sentence) == sentence


def test_a_linked_headline_gives_no_country():
    text = f"{BEFORE} Baca juga: Menlu Malaysia Kunjungi Vietnam Ia mengatakan hal itu di Moskow, Senin."
    assert (
        make_article(text).countries
        == make_article(f"{BEFORE} Ia mengatakan hal itu di Moskow, Senin.").countries
    )


KEPT_AFTER_LINKS = [
    "Presiden Vladimir Putin bertemu Kim Jong Un di Moskow.",
    "Presiden Joko Widodo mengatakan hal itu di Jakarta.",
    "Kepala Badan Penanggulangan Bencana Daerah Papua menyatakan hal yang sama.",
    "Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi Abdul Halim hadir.",
    "Gubernur Banten Wahidin Halim tidak hadir.",
    "Menteri Pendidikan Nadiem Makarim, Mentan Amran Sulaiman, dan Ketua Partai Gerakan Perubahan hadir.",
    "Kepala Dinas Kependudukan Kota Bandung tidak hadir.",
    "Direktur Jenderal Penegakan Hukum dan Deputi Penindakan menjawab.",
    "Asosiasi Pasokan Pangan menolak.",
    "Rusia membantah.",
    "Hasil pemantauan kegempaan menunjukkan penurunan.",
    "BNPB merinci bencana alam akibat banjir.",
    "“Kami siap,” ujar Ketua DPR Puan Maharani.",
    "Apakah Putin tahu?",
]


@pytest.mark.parametrize(
    "headline",
    [
        "Rusia Kirim Pasukan ke Kursk",
        "Rusia kirim pasukan ke Kursk",
        "Apa Itu Perang Dagang",
        "Jokowi Tak Hadir",
        "Ini Sebab Harga Naik",
    ],
)
@pytest.mark.parametrize("label", ["Baca juga:", "BACA JUGA:", "Simak juga :"])
def test_no_sentence_goes_with_the_headline_before_it(label, headline):
    for sentence, tail in product(KEPT_AFTER_LINKS, ("", f" {AFTER}")):
        cleaned = clean(f"{BEFORE} {label} {headline} {sentence}{tail}")
        assert cleaned.startswith(BEFORE)
        assert cleaned.endswith(f"{sentence}{tail}")
        assert label not in cleaned


BODY = st.sampled_from(
    [BEFORE, AFTER, *KEPT_AFTER_LINKS, *SAID, "“Kami sudah siap,” kata Budi Santoso, Kepala Dinas Kesehatan Kota Ambon.",
     "Ia menonton iklan dan membaca juga koran lain.", "Harga naik 4,5 persen menjadi Rp 1.500 per liter.",
     "Menurut Budi: ini bukan salah siapa pun.", "Siapa yang bertanggung jawab?", "Video itu viral!"]
)  # fmt: skip
BETWEEN = st.sampled_from(
    [furniture for furniture, left in ONE_LINE if not left]
    # A form for comments ends an article.
    + [example for kind, _, example in RULES if kind == "phrase" and not is_kind("end", example)]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(BODY, st.none() | BETWEEN), min_size=1, max_size=8),
    st.sampled_from([" ", "\n", "\n\n"]),
)
def test_no_word_of_a_body_goes_with_the_furniture_inside_it(pieces, separator):
    text = separator.join(
        one for sentence, furniture in pieces for one in (sentence, furniture) if one
    )
    cleaned = " ".join(clean(text).split())
    at = 0
    for sentence, _ in pieces:
        at = cleaned.index(sentence, at) + len(sentence)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        BODY | BETWEEN | st.sampled_from(FURNITURE + TAILS) | LABELS | st.text(max_size=20),
        max_size=10,
    ),
    st.sampled_from([" ", "\n", "\n\n", ""]),
    st.text(max_size=10),
)
def test_what_is_clean_stays_as_it_is(pieces, separator, title):
    once = clean(separator.join(pieces), title)
    assert clean(once, title) == once


def test_the_last_of_a_list_of_links_may_be_a_heading_of_the_article():
    text = f"{BEFORE}\nBaca juga\nRusia Kirim Pasukan\nSuasana Haru di Wamena\n{AFTER}"
    assert clean(text) == f"{BEFORE}\nSuasana Haru di Wamena\n{AFTER}"
    assert clean(f"{BEFORE}\nBaca juga\nRusia Kirim Pasukan\n{AFTER}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "piece", ["Baca juga: ", "swipe\n", "a.A", "[Gambas:", "#x ", "Foto: ", "Editor: ", "“", "img\nAda Ada\nEditor\n"]
)  # fmt: skip
def test_very_long_texts_are_cleaned_too(piece):
    assert clean(f"{piece * 20_000}\n\n{BEFORE}").endswith(BEFORE)


ENDED_LINKS = [
    ("Baca juga: Gempa Guncang Meksiko dan Jepang ADVERTISEMENT ", ""),
    ("Baca juga: Rusia kirim pasukan ke Kursk [Gambas:Video 20detik] ", ""),
    ("Baca juga: Satu Lagi ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT Baca juga: Dua Lagi ADVERTISEMENT ", ""),
    # What may be a sentence stays, and so does one that goes on.
    ("Baca juga: Gempa Guncang Meksiko. Jepang membantu ADVERTISEMENT ", "Jepang membantu "),
    ("Baca juga: Gempa Guncang Meksiko “Kami siap membantu” ADVERTISEMENT ", "Gempa Guncang Meksiko “Kami siap membantu” "),
    ("Baca juga: Gempa Guncang Meksiko ADVERTISEMENT dan Jepang membantu. ", "Gempa Guncang Meksiko dan Jepang membantu. "),
]  # fmt: skip


@pytest.mark.parametrize(("linked", "left"), ENDED_LINKS)
def test_a_linked_headline_ends_where_an_advertisement_stands(linked, left):
    assert clean(f"{BEFORE} {linked}{AFTER}") == f"{BEFORE} {left}{AFTER}"


_BESIDE_LABELS = ["", "", " ", ". ", "• ", "(", ")", " :", "\t", "\u00a0", "\r", "Budi Santoso", BEFORE, "AFP FOTO", "İ", "ſimak juga:", "Rusia Kirim Pasukan"]  # fmt: skip
_GLUED_LINES = st.lists(LABELS | st.sampled_from(_BESIDE_LABELS), max_size=4).map("".join)


@given(st.lists(_GLUED_LINES | LABELS.map(str.upper) | LABELS, max_size=25).map("\n".join))
@settings(max_examples=60)
def test_a_text_of_many_lines_is_cleaned_as_one_of_few(text):
    cleaned = clean(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidate_lines, "FEW_LINES", 0)
        assert clean(text) == cleaned
