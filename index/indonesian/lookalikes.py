"""Look-alikes: words around a name in a text that take away, or give, its meaning as a country."""

from index.indonesian.gazetteer import Kind, Sense

_LANGUAGE = {"bahasa", "berbahasa", "penutur", "language"}
_CURRENCY = {
    "dollar", "dolar", "ringgit", "riyal", "rial", "dinar", "dirham", "peso", "rupee", "franc",
    "frank", "pound", "poundsterling", "krona", "krone", "lira", "won", "baht", "real",
}  # fmt: skip
_WATER = {"laut", "lautan", "samudra", "samudera", "teluk", "selat", "terusan"}
_TREATY = {
    "protokol", "konvensi", "traktat", "statuta", "deklarasi", "konsensus", "mou", "pakta",
    "piagam", "putaran",
}  # fmt: skip
_THINGS = {"flu", "ayam", "jambu", "pepaya", "durian", "anjing", "kucing"}
_ANCESTRY = {"keturunan", "etnis", "etnik", "berdarah", "blasteran"}
_INITIALS = {"inisial", "berinisial", "alias", "insial"}

PLACE_WORDS = frozenset(
    [
        "di",
        "ke",
        "dari",
        "asal",
        "menuju",
        "dekat",
        "sekitar",
        "seluruh",
        "negara",
        "negeri",
        "kerajaan",
        "republik",
        "kota",
        "kabupaten",
        "kab",
        "provinsi",
        "propinsi",
        "wilayah",
        "kawasan",
        "daerah",
        "distrik",
        "pulau",
        "kepulauan",
        "lembah",
        "gubernur",
        "bupati",
        "walikota",
        "wali",
        "pemkab",
        "pemkot",
        "pemprov",
        "warga",
        "penduduk",
        "rakyat",
        "presiden",
        "raja",
        "ratu",
        "sultan",
        "emir",
        "pemerintah",
        "pemerintahan",
        "menteri",
        "menlu",
        "menhan",
        "perdana",
        "pm",
        "timnas",
        "tim",
        "duta",
        "kedutaan",
        "dubes",
        "kedubes",
        "pelabuhan",
        "bandara",
        "stasiun",
        "kepolisian",
        "polres",
        "polsek",
        "polresta",
        "polda",
        "universitas",
        "pengadilan",
        "kejaksaan",
        "kodim",
        "tentara",
        "pasukan",
        "militer",
        "parlemen",
        "pantai",
        "gunung",
        "sungai",
        "danau",
        "tol",
        "kampung",
        "antara",
        "dprd",
        "rsud",
        "kecamatan",
        "kec",
        "kelurahan",
        "desa",
        "konsulat",
        "utara",
        "selatan",
        "timur",
        "barat",
        "tepi",
        "perbatasan",
        "sekitar",
    ]
)
"""Words behind which a doubtful name is that of a place, in small letters."""

ADMINISTRATIVE = frozenset(
    [
        "kecamatan",
        "kelurahan",
        "kabupaten",
        "kab",
        "kec",
        "pemkab",
        "pemkot",
        "polres",
        "polsek",
        "polresta",
        "polresta",
        "kodim",
    ]
)
"""Words that only Indonesia's administration puts before a place's name, in small letters."""


def excluded(sense: Sense, before: str, after: str) -> bool:
    """Tell whether the words beside a name keep it from meaning the country.

    Args:
        sense: the name's sense.
        before: the word before it, in small letters; empty at the beginning of a clause.
        after: the characters right behind it.
    """
    if before in _LANGUAGE or before in _THINGS or before in _INITIALS:
        return True
    if sense.capitals and (after[:1] == "$" or (after[:2] == " (" and after[2:3].isdigit())):
        return True
    if sense.kind is Kind.PLACE:
        return before in _TREATY or (before in _WATER and sense.code != "ID")
    if sense.kind is Kind.COUNTRY:
        return (
            before in _CURRENCY or before in _WATER or (sense.code == "CN" and before in _ANCESTRY)
        )
    return False


def believed(sense: Sense, before: str, neighbours: tuple[bool, bool], opens: bool) -> bool:
    """Tell whether a name with a mark means the place.

    Args:
        sense: the name's sense.
        before: the word before it, in small letters.
        neighbours: whether a capitalised word stands right before and right behind it.
        opens: whether it opens a paragraph as a dateline does.
    """
    if not sense.mark or opens or before in PLACE_WORDS:
        return not sense.mark or opens or sense.mark == "~" or not neighbours[1]
    return sense.mark == "~" and not any(neighbours)
