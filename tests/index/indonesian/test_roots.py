"""The dictionary is PySastrawi's, corrected, and anything else is refused in a sentence."""

import importlib.machinery

import pytest
from telusur.index.indonesian.stemming import roots
from telusur.index.indonesian.stemming.roots import (
    DictionaryError,
    SearchedRoots,
    load_roots,
    read_dictionary,
    read_words,
)


def test_the_dictionary_is_corrected():
    loaded = load_roots()
    assert "rumah" in loaded
    assert "pasukan" in loaded  # ours
    assert "ketemu" not in loaded  # ke- + temu
    assert loaded["orang"] > loaded["abaka"] == roots.UNSEEN


def test_our_lists_say_something_new():
    entries = set(read_dictionary())
    assert sorted(set(read_words("derived-entries.txt")) - entries) == []
    assert sorted(set(read_words("roots.txt")) & entries) == []


@pytest.mark.parametrize("name", ["roots.txt", "derived-entries.txt", "function-words.txt"])
def test_no_word_is_listed_twice(name):
    words = read_words(name)
    assert len(words) == len(set(words))


def test_a_missing_dictionary_is_named(monkeypatch):
    monkeypatch.setattr(roots, "find_spec", lambda name: None)
    with pytest.raises(DictionaryError, match="PySastrawi is not installed"):
        load_roots()


@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read"), ("aba abad", "has 2 words")]
)
def test_a_dictionary_that_is_not_whole_is_refused(monkeypatch, tmp_path, content, message):
    if content:
        (tmp_path / "Stemmer" / "data").mkdir(parents=True)
        (tmp_path / "Stemmer" / "data" / "kata-dasar.txt").write_text(content, encoding="utf-8")
    package = importlib.machinery.ModuleSpec("Sastrawi", None, is_package=True)
    package.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(roots, "find_spec", lambda name: package)
    with pytest.raises(DictionaryError, match=message):
        load_roots()


def test_searching_the_dictionary_is_knowing_it():
    searched, loaded = SearchedRoots(), load_roots()
    some_roots, some_others = sorted(loaded)[::7], read_words("derived-entries.txt")[::7]
    words = [*some_roots, *some_others, "kursk", "", " ", "aba abad", "aba\nabad"]
    assert [word for word in words if (word in searched) != (word in loaded)] == []
    some = sorted(loaded)[::40] + read_words("roots.txt")
    assert [word for word in some if searched[word] != loaded[word]] == []


def test_whoever_goes_on_searching_the_dictionary_finds_the_same(monkeypatch):
    monkeypatch.setattr(roots, "_FEW_LOOKUPS", 3)
    searched, loaded = SearchedRoots(), load_roots()
    words = ["tentara", "kursk", "kirim", "perang", "zzz", "abad"]
    assert [word in searched for word in words] == [word in loaded for word in words]


def test_no_root_has_the_weight_of_the_entry_that_is_no_word():
    assert load_roots()["oper"] > roots.UNSEEN


def test_the_dictionary_is_in_the_order_that_searching_it_needs():
    entries = [entry.encode() for entry in read_dictionary()]
    assert entries == sorted(entries)
