"""Writes the reference of all commands, docs/commands.md, and the man page, man/telusur.1.

    python tools/command_reference.py

Both have what `telusur help` says, from the same source; a test fails where they differ from it.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
from telusur.search.cli import telusur
from telusur.search.commands.command_group import HEADINGS, SECTIONS

ROOT = Path(__file__).parents[1]


def commands() -> Iterator[tuple[str, str, click.Command]]:
    """Yield every command with its section's heading and its name."""
    for section, names in SECTIONS.items():
        for name in names:
            command = telusur.get_command(click.Context(telusur), name)
            assert command is not None
            yield HEADINGS[section], name, command


def options_of(command: click.Command) -> Iterator[tuple[str, str]]:
    """Yield each option as help writes it, and what help says of it."""
    context = click.Context(command)
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            yield record


def usage_of(name: str, command: click.Command) -> str:
    """Return how a command is called."""
    context = click.Context(command, info_name=f"telusur {name}".strip())
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def paragraphs_of(command: click.Command) -> list[str]:
    """Return the paragraphs of a command's description."""
    return [" ".join(one.split()) for one in inspect.cleandoc(command.help or "").split("\n\n")]


def markdown() -> str:
    """Return the reference as a page."""
    lines = [
        "# Commands",
        "",
        "What `telusur help COMMAND` says of each command. This page is written by"
        " `tools/command_reference.py`.",
        "",
        "Exit codes: 0 found, 1 nothing found, 2 an error, said in one sentence on standard error.",
        "",
        "Options before the command:",
        "",
        *_options(telusur),
    ]
    heading = ""
    for section, name, command in commands():
        if section != heading:
            heading = section
            lines += ["", f"## {heading}"]
        lines += ["", f"### {name}", "", f"    {usage_of(name, command)}", ""]
        for paragraph in paragraphs_of(command):
            lines += [_escaped(paragraph), ""]
        lines += ["```sh", *command.examples, "```", ""]  # type: ignore[attr-defined]
        lines += [*_options(command)]
    return "\n".join(lines) + "\n"


def _options(command: click.Command) -> Iterator[str]:
    for names, said in options_of(command):
        yield f"- `{names}`: {_escaped(' '.join(said.split()))}"


def _escaped(text: str) -> str:
    return re.sub(r"([*_\[\]<>])", r"\\\1", text)


def man_page() -> str:
    """Return the reference as a man page, in the macros of man(7)."""
    lines = [
        ".TH TELUSUR 1",
        ".SH NAME",
        "telusur \\- search Indonesian articles",
        ".SH SYNOPSIS",
        f".B {_roff(usage_of('', telusur))}",
        ".SH DESCRIPTION",
        *map(_roff, paragraphs_of(telusur)),
        ".SH OPTIONS",
        *_roff_options(telusur),
    ]
    heading = ""
    for section, name, command in commands():
        if section != heading:
            heading = section
            lines += [f".SH {_roff(heading.upper())}"]
        lines += [f".SS {_roff(usage_of(name, command))}"]
        for paragraph in paragraphs_of(command):
            lines += [".PP", _roff(paragraph)]
        lines += [".PP", "Examples:", ".nf"]
        lines += [_roff(example) for example in command.examples]  # type: ignore[attr-defined]
        lines += [".fi", *_roff_options(command)]
    lines += [
        ".SH EXIT STATUS",
        "0 found, 1 nothing found, 2 an error, 130 interrupted.",
    ]
    return "\n".join(lines) + "\n"


def _roff_options(command: click.Command) -> Iterator[str]:
    for names, said in options_of(command):
        yield from (".TP", f".B {_roff(names)}", _roff(" ".join(said.split())))


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + escaped if escaped[:1] in (".", "'") else escaped


PAGES = {ROOT / "docs" / "commands.md": markdown, ROOT / "man" / "telusur.1": man_page}
"""What is written, and what writes it."""


if __name__ == "__main__":
    for path, write in PAGES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(write(), encoding="utf-8")
