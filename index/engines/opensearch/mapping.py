"""The fields of an index in OpenSearch, and how it is made.

Terms come analysed: a text is sent as one string, its tokens between spaces, and a token as the
terms at its position between bars: `kirim|=mengirim covid19|=covid19|covid`. Of that, one field
takes the roots with further terms, and a field below it the forms, which need no positions.
"""

from typing import Any, Final

from telusur.index.analyzer import ANALYSIS_VERSION

FORMAT_VERSION: Final = 6
"""Goes up whenever the fields change."""

SEPARATOR: Final = "|"
"""Stands between the terms at one position; no token of ours has it."""

FORM: Final = "="
"""What a form begins with; no other term does."""

_CAPTURED: Final = {
    "roots": f"(?:^|[{SEPARATOR}])([^{FORM}{SEPARATOR}][^{SEPARATOR}]*)",
    "forms": f"({FORM}[^{SEPARATOR}]+)",
}
"""What each field takes of a token."""

KEPT: Final = ("article", "number", "family", "origin", "whole_of", "versions")
"""What an article's document keeps as it was sent."""

STATE_KEY: Final = "\tstate"
"""The `_id` of the document that keeps the state: the id of no article begins with a tab."""

_LONGEST_TOKEN: Final = 4_096
_LONGEST_VALUE: Final = 8_000


MAKING: Final = "wait_for_active_shards=1"
"""A parameter of what makes an index: whoever writes waits for the copies that it is to have."""


def index_body(token: str = "") -> dict[str, Any]:
    """Return what an index is made with; how many shards and replicas it has is the cluster's.

    An index template of the cluster may say so, as docs/opensearch.md shows.

    Args:
        token: what whoever makes it may know it by again.
    """
    terms = {
        "type": "text",
        "search_analyzer": "keyword",
        # For `IndexReader.terms` alone, which no command asks of these fields.
        "fielddata": True,
    }
    forms = {**terms, "analyzer": "forms", "index_options": "freqs"}
    tokens = {**terms, "analyzer": "roots", "fields": {"form": forms}}
    keyword = {"type": "keyword", "ignore_above": _LONGEST_VALUE}
    properties = {
        "number": {"type": "long"},
        "tokens": tokens,
        "title_tokens": tokens,
        "title_only": keyword,
        "forms": {**keyword, "index": False},
        # A column: of what is stored with an article, all of it would be unpacked.
        "terms": {"type": "binary", "doc_values": True},
        "title_length": {"type": "integer", "index": False},
        "text_length": {"type": "integer", "index": False},
        "country": keyword,
        "about": keyword,
        "source": keyword,
        "date_basis": keyword,
        "published": {"type": "date_range", "format": "strict_date", "doc_values": False},
        "first_day": {"type": "integer", "index": False},
        "last_day": {"type": "integer", "index": False},
        "month": {"type": "integer", "index": False},
        "id": keyword,
        "added": {"type": "date", "format": "strict_date_time_no_millis", "index": False},
        "characters": {"type": "integer", "index": False},
        "digest": {"type": "long", "doc_values": False},
        "bands": {"type": "long"},
        "family": {"type": "long"},
        "origin": {"type": "long", "index": False, "doc_values": False},
        "whole_of": {"type": "long", "doc_values": False},
        "urls": {"type": "long", "doc_values": False},
        "versions": {"type": "object", "enabled": False},
        "article": {"type": "object", "enabled": False},
        "state": {"type": "object", "enabled": False},
    }
    return {
        "settings": {
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
                "filter": {
                    name: {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [pattern],
                    }
                    for name, pattern in _CAPTURED.items()
                },
                "analyzer": {
                    name: {"type": "custom", "tokenizer": "spaces", "filter": [name]}
                    for name in _CAPTURED
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {
                "telusur": {"format": FORMAT_VERSION, "analysis": ANALYSIS_VERSION},
                "token": token,
            },
            # What is derived is indexed and not kept: an article is the truth.
            "_source": {"includes": [*KEPT, "state"]},
            "properties": properties,
        },
    }
