"""The fields of an index in OpenSearch, and how it is made.

Terms come analysed: a text is sent as one string, its tokens between spaces, and a token as the
terms at its position between bars: `kirim|=mengirim covid19|=covid19|covid`.
"""

from typing import Any, Final

from telusur.index.analyzer import ANALYSIS_VERSION

FORMAT_VERSION: Final = 4
"""Goes up whenever the fields change."""

SEPARATOR: Final = "|"
"""Stands between the terms at one position; no token of ours has it."""

KEPT: Final = ("article", "number", "family", "origin", "whole_of", "versions")
"""What an article's document keeps as it was sent."""

STATE_KEY: Final = "\tstate"
"""The `_id` of the document that keeps the state: the id of no article begins with a tab."""

_LONGEST_TOKEN: Final = 4_096
_LONGEST_VALUE: Final = 8_000


def index_body() -> dict[str, Any]:
    """Return what an index is made with; how many shards and replicas it has is the cluster's.

    An index template of the cluster may say so, as docs/opensearch.md shows.
    """
    tokens = {
        "type": "text",
        "analyzer": "telusur",
        "search_analyzer": "keyword",
        # For `IndexReader.terms` alone, which no command asks of these fields.
        "fielddata": True,
    }
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
            "codec": "best_compression",
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
                "filter": {
                    "positions": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{SEPARATOR}]+)"],
                    }
                },
                "analyzer": {
                    "telusur": {"type": "custom", "tokenizer": "spaces", "filter": ["positions"]}
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"telusur": {"format": FORMAT_VERSION, "analysis": ANALYSIS_VERSION}},
            # What is derived is indexed and not kept: an article is the truth.
            "_source": {"includes": [*KEPT, "state"]},
            "properties": properties,
        },
    }
