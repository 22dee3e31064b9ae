"""Fetches from hostile servers: python tools/hostile_server.py [COUNT] [SEED].

A real server on loopback answers each address in one of the ways of `ANSWERS`, or with a mutation
of one. The real command adds the addresses twenty at a time, good ones before and after them.
What must hold is that it ends with exit code 0 or 2 and without a traceback, prints no control
character, says one sentence at least of each address, stores both good articles, and never takes
longer than the time-out that each address has, which is 2 seconds here. Prints what was wrong, and
how often each answer became articles or failures; the exit code is 1 if anything was wrong.
"""

import argparse
import contextlib
import gzip
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "index" / "sources"))

from hostile_files import STEERING
from samples import http_answer, page

_AT_ONCE = 20
_SECONDS = 2.0
_OVERHEAD = 60.0
"""Seconds that a command may take besides, on a machine that has other things to do."""

_COMMAND = """
import telusur.index.sources.http as http
from telusur.search.cli import main
http.fetch.__kwdefaults__["total_seconds"] = {seconds}
main()
"""

_OK = b"HTTP/1.1 200 OK\r\n"
_PAGE = page().encode()


def _redirect(location: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


def _page_as(media_type: str, headers: str = "", body: bytes = _PAGE) -> bytes:
    return http_answer(body, media_type, headers)


ANSWERS: dict[str, bytes] = {
    "page": _page_as("text/html; charset=utf-8"),
    "nothing": b"",
    "no headers": _PAGE,
    "half a header": b"HTTP/1.1 200 OK\r\nContent-Ty",
    "no status": b"HTTP/1.1\r\n\r\n",
    "odd status": b"HTTP/1.1 9999999 \x1b[31m\x00\r\n\r\n",
    "steering reason": b"HTTP/1.1 404 \x1b]0;x\x07\xe2\x80\xae\r\n\r\n",
    "old": b"HTTP/0.9 200 OK\r\n\r\n" + _PAGE,
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000,
    "many headers": _OK + b"X: y\r\n" * 50_000 + b"\r\n" + _PAGE,
    "long header": _OK + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n" + _PAGE,
    "long status": b"HTTP/1.1 200 " + b"y" * 1_000_000 + b"\r\n\r\n" + _PAGE,
    "no colon": _OK + b"Content-Type text/html\r\n\r\n" + _PAGE,
    "too long": _page_as("text/html", "Content-Length: 99999999999999999999\r\n"),
    "negative": _page_as("text/html", "Content-Length: -5\r\n"),
    "two lengths": _page_as("text/html", "Content-Length: 5\r\nContent-Length: 900\r\n"),
    "no chunks": _page_as("text/html", "Transfer-Encoding: chunked\r\n"),
    "huge chunk": _page_as("text/html", "Transfer-Encoding: chunked\r\n", b"ffffffffffffff\r\nx"),
    "negative chunk": _page_as("text/html", "Transfer-Encoding: chunked\r\n", b"-5\r\nx"),
    "no gzip": _page_as("text/html", "Content-Encoding: gzip\r\n"),
    "gzip bomb": _page_as(
        "text/html", "Content-Encoding: gzip\r\n", gzip.compress(bytes(80_000_000))
    ),
    "unknown coding": _page_as("text/html", "Content-Encoding: \x1b[31m\r\n"),
    "lying charset": _page_as("text/html; charset=shift_jis", body=_PAGE + b"\x81\xff"),
    "wide charset": _page_as("text/html; charset=utf-16"),
    "no charset": _page_as("text/html; charset=\x00\xff"),
    "seven bits": _page_as("text/html; charset=utf-7", body=b"+ADw-script+AD4-\xff"),
    "lying type": _page_as("application/pdf"),
    "steering type": _page_as("\x1b[31mx/\u202ey"),
    "picture": _page_as("image/png", body=b"\x89PNG"),
    "broken feed": _page_as("application/rss+xml", body=b"<rss><channel><item>"),
    "broken archive": _page_as("application/zip", body=b"PK\x03\x04" + b"x" * 99),
    "loop": _redirect(b"/loop"),
    "space": _redirect(b"http://a b/"),
    "space in path": _redirect(b"/page x y"),
    "control": _redirect(b"http://a\x01.id/\x1b[31m"),
    "bytes": _redirect(b"/\xff\xfe\xe9"),
    "file": _redirect(b"file:///etc/passwd"),
    "script": _redirect(b"javascript:alert(1)"),
    "port": _redirect(b"http://127.0.0.1:99999999/"),
    "brackets": _redirect(b"http://[::1/"),
    "password": _redirect(b"http://a:b@127.0.0.1/"),
    "endless location": _redirect(b"/" + b"x" * 60_000),
    "no location": b"HTTP/1.1 301 x\r\n\r\n",
}
"""What is sent at once; then the connection is closed."""


def _drip(connection: socket.socket) -> None:
    for _ in range(300):
        connection.sendall(b"H")
        time.sleep(0.05)


def _drip_headers(connection: socket.socket) -> None:
    connection.sendall(_OK)
    for _ in range(300):
        connection.sendall(b"X: y\r\n")
        time.sleep(0.05)


def _drip_body(connection: socket.socket) -> None:
    connection.sendall(_OK + b"Content-Type: text/html\r\n\r\n")
    for _ in range(300):
        connection.sendall(b"<p>")
        time.sleep(0.05)


def _endless(connection: socket.socket) -> None:
    connection.sendall(_OK + b"Content-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>x" * 16_384)


def _silent(connection: socket.socket) -> None:
    connection.settimeout(10)
    connection.recv(1)


SLOW: dict[str, Callable[[socket.socket], None]] = {
    "drip": _drip, "drip headers": _drip_headers, "drip body": _drip_body, "endless": _endless,
    "silent": _silent,
}  # fmt: skip


class Server:
    """Answers what is asked for by the first part of the path, with what follows as a seed."""

    def __init__(self) -> None:
        """Listen; `serve` answers."""
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def address(self, name: str, seed: int) -> str:
        """Return where the answer of this name is given, mutated unless the seed is 0."""
        return f"{self.url}/{[*ANSWERS, *SLOW].index(name)}/{seed}"

    def serve(self) -> None:
        """Answer until the process ends."""
        while True:
            connection, _ = self._socket.accept()
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, IndexError):
            asked = connection.recv(1 << 16).split(b" ")[1].decode("latin-1")
            _, number, seed, *_ = [*asked.split("/"), "", ""]
            if number in {"first", "last"}:
                body = f"Isi {number} dari Kursk.".encode()
                connection.sendall(http_answer(body, "text/plain"))
                return
            name = [*ANSWERS, *SLOW][int(number) if number.isdecimal() else 0]
            if name in SLOW:
                SLOW[name](connection)
                return
            connection.sendall(_mutated(ANSWERS[name], seed))


