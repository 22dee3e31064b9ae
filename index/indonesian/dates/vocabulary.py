"""The words of date expressions, Indonesian first and English beside them, all in small letters."""

_MONTHS = (
    "januari jan january",
    "februari feb pebruari peb february",
    "maret mar march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu agt ags agus august aug",
    "september sep sept",
    "oktober okt october oct",
    "november nov nopember nop",
    "desember des december dec",
)
_WEEKDAYS = (
    "senin sen monday mon",
    "selasa sel tuesday tue",
    "rabu rab wednesday wed",
    "kamis kam thursday thu",
    "jumat jum jumaat friday fri",
    "sabtu sab saturday sat",
    "minggu min ahad sunday sun",
)

MONTHS = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()}
"""A month's names and abbreviations, to 1 (January) to 12."""

WEEKDAYS = {word: day for day, words in enumerate(_WEEKDAYS) for word in words.split()}
"""A weekday's names and abbreviations, to 0 (Monday) to 6 (Sunday)."""

UNITS = {
    **dict.fromkeys(("jam", "hour", "hours"), "hour"),
    **dict.fromkeys(("hari", "day", "days"), "day"),
    **dict.fromkeys(("pekan", "minggu", "week", "weeks"), "week"),
    **dict.fromkeys(("bulan", "month", "months"), "month"),
    **dict.fromkeys(("kuartal", "triwulan", "quarter", "quarters"), "quarter"),
    **dict.fromkeys(("tahun", "year", "years"), "year"),
    **dict.fromkeys(("dekade", "dasawarsa", "decade", "decades"), "decade"),
}
ONE_UNIT = {
    "sejam": "hour",
    "sehari": "day",
    "sepekan": "week",
    "seminggu": "week",
    "sebulan": "month",
    "setahun": "year",
    "sedekade": "decade",
}

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "satu one",
            "dua two",
            "tiga three",
            "empat four",
            "lima five",
            "enam six",
            "tujuh seven",
            "delapan eight",
            "sembilan nine",
            "sepuluh ten",
            "sebelas eleven",
            "duabelas twelve",
        ),
        1,
    )
    for word in words.split()
}
ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "i pertama kesatu first",
            "ii kedua second",
            "iii ketiga third",
            "iv keempat terakhir fourth last",
        ),
        1,
    )
    for word in words.split()
}

PARTS = {
    **dict.fromkeys(("awal", "permulaan", "early", "beginning", "start"), 0),
    **dict.fromkeys(("pertengahan", "tengah", "medio", "mid", "middle"), 1),
    **dict.fromkeys(("akhir", "penghujung", "late", "end"), 2),
}
"""Parts of a month, a year and so on: the first, middle and last third."""

DAYS = {
    **dict.fromkeys(("hari ini", "today"), 0),
    **dict.fromkeys(("kemarin", "yesterday", "semalam"), -1),
    **dict.fromkeys(("kemarin lusa", "kemarin dulu"), -2),
    **dict.fromkeys(("besok", "esok", "tomorrow"), 1),
    "lusa": 2,
    **dict.fromkeys(("tadi malam", "kemarin malam", "last night"), -1),
    **dict.fromkeys(("tadi pagi", "tadi siang", "tadi sore"), 0),
    **dict.fromkeys(("pagi tadi", "siang tadi", "sore tadi"), 0),
    **dict.fromkeys(("pagi ini", "siang ini", "sore ini", "malam ini", "malam nanti"), 0),
    **dict.fromkeys(("nanti malam", "nanti sore", "nanti siang", "tonight"), 0),
}
"""Days named from today, to the number of days after it."""

DAY_TIMES = {"pagi", "siang", "sore", "petang", "malam", "dini", "subuh"}
BEFORE = {"lalu", "silam", "kemarin", "ago"}
THIS = {"ini", "berjalan"}
AFTER = {"depan", "mendatang", "nanti"}
RECENT = {"terakhir", "belakangan"}

FILLERS = {
    "pada", "di", "dalam", "selama", "sepanjang", "periode", "kurun", "tanggal", "tgl", "on", "in",
    "the", "during",
}  # fmt: skip
"""Words that may stand before a date and change nothing."""

UP_TO = {"hingga", "sampai", "sd", "to", "until", "till", "through", "-", "–", "—", ".."}
NOW = {"kini", "sekarang", "now", "present"}
"""Words for the reference day at the end of a range."""

ZONES = {"wib", "wita", "wit", "utc", "gmt", "z", "am", "pm"}
CLOCK = {"pukul", "jam", "pkl", "pk", "at"}

