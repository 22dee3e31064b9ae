"""Reads a resource of any format; what is wrong with it as a whole becomes a failure."""

from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO

from telusur.index.article import Article, Failure
from telusur.index.errors import TelusurError, reason_of
from telusur.index.sources.content_format import (
    format_of_content,
    is_array_over_lines,
    is_exported_chat,
)
from telusur.index.sources.formats import CHAT, JSON, JSON_LINES, PAGE, Format
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import as_utf8
from telusur.index.sources.support.resource import STREAM, Resource
from telusur.index.translation import gettext

_HEAD = 1 << 12
"""In bytes: so much of a resource tells its format."""


def read_resource(
    resource: Resource, given: Given, form: Format | None = None
) -> Iterator[Article | Failure]:
    """Read a resource; what is wrong with it as a whole becomes a failure.

    Args:
        resource: the resource, at its beginning.
        given: what holds for every article that does not say otherwise.
        form: its format, if that is known; else its content tells.
    """
    try:
        resource = replace(resource, file=as_utf8(resource.file))
        head = resource.file.peek(_HEAD)[:_HEAD]
        form = form or format_of_content(head)
        if form is JSON_LINES and is_array_over_lines(head):
            form = JSON
        if form is PAGE and is_exported_chat(head):
            form = CHAT
        is_whole = form.is_single and resource.origin != STREAM
        for item in _items(resource, given, form):
            if isinstance(item, Article) and not item.origin:
                item = item.replaced(origin=resource.origin, is_whole=is_whole)
            yield item
    except (TelusurError, OSError, MemoryError) as error:
        yield failure_of(resource, error)


def _items(resource: Resource, given: Given, form: Format) -> Iterator[Article | Failure]:
    """Read a resource here, or in a process of its own if it is large or risky."""
    if form.isolated_from is None:
        return form.read(resource, given)
    head = resource.file.read(form.isolated_from)
    if len(head) < form.isolated_from:
        return form.read(replace(resource, file=BufferedReader(BytesIO(head))), given)
    from telusur.index.sources.isolation import read_isolated

    return read_isolated(form.name, head, resource, given)


def failure_of(resource: Resource, error: TelusurError | OSError | MemoryError) -> Failure:
    """Say why a resource cannot be read as a whole."""
    if isinstance(error, MemoryError):
        return Failure(resource.name, gettext("there is not enough memory to read it"))
    if isinstance(error, OSError):
        return Failure(
            resource.name,
            gettext("it cannot be read ({reason})", reason=reason_of(error)),
        )
    return Failure(resource.name, str(error))
