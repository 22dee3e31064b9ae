"""Reading in a process of its own: what is hostile ends alone, and nothing else differs."""

import os
import signal
import subprocess
import sys

import pytest
from samples import TITLE, page, pdf, samples, zipped
from telusur.index.article import Article
from telusur.index.sources import formats, isolation
from telusur.index.sources.files import read_paths
from telusur.index.sources.support.defaults import Given

ISOLATED = [
    name for name in samples() if formats.format_of_name(f"x.{name}").isolated_from is not None
]


@pytest.fixture
def everything_isolated(monkeypatch):
    """Every format that is ever isolated is so from its first byte."""
    for form in formats.FORMATS:
        if form.isolated_from is not None:
            monkeypatch.setitem(form.__dict__, "isolated_from", 0)


def read(path, **given):
    return list(read_paths([path], Given(**given)))


@pytest.mark.parametrize("name", ISOLATED)
def test_what_is_read_apart_is_what_is_read_here(tmp_path, name, monkeypatch, everything_isolated):
    path = tmp_path / f"a.{name}"
    path.write_bytes(samples()[name])
    apart = read(path, countries=("KP",))
    for form in formats.FORMATS:
        if form.isolated_from is not None:
            monkeypatch.setitem(form.__dict__, "isolated_from", 1 << 30)
    here = read(path, countries=("KP",))
    assert [isinstance(item, Article) for item in here] == [True] * len(here)

    def said(article):
        return {**article.as_dict(), "added": ""}

    assert list(map(said, apart)) == list(map(said, here))


def test_one_process_reads_many_inputs_in_turn(tmp_path, everything_isolated):
    for number in range(4):
        (tmp_path / f"{number}.html").write_text(page(title=f"Judul {number} dari Kursk"))
    (tmp_path / "5.html").write_text("")
    first, second = iter(read_paths([tmp_path])), iter(read_paths([tmp_path]))
    for one, other in zip(first, second, strict=True):  # at once, too
        assert getattr(one, "title", "") == getattr(other, "title", "")
    assert len(isolation._idle) == 2
    processes = {id(reader) for reader in isolation._idle}
    assert len(read(tmp_path)) == 5
    assert {id(reader) for reader in isolation._idle} == processes


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured otherwise elsewhere")
def test_memory_of_the_process_that_starts_a_reader_is_not_counted(tmp_path):
    (tmp_path / "a.html").write_text(page())
    script = (
        "from telusur.index.sources import formats, isolation\n"
        "from telusur.index.sources.files import read_paths\n"
        "[form.__dict__.update(isolated_from=0) for form in formats.FORMATS"
        " if form.isolated_from is not None]\n"
        "large = bytes(range(256)) * 2_000_000\n"
        f"list(read_paths([{str(tmp_path)!r}]))\n"
        "print(len(isolation._idle))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits neither")
@pytest.mark.parametrize(
    ("limit", "value", "name", "content", "why"),
    [
        ("_CPU_SECONDS", 0.2, "a.html", page(body="<table><tr>" + "<td>x" * 10_000), "seconds to read"),
        ("_MEMORY", 30_000_000, "a.json", '[{"text": "Isi.", "x": [' + "[]," * 1_000_000 + "[]]}]", "MB of memory"),
    ],
)  # fmt: skip
def test_what_passes_its_limits_is_one_failure(
    tmp_path, limit, value, name, content, why, monkeypatch
):
    monkeypatch.setattr(isolation, limit, value)
    (tmp_path / name).write_text(content)
    (tmp_path / "b.txt").write_text("Isi.")
    failure, article = read(tmp_path)
    assert why in failure.why
    assert article.text == "Isi."


def test_a_parser_that_breaks_down_is_one_failure(tmp_path, everything_isolated):
    (tmp_path / "a.html").write_text(page())
    assert isinstance(read(tmp_path / "a.html")[0], Article)
    reader = isolation._idle[-1]
    os.kill(reader._process.pid, signal.SIGSTOP)
    items = read_paths([tmp_path / "a.html", tmp_path / "a.html"])
    os.kill(reader._process.pid, signal.SIGKILL)
    failure, article = items
    assert "parser crashed" in failure.why
    assert article.title == TITLE


def test_a_stream_that_breaks_off_leaves_the_process_ready(tmp_path, everything_isolated):
    content = bytearray(zipped(("a.txt", "Isi berita. " * 9_999), ("b.txt", "Isi.")))
    content[40] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(content)
    before = list(isolation._idle)
    bad, good = read(tmp_path / "a.zip")
    assert "damaged" in bad.why
    assert good.text == "Isi."
    assert isolation._idle[-1:] == before[-1:] or not before


def test_an_interrupted_reading_ends_its_process(tmp_path, everything_isolated):
    (tmp_path / "a.json").write_text('[{"text": "Satu."}, {"text": "Dua."}]')
    before = list(isolation._idle)
    items = read_paths([tmp_path / "a.json"])
    assert next(items).text == "Satu."
    items.close()
    assert all(reader in before for reader in isolation._idle)


def test_programs_need_no_guard_and_leave_no_process(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf())
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\nfrom telusur import read_paths\n"
        "from telusur.index.sources import isolation\n"
        "print([article.title for article in read_paths(sys.argv[1:])])\n"
        "print(*(reader._process.pid for reader in isolation._idle))\n"
    )
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "a.pdf")],
        capture_output=True,
        text=True,
        check=True,
    )
    titles, process = done.stdout.splitlines()
    assert titles == repr([TITLE])
    with pytest.raises(ProcessLookupError):
        os.kill(int(process), 0)


def test_small_pages_and_texts_start_no_process(tmp_path):
    for name in ("txt", "md", "html", "eml", "docx", "json", "rss"):
        (tmp_path / f"a.{name}").write_bytes(samples()[name])
    run = (
        "import sys; from telusur import read_paths; print(len(list(read_paths(sys.argv[1:]))));"
        "print('telusur.index.sources.isolation' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", run, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["8", "False"]
