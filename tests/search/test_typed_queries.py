"""A hundred queries as people type them, and the article that should come first for each."""

import pytest
from telusur.index.ingest.making import make_article
from telusur.search.options import SearchOptions

from telusur import Library, search

ARTICLES = {
    "ibukota": "Pemindahan ibu kota negara. Pemerintah memindahkan ibu kota ke Kalimantan Timur pada 2024. Pembangunan istana hampir selesai.",
    "ikn-warga": "Warga Sepaku menunggu ganti rugi. Tanah mereka dipakai untuk kota baru, tetapi uangnya belum dibayar.",
    "kpk": "Komisi Pemberantasan Korupsi menahan bupati. Bupati itu diduga menerima suap proyek jalan senilai dua miliar rupiah.",
    "antikorupsi": "Pelajaran antikorupsi masuk sekolah. Siswa belajar menolak gratifikasi sejak kelas empat.",
    "korut-rudal": "Korea Utara menembakkan rudal balistik. Rudal jatuh di Laut Jepang, kata militer Korea Selatan.",
    "kim": "Kim Jong Un mengunjungi pabrik senjata. Pemimpin Korut itu meminta produksi ditambah.",
    "kim-hong-kyun": "Kim Hong-kyun bertemu diplomat Jepang. Wakil menteri itu membahas perdagangan.",
    "korsel-darurat": "Korsel mencabut darurat militer. Presiden Yoon meminta maaf kepada rakyat.",
    "as-pemilu": "Pemilihan presiden Amerika Serikat berlangsung ketat. Warga AS mengantre sejak pagi.",
    "as-roda": "Mekanik mengganti as roda truk. As itu patah di jalan tol.",
    "asean": "Perhimpunan Bangsa-Bangsa Asia Tenggara menggelar KTT di Vientiane. Sepuluh pemimpin hadir.",
    "eropa": "Uni Eropa menaikkan bea masuk mobil listrik Tiongkok. Beijing memprotes.",
    "saudi": "Arab Saudi memangkas produksi minyak. Harga minyak dunia naik tiga persen.",
    "gaza": "Gencatan senjata di Gaza dimulai. Ribuan pengungsi pulang ke rumah mereka.",
    "zelensky": "Presiden Volodymyr Zelenskyy meminta bantuan pertahanan udara untuk Ukraina.",
    "kyiv": "Serangan drone merusak gardu listrik di Kyiv. Warga mengungsi ke stasiun.",
    "kursk": "Pertempuran di Kursk. Tentara Rusia merebut kembali beberapa desa di perbatasan.",
    "olahraga": "Pekan olahraga nasional dibuka di Banda Aceh. Atlet dari semua provinsi ikut.",
    "sepakbola": "Timnas menang di kualifikasi Piala Dunia. Sepak bola Indonesia bangkit, kata pelatih.",
    "bulutangkis": "Ganda putra merebut gelar di Kejuaraan Asia bulu tangkis di Ningbo.",
    "terimakasih": "Guru itu mengucapkan terima kasih kepada murid yang menjenguknya.",
    "lalulintas": "Polisi mengalihkan lalu lintas di jalur Puncak. Kemacetan mencapai sepuluh kilometer.",
    "sumberdaya": "Undang-undang sumber daya air diuji. Hakim mendengar keterangan ahli.",
    "ujicoba": "Uji coba kereta cepat ke Surabaya tahun depan. Menteri Perhubungan menyetujui jalurnya.",
    "beasiswa": "Pendaftaran beasiswa dokter spesialis dibuka. Kuota untuk daerah terpencil ditambah.",
    "rumahsakit": "Rumah sakit kekurangan perawat. Direktur meminta tambahan tenaga.",
    "pascabanjir": "Pembersihan lumpur pascabanjir di Demak. Relawan membawa sekop.",
    "banjir": "Banjir merendam Semarang. Ketinggian air satu meter di beberapa kampung.",
    "karangkancana": "Longsor di Karangkancana. Jalan desa di Kuningan tertutup tanah.",
    "gempa": "Gempa magnitudo 5,6 mengguncang Cianjur. BMKG menyatakan tidak berpotensi tsunami.",
    "merapi": "Gunung Merapi mengeluarkan awan panas. Warga lereng diminta waspada.",
    "everest": "Everest adalah gunung tertinggi di dunia, 8.849 meter. Pendaki antre di puncaknya.",
    "merdeka": "Indonesia merdeka pada 17 Agustus 1945. Proklamasi dibacakan Soekarno dan Hatta.",
    "hari-merdeka": "Lomba panjat pinang meriahkan hari kemerdekaan di kampung.",
    "inflasi": "Ekonomi tumbuh lima persen. Inflasi tetap rendah, kata Gubernur Bank Indonesia.",
    "beras": "Harga beras naik. Bulog menyalurkan cadangan beras pemerintah.",
    "menlu": "Menteri Luar Negeri Sugiono bertemu mitranya di Moskwa. Keduanya membahas dagang.",
    "mulyani": "Sri Mulyani menjelaskan anggaran. Menteri keuangan itu menyebut defisit terkendali.",
    "insomnia": "Susah tidur? Dokter menyarankan mengurangi kopi. Tidak bisa tidur semalaman mengganggu jantung.",
    "bobo": "Majalah Bobo berulang tahun. Majalah anak itu terbit sejak 1973.",
    "keempat": "Jembatan keempat di Barito dibuka. Jembatan itu memperpendek jarak ke pelabuhan.",
    "abad": "Pameran seni abad ke-19 di Galeri Nasional. Lukisan Raden Saleh dipajang.",
    "perang": "Veteran Perang Dunia II bertemu. Mereka mengenang pendaratan di Normandia.",
    "haji": "Jemaah haji kloter pertama tiba di Makkah. Mereka menuju hotel.",
    "covid": "Kasus Covid-19 meningkat di Singapura. Warga diminta memakai masker.",
    "tanda": "Kedua presiden menandatangani nota kesepahaman tentang nikel.",
    "ruu": "DPR mengesahkan undang-undang perkoperasian. Pengesahan itu diwarnai protes mahasiswa.",
    "guru": "Ribuan guru honorer berunjuk rasa. Mereka menuntut diangkat menjadi pegawai.",
    "kebakaran": "Kebakaran pasar Kapasan. Ratusan kios habis dilalap api.",
    "vaksin": "Vaksin demam berdarah diberikan gratis kepada anak sekolah di Balikpapan.",
}  # fmt: skip

