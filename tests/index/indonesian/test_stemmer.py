"""The stemmer finds the believable root, keeps families together and takes any string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.indonesian.stemming.affixes import Affixes
from telusur.index.indonesian.stemming.roots import SearchedRoots, load_roots
from telusur.index.indonesian.stemming.stemmer import Stemmer, default_stemmer, stem
from telusur.index.indonesian.wordlists import read_rows

FAMILIES = {
    "adang": "adang mengadang pengadangan",
    "alam": "alam mengalami dialami pengalaman",
    "amal": "amal beramal mengamalkan",
    "api": "api berapi perapian",
    "bank": "bank perbankan",
    "bantah": "bantah membantah dibantah bantahan terbantahkan",
    "belai": "belai membelai dibelai belaian",
    "beri": "beri memberi memberikan berikan pemberian diberi",
    "cek": "cek mengecek pengecekan pengecekannya dicek",
    "culik": "culik penculikan diculik penculik",
    "delapan": "delapan kedelapan seperdelapan",
    "empas": "empas mengempaskan terempas",
    "gerak": "gerak gerakan pergerakan menggerakkan bergerak",
    "gowes": "gowes menggowes",
    "hati": "hati perhatian perhatikan memperhatikan memerhatikan diperhatikan pemerhati",
    "kerat": "kerat mengerat pengerat",
    "kunjung": "kunjung mengunjungi kunjungan pengunjung dikunjungi",
    "kurang": "kurang dikurangi pengurangan mengurangi kekurangan",
    "letak": "letak meletakkan meletakan diletakan",
    "luruh": "luruh meluruh peluruh",
    "masuk": "masuk memasukkan memasukan memasukannya",
    "medsos": "medsos bermedsos",
    "menang": "menang kemenangan memenangkan pemenang",
    "ombak": "ombak berombak",
    "onggok": "onggok teronggok",
    "paku": "paku memaku terpaku",
    "pantik": "pantik memantik pemantik",
    "pasukan": "pasukan pasukannya",
    "rambut": "rambut berambut perambut",
    "rawan": "rawan kerawanan",
    "relawan": "relawan relawannya",
    "sah": "sah mengesahkan pengesahan pengesahannya disahkan",
    "selak": "selak keselak",
    "selidik": "selidik penyelidikan menyelidiki penyelidik",
    "semai": "semai menyemai penyemaian",
    "sepakat": "sepakat kesepakatan menyepakati disepakati",
    "silakan": "silakan mempersilakan",
    "tangis": "tangis menangis tangisan menangisi",
    "tarik": "tarik menarik penarikan tertarik",
    "terlantar": "terlantar menerlantarkan",
    "tuai": "tuai menuai dituai",
    "ubah": "ubah berubah mengubah perubahan perubahannya",
    "urung": "urung mengurungkan diurungkan",
    "usut": "usut mengusut pengusutan",
}


@pytest.mark.parametrize(
    ("root", "word"), [(root, word) for root, words in FAMILIES.items() for word in words.split()]
)
def test_a_family_meets_in_its_root(root, word):
    assert stem(word) == root


def test_what_is_listed_as_derived_is_a_derivation():
    unlisted = Stemmer(load_roots(), Affixes(read_rows("affix-weights.tsv")))
    for root, words in read_rows("affixed-words.tsv"):
        for word in words.split():
            assert stem(word) == root, word
            read = {reading[1] for reading in unlisted.readings(word)}
            assert root in read, word


@pytest.mark.parametrize(
    ("word", "root"),
    [
        # no root begins with ngh or ngq, and hanca and qada are too short to be believed
        ("menghanca", "menghanca"),
        ("mengqada", "mengqada"),
        # meN- and peN- with each sound change
        ("melihat", "lihat"),
        ("membaca", "baca"),
        ("memukul", "pukul"),
        ("memprotes", "protes"),
        ("mencari", "cari"),
        ("menulis", "tulis"),
        ("menanti", "nanti"),
        ("mentransfer", "transfer"),
        ("menyapu", "sapu"),
        ("menyanyikan", "nyanyi"),
        ("menggali", "gali"),
        ("mengambil", "ambil"),
        ("mengirim", "kirim"),
        ("mengkritik", "kritik"),
        ("mengecat", "cat"),
        ("pemrogram", "program"),
        ("pengeboman", "bom"),
        # ber-, ter- and per- with and without their r
        ("bekerja", "kerja"),
        ("belajar", "ajar"),
        ("pelajaran", "ajar"),
        ("berenang", "renang"),
        ("terasa", "rasa"),
        ("tepercaya", "percaya"),
        ("telanjur", "telanjur"),
        ("petinju", "tinju"),
        ("peternakan", "ternak"),
        # chains of prefixes
        ("memperjuangkan", "juang"),
        ("diperdebatkan", "debat"),
        ("memberlakukan", "laku"),
        ("keberhasilan", "hasil"),
        ("keterbukaan", "buka"),
        ("ketidakadilan", "adil"),
        ("dikemukakan", "muka"),
        ("penyeragaman", "ragam"),
        ("sepengetahuan", "tahu"),
        ("berpenghasilan", "hasil"),
        # what a verb or noun bears outside
        ("kubaca", "baca"),
        ("kautulis", "tulis"),
        ("rumahkulah", "rumah"),
        ("bacakanlah", "baca"),
        ("siapakah", "siapa"),
        ("nonkesehatan", "sehat"),
        ("nonperikanan", "ikan"),
        ("nonaktif", "nonaktif"),
        ("nonton", "nonton"),
        ("ngecek", "cek"),
        ("ngadang", "adang"),
        ("agamawan", "agama"),
        ("seniwati", "seni"),
        # ties that only frequency settles
        ("mengarahkan", "arah"),
        ("mengadakan", "ada"),
        ("kebesaran", "besar"),
        ("berapakah", "berapa"),
        ("memangku", "pangku"),
        ("beruangnya", "beruang"),
        # reduplication
        ("anak-anak", "anak"),
        ("anak-anaknya", "anak"),
        ("berbalas-balasan", "balas"),
        ("kehijau-hijauan", "hijau"),
        ("mengorek-ngorek", "korek"),
        ("beri-memberi", "beri"),
        ("turun-temurun", "turun"),
        ("perlahan-lahan", "perlahan"),
        ("segala-galanya", "segala"),
        ("warna-warni", "warna"),
        ("tunggang-tunggik", "tunggang"),
        ("kedekak-kedekik", "kedekik"),
        ("juni-juli", "juni-juli"),
        ("memporak-porandakan", "porak-poranda"),
        ("terombang-ambing", "ombang-ambing"),
        ("diiming-imingi", "iming-iming"),
        ("mewanti-wanti", "wanti-wanti"),
        ("digembar-gemborkan", "gembor"),
        ("mengutak-ngatikkan", "kutak"),
        ("berwarna-warni", "warna"),
        ("sayur-mayur", "sayur"),
        ("setidak-tidaknya", "tidak"),
        ("rumah2", "rumah"),
        ("rumah2nya", "rumah"),
        ("dedaunan", "daun"),
        # informal nasal verbs
        ("ngobrol", "obrol"),
        ("ngomongin", "omong"),
        # loan words and compounds that no dictionary has
        ("podcastnya", "podcast"),
        ("menandatangani", "tandatangan"),
        ("ketakabadian", "takabadi"),
        # spelling
        ("Membantah", "bantah"),
        ("Jum'at", "jumat"),
        ("keberadaanya", "ada"),
        ("di-PHK", "phk"),
        ("KPK-nya", "kpk"),
    ],
)
def test_root(word, root):
    assert stem(word) == root


@pytest.mark.parametrize("word", ["bali", "mali", "susi", "latin", "kyiv", "covid", "as", "x"])
def test_a_word_without_a_believable_reading_stays(word):
    assert stem(word) == word


def test_every_dictionary_root_is_its_own_root():
    assert [root for root in load_roots() if stem(root) != root] == []


@given(st.text())
def test_any_text_has_a_root_without_white_space(text):
    root = stem(text)
    assert bool(root) == bool(text)
    assert not any(letter.isspace() for letter in root)


@given(st.text(alphabet="abdeghiklmnprstu-'2", max_size=20))
def test_what_looks_like_a_word_has_a_root(word):
    assert bool(stem(word)) == bool(word)
    assert stem(word.upper()) == stem(word)


def test_a_possessive_keeps_a_long_root_with_its_family():
    roots = [root for root in load_roots() if len(root) > 5 and root.isalpha()]
    strays = [root for root in roots if stem(f"{root}nya") != root]
    assert len(strays) < len(roots) / 1000, strays


def test_an_endless_word_is_taken_as_it_is():
    word = "memperjuangkan" * 700_000
    assert stem(word) == word


def test_a_stemmer_is_what_its_roots_say():
    rows = read_rows("affix-weights.tsv")
    assert Stemmer({"ikan": 25}, Affixes(rows)).stem("berikan") == "ikan"
    assert Stemmer({"ikan": 25, "beri": 80}, Affixes(rows)).stem("berikan") == "beri"


def test_the_default_stemmer_is_read_once_for_few_words_and_once_for_many():
    assert len({default_stemmer() for _ in range(100)}) <= 2
    assert default_stemmer() is default_stemmer()


def test_looking_each_root_up_gives_the_same_readings():
    affixes = Affixes(read_rows("affix-weights.tsv"))
    searching, knowing = Stemmer(SearchedRoots(), affixes), default_stemmer()
    for word in ["Kursk", "dikirim", "pengiriman", "tentara", "sayur-mayur", "anak-anaknya"]:
        assert searching.readings(word) == knowing.readings(word)
        assert searching.stem(word) == knowing.stem(word)
