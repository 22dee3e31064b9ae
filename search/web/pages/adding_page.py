"""The page to add from: a text, addresses and files in one form, and what becomes of them."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import chain
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from telusur.index.article import Article, Failure
from telusur.index.sources.files import is_address
from telusur.index.translation import gettext
from telusur.search.web.guard import MAX_BODY, MAY_WRITE, token_sentence, too_large_sentence
from telusur.search.web.incoming import fetched, uploaded
from telusur.search.web.pages.adding_report import AddingReport
from telusur.search.web.pages.rendering import rendered
from telusur.search.web.refusals import Refused
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import Site

_MAX_FILES: Final = 1_000

_OUTCOMES: Final = "\0"
"""Stands in the page where the outcomes go."""

_adding: Final = set[asyncio.Task[None]]()
"""What is being added: it goes on where the browser does not wait for it."""


async def adding_page(site: Site, request: Request) -> Response:
    """Answer with the form."""
    del site
    return HTMLResponse(
        rendered(
            "add.html",
            address=_address(request),
            may_write=request.scope[MAY_WRITE],
            limit=MAX_BODY,
            token_sentence=token_sentence,
            too_large_sentence=too_large_sentence,
        )
    )


async def add_from_page(site: Site, request: Request) -> Response:
    """Add what the form holds; the answer goes on as it is added."""
    try:
        form = await request.form(max_files=_MAX_FILES, max_part_size=MAX_BODY)
    except HTTPException as error:
        sentence = gettext("This form cannot be understood ({why}).", why=error.detail)
        raise Refused(400, "not_understood", sentence) from error
    incoming = _incoming(form)
    if not incoming:
        await form.close()
        sentence = gettext("Paste a text, name an address, or choose a file.")
        raise Refused(400, "not_understood", sentence)
    page = rendered("added.html", address=_address(request), outcomes=_OUTCOMES)
    return StreamingResponse(_added(site, form, incoming, page), media_type="text/html")


def _address(request: Request) -> SearchAddress:
    return SearchAddress(language=request.query_params.get("lang", ""))


_Incoming = list[Iterator[Article | Failure]]


def _incoming(form: FormData) -> _Incoming:
    """Return what is added in one run each: what was sent, then each address, which may be slow."""
    sent: _Incoming = []
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        # A form has its lines end as those of e-mails do.
        content = text.replace("\r\n", "\n").encode("utf-8", "replace")
        sent.append(uploaded(BytesIO(content), ""))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and (file.filename or file.size):
            sent.append(uploaded(file.file, file.filename or "", file.content_type))
    addresses = str(form.get("address", "")).split()
    return [*([chain.from_iterable(sent)] if sent else []), *map(_fetched, addresses)]


def _fetched(address: str) -> Iterator[Article | Failure]:
    if is_address(address):
        yield from fetched(address)
    else:
        yield Failure(address, gettext("it is no address of the web, which begins with https://"))


async def _added(site: Site, form: FormData, incoming: _Incoming, page: str) -> AsyncIterator[str]:
    """Yield the page, a line for each outcome as soon as that is durable."""
    loop = asyncio.get_running_loop()
    lines = asyncio.Queue[str | None]()
    report = AddingReport()

    def tell(line: str | None) -> None:
        with suppress(RuntimeError):  # the server has ended
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def add() -> None:
        for items in incoming:
            site.library.add(items, lambda item, outcome: tell(report.line(item, outcome)))
        tell(report.end())
        for _, value in form.multi_items():
            if isinstance(value, UploadFile):
                value.file.close()

    async def work() -> None:
        try:
            await site.workers.write(add)
        except Refused as refused:
            tell(report.refused(refused.sentence))
        finally:
            tell(None)

    task = asyncio.create_task(work())
    _adding.add(task)
    task.add_done_callback(_adding.discard)
    before, _, after = page.partition(_OUTCOMES)
    yield before
    while (line := await lines.get()) is not None:
        if line:
            yield line
    yield after
