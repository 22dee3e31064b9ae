"""Feeds every source mutated samples of its format: python tools/fuzz_sources.py [COUNT] [SEED].

Each input must end in articles and failures, never in another exception. Prints how many inputs
each format was given, what became of them, and the slowest one; stops with exit code 1 at the
first exception, the input that caused it kept in a file. COUNT is 100,000 if not given.
"""

import contextlib
import gzip
import io
import random
import socket
import sys
import tempfile
import threading
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "index" / "sources"))

from samples import http_answer, page, samples, zipped
from telusur.index.article import Failure
from telusur.index.sources.addresses import read_address
from telusur.index.sources.formats import format_of_name
from telusur.index.sources.reading import read_resource
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.resource import Resource

_TOKENS = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#x110000;", b"&amp;",
    b"<!ENTITY a 'b'>", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80",
    b"\xed\xa0\x80", b"\xe9", b"\r", b"\n", b"\r\n\r\n", b'"', b"'", b"{", b"}", b"[", b"]",
    b",", b":", b"---\n", b"---", b"|", b"\t", b"%PDF-", b"endobj", b"stream", b"PK\x03\x04",
    b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"Content-Length: -1\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: deflate\r\n", b"charset=utf-7",
    b"=?utf-8?b?====?=", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"null",
    b"2024-02-31", b"../../etc/passwd",
)  # fmt: skip


def mutated(content: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Change a sample at a few places."""
    out = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(out) + 1)
        length = min(chance.choice((1, 2, 8, 64, 512)), len(out) - place)
        match chance.randrange(8):
            case 0 if out:
                out[place % len(out)] = chance.randrange(256)
            case 1 if out:
                out[place % len(out)] ^= 1 << chance.randrange(8)
            case 2:
                del out[place : place + length]
            case 3:
                out[place:place] = out[place : place + length] * chance.choice((1, 2, 50))
            case 4:
                out[place : place + length] = chance.randbytes(length)
            case 5:
                out[place:place] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 300))
            case 6:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                out[place:place] = other[start : start + 512]
            case 7:
                del out[place:]
    return bytes(out)


def packed(name: str, whole: dict[str, bytes], chance: random.Random) -> bytes:
    """Change a sample, or what is packed in it: checksums refuse most changes from outside."""
    others = list(whole.values())
    if name == "warc.gz" and chance.random() < 0.8:
        return gzip.compress(mutated(whole["warc"], chance, others), 1)
    if name == "docx" and chance.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(whole["docx"])) as archive:
            body = archive.read("word/document.xml")
        return zipped(
            ("[Content_Types].xml", b""), ("word/document.xml", mutated(body, chance, others))
        )
    if name == "zip" and chance.random() < 0.5:
        inner = chance.choice(list(whole))
        return zipped((f"a.{inner}", mutated(whole[inner], chance, others)))
    return mutated(whole[name], chance, others)


def main() -> int:
    """Run."""
    count = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    whole = {**samples(), "http": http_answer(page(), headers="Content-Encoding: identity\r\n")}
    names = list(whole)
    slowest = (0.0, "", b"")
    done = 0
    for number, name in enumerate(names):
        share = count // len(names) + (number < count % len(names))
        chance = random.Random(f"{seed} {name}")
        became: Counter[str] = Counter()
        begun = perf_counter()
        for _ in range(share):
            content = packed(name, whole, chance)
            form = format_of_name(f"x.{name}") if chance.random() < 0.9 else None
            before = perf_counter()
            try:
                became.update(ask(content) if name == "http" else run(content, form))
            except BaseException:
                traceback.print_exc()
                kept = Path(tempfile.mkdtemp()) / f"input.{name}"
                kept.write_bytes(content)
                print(f"{name}: an exception after {done:,} inputs; the input is kept in {kept}")
                return 1
            slowest = max(slowest, (perf_counter() - before, name, content))
            done += 1
        rate = share / (perf_counter() - begun)
        print(
            f"{name:8} {share:8,} inputs, {rate:6,.0f} a second: {became['article']:8,} articles,"
            f" {became['failure']:8,} failures",
            flush=True,
        )
    print(f"{done:,} inputs, no unhandled exception; the slowest: {slowest[1]}, {slowest[0]:.2f} s")
    return 0


def run(content: bytes, form: object) -> Counter[str]:
    """Read one input."""
    file = io.BufferedReader(io.BytesIO(content))
    items = read_resource(Resource("input", file, source="input"), Given(), form)
    return Counter("failure" if isinstance(item, Failure) else "article" for item in items)


def ask(content: bytes) -> Counter[str]:
    """Read one input as what a web server on loopback answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=answer, args=(server, content))
        answering.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        items = list(read_address(url, Given(allow_private=True)))
        answering.join()
    return Counter("failure" if isinstance(item, Failure) else "article" for item in items)


def answer(server: socket.socket, content: bytes) -> None:
    """Answer one request with these bytes."""
    connection, _ = server.accept()
    with connection, contextlib.suppress(OSError):
        connection.recv(1 << 16)
        connection.sendall(content)


if __name__ == "__main__":
    sys.exit(main())
