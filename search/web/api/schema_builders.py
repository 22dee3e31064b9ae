"""Builders of JSON schemas, and the parts that several objects of the API have."""

from typing import Any, Final

Schema = dict[str, Any]
"""A schema of JSON Schema 2020-12."""


def of_kind(kind: str, description: str = "", **more: object) -> Schema:
    """Return the schema of a kind of value.

    Args:
        kind: its JSON type.
        description: what it is; may be empty.
        more: further keywords of JSON Schema.
    """
    said = {"description": description} if description else {}
    return {"type": kind, **said, **more}


def text(description: str = "", **more: object) -> Schema:
    """Return the schema of a string.

    Args:
        description: what it is; may be empty.
        more: further keywords of JSON Schema.
    """
    return of_kind("string", description, **more)


def count(description: str = "") -> Schema:
    """Return the schema of a number of things.

    Args:
        description: what it is; may be empty.
    """
    return of_kind("integer", description, minimum=0)


def flag(description: str) -> Schema:
    """Return the schema of a truth value.

    Args:
        description: what it is; may be empty.
    """
    return of_kind("boolean", description)


def number(description: str = "", **more: object) -> Schema:
    """Return the schema of a number.

    Args:
        description: what it is; may be empty.
        more: further keywords of JSON Schema.
    """
    return of_kind("number", description, **more)


def list_of(items: Schema, description: str = "") -> Schema:
    """Return the schema of a list.

    Args:
        items: what it holds.
        description: what it is; may be empty.
    """
    return of_kind("array", description, items=items)


def ref(name: str) -> Schema:
    """Return what stands for a schema.

    Args:
        name: its name in the document.
    """
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema, description: str) -> Schema:
    """Return the schema of what may be null.

    Args:
        schema: what it is otherwise.
        description: what it is; may be empty.
    """
    return {"anyOf": [schema, {"type": "null"}], "description": description}


def object_of(description: str, *, optional: tuple[str, ...] = (), **fields: Schema) -> Schema:
    """Return the schema of an object.

    Args:
        description: what it is; may be empty.
        optional: the fields that it may lack.
        fields: its fields; a name that Python keeps for itself ends with an underscore here.
    """
    names = {name.rstrip("_"): schema for name, schema in fields.items()}
    required = [name for name in names if name not in optional]
    return of_kind("object", description, properties=names, required=required)


def answer(description: str, *, optional: tuple[str, ...] = (), **fields: Schema) -> Schema:
    """Return the schema of a whole answer, which begins with the version of the format.

    Args:
        description: what it is.
        optional: the fields that it may lack.
        fields: its fields, as in `object_of`.
    """
    version: Schema = {"const": 1, "description": "the version of the format"}
    return object_of(description, optional=optional, format_version=version, **fields)


DAY: Final = {"pattern": r"^\d{4}-\d\d-\d\d$"}
NOTES: Final = list_of(text(), "sentences that say where less was searched for than was asked")
CODES: Final = text(pattern="^[A-Z]{2}$")
OFFSET: Final = count("how many of them come before the first")
