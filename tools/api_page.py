"""Writes docs/api.md from the operations and schemas that the OpenAPI document is made of.

python tools/api_page.py           # write it
python tools/api_page.py --check   # fail where that would change something
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from telusur.search.web.api.json_schemas import SCHEMAS
from telusur.search.web.api.operations import OPERATIONS, PREFIX
from telusur.search.web.api.schema_builders import Schema

PAGE = Path(__file__).parents[1] / "docs" / "api.md"

_HEAD = """\
# The API

`telusur serve` ([web.md](web.md)) answers programs as well: plain HTTP requests below `/api/v1`,
answered with the JSON that the commands print ([json.md](json.md)). `/openapi.json` is the same as
an OpenAPI 3.1 document, for what makes clients of one.

    curl 'http://127.0.0.1:8765/api/v1/search?q=pasukan&country=KP&limit=3'
    curl -H "Authorization: Bearer $TOKEN" --data-binary @berita.jsonl \\
        'http://127.0.0.1:8765/api/v1/articles?name=berita.jsonl'

Reading takes no token unless the server is private; `POST` and `DELETE` take the one that
`telusur serve` prints. A parameter that may have several values is named several times. Errors are
one object, `error` with a `code` and a `sentence`, and a fitting status: 400 not understood, 401
token required, 403 of another site, 404 not found, 409 the name is taken, 413 too large, 421
unknown host, 503 busy, too slow, or the library cannot be used.

This page is written by `tools/api_page.py`.
"""


def lines() -> Iterator[str]:
    """Yield the lines of the page."""
    yield _HEAD
    for (method, path), operation in OPERATIONS.items():
        yield f"## {method.upper()} {PREFIX}{path}\n"
        kind = f"`{operation.answer}`, below" if operation.is_json else f"`{operation.answer}`"
        yield f"{operation.summary}. The answer is {kind}.\n"
        if operation.parameters:
            yield "| parameter | what it is | values |"
            yield "|---|---|---|"
            for name, parameter in operation.parameters.items():
                needed = " (required)" if parameter.required else ""
                values = _values(parameter.schema)
                yield f"| `{name}` | {parameter.description}{needed} | {values} |"
            yield ""
    yield "## Objects\n"
    for name, schema in SCHEMAS.items():
        yield f"### {name}\n"
        yield f"{schema['description']}\n"
        yield "| field | what it is |"
        yield "|---|---|"
        for field, content in schema["properties"].items():
            yield f"| `{field}` | {_meaning(content)} |"
        yield ""


def _values(schema: Schema) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(map(_values, schema["anyOf"]))
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema["type"] == "array":
        return "several"
    if schema["type"] == "integer":
        return f"{schema['minimum']:,} to {schema['maximum']:,}"
    return "text"


def _meaning(schema: Schema) -> str:
    said = schema.get("description", "")
    items = schema.get("items", {})
    inner = items if "properties" in items else schema if "properties" in schema else {}
    if inner:
        parts = [f"`{name}`, {_meaning(one)}" for name, one in inner["properties"].items()]
        return f"{said}: {'; '.join(parts)}" if said else "; ".join(parts)
    reference = schema.get("$ref") or items.get("$ref")
    if reference is None:
        reference = next((one["$ref"] for one in schema.get("anyOf", ()) if "$ref" in one), None)
    shown = f"`{reference.rpartition('/')[2]}`" if reference else ""
    values = ", ".join(f"`{value}`" for value in schema.get("enum", ()))
    return ": ".join(filter(None, (said, shown, values)))


def main() -> int:
    """Write or check the page; return 1 where it is not what would be written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    content = "\n".join(lines())
    if parser.parse_args().check:
        return int(PAGE.read_text("utf-8") != content)
    PAGE.write_text(content, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
