"""Help: whole lines at 80 columns, examples that run, and answers to what nobody can run."""

import shlex

import pytest
from click.testing import CliRunner
from telusur.search import cli
from telusur.search.commands.command_group import COMMANDS


def invoke(*arguments):
    run = CliRunner().invoke(cli.telusur, list(arguments), obj=cli.started(), prog_name="telusur")
    return run.exit_code, run.output


@pytest.fixture
def eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TELUSUR_LIBRARY", raising=False)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_line_of_help_is_cut_or_speaks_of_click(eighty_columns, name):
    code, out = invoke(*name.split(), "--help")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    for leak in ("INTEGER", "FLOAT", "RANGE", "x>="):
        assert leak not in out
    assert "Examples:\n  telusur " in out or not name


@pytest.mark.parametrize("name", [*COMMANDS, "feeds add", "saved show"])
def test_help_is_a_command_too(eighty_columns, name):
    assert invoke("help", *name.split()) == invoke(*name.split(), "--help")


def test_help_without_a_command_lists_all(eighty_columns):
    code, out = invoke("help")
    assert code == 0
    assert all(f"\n  {name}" in out for name in COMMANDS)
    assert "..." not in out.partition("Commands:")[2]


@pytest.fixture
def prepared(tmp_path, monkeypatch):
    """A library of the seeds, and the files that the examples name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELUSUR_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "berita.txt").write_text("Kursk sepi.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "lain.txt").write_text("Kursk ramai.")
    outline = '<outline xmlUrl="https://berita.example/feed"/>'
    (tmp_path / "umpan.opml").write_text(f"<opml><body>{outline}</body></opml>")
    (tmp_path / "tambahan.csv").write_text("judul,text\nSatu,Isi satu\n")
    assert invoke("demo")[0] == 0


# What serves pages or tools waits for ever, too.
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("serve", "mcp")])
def test_the_examples_run(prepared, name):
    examples = cli.telusur.get_command(None, name).examples
    # One waits for ever and one is of the web.
    run = [example for example in examples if "--watch" not in example and "https:" not in example]
    assert run
    save = ("save", "kursk", "Kursk", "--unseen")
    needed = {
        "feeds": ("feeds", "import", "umpan.opml"),
        "saved": save,
        "check": save,
        "restore": ("backup", "cadangan.db"),
        "copy": ("demo", "--library", "lama"),
    }
    assert name not in needed or invoke(*needed[name])[0] == 0
    for example in run:
        command, *arguments = shlex.split(example)
        assert command == "telusur"
        code, out = invoke(*arguments)
        # The seeds have no addresses, nothing in them is called xylofon, and this is no terminal.
        nothing = name == "open" or "xylofon" in example
        assert code == (2 if name == "browse" else 1 if nothing else 0), out


def test_what_is_no_command_is_searched_for_by_another(telusur):
    run = telusur("Kursk", "Korea Utara")
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("to search for it, type telusur search Kursk 'Korea Utara'\n")
    assert telusur("Kursk", "-Donetsk").err.endswith("type telusur search -- Kursk -Donetsk\n")
    assert telusur("Kursk", "-n", "5").err.endswith("type telusur search Kursk -n 5\n")
    assert 'did you mean "search"?' in telusur("help", "serch").err
    assert "'add'" in telusur("help", "feeds", "ad").err
    assert "no commands of its own" in telusur("help", "search", "Kursk").err


def test_a_query_that_begins_with_a_hyphen_says_how(telusur):
    run = telusur("search", "-Donetsk", "Kursk")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert run.err.endswith("write -- before them, as in telusur search -- -Donetsk.\n")
    assert telusur("show", "-x 1").err.endswith("as in telusur show -- '-x 1'.\n")
    assert telusur("search", "--", "-Donetsk", "Kursk").code == 0
    assert telusur("search", "--limt", "3", "Kursk").err.endswith("Did you mean '--limit'?\n")
    assert "--" not in telusur("-x").err
