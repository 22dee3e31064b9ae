"""Settings: file, environment and options, in this order of weight; aliases."""

import pytest

SETTINGS = """
limit = 1
color = "always"
pager = ""
library = "~/berita"

[aliases]
rusia = 'search pasukan --about Rusia'
daftar = "list"

[queries]
perang = "Kursk OR Donetsk"
"""


@pytest.fixture
def settings(telusur, folder):
    file = folder.parent / "config" / "telusur" / "config.toml"

    def write(text):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return write


def hits(run):
    return len(run.json["hits"])


def test_options_outweigh_the_environment_and_that_the_file(telusur, settings):
    settings("limit = 1")
    search = ["search", "Korea", "--json"]
    assert hits(telusur(*search)) == 1
    assert hits(telusur(*search, TELUSUR_LIMIT="2")) == 2
    assert hits(telusur(*search, "-n", 3, TELUSUR_LIMIT="2")) == 3
    assert telusur("list").out.count("\n") == 5


def test_a_library_can_be_set(telusur, settings, tmp_path):
    settings(SETTINGS)
    telusur("demo", "--library", tmp_path / "berita")
    run = telusur("stats", "--json", HOME=str(tmp_path))
    assert run.json["library"] == str(tmp_path / "berita")


def test_config_says_where_each_value_comes_from(telusur, settings, tmp_path):
    file = settings(SETTINGS)
    shown = telusur("config", "--json", HOME=str(tmp_path), TELUSUR_CONTEXT="1").json
    values = {row["name"]: (row["value"], row["origin"]) for row in shown["settings"]}
    assert values["limit"] == ("1", str(file))
    assert values["library"] == (str(tmp_path / "berita"), str(file))
    assert values["context"] == ("1", "TELUSUR_CONTEXT")
    assert values["duplicates"] == ("hide", "default")
    assert shown["queries"] == {"perang": "Kursk OR Donetsk"}
    out = telusur("config").out
    assert "alias       rusia = telusur search pasukan --about Rusia\n" in out
    assert str(file) in out


def test_without_a_file_config_shows_what_is_usual(telusur, folder):
    out = telusur("config").out
    assert "(there is none)" in out
    # The suite sets the first of them, the language.
    assert {line.split()[-1] for line in out.splitlines()[3:]} == {"default"}


def test_aliases_of_commands_and_queries(telusur, settings):
    settings(SETTINGS)
    library = ["--library", telusur.library]
    assert telusur("demo", *library).code == 0
    both = telusur("list", "Kursk OR Donetsk", "--ids", *library).out
    assert both.count("\n") == 3
    for command in (["list", "@perang"], ["daftar", "@perang"], ["list", "@perang dan"]):
        assert telusur(*command, "--ids", *library).out == both
    about = telusur("rusia", "--json", *library).json
    assert about["query"]["text"] == "pasukan"
    assert len(about["hits"]) == 1
    assert telusur("search", "@presiden", "-c", *library).out != "0\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("limt = 3", 'there is no setting "limt": did you mean "limit"?'),
        ("limit = 0", "limit is not a whole number above 0."),
        ("limit = true", "limit is not a whole number"),
        ('color = "blue"', "color is not one of auto, always, never."),
        ("limit = ", "cannot be read"),
        ("library = 5", "library is not text."),
        ("aliases = 3", "aliases is not a table"),
        ('[aliases]\nsearch = "list"', '"search" under [aliases] cannot be a name'),
        ("[queries]\nx = 3", "the value of x under [queries] is not text."),
    ],
)
def test_a_wrong_setting_is_a_sentence(telusur, settings, text, said):
    file = settings(text)
    run = telusur("stats")
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said in run.err
    assert str(file) in run.err


def test_a_wrong_environment_is_a_sentence(telusur):
    run = telusur("search", "Kursk", TELUSUR_LIMIT="viele")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "TELUSUR_LIMIT" in run.err


def test_a_file_that_notepad_saved(telusur, settings):
    file = settings("")
    file.write_bytes("limit = 1\r\n".encode("utf-8-sig"))
    assert hits(telusur("search", "Korea", "--json")) == 1
    file.write_bytes("limit = 1\r\n".encode("utf-16"))
    run = telusur("search", "Korea")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "are not in UTF-8: save the file with that encoding." in run.err


def test_a_password_in_an_address_is_not_shown(telusur):
    for password in ("rahasia", "a/b@rahasia"):
        address = f"opensearch+https://redaksi:{password}@host/berita"
        for options in ([], ["--json"]):
            run = telusur("config", *options, TELUSUR_LIBRARY=address)
            assert "opensearch+https://redaksi:...@host/berita" in run.out
            assert "rahasia" not in run.out + run.err