def _mutated(answer: bytes, seed: str) -> bytes:
    """Change an answer at a few places, unless its seed is 0."""
    if seed in {"", "0"} or not answer:
        return answer
    chance = random.Random(seed)
    out = bytearray(answer)
    for _ in range(chance.choice((1, 2, 8))):
        position = chance.randrange(min(len(out), 300) + 1)
        match chance.randrange(4):
            case 0:
                del out[position : position + chance.choice((1, 4, 100))]
            case 1:
                out[position:position] = chance.randbytes(chance.choice((1, 4, 100)))
            case 2:
                out[position:position] = chance.choice(
                    (b"\r\n", b"\r\n\r\n", b"\n", b": ", b"\x00")
                )
            case _:
                out[position : position + 1] = bytes([chance.randrange(256)])
    return bytes(out)


def _faults(done: "subprocess.CompletedProcess[bytes]", addresses: list[str]) -> Iterator[str]:
    err = done.stderr.decode()
    if done.returncode not in {0, 2}:
        yield f"exit code {done.returncode}"
    if "Traceback" in err:
        yield "a traceback: " + err.strip().rpartition("\n")[2]
    if steering := STEERING.search(err):
        yield f"it prints {steering[0]!r}"
    try:
        told = json.loads(done.stdout)
    except ValueError:
        yield "it prints no JSON"
        return
    if told["added"] + told["updated"] + told["unchanged"] + told["failed"] < len(addresses):
        yield "it does not tell of each address"
    if len(told["articles"]) < 2:
        yield "a good article was not stored"


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--quick", action="store_true", help="without what takes until a time-out")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    server = Server()
    Thread(target=server.serve, daemon=True).start()
    names = [*ANSWERS] if options.quick else [*ANSWERS, *SLOW]
    chance.shuffle(names)
    wrong = 0
    became: Counter[str] = Counter()
    for begin in range(0, options.count, _AT_ONCE):
        numbers = range(begin, min(begin + _AT_ONCE, options.count))
        hostile = [
            server.address(
                names[n % len(names)], 0 if n < len(names) else chance.randrange(1 << 30)
            )
            for n in numbers
        ]
        addresses = [f"{server.url}/first", *hostile, f"{server.url}/last"]
        with tempfile.TemporaryDirectory(prefix="hostile-") as library:
            command = [sys.executable, "-c", _COMMAND.format(seconds=_SECONDS), "add", *addresses]
            command += ["--allow-private", "--json", "--library", library]
            begun = time.monotonic()
            done = subprocess.run(command, capture_output=True, check=False)
            seconds = time.monotonic() - begun
        faults = list(_faults(done, addresses))
        if seconds > _OVERHEAD + _SECONDS * len(addresses):
            faults.append(f"it takes {seconds:.0f} seconds")
        if faults:
            wrong += 1
            asked = ", ".join(names[n % len(names)] for n in numbers)
            print(f"{'; '.join(faults)}: {' '.join(addresses)} ({asked})", flush=True)
        else:
            told = json.loads(done.stdout)
            became.update(articles=len(told["articles"]), failures=told["failed"])
    print(f"{options.count:,} answers, {wrong:,} commands with a fault; {dict(became)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
