"""Translations: none is missing, each has the values of its message, one language on a screen."""

import ast
import re
from concurrent.futures import ThreadPoolExecutor
from gettext import GNUTranslations, NullTranslations
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner
from telusur.index.translation import (
    CATALOGUES,
    LANGUAGES,
    gettext,
    in_language,
    language,
    ngettext,
    number,
)
from telusur.search import cli

ROOT = Path(__file__).parent.parent


def load(path):
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MESSAGES = load(ROOT / "tools" / "messages.py").messages()


class Missing(NullTranslations):
    def gettext(self, message):
        return None


@pytest.fixture(scope="module", params=LANGUAGES[1:])
def catalogue(request):
    path = CATALOGUES / request.param / "LC_MESSAGES" / "telusur.mo"
    with path.open("rb") as file:
        loaded = GNUTranslations(file)
    loaded.add_fallback(Missing())
    return loaded


def said(catalogue, message, plural):
    return catalogue.ngettext(message, plural, 2) if plural else catalogue.gettext(message)


def test_every_message_is_translated(catalogue):
    missing = [
        one for one, plural in MESSAGES.items() if said(catalogue, one, plural) in (None, plural)
    ]
    assert missing == [], "run tools/translations.py, write what is missing, and run it again"


def test_translations_have_the_values_of_their_messages(catalogue):
    for message, plural in MESSAGES.items():
        # Click says "integer" in English alone.
        expected = values_in(message) | values_in(plural or "") - {"number_type"}
        assert values_in(said(catalogue, message, plural)) <= expected, message


def values_in(text):
    if "{" not in text or "\n" in text:
        return set()
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "C.UTF-8", "LC_ALL": "id"}, "id"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "idx"}, "en"),
        ({"LANG": "id_ID", "LANGUAGE": "en:id"}, "en"),
        ({"LANG": "id_ID", "TELUSUR_LANG": "en"}, "en"),
        ({"LANG": "en_GB", "TELUSUR_LANG": "id"}, "id"),
    ],
)
def test_the_environment_says_the_language(monkeypatch, variables, expected):
    for name in ("TELUSUR_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_a_thread_speaks_a_language_of_its_own():
    with in_language("id"), ThreadPoolExecutor(1) as other:
        assert (language(), other.submit(language).result()) == ("id", "en")
        assert number(1234567.5, 1) == "1.234.567,5"
    assert number(1234567.5, 1) == "1,234,567.5"
    assert ngettext("{count} thing", "{count} things", 1200) == "1,200 things"
    assert ngettext("{count} thing in {where}", "", 1, where="Kursk") == "1 thing in Kursk"
    assert gettext("{braces}") == "{braces}"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("Kursk", 'Tidak ada perintah "Kursk": untuk mencarinya, ketik telusur search Kursk\n'),
        ("help", "Mencari dan membaca:\n  search "),
        ("search --help", "Contoh:\n  telusur search Kursk\n"),
        ("search --since", "telusur: Opsi '--since' memerlukan nilai.\n"),
        ("search --engine x", "bukan salah satu dari 'tantivy', 'whoosh'.\n"),
        ("stats -x", "Tidak ada opsi '-x'. Kata yang diawali tanda hubung dianggap opsi"),
        ("show", "Kurang argumen 'ID...'.\n"),
    ],
)
def test_a_screen_has_one_language(telusur, arguments, expected):
    run = telusur(*arguments.split(), TELUSUR_LANG="id")
    assert expected in (run.out or run.err)
    assert not re.search(r"\b(the|is|not|option|this|of)\b", run.out + run.err)


CALLS_THAT_SPEAK = {
    "remark",
    "Failure",
    "UsageError",
    "BadParameter",
    "fail",
    "_remark",
    "on_remark",
}


@pytest.mark.parametrize("folder", ["index", "search"])
def test_no_sentence_is_said_past_the_catalogue(folder):
    """Whatever is handed to what speaks to people is a message, or was made of messages."""
    untranslated = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in CALLS_THAT_SPEAK:
                untranslated += [f"{path}:{one.lineno}" for one in node.args if is_sentence(one)]
    assert untranslated == []


def name_of(function):
    return getattr(function, "id", getattr(function, "attr", ""))


def is_sentence(node):
    """Whether it is a literal with two words or more, its values aside."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    literal = "".join(
        one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    return bool(re.search(r"[a-z]{2,} [a-z]{2,}", literal))


def test_results_are_in_the_language_of_the_reader(seeds, monkeypatch):
    monkeypatch.setenv("TELUSUR_LIBRARY", str(seeds.path))
    monkeypatch.setenv("TELUSUR_LANG", "id")

    def out(*arguments):
        return CliRunner().invoke(cli.telusur, arguments, obj=cli.started()).output

    assert out("list").count("~Nov 2024") == 1
    assert "\n5 artikel\n\nNegara\nKorea Utara" in f"\n{out('facets')}"
    assert "17.738 karakter" in out("stats")
    assert "skor\n   1.5" not in out("search", "Kursk", "--explain", "-n", "1")
    assert "2 ditemukan; --offset 1 menampilkan berikutnya." in out("search", "Kursk", "-n", "1")
    assert "kurang mungkin: ban" in out("stem", "membantah")
    assert '"Jepng" bukan negara yang dikenal: mungkin maksud Anda Jepang' in str(
        CliRunner().invoke(cli.telusur, ["list", "--country", "Jepng"], obj=cli.started()).exception
    )
