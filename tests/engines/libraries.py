"""Documents and clauses drawn at random, and the engines that they are for."""

import os
from datetime import date
from hashlib import md5
from time import sleep

import pytest
from telusur.index.engines.clauses import (
    Adjacent,
    All,
    AnyTerm,
    AtLeast,
    Boosted,
    But,
    Everything,
    Numbered,
    OnDays,
    Preferring,
    Unscored,
)
from telusur.index.engines.document import Document, DocumentToken, IndexedText
from telusur.index.engines.document_encoding import encode_terms, run_of
from telusur.index.engines.document_terms import DocumentTerms
from telusur.index.engines.engine import IndexState

ENGINES = ["tantivy", "whoosh"]

TEXT_FIELDS = ["root", "form", "title_root", "title_form", "title_only_root", "title_only_form"]
KEYWORDS = {
    "country": ["ID", "RU", "UA", "US"],
    "about": ["ID", "RU"],
    "source": ["kompas", "kompas.com", "Kabar Baru: \"Pagi\"", "a*b", "😀"],
    "date_basis": ["given", "page", "dateline", "inferred"],
}  # fmt: skip
FIRST_DAY = date(2024, 1, 20).toordinal()


def open_engine(name, folder):
    """The engine of a name over a folder; a new object each time."""
    if name == "tantivy":
        module = pytest.importorskip("telusur.index.engines.tantivy.engine")
        return module.TantivyEngine(folder)
    if name == "whoosh":
        from telusur.index.engines.whoosh.engine import WhooshEngine

        return WhooshEngine(folder)
    if name == "opensearch":
        from telusur.index.engines.opensearch.engine import OpenSearchEngine
        from telusur.index.opensearch.address import parse_address
        from telusur.index.opensearch.client import Client

        library = "t" + md5(str(folder).encode()).hexdigest()
        address = parse_address(f"opensearch://{os.environ['TELUSUR_TEST_CLUSTER']}/{library}")
        return OpenSearchEngine(Client(address))
    raise ValueError(name)


def settle(engine):
    """Wait for what a killed writer has sent; a cluster shows each of its shards by itself."""
    if engine.name == "opensearch":
        sleep(0.2)
        engine.client.ask("POST", f"/{engine.client.address.name}/_refresh")


def state_of(engine, revision=1):
    return IndexState("a library", revision, 3, engine.format_version)


def token(form, root=None, parts=()):
    return DocumentToken(root or form, form, tuple(parts))


def encoded(title, text):
    """The stored terms of tokens, written and read again."""
    return DocumentTerms(indexed(title, text)[2])


def indexed(title, text):
    """What a document has of its tokens."""
    runs = [[run_of([one]) for one in part] for part in (title, text)]
    return IndexedText.of(title), IndexedText.of(text), encode_terms(*runs)


def words(text):
    return [token(word) for word in text.split()]


def document(number, title="", text="", **values):
    """A document of words that are their own roots; or of tokens."""
    fields = {"first_day": 0, "last_day": 0, "date_basis": ""}
    fields |= {"countries": (), "about": (), "sources": ()}
    title, text = (words(part) if isinstance(part, str) else part for part in (title, text))
    return Document(number, *indexed(title, text), **{**fields, **values})


TOKENS = [
    *words("kota tua laut kapal perang damai tani ladang senjata"),
    token("berjalan", "jalan"), token("perjalanan", "jalan"), token("jalan"),
    token("mengirim", "kirim"), token("pengiriman", "kirim"), token("perkotaan", "kota"),
    token("covid-19", parts=("covid",)), token("1980-an", "1980-an", ("1980",)), token("covid"),
    token("AS"), token("as"), token("é"), token("'"), token('"'), token("a:b"), token("kota*"),
    token("(x)"), token("+"), token("\\"), token("😀"), token("漢字"), token("x" * 64),
    token("AND"), token("kota~1"), token("-"), token("[a"), token("\ufffd"),
]  # fmt: skip
ROOTS = sorted({term for one in TOKENS for term in (one.root, *one.parts)})
FORMS = sorted({one.form for one in TOKENS})
WEIGHTS = [1 / (rank + 1) for rank in range(len(TOKENS))]


def random_document(chance, number):
    def tokens(limit):
        return chance.choices(TOKENS, WEIGHTS, k=chance.randrange(limit))

    first = last = 0
    if chance.random() < 0.8:
        first = FIRST_DAY + chance.randrange(60)
        last = first + chance.choice([0, 0, 0, 3, 20, 70])
    countries = chance.sample(KEYWORDS["country"], chance.randrange(4))
    basis = chance.choice(KEYWORDS["date_basis"]) if last else ""
    return Document(
        number, *indexed(tokens(6), tokens(chance.choice([1, 8, 30, 300]))), first, last, basis,
        countries, countries[:1], chance.sample(KEYWORDS["source"], chance.randrange(3)),
    )  # fmt: skip


def random_terms(chance, field, count):
    known = KEYWORDS.get(field) or (FORMS if field.endswith("form") else ROOTS)
    return tuple("missing" if chance.random() < 0.1 else chance.choice(known) for _ in range(count))


def random_leaf(chance):
    kind = chance.random()
    if kind < 0.45:
        field = chance.choice(["root", "root", *TEXT_FIELDS, *KEYWORDS])
        return AnyTerm(field, random_terms(chance, field, chance.choice([1, 1, 1, 2, 3, 20])))
    if kind < 0.7:
        field = chance.choice(["root", "root", "title_root"])
        frequent = [one.root for one in TOKENS[:14]]
        count = chance.choice([2, 2, 3, 4])
        if chance.random() < 0.8:
            return Adjacent(field, tuple(chance.choices(frequent, WEIGHTS[:14], k=count)))
        return Adjacent(field, random_terms(chance, field, count))
    if kind < 0.82:
        start = FIRST_DAY + chance.randrange(-10, 140)
        return OnDays(start, start + chance.choice([0, 0, 5, 40, 3_000_000]))
    if kind < 0.92:
        return Numbered(tuple(chance.choices(range(1, 100), k=chance.randrange(40))))
    return chance.choice([Everything(), AtLeast(1, ()), AnyTerm("root", ())])


def random_clause(chance, depth=None):
    if depth is None:
        depth = chance.choice([0, 1, 2, 3])
    if depth == 0 or chance.random() < 0.2:
        return random_leaf(chance)

    def several(least=1):
        return tuple(random_clause(chance, depth - 1) for _ in range(chance.randint(least, 3)))

    def one():
        return random_clause(chance, depth - 1)

    match chance.choice(["at least", "all", "unscored", "boosted", "but", "preferring"]):
        case "at least":
            return AtLeast(chance.choice([1, 1, 1, 2, 2, 3, 5]), several(least=0))
        case "all":
            return All(several())
        case "unscored":
            return Unscored(one())
        case "boosted":
            return Boosted(one(), chance.choice([0.0, 0.5, 3.0]))
        case "but":
            return But(one(), one())
        case _:
            return Preferring(one(), one())
