"""Records: what tables, JSON and front matter call the fields of an article."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from telusur.index.errors import InputError
from telusur.index.indonesian.countries.detection import country_code
from telusur.index.sources.pages.html_text import html_to_text, without_markup
from telusur.index.sources.support.defaults import Given

FIELDS = ("id", "title", "text", "date", "countries", "source", "url")

# The likelier name first: where a record has several of them, the first one counts.
_NAMES = {
    "id": "id, guid, kode artikel, article id, id artikel, id berita",
    "title": "title, judul, headline, tajuk, judul berita, judul artikel, news title,"
    " article title, kepala berita, web title",
    "text": "text, teks, isi, isi berita, isi artikel, isi teks, konten, content, body, full text,"
    " fulltext, article body, article text, content text, naskah, tulisan, artikel, article,"
    " berita, news, isi konten, paragraf, content html, narasi, transkrip, transcript,"
    " uraian, body text, selftext, deskripsi, description,"
    " ringkasan, summary, abstrak, caption",
    "date": "date, tanggal, tgl, date published, published, published at, published date,"
    " publish date, published on, publication date, pub date, pubdate, tanggal terbit,"
    " tanggal publikasi, tanggal tayang, tanggal berita, tanggal artikel, tgl terbit, terbit,"
    " diterbitkan, waktu terbit, tanggal rilis, waktu, datetime, date time, posted at, post date,"
    " created at, created utc, post created, web publication date, seendate",
    "countries": "countries, country, negara, negara negara, kode negara, country code,"
    " country codes",
    "source": "source, sumber, sumber berita, media, nama media, publisher, penerbit, situs, site,"
    " site name, website, outlet, portal, newspaper, surat kabar, koran, page name, domain",
    "url": "url, link, tautan, alamat url, url berita, url artikel, href, permalink, canonical,"
    " address, article url, news url, post url, tweet url, link berita, link artikel,"
    " tautan berita, web url",
}

_IN_HTML = frozenset({"content html"})
"""Names of fields that hold HTML."""

_WRAPPERS = ("fields", "attributes", "data", "snippet", "node", "article", "artikel", "post")
"""Objects within an article's, in which services put its text."""


def match_columns(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Find which of an input's names stands for which field.

    Args:
        names: the names that the input has.
        given: what a person said it calls a field, by the field.

    Returns:
        The input's name by the field, for the fields that it has.
    """
    wanted = {_plain(name[:200]): field for field, name in given.items()}
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        plain = _plain(name[:200])
        # A column that was given to one field is not taken for another as well.
        field, rank = (wanted[plain], 0) if plain in wanted else _ranks().get(plain, ("", 0))
        if (plain in wanted or field not in given) and (field not in best or rank < best[field][0]):
            best[field] = rank, name
    return {field: best[field][1] for field in FIELDS if field in best}


def as_record(value: Mapping[str, object], given: Given) -> dict[str, object]:
    """Return an object with the fields' own names, whatever names it came with.

    Args:
        value: the object.
        given: its `columns` say what the object calls a field, where a person said so.
    """
    columns = _filled_columns(value, given)
    for wrapper in () if "text" in columns else _WRAPPERS:
        inner = value.get(wrapper)
        if isinstance(inner, Mapping) and "text" in _filled_columns(inner, given):
            value = {**value, **inner}
            columns = _filled_columns(value, given)
            break
    record = {name: content for name, content in value.items() if name not in FIELDS}
    for field, name in columns.items():
        content = value[name]
        if isinstance(content, Mapping):
            content = _said(content)
        elif _plain(name) in _IN_HTML and isinstance(content, str):
            content = html_to_text(content)
        elif field in ("title", "text") and isinstance(content, str):
            content = without_markup(content)
        record[field] = content
    return record


def _filled_columns(value: Mapping[str, object], given: Given) -> dict[str, str]:
    named = [name for name, content in value.items() if content not in (None, "")]
    return match_columns(named, given.columns)


def _said(content: Mapping[str, object]) -> object:
    """What a field says that is an object: WordPress renders HTML, NewsAPI names a source.

    MongoDB wraps what JSON has no kind for.
    """
    for wrapper in ("$date", "$oid", "$numberLong"):
        if wrapper in content:
            inner = content[wrapper]
            return _said(inner) if isinstance(inner, Mapping) else inner
    rendered, name = content.get("rendered"), content.get("name", content.get("nama"))
    if isinstance(rendered, str):
        return html_to_text(rendered)
    return name if isinstance(name, str) or (name is None and "name" in content) else content


def split_countries(text: str) -> list[str]:
    """Part the countries that are named in one string, as in *KP; RU* or *Korea Utara, Rusia*."""
    if country_code(text):
        return [text]
    return [name.strip() for name in re.split(r"[;,|]", text) if name.strip()]


def interpret_columns(pairs: Iterable[str]) -> dict[str, str]:
    """Understand what a person says an input calls the fields: `title=judul`.

    Raises:
        InputError: it is no such pair, or there is no such field.
    """
    columns = {}
    for pair in pairs:
        field, sign, name = (part.strip() for part in pair.partition("="))
        if not sign or not name or field not in FIELDS:
            raise InputError(
                f'"{pair}" names no column: write FIELD=HEADER, where FIELD is one of'
                f" {', '.join(FIELDS)}."
            )
        columns[field] = name
    return columns


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """The field that a name stands for, and its rank among that field's names, from 0."""
    return {
        name: (field, rank)
        for field, names in _NAMES.items()
        for rank, name in enumerate(names.split(", "))
    }


@lru_cache(1024)
def _plain(name: str) -> str:
    """*datePublished*, *date_published* and *Date published* are one name."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", parted).casefold().split())
