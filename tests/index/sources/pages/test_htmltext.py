import pytest
from hypothesis import given
from hypothesis import strategies as st
from telusur.index.sources.pages.html_text import html_to_text

PIECES = [
    ("<p>Satu</p><p>Dua &amp; tiga</p>", "Satu\n\nDua & tiga"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
    ("Te<b>ba</b>l  sekali\n lagi", "Tebal sekali lagi"),
    ("<script>alert('<p>x</p>')</script>y<style>p{}</style>z", "yz"),
    ("<!-- <p>x</p> -->y<!---->z", "yz"),
    ("Pratinjau" + " &#847; &zwnj; &nbsp;" * 9 + "<p>Isi</p>", "Pratinjau\n\nIsi"),
    ("5 < 6 dan 7 > 6", "5 < 6 dan 7 > 6"),
    ("<p>a&nbsp;b &#x41;&lt;i&gt;</p>", "a b A<i>"),
    ("<!-- tidak selesai <p>x", ""),
    ("", ""),
]


@pytest.mark.parametrize(("html", "text"), PIECES)
def test_a_piece_of_html_is_what_a_reader_sees(html, text):
    assert html_to_text(html) == text


@given(st.text(alphabet="<>/!-abps cript=\"'&;#x1", max_size=200))
def test_any_text_is_read(html):
    assert isinstance(html_to_text(html), str)
