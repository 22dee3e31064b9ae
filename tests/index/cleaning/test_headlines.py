"""Which line of a text is its headline, and that nothing of the article goes with what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telusur.index.cleaning.headlines import split_headline
from telusur.index.sources.readers.text import article_from_bytes

LEAD = "Menteri Pertahanan mengunjungi prajurit di Papua, Senin."
NEXT = "Prajurit menyambutnya dengan tarian di lapangan upacara."


def read(text):
    return article_from_bytes(text.encode(), "a.txt")


HEADLINE = "Menteri Pertahanan kunjungi Papua"
LAYOUTS = [
    # no blank line at all
    f"{HEADLINE}\n{LEAD}\nADVERTISEMENT\nSuasana haru di Wamena\n{NEXT}",
    f"{HEADLINE}\n{LEAD}\nBaca juga: Rusia Kirim Pasukan\n{NEXT}",
    f"{HEADLINE}\nSenin, 09 Sep 2019 13:05 WIB\n{LEAD}\n{NEXT}",
    f"{HEADLINE}\nBudi Santoso - detikNews\nSenin, 09 Sep 2019 13:05 WIB\nBagikan: Facebook Twitter WhatsApp\n{LEAD}\n{NEXT}",
    f"{HEADLINE}\nOleh Budi Santoso\n{LEAD}\n{NEXT}",
    # what stands above it
    f"Bagikan: Facebook Twitter WhatsApp\n{HEADLINE}\n{LEAD}\n{NEXT}",
    f"Beranda\nNasional\nPeristiwa\n{HEADLINE}\nKompas.com - 09/09/2019, 13:05 WIB\n{LEAD}\n{NEXT}",
    f"Home » Nasional » Daerah\n{HEADLINE}\n{LEAD}\n{NEXT}",
    f"Senin, 09 Sep 2019 13:05 WIB\n{HEADLINE}\nShare 0 Tweet 0 Share 0 0 komentar\n{LEAD}\n{NEXT}",
    f"KEMENTERIAN PERTAHANAN\nREPUBLIK INDONESIA\n\nSIARAN PERS\n\n{HEADLINE}\n\n{LEAD}\n{NEXT}",
    f"SIARAN PERS\nNomor: 123/HM/KOMINFO/V\nTentang\n{HEADLINE}\n{LEAD}\n{NEXT}",
    f"Budi Santoso, Ani Lestari Dewi\nTim Redaksi\n{HEADLINE}\n{LEAD}\n{NEXT}",
    # a wrapped text
    f"{HEADLINE}\nMenteri Pertahanan mengunjungi prajurit yang bertugas di perbatasan\nPapua pada hari Senin. Ia disambut dengan tarian di lapangan upacara\ndan makan siang bersama mereka.",
    f"{HEADLINE}\n\n{LEAD}\n{NEXT}",
    f"\n\n{HEADLINE}\n\nADVERTISEMENT\n\n{LEAD}\n\n{NEXT}",
]  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS)
def test_the_first_line_without_a_full_stop_is_the_headline(text):
    article = read(text)
    assert (article.title, article.title_made) == (HEADLINE, False)
    assert HEADLINE not in article.text
    for sentence in ("Menteri Pertahanan mengunjungi prajurit", "lapangan upacara"):
        assert sentence in article.text
    for furniture in ("Facebook", "ADVERTISEMENT", "2019", "Peristiwa", "Beranda", "Tweet"):
        assert furniture not in article.text


def test_a_subheading_stays_in_the_text():
    article = read(LAYOUTS[0])
    assert article.text == f"{LEAD}\nSuasana haru di Wamena\n{NEXT}"


NONE = [
    LEAD,
    f"{LEAD}\n{NEXT}",
    f"{LEAD}\n\nSuasana haru di Wamena\n\n{NEXT}",
    HEADLINE,
    f"{HEADLINE}\nADVERTISEMENT",
    # the first line of a wrapped text
    "Menteri Pertahanan mengunjungi prajurit yang bertugas di perbatasan\nPapua pada hari Senin. Ia disambut dengan tarian di lapangan upacara\ndan makan siang bersama mereka.",
    "Pemerintah mengumumkan bahwa bantuan bagi warga yang rumahnya rusak akan\nPresiden serahkan sendiri pada pekan depan di tiga kota yang terdampak\noleh banjir itu.",
    f"Jakarta, CNN Indonesia --\n{LEAD}\n{NEXT}",
    f"Bagikan: Facebook Twitter WhatsApp\n{LEAD}\n{NEXT}",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_without_a_headline_the_first_sentence_serves(text):
    assert split_headline(text) == ("", text)
    article = read(text)
    assert article.title_made
    assert "Facebook" not in article.title


def test_a_line_above_the_headline_that_may_be_the_articles_stays():
    article = read(f"Perang Papua\nNasional\n\n{HEADLINE}\n\n{LEAD}\n{NEXT}")
    assert article.title == HEADLINE
    assert "Perang Papua" in article.text
    assert "Nasional" not in article.text


LINES = st.sampled_from(
    [HEADLINE, LEAD, NEXT, "Suasana haru di Wamena", "Vietnam", "Apa yang kita ketahui?", "Perang Papua", "", "“Kami siap,” katanya.",
     "Warga Wamena: kami ingin damai", "1. Papua", "Ia berkata:", "Gempa di Ambon"]
)  # fmt: skip
FURNITURE = st.sampled_from(
    ["ADVERTISEMENT", "Bagikan: Facebook Twitter WhatsApp", "Beranda", "Senin, 09 Sep 2019 13:05 WIB", "Halaman 2", "0 Komentar",
     "Share 0 Tweet 0 Share 0 0 komentar", "Kompas.com", "Loading..."]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES | FURNITURE, min_size=1, max_size=12))
def test_every_line_that_may_be_the_articles_is_in_title_or_text(lines):
    if not any(line.strip() for line in lines):
        return
    article = read("\n".join(lines))
    shown = [article.title, *article.text.splitlines()]
    for line in {
        HEADLINE,
        LEAD,
        NEXT,
        "Suasana haru di Wamena",
        "Vietnam",
        "Perang Papua",
        "1. Papua",
    } & set(lines):
        assert line in shown or any(line in one for one in shown)
