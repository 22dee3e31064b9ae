"""Terms by prefix, which a cluster lists in pages."""

import random

import pytest
from telusur.index.engines.document import Document, DocumentToken, IndexedText
from telusur.index.engines.engine import IndexState
from telusur.index.engines.opensearch import terms as pages
from telusur.index.engines.opensearch.engine import OpenSearchEngine
from telusur.index.opensearch.address import parse_address
from telusur.index.opensearch.client import Client

LETTERS = "ab.'漢😀é"


@pytest.fixture
def reader(address):
    """A reader of documents of random words, with the words."""
    chance = random.Random(14)
    words = ["".join(chance.choices(LETTERS, k=chance.randrange(1, 5))) for _ in range(300)]
    engine = OpenSearchEngine(Client(parse_address(address)))
    with engine.writer(anew=True) as writer:
        for number in range(1, 21):
            tokens = [DocumentToken(word, word) for word in words[number * 10 :][:30]]
            writer.put(
                Document(
                    number, IndexedText.of(()), IndexedText.of(tokens), b"", 0, 0, "", (), (), ()
                )
            )
        writer.commit(IndexState("a", 1, 1, engine.format_version))
    yield engine.reader(), [set(words[number * 10 :][:30]) for number in range(1, 21)]
    engine.client.close()


def test_pages_of_terms(reader, monkeypatch):
    index, documents = reader
    monkeypatch.setattr(pages, "_PAGE", 7)
    for prefix in ["", "a", "a.", "漢", "😀", "é'", "x"]:
        expected = sorted({w for words in documents for w in words if w.startswith(prefix)})
        for field in ("form", "root"):
            assert index.terms(field, prefix) == [
                (word, sum(word in words for words in documents)) for word in expected
            ]


def test_more_terms_near_a_word_than_are_asked_for_at_once(reader, monkeypatch):
    index, _ = reader
    listed = index.near_terms("ab", 2)
    assert len(listed) > 20
    monkeypatch.setattr(pages, "_MAX_NEAR", 20)
    assert index.near_terms("ab", 2) == listed
