"""Incoming: what was sent to be added, or named by its address, as articles."""

from collections.abc import Iterator
from io import BufferedReader
from typing import IO, Any, cast

from telusur.index.article import Article, Failure
from telusur.index.errors import InputError
from telusur.index.sources.addresses import read_address
from telusur.index.sources.files import is_address
from telusur.index.sources.formats import format_of_media_type, format_of_name
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.limits import limited_failures
from telusur.index.sources.support.resource import STREAM, Resource
from telusur.index.translation import gettext


def uploaded(
    file: IO[bytes], name: str, media_type: str | None = None
) -> Iterator[Article | Failure]:
    """Yield the articles in what was sent.

    Args:
        file: what was sent, at its beginning.
        name: the name of the file, of which no more than the last part counts; may be empty.
        media_type: its media type, if that is known.
    """
    plain = name.replace("\\", "/").rpartition("/")[2]
    stream = BufferedReader(cast("Any", file))
    form = format_of_name(plain) or format_of_media_type(media_type or "")
    # Two files may call their first article the same; but what holds one article alone may have
    # the name of any other, as downloads do.
    origin = plain if plain and form and not form.is_single else STREAM
    name = plain or gettext("what was sent")
    resource = Resource(name, stream, plain, origin=origin)
    return limited_failures(read_resource(resource, Given(), form), resource.name)


def fetched(address: str) -> Iterator[Article | Failure]:
    """Yield the articles at an address; those in private networks are not asked.

    Raises:
        InputError: it is no address of the web.
    """
    if not is_address(address):
        raise InputError(
            gettext('"{address}" is no address: it begins with https://.', address=address[:80])
        )
    return read_address(address, Given())