QUARTERS = {
    **dict.fromkeys(("kuartal", "triwulan", "tw", "quarter", "q"), 3),
    "caturwulan": 4,
    **dict.fromkeys(("semester", "paruh"), 6),
}
"""Parts of a year by number, to their months."""

ENGLISH_SHIFTS = {"last": -1, "past": -1, "this": 0, "next": 1}
YEAR_WORDS = {"tahun", "thn", "th", "year"}
OTHER_ERAS = {"sm", "bc", "bce", "h", "hijriah", "hijriyah", "saka"}

IN_CONTEXT = {
    "pada", "sejak", "hingga", "sampai", "dari", "antara", "mulai", "sebelum", "sesudah",
    "setelah", "selama", "sepanjang", "periode", "musim", "di", "since", "in", "until",
    "before", "after",
}  # fmt: skip
"""Words after which a month or a year by itself is a date in running text ..."""

AFTER_YEARS = {
    "yang", "dan", "lalu", "hingga", "sampai", "untuk", "karena", "oleh", "dengan", "saat",
    "ketika", "ini", "itu", "mendatang", "nanti", "akan", "telah", "di", "ke", "dari", "pada",
    "atau", "tetapi", "namun", "serta", "sebagai", "dalam", "setelah", "sebelum", "sejak", "ia",
    "dia", "mereka", "kami", "adalah", "menjadi", "sudah", "belum", "tidak", "juga", "silam",
}  # fmt: skip
"""... and words that may follow such a year; any other word is what that number counts."""

AHEAD = {
    "akan", "bakal", "rencana", "rencananya", "direncanakan", "dijadwalkan", "jadwal", "target",
    "ditargetkan", "menargetkan", "diperkirakan", "diprediksi", "hingga", "sampai", "mendatang",
    "nanti", "depan", "menjelang", "jelang", "proyeksi", "diproyeksikan", "sebelum", "paling",
    "lambat", "prakiraan", "prediksi", "ramalan", "will", "until",
}  # fmt: skip
"""Words after which a date in the same sentence may lie in the future."""

SINCE = {"sejak", "semenjak", "since", "mulai"}

BESIDE = {
    ",",
    "(",
    ")",
    "-",
    "–",
    "—",
    "yakni",
    "yaitu",
    "tepatnya",
    "pada",
    "tanggal",
    "hari",
    "atau",
}
"""What may stand between a date and a word that says it once more, as in *hari ini, Selasa*."""

SPEECH = {
    base + ending
    for base in (
        "kata", "ujar", "ucap", "tutur", "ungkap", "jelas", "terang", "tegas", "papar", "imbuh",
        "tambah", "sebut", "beber", "pungkas", "tandas", "urai", "cetus", "kutip", "tulis",
        "mengatakan", "menyatakan", "mengungkapkan", "menjelaskan", "menegaskan", "menuturkan",
        "menambahkan", "memaparkan", "menyampaikan", "membeberkan", "menerangkan", "mengutip",
        "melansir", "dikutip", "dilansir", "dikonfirmasi", "dihubungi", "ditemui", "diterima",
        "diwawancarai", "wartawan", "jurnalis", "awak", "keterangan", "tertulis", "said", "says",
    )
    for ending in ("", "nya")
}  # fmt: skip
"""Words with which news tells what was said: a date after them is that of the report."""

FIXTURE = {
    "digelar", "berlangsung", "dimulai", "diadakan", "diselenggarakan", "tayang", "rilis",
    "berlaku", "jadwal", "laga", "pertandingan", "bertanding", "melawan", "menghadapi", "menjamu",
    "kontra", "vs", "final", "semifinal", "kick", "off", "tiket", "konser", "pendaftaran",
    "dibuka", "batas", "tenggat", "jatuh", "tempo", "pemungutan", "pencoblosan", "pemilu",
    "pilkada", "debat",
}  # fmt: skip
"""Words for what has a day of its own, past or to come: they say nothing of which it is."""

IN_PASSING = {
    "pasca", "pascakejadian", "setelah", "usai", "sejak", "ketika", "saat", "hingga", "sampai",
    "sebelumnya", "yang", "lalu", "bermula", "berawal", "tersebut", "mengenang", "memperingati",
    "peringatan", "tragedi", "sejarah", "lahir", "kelahiran", "dilahirkan",
}  # fmt: skip
"""Words after which a date may be of something that is told in passing."""

VERB_PREFIXES = ("me", "di", "ter", "ber")
"""How verbs begin: after one, what was said is another's matter."""
