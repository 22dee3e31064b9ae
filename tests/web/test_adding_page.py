"""Adding from the page: what becomes of a text, addresses and files, and what is refused."""

import json
import re
import socket
from pathlib import Path
from time import monotonic, sleep

import pytest

BOUNDARY = "jeda"


def multipart(*parts):
    """Return the body of a form; a part is a name, a content and perhaps the name of a file."""
    body = b""
    for name, content, *file in parts:
        named = f'; filename="{file[0]}"' if file else ""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
        body += head.encode() + content + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


@pytest.fixture
def post(own):
    def posted(*parts, token=True, **headers):
        headers = {"Content_Type": f"multipart/form-data; boundary={BOUNDARY}", **headers}
        headers |= own.with_token if token else {}
        return own.ask("/add", "POST", multipart(*parts), Sec_Fetch_Site="same-origin", **headers)

    return posted


def outcomes(answer):
    shown = answer.text.partition('id="outcomes"')[2].partition("</div>")[0]
    lines = re.findall(r'<p class="(\w+)">(.*?)</p>', shown)
    return [f"{kind}: " + " ".join(re.sub("<[^>]+>", " ", line).split()) for kind, line in lines]


def test_a_bad_one_stops_no_other(own, post):
    records = "\n".join(
        json.dumps({"id": f"r{n}", "title": f"Judul {n}", "text": f"Rapat ke-{n} di balai kota."})
        for n in range(30)
    )
    answer = post(
        ("text", b"Gempa pelan\r\nterasa di Palu <b>."),
        ("address", b"palu.example file:///etc/passwd"),
        ("files", b"%PDF-1.7 broken", "../../rusak.pdf"),
        ("files", records.encode() + b"\n{", "rapat.jsonl"),
        ("files", b"", ""),
    )
    assert answer.headers["content-type"].startswith("text/html")
    lines = outcomes(answer)
    assert lines[0].startswith("added: added Gempa pelan")
    assert [line.split(": ")[1] for line in lines if line.startswith("failed")] == [
        "rusak.pdf", "rapat.jsonl, line 31", "palu.example", "file:///etc/passwd",
    ]  # fmt: skip
    assert lines[-1] == "sum: 31 added, 0 updated, 0 unchanged, 4 failed"
    assert sum(line.startswith("added") for line in lines) < 30
    assert own.get("/search.json", q="gempa pelan palu", all="1").json["total"] == 1
    assert "<b>" not in answer.text.partition('id="outcomes"')[2]


def test_duplicates_and_updates_are_called_what_the_command_calls_them(post):
    def record(**more):
        return json.dumps({"id": "sama", "title": "Pasar", "text": "Pasar tutup.", **more}).encode()

    assert "added" in outcomes(post(("files", record(), "a.json")))[0]
    assert "unchanged" in outcomes(post(("files", record(), "a.json")))[0]
    known = post(("files", record(url="https://pasar.example/1"), "a.json"))
    assert "updated" in outcomes(known)[0]
    assert outcomes(known)[-1].endswith("0 added, 1 updated, 0 unchanged, 0 failed")
    other = post(("files", record(text="Pasar lain sama sekali."), "b.json"))
    assert any("came with the id of another article" in line for line in outcomes(other))
    assert outcomes(other)[0] == "renamed: renamed Pasar"


def test_how_far_it_has_come_is_said(post):
    lines = "\n".join(json.dumps({"text": f"Kapal nomor {n} berlabuh."}) for n in range(600))
    said = outcomes(post(("files", lines.encode(), "kapal.jsonl")))
    assert sum(line.startswith("added") for line in said) == 20
    assert any("500 so far" in line for line in said)
    assert said[-1].endswith("600 added, 0 updated, 0 unchanged, 0 failed")


def test_the_form_and_what_it_refuses(own, post):
    assert "This takes the token" in own.ask("/add").text
    page = own.ask("/add", **own.with_token).text
    assert "This takes the token" not in page
    assert 'enctype="multipart/form-data"' in page
    indonesian = own.ask("/add?lang=id").text
    assert "Tambah" in indonesian
    assert 'action="/add?lang=id"' in indonesian
    empty = post(("text", b" \r\n"), ("address", b""), ("files", b"", ""))
    assert (empty.status, "Paste a text" in empty.text) == (400, True)
    assert post(("text", b"x"), token=False).status == 401
    assert post(("text", b"x"), Origin="http://x").status == 200
    cross = own.ask("/add", "POST", b"text=x", Sec_Fetch_Site="cross-site", **own.with_token)
    assert cross.status == 403
    broken = post(("text", b"x"), Content_Type="multipart/form-data; boundary=lain")
    assert broken.status == 400
    assert "<h1>400</h1>" in broken.text


def memory_of(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


def test_a_hundred_megabytes_are_refused_and_not_held(own):
    head = (
        f"POST /add HTTP/1.1\r\nHost: 127.0.0.1:{own.port}\r\nAuthorization: Bearer {own.token}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 100000000\r\n\r\n"
    )
    before = memory_of(own)
    with socket.create_connection(("127.0.0.1", own.port), timeout=30) as connection:
        connection.sendall(head.encode())
        for _ in range(10):  # a browser sends all of it before it reads
            connection.sendall(bytes(1_000_000))
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"larger than 50 MB" in answer
    assert memory_of(own) - before < 5_000


def test_a_browser_that_leaves_stops_nothing(own):
    body = multipart(("text", b"Jembatan gantung runtuh."))
    head = (
        f"POST /add HTTP/1.1\r\nHost: 127.0.0.1:{own.port}\r\nAuthorization: Bearer {own.token}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", own.port)) as connection:
        connection.sendall(head.encode() + body)
        assert connection.recv(12) == b"HTTP/1.1 200"
    until = monotonic() + 20
    while not own.get("/search.json", q="jembatan gantung", all="1").json["total"]:
        assert monotonic() < until
        sleep(0.05)
