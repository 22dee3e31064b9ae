"""Finds all messages that Telusur says, as tools and tests of translations need them.

Messages are the literals in calls of `gettext`, `ngettext`, `gettext_noop` and `Message`, and of
errors, in code and in templates of pages, the help of the commands, and what Click says.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from telusur.index import errors
from telusur.search.cli import telusur
from telusur.search.commands.command_group import COMMANDS
from telusur.search.commands.translated_help import help_messages

ROOT = Path(__file__).parents[1]
_TEMPLATE_CALL = re.compile(r"""\b(n?gettext)\(("(?:[^"\\]|\\.)*")(?:, ("(?:[^"\\]|\\.)*"))?""")
"""A call in a template of a page, whose messages stand in double quotes."""

_CALLS = ("gettext", "ngettext", "gettext_noop", "Message")
_ERRORS = {one.__name__ for one in vars(errors).values() if isinstance(one, type)}
"""They say their messages themselves."""

_OF_CLICK = (
    "Aborted!", "Choose from:\n\t{choices}", "Commands", "Error: invalid input",
    "Error: {message}", "Invalid value for {param_hint}: {message}", "Invalid value: {message}",
    "Missing argument", "Missing command.", "Missing option", "Missing parameter",
    "No such command {name!r}.", "No such option {name!r}.",
    "Option {name!r} does not take a value.", "Options", "Show this message and exit.",
    "Try '{command} {option}' for help.", "Usage:", "default: {default}", "directory", "file",
    "path", "{name} {filename!r} does not exist.", "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.", "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.", "{value!r} is not a valid {number_type}.",
)  # fmt: skip
_PLURALS_OF_CLICK = (
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    (
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
    ),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


def messages() -> dict[str, str | None]:
    """Return all messages, each with its plural, if it has one."""
    found: dict[str, str | None] = dict.fromkeys(_OF_CLICK)
    found.update(_PLURALS_OF_CLICK)
    for folder in ("index", "search"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            found.update(_in_code(path))
    for path in sorted((ROOT / "search" / "web" / "pages" / "templates").iterdir()):
        found.update(_in_template(path))
    for command in (telusur, *filter(None, (telusur.get_command(None, name) for name in COMMANDS))):
        found.update(dict.fromkeys(help_messages(command)))
    return found


def _in_code(path: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        literals = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if literals and (name in _CALLS or name in _ERRORS):
            yield literals[0], literals[1] if name == "ngettext" else None


def _in_template(path: Path) -> Iterator[tuple[str, str | None]]:
    for name, literal, second in _TEMPLATE_CALL.findall(path.read_text("utf-8")):
        yield ast.literal_eval(literal), ast.literal_eval(second) if name == "ngettext" else None
