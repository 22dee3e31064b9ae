"""Makes an article of a JSON object, or of a row of a table."""

import json
from collections.abc import Mapping
from datetime import date

from telusur.index.article import Article
from telusur.index.errors import ArticleError, InputError
from telusur.index.export import MARK, article_from_export
from telusur.index.indonesian.dates.datelines import published
from telusur.index.indonesian.dates.publication import Published
from telusur.index.ingest.making import Draft
from telusur.index.ingest.validation import interpret_countries, interpret_published
from telusur.index.sources.support.date_stamps import date_of_stamp
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.records import as_record, split_countries
from telusur.index.sources.support.resource import source_and_url

_REMOVED = "[Removed]"
"""What NewsAPI puts into the fields of an article that its source has removed."""


def parse_json(text: str) -> object:
    """Parse JSON.

    Raises:
        ArticleError: it is none.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(
            "it is not valid JSON ({reason} at character {position})",
            reason=error.msg,
            position=error.pos + 1,
        ) from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(
            "it is not JSON that can be read: a number or a nesting is too large"
        ) from error


def article_from_record(value: object, given: Given) -> Article:
    """Make an article of what a JSON object, or a row of a table, says.

    Args:
        value: the object, whatever it calls its fields.
        given: what holds for the article if it does not say otherwise.

    Raises:
        ArticleError: it is no object, or a field is not what it should be.
    """
    made = draft_of_record(value, given)
    return made.completed() if isinstance(made, Draft) else made


def draft_of_record(value: object, given: Given) -> Draft | Article:
    """Begin to make an article of a record; see `article_from_record`.

    One that `telusur export` wrote becomes what it was.
    """
    if not isinstance(value, Mapping):
        raise ArticleError("it is not a JSON object with a text")
    if MARK in value:
        return article_from_export(dict(value))
    record = as_record(value, given)
    if record.get("text") == _REMOVED:
        raise ArticleError("its source has removed it")
    source, url = source_and_url(_string(record, "source"), _string(record, "url"))
    given_date, countries = _published(record), _countries(record)
    return Draft(
        _string(record, "text"),
        title=_string(record, "title"),
        id=_string(record, "id"),
        published=given.published if given_date is None else given_date,
        countries=given.countries if countries is None else countries,
        source=source,
        url=url,
    )


def _string(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and name == "date":
        return format(value, ".0f")
    # What reads pages, such as Scrapy, gives the list of all that it found.
    is_found = isinstance(value, list) and (len(value) < 2 or name in ("text", "title"))
    if isinstance(value, list) and is_found and all(isinstance(one, str) for one in value):
        return ("\n\n" if name == "text" else " ").join(value)
    if not isinstance(value, str):
        raise ArticleError('its "{name}" is not a string', name=name)
    return value


def _published(record: dict[str, object]) -> Published | None:
    text = date_of_stamp(_string(record, "date").strip())
    if not text:
        return None
    try:
        return interpret_published(text)
    except InputError as error:
        # Taken from a page as it stands there: "Kompas.com - 27/02/2025, 19:13 WIB".
        found = published(text, date.today())
        if found and found.basis == "dateline":
            return Published(found.interval, "given")
        raise ArticleError('its "date" cannot be used: {error}', error=error) from error


def _countries(record: dict[str, object]) -> tuple[str, ...] | None:
    value = record.get("countries")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    names = split_countries(value) if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ArticleError('its "countries" is not a list of names or codes')
    try:
        return interpret_countries(filter(str.strip, names))
    except InputError as error:
        raise ArticleError('its "countries" cannot be used: {error}', error=error) from error
