"""Workers: threads that ask the library, a few at a time, no longer than a request may take."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial
from typing import Final, TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from starlette.responses import Response, StreamingResponse
from starlette.types import Send
from telusur.index.errors import TelusurError
from telusur.index.translation import gettext
from telusur.search.web.refusals import Refused, as_refusal

MAX_SECONDS: Final = 20.0
MAX_WRITE_SECONDS: Final = 900.0

_BYTES_AT_ONCE: Final = 1 << 15

_AT_ONCE: Final = 4
"""Searches compute: more at once than there are cores would only make all of them wait."""

_T = TypeVar("_T")


class Workers:
    """Runs calls of the library beside the loop that serves."""

    def __init__(self, max_seconds: float = MAX_SECONDS, at_once: int = _AT_ONCE) -> None:
        """Take the limits.

        Args:
            max_seconds: how long a call may take, waiting for its turn included.
            at_once: how many calls run at a time. One that was cut counts until it has ended.
        """
        self._max_seconds = max_seconds
        self._limiter = CapacityLimiter(at_once)
        self._writer = CapacityLimiter(1)

    async def run(self, call: Callable[[], _T]) -> _T:
        """Return what a call returns that reads.

        Raises:
            Refused: it failed, or took too long.
        """
        return await self._within(self._max_seconds, self._limiter, call)

    async def stream(
        self, lines: Iterator[str], media_type: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Return an answer that goes on as its lines are made, each part within the limits.

        The first part is made before the answer begins, so that what is wrong can be said.

        Args:
            lines: the lines, with their ends.
            media_type: what they are.
            headers: further headers.

        Raises:
            Refused: the first part failed, or took too long.
        """
        parts = _parts(lines)

        async def one() -> bytes:
            return await self.run(partial(next, parts, b""))

        async def all_of(part: bytes) -> AsyncIterator[bytes]:
            while part:
                yield part
                part = await one()

        return _Stream(all_of(await one()), media_type=media_type, headers=headers)

    async def write(self, call: Callable[[], _T]) -> _T:
        """Return what a call returns that writes; one does so at a time, and may take long.

        Raises:
            Refused: it failed, or took too long; then it goes on, unheard.
        """
        return await self._within(MAX_WRITE_SECONDS, self._writer, call)

    async def _within(self, seconds: float, limiter: CapacityLimiter, call: Callable[[], _T]) -> _T:
        try:
            with fail_after(seconds):
                return await to_thread.run_sync(
                    partial(_guarded, call), abandon_on_cancel=True, limiter=limiter
                )
        except TimeoutError:
            raise Refused(
                503,
                "too_slow",
                gettext(
                    "This takes longer than {seconds} seconds: narrow the search, or try again.",
                    seconds=round(seconds),
                ),
            ) from None


class _Stream(StreamingResponse):
    """An answer that is broken off where it cannot go on: nobody takes it for whole."""

    async def stream_response(self, send: Send) -> None:
        """Send the parts."""
        try:
            await super().stream_response(send)
        except Refused as refused:
            print(f"telusur: {refused.sentence}", file=sys.stderr)


def _parts(lines: Iterator[str]) -> Iterator[bytes]:
    """Yield lines in parts that are worth sending, none of them empty."""
    part = bytearray()
    for line in lines:
        part += line.encode("utf-8", "replace")
        if len(part) >= _BYTES_AT_ONCE:
            yield bytes(part)
            part.clear()
    if part:
        yield bytes(part)


def _guarded(call: Callable[[], _T]) -> _T:
    try:
        return call()
    except TelusurError as error:
        raise as_refusal(error) from error
