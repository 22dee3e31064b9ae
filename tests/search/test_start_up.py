"""A search from the command line is over before what it does not need would be imported."""

import pytest

CHANGING_ARTICLES = {
    "telusur.index.engines.document",
    "telusur.index.engines.document_encoding",
    "telusur.index.engines.tantivy.documents",
    "telusur.index.engines.tantivy.writer",
    "telusur.index.ingest.making",
    "telusur.index.ingest.merging",
    "telusur.index.ingest.worker_pool",
    "telusur.index.store.duplicates.identification",
    "telusur.index.store.rows.article_rows",
    "telusur.index.store.rows.row_lookup",
}
LOOKING_AFTER_A_LIBRARY = {
    "telusur.index.store.rows.versions",
    "telusur.index.upkeep.checking",
    "telusur.index.upkeep.indexing",
    "telusur.index.upkeep.statistics",
}
NOT_ASKED_FOR = {
    "telusur.search.known_settings",
    "telusur.search.matching.term_expansion",
    "telusur.search.query.lexing.date_values",
}
HEAVY = {
    "asyncio",
    "concurrent.futures",
    "dataclasses",  # compiles the methods of each class
    "importlib.metadata",
    "importlib.resources",
    "locale",  # where Click looks up its messages
    "logging",
    "multiprocessing",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "whoosh",
}


@pytest.mark.parametrize("query", ["Kursk", "Siapa mengirim tentara?", '"tentara Korea Utara"'])
def test_a_search_imports_nothing_that_it_does_not_need(telusur, query):
    telusur("list")  # makes the library
    imported = telusur.imported("search", query, "--library", telusur.library)
    assert "telusur.search.searcher" in imported
    assert not imported & (CHANGING_ARTICLES | LOOKING_AFTER_A_LIBRARY | NOT_ASKED_FOR | HEAVY)


def test_a_command_that_searches_nothing_does_not_wait_for_searching(telusur):
    imported = telusur.imported("stem", "pengiriman")
    assert "telusur.index.indonesian.stemming.stemmer" in imported
    assert not imported & {"sqlite3", "tantivy", "telusur.search.searcher"}
