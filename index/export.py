"""The lines that `telusur export` writes, and how one becomes the same article again."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar, get_args

from telusur.index.article import Article, CountriesBasis
from telusur.index.errors import ArticleError
from telusur.index.indonesian.countries.territories import territories
from telusur.index.indonesian.dates.interval import Interval
from telusur.index.indonesian.dates.publication import Basis, Published
from telusur.index.ingest.making import checked_id, clean_text
from telusur.index.safe_json import json_text

_Choice = TypeVar("_Choice")

EXPORT_VERSION = 1
"""Goes up if a field changes its name or meaning; new fields may come without that."""

MARK = "format_version"
"""A JSON object with this field is an exported article, complete: nothing is detected again."""


def exported_line(article: Article) -> str:
    """Return an article as one line of JSON, all that is known of it."""
    return json_text(exported_record(article))


def exported_record(article: Article) -> dict[str, Any]:
    """Return an article as what `article_from_export` takes, all that is known of it."""
    published = article.published
    return {
        MARK: EXPORT_VERSION,
        "id": article.id,
        "title": article.title,
        "title_made": article.title_made,
        "text": article.text,
        "original": article.original,
        "published": published
        and {
            "from": published.interval.start.isoformat(),
            "to": published.interval.end.isoformat(),
            "basis": published.basis,
        },
        "countries": article.countries,
        "countries_basis": article.countries_basis,
        "about": article.about,
        "source": article.source,
        "urls": article.urls,
        "added": article.added,
    }


def article_from_export(record: dict[str, Any]) -> Article:
    """Make the article again that a line was written of.

    Args:
        record: the line, parsed; anybody may have written it.

    Raises:
        ArticleError: a field is missing or not what it should be.
    """
    if record[MARK] != EXPORT_VERSION:
        raise ArticleError("it was exported by another version of Telusur: upgrade Telusur")
    urls = _strings(record, "urls")
    text, original = clean_text(_string(record, "text")), record.get("original")
    if not text:
        raise ArticleError("it has no text")
    if not isinstance(original, str | None):
        raise _unusable("original")
    return Article(
        id=checked_id(_string(record, "id")),
        title=clean_text(_string(record, "title")),
        title_made=_one_of(record, "title_made", (True, False)),
        text=text,
        published=_published(record.get("published")),
        countries=_codes(record, "countries"),
        countries_basis=_one_of(record, "countries_basis", get_args(CountriesBasis)),
        source=clean_text(_string(record, "source")),
        url="".join(urls[:1]),
        added=_time(record, "added"),
        about=_codes(record, "about"),
        original=None if original is None else clean_text(original),
        further_urls=urls[1:],
    )


def _published(value: object) -> Published | None:
    if value is None:
        return None
    try:
        if not isinstance(value, dict):
            raise TypeError
        days = Interval(date.fromisoformat(value["from"]), date.fromisoformat(value["to"]))
        return Published(days, _one_of(value, "basis", get_args(Basis)))
    except (ValueError, TypeError, KeyError) as error:
        raise _unusable("published") from error


def _string(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise _unusable(name)
    return value


def _strings(record: dict[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _unusable(name)
    cleaned = ("".join(clean_text(one).splitlines()) for one in value)
    return tuple(dict.fromkeys(one for one in cleaned if one))


def _codes(record: dict[str, Any], name: str) -> tuple[str, ...]:
    codes = _strings(record, name)
    if not all(code in territories() for code in codes):
        raise _unusable(name)
    return codes


def _one_of(record: dict[str, Any], name: str, choices: Iterable[_Choice]) -> _Choice:
    value = record.get(name)
    for choice in choices:
        if type(value) is type(choice) and value == choice:
            return choice
    raise _unusable(name)


def _time(record: dict[str, Any], name: str) -> str:
    value = _string(record, name)
    if not re.fullmatch(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z", value):
        raise _unusable(name)
    return value


def _unusable(name: str) -> ArticleError:
    return ArticleError('its "{name}" is not what `telusur export` writes', name=name)
