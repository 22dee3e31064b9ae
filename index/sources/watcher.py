"""Watching folders, files and feeds: reads again and again, and gives what is new each time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import time

from telusur.index.article import Article, Failure
from telusur.index.errors import InputError
from telusur.index.sources.files import (
    STANDARD_INPUT,
    article_files,
    check_inputs,
    is_address,
    read_file,
    read_paths,
    reason,
)
from telusur.index.sources.support.defaults import Given

_SETTLED_SECONDS = 1.0

_Signature = tuple[int, int, int]
"""A file's inode, size and time of change."""

_Signatures = dict[Path, _Signature]

_State = tuple[_Signatures, _Signatures, dict[str, set[str]], set[Failure], bool]
"""What was read, seen, fetched and failed at, and whether it is the first time."""


class Watcher:
    """Knows what it has read of its inputs, and reads what it has not."""

    def __init__(self, inputs: Sequence[Path | str], given: Given) -> None:
        """Begin with nothing read.

        Args:
            inputs: folders, files and addresses.
            given: what holds for every article that does not say otherwise.

        Raises:
            InputError: standard input is among them, which ends by itself, or one has no name.
        """
        check_inputs(inputs)
        if any(Path(one) == STANDARD_INPUT for one in inputs if not is_address(one)):
            raise InputError("Standard input cannot be watched: it is read until it ends anyway.")
        self._inputs = inputs
        self._given = given
        self._read: _Signatures = {}
        self._seen: _Signatures = {}
        self._fetched: dict[str, set[str]] = {}
        self._failed: set[Failure] = set()
        self._is_first = True
        self._before = self._state()

    def new(self) -> Iterator[Article | Failure]:
        """Read what has come or changed since the last time.

        A file that is there from the beginning is read at once; one that came or changed just now
        is read when it stays the same from one time to the next, so that nothing is read while
        it is written. What fails in the same way again is not told again.
        """
        self._before = self._state()
        present: _Signatures = {}
        failures: set[Failure] = set()
        for one in self._inputs:
            items = (
                self._of_address(one)
                if isinstance(one, str) and is_address(one)
                else self._of_path(Path(one), present)
            )
            for item in items:
                if isinstance(item, Failure):
                    failures.add(item)
                    if item in self._failed:
                        continue
                yield item
        self._seen = present
        self._read = {path: self._read[path] for path in self._read if path in present}
        self._failed = failures
        self._is_first = False

    def read_again(self) -> None:
        """Let what `new` gave last be given once more: it could not be stored."""
        self._read, self._seen, self._fetched, self._failed, self._is_first = self._before

    def _state(self) -> _State:
        return dict(self._read), dict(self._seen), dict(self._fetched), self._failed, self._is_first

    def _of_address(self, url: str) -> Iterator[Article | Failure]:
        known = self._fetched.get(url, set())
        now: set[str] = set()
        failed = False
        for item in read_paths([url], self._given):
            if isinstance(item, Failure):
                failed = True
                yield item
                continue
            # An entry that was edited keeps its id.
            content = f"{item.id} {hash((item.title, item.text))}"
            now.add(content)
            if content not in known:
                yield item
        # What a feed does not name any more is forgotten, unless that may be for a failure.
        self._fetched[url] = known | now if failed else now

    def _of_path(self, path: Path, present: _Signatures) -> Iterator[Article | Failure]:
        try:
            files = list(article_files(path)) if path.is_dir() else [path]
        except OSError as error:
            yield Failure(str(path), reason(error, path))
            return
        for file in files:
            try:
                signature = _signature(file)
                present[file] = signature
                if self._read.get(file) == signature:
                    continue
                is_old = self._is_first and time() - file.stat().st_mtime > _SETTLED_SECONDS
                if is_old or self._seen.get(file) == signature:
                    yield from read_file(file, self._given)
                    self._read[file] = signature
            except (OSError, ValueError) as error:
                yield Failure(str(file), reason(error, file))


def _signature(file: Path) -> _Signature:
    status = file.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns
