"""What the server refuses, and that it goes on serving whatever was tried."""

import socket
import stat
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from telusur.index.errors import LibraryError
from telusur.search.web.access_token import access_token
from telusur.search.web.refusals import Refused
from telusur.search.web.serving import is_loopback, known_hosts
from telusur.search.web.workers import Workers
from web.servers import Server

from telusur import Library


@pytest.mark.parametrize(
    "host", ["jahat.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:{port}.jahat.example", ""]
)
def test_a_name_that_is_not_its_own_is_refused(server, host):
    answer = server.ask("/search?q=Kursk", host=host.format(port=server.port) or "x")
    assert answer.status == 421
    assert b"Seoul" not in answer.body


def test_its_own_names_are_answered(server):
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert server.ask("/", host=f"{name}:{server.port}").status == 200


def raw(server, head):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head)
        return connection.recv(4096)


def test_neither_two_hosts_nor_none_nor_a_whole_address_get_past(server):
    own = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    for head in (
        b"GET / HTTP/1.1\r\n" + own + b"Host: jahat.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET http://jahat.example/ HTTP/1.1\r\nHost: jahat.example\r\n\r\n",
    ):
        assert b" 200 " not in raw(server, head).partition(b"\r\n")[0]


def test_a_path_is_that_of_the_request_line_alone(server):
    answer = server.ask("/search.json?q=Kursk", X_Original_URL="/", X_Forwarded_Host="x")
    assert answer.json["total"]
    assert server.ask("//jahat.example/", X_Forwarded_Proto="https").status == 404


def test_pages_of_other_sites_may_not_look_inside(server):
    for site in ("cross-site", "same-site"):
        refused = server.ask("/search.json?q=Kursk", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")
        assert refused.status == 403
        assert refused.json["error"]["code"] == "cross_site"
        link = server.ask("/search?q=Kursk", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate")
        assert link.status == 200


def test_writes_come_from_its_own_pages_and_carry_the_token(server):
    own = f"http://127.0.0.1:{server.port}"
    for headers, code in (
        ({"Sec_Fetch_Site": "cross-site", **server.with_token}, "cross_site"),
        ({"Sec_Fetch_Site": "same-site", **server.with_token}, "cross_site"),
        ({"Sec_Fetch_Site": "cross-site", "Origin": own, **server.with_token}, "cross_site"),
        ({"Origin": "http://jahat.example", **server.with_token}, "cross_site"),
        ({"Origin": "null", **server.with_token}, "cross_site"),
        ({"Origin": own}, "token_required"),
        ({}, "token_required"),
        ({"Authorization": "Bearer x"}, "token_required"),
        ({"Cookie": 'telusur_token="\x80"; ='}, "token_required"),
        ({"Origin": own, **server.with_token}, "not_allowed"),
    ):
        answer = server.ask("/search.json", "POST", b"x", **headers)
        assert answer.json["error"]["code"] == code, headers


def test_the_token_of_an_address_becomes_a_cookie(server):
    answer = server.ask(f"/search?q=Kursk&token={server.token}")
    assert (answer.status, answer.headers["location"]) == (303, "/search?q=Kursk")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert int(cookie.partition("max-age=")[2].partition(";")[0]) > 10_000_000
    given = answer.headers["set-cookie"].partition(";")[0]
    answer = server.ask("/search.json", "POST", b"x", Cookie=given, Sec_Fetch_Site="same-origin")
    assert answer.json["error"]["code"] == "not_allowed"
    assert server.ask("/?token=x").status == 403
    elsewhere = server.ask(f"//jahat.example/?token={server.token}")
    assert elsewhere.headers["location"] == "/jahat.example/"


def test_a_private_library_is_read_with_the_token_alone(tmp_path):
    Library.open(tmp_path / "library", missing="seeds").close()
    private = Server(tmp_path, "--private")
    try:
        for path in ("/", "/search?q=Kursk", "/search.json?q=Kursk", "/static/style.css"):
            assert private.ask(path).status == 401
            assert private.ask(path, **private.with_token).status == 200
    finally:
        private.stop()


def test_the_token_is_kept_and_nobody_else_can_read_it(tmp_path):
    file = tmp_path / "deep" / "token"
    token = access_token(file)
    assert access_token(file) == token
    assert len(token) >= 40
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for damage in (b"", b"short", b"\xff" * 50):
        file.write_bytes(damage)
        with pytest.raises(LibraryError, match="damaged"):
            access_token(file)


def test_beyond_this_machine_only_what_was_named_is_known():
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.2", "::", "kabar.example")))
    assert all(map(is_loopback, ("127.0.0.1", "127.3.2.1", "::1", "localhost")))
    assert known_hosts("192.168.1.2", 80, ["kabar.example"]) == [
        "192.168.1.2:80", "192.168.1.2", "kabar.example",
    ]  # fmt: skip


def test_every_answer_is_hardened(server):
    for path in ("/", "/search?q=Kursk", "/search.json?q=x", "/static/style.css", "/nothing"):
        headers = server.ask(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["server"] is None


def test_what_strangers_wrote_is_text(server):
    for path in ("/search?q=Kursk&limit=100", "/article?id=../etc/passwd&q=jahat"):
        page = server.ask(path).text
        assert "&lt;script&gt;" in page
        assert "<img" not in page
        assert "<b>tebal" not in page
        assert "javascript:" not in page.replace('<dd class="url">javascript:', "")
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "style=" not in page
        assert " on" + "click" not in page


def test_hostile_values_are_sentences(server):
    for query in (
        "limit=0", "limit=99999999999999999999", "limit=%D9%A3", "page=-1", "sort=x", "group=x",
        "since=kapan", "country=Atlantis", "all=2", "since=2025&until=2024", "q=" + "x" * 11_000,
    ):  # fmt: skip
        answer = server.ask("/search.json?" + query)
        assert (answer.status, answer.json["error"]["code"]) == (400, "not_understood"), query
        assert answer.json["error"]["sentence"].endswith((".", "?"))
        page = server.ask("/search?" + query)
        assert page.status == 400
        assert page.headers["content-type"].startswith("text/html")
    for query in ("q=%FF%FE%00", "q=%ED%A0%80", "q=(((%22", "q=" + "%28" * 3000, "&&=&q=a;b"):
        assert server.ask("/search?" + query).status == 200
        assert server.ask("/search.json?" + query).status == 200


def test_no_file_of_the_machine_is_served(server):
    for path in ("/static/../pages.py", "/static/%2e%2e/pages.py", "/static//etc/passwd",
                 "/article?id=/etc/passwd", "/static/", "/search.exe"):  # fmt: skip
        answer = server.ask(path)
        assert answer.status == 404
        assert str(server.library) not in answer.text


def test_a_large_body_is_refused_unread(server):
    head = (
        f"POST /search.json HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Authorization: Bearer {server.token}\r\nContent-Length: 100000000\r\n\r\n"
    )
    assert b" 413 " in raw(server, head.encode())
    assert server.ask("/").status == 200


def test_uploads_without_end_and_clients_that_leave_in_the_middle(tmp_path):
    Library.open(tmp_path / "library", missing="seeds").close()
    own = Server(tmp_path)
    head = (
        f"POST /api/v1/articles HTTP/1.1\r\nHost: 127.0.0.1:{own.port}\r\n"
        f"Authorization: Bearer {own.token}\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", own.port), timeout=20) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(60):
            connection.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
        assert b" 413 " in connection.recv(4096)
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", own.port)) as connection:
            connection.sendall(head + b"Content-Length: 1000000\r\n\r\nKursk")
    assert own.ask("/search.json?q=Kursk").json["total"] == 2
    own.stop()
    assert own.said.count("\n") <= 2, own.said


def test_many_at_once_and_clients_that_leave(server):
    for _ in range(20):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(
            f"GET /search?q=Kursk HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
        )
        connection.close()
    with ThreadPoolExecutor(200) as pool:
        answers = [*pool.map(lambda _: server.ask("/search.json?q=Kursk&passages=1"), range(200))]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.json["total"] for answer in answers}) == 1


def test_what_takes_too_long_is_cut_with_a_sentence():
    from time import sleep

    with pytest.raises(Refused, match="takes longer than") as refused:
        anyio.run(Workers(max_seconds=0.02).run, lambda: sleep(0.1))
    assert refused.value.status == 503


def test_a_stream_that_stalls_is_broken_off_and_not_ended(capsys):
    from time import sleep

    sent = []

    def lines():
        yield "x" * 40_000
        sleep(0.3)
        yield "y"

    async def keep(message):
        sent.append(message)

    async def answer():
        response = await Workers(max_seconds=0.1).stream(lines(), "application/jsonl")
        await response({"type": "http", "asgi": {"spec_version": "2.4"}}, anyio.sleep_forever, keep)

    anyio.run(answer)
    assert [message.get("more_body") for message in sent] == [None, True]
    assert "takes longer than" in capsys.readouterr().err
    with pytest.raises(Refused, match="takes longer than"):
        anyio.run(Workers(max_seconds=0.02).stream, (sleep(0.1) or "x" for _ in "x"), "text/csv")