QUERIES = [
    # Compounds, joined and parted.
    ("ibukota negara", "ibukota"), ("ibu kota", "ibukota"), ("pemindahan ibukota", "ibukota"),
    ('"ibukota negara"', "ibukota"), ("anti korupsi", "antikorupsi"), ("anti-korupsi", "antikorupsi"),
    ("terimakasih guru", "terimakasih"), ("lalulintas puncak", "lalulintas"), ("sumberdaya air", "sumberdaya"),
    ("ujicoba kereta cepat", "ujicoba"), ("olah raga", "olahraga"), ("sepakbola indonesia", "sepakbola"),
    ("bulutangkis", "bulutangkis"), ("bea siswa dokter", "beasiswa"), ("rumahsakit", "rumahsakit"),
    ("pasca banjir", "pascabanjir"), ("Karang Kancana", "karangkancana"), ("karang kancana longsor", "karangkancana"),
    ("tandatangan nota kesepahaman", "tanda"), ("unjukrasa guru", "guru"), ("gantirugi tanah", "ikn-warga"),
    ("beamasuk mobil listrik", "eropa"),
    # Abbreviations, spellings, names in any case.
    ("KPK bupati", "kpk"), ("komisi pemberantasan korupsi", "kpk"), ("korut", "korut-rudal"), ("rudal korut", "korut-rudal"),
    ("kim jong un", "kim"), ("Kim Hong-kyun", "kim-hong-kyun"), ("korea selatan darurat militer", "korsel-darurat"),
    ("pemilihan presiden AS", "as-pemilu"), ("as roda", "as-roda"), ("KTT ASEAN", "asean"), ("UE mobil listrik", "eropa"),
    ("zelensky", "zelensky"), ("kiev", "kyiv"), ("pesawat nirawak kyiv", "kyiv"), ("menlu sugiono", "menlu"),
    ("menteri luar negeri di moskow", "menlu"), ("jamaah haji mekah", "haji"), ("covid 19", "covid"),
    ("corona singapura", "covid"), ("sukarno proklamasi", "merdeka"), ("gempa cianjur bmkg", "gempa"),
    ("RUU koperasi", "ruu"), ("DPR", "ruu"), ("sri mulyani", "mulyani"),
    # English names.
    ("North Korea missile", "korut-rudal"), ("south korea darurat militer", "korsel-darurat"), ("United States", "as-pemilu"),
    ("Saudi Arabia", "saudi"), ("European Union", "eropa"), ("Southeast Asia", "asean"), ("Ukraine", "zelensky"),
    ("China", "eropa"),
    # Slang, and what it is not.
    ("gak bisa tidur", "insomnia"), ("susah tidur", "insomnia"), ("nggak bisa tidur", "insomnia"),
    ("bobo", "bobo"), ("majalah bobo", "bobo"), ("tidur", "insomnia"), ("bikin jembatan", "keempat"),
    # Questions.
    ("gunung tertinggi di dunia", "everest"), ("apa gunung tertinggi di dunia?", "everest"),
    ("kapan indonesia merdeka", "merdeka"), ("Kapan Indonesia merdeka?", "merdeka"), ("siapa presiden ukraina", "zelensky"),
    ("siapa menteri keuangan", "mulyani"), ("di mana jembatan barito", "keempat"), ("berapa inflasi", "inflasi"),
    ("mengapa harga beras naik", "beras"), ("siapa pemimpin korea utara", "kim"), ("kenapa harga minyak naik", "saudi"),
    ("bagaimana banjir di semarang", "banjir"),
    # Slips of the keyboard.
    ("presdien zelensky", "zelensky"), ("muliani", "mulyani"), ("ekonmi tumbuh", "inflasi"), ("kebkaran pasar", "kebakaran"),
    ("vaksn demam", "vaksin"), ("korupis bupati", "kpk"), ("smarang", "banjir"), ("gunug merapi", "merapi"),
    # Forms of words, and ordinals.
    ("pengesahan undang-undang", "ruu"), ("disahkan DPR", "ruu"), ("tembakan rudal", "korut-rudal"),
    ("kunjungan pabrik senjata", "kim"), ("jembatan ke-4", "keempat"), ("jembatan IV", "keempat"),
    ("abad kesembilan belas", "abad"), ("perang dunia kedua", "perang"), ("perang dunia ke-2", "perang"),
    ("letusan gunung merapi", "merapi"), ("pengungsi gaza", "gaza"), ("pemangkasan produksi minyak", "saudi"),
    # Phrases, operators and fields.
    ('"Korea Utara" rudal', "korut-rudal"), ("gempa -tsunami", None), ("+beras harga", "beras"),
    ("(drone ATAU rudal) DAN listrik", "kyiv"), ("=dibuka jembatan", "keempat"), ("gunung NEAR/3 dunia", "everest"),
    ("negara:ASEAN masker", "covid"), ('negara:"Timur Tengah" minyak', "saudi"), ('negara:"North Korea" rudal', "korut-rudal"),
    ("kebakar* kios", "kebakaran"), ("zelenski~", "zelensky"), ("tentara kursk rusia", "kursk"),
]  # fmt: skip


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """A library of the articles."""
    with Library.open(tmp_path_factory.mktemp("news"), missing="empty") as opened:
        opened.add(make_article(text, id=identity) for identity, text in ARTICLES.items())
        yield opened


def test_there_are_a_hundred():
    assert len(QUERIES) >= 100
    assert len(dict(QUERIES)) == len(QUERIES)


@pytest.mark.parametrize(("typed", "expected"), QUERIES)
def test_what_is_meant_comes_first(news, typed, expected):
    hits = search(news, typed, SearchOptions(limit=1, passages=0)).hits
    assert [hit.id for hit in hits] == ([expected] if expected else [])
