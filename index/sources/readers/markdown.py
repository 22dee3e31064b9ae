"""Markdown: one article a file, with a block of front matter where it has one."""

import re
from collections.abc import Iterator

from telusur.index.article import Article, Failure
from telusur.index.errors import ArticleError
from telusur.index.sources.article_records import article_from_record
from telusur.index.sources.readers.text import article_from_text
from telusur.index.sources.support.defaults import Given
from telusur.index.sources.support.encodings import decode_text
from telusur.index.sources.support.resource import Resource

_FENCE, _TOML_FENCE = "---", "+++"
_MAX_FRONT_MATTER = 200
"""Lines; a rule of dashes that opens a long text is no front matter."""


def read(resource: Resource, given: Given) -> Iterator[Article | Failure]:
    """Read a Markdown file as one article.

    Args:
        resource: the file.
        given: what holds for every article that does not say otherwise.

    Raises:
        ArticleError: it has no text, or a field of its front matter cannot be used.
    """
    whole = decode_text(resource.read(), resource.charset).replace("\r\n", "\n")
    record, body = split_front_matter(whole)
    heading, text = _split_heading(plain_text(body))
    if not record:
        yield article_from_text(
            text, given, title=heading, source=resource.source, url=resource.url, content=whole
        )
        return
    named = {"title": heading, "source": resource.source, "url": resource.url}
    yield article_from_record({**named, **record, "text": text or heading}, given)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Part a text from its front matter: `key: value` lines between two lines of `---`.

    Of YAML it reads what front matter is made of: strings, quoted or not, lists in brackets or
    one item a line, and blocks that `|` or `>` open. Everything is a string or a list of strings.
    Between two lines of `+++`, as in Hugo, it is TOML.

    Returns:
        The front matter, empty if there is none, and the text without it.
    """
    lines = text.removeprefix("\ufeff").lstrip("\n").split("\n")
    if lines[0].rstrip() == _TOML_FENCE:
        return _split_toml(lines, text)
    if lines[0].rstrip() != _FENCE:
        return {}, text
    head = lines[1 : _MAX_FRONT_MATTER + 1]
    end = next((n for n, line in enumerate(head) if line.rstrip() in {_FENCE, "..."}), None)
    if end is None or not any(_key().match(line) for line in head[:end]):
        return {}, text
    return _parse(head[:end]), "\n".join(lines[end + 2 :])


def _split_toml(lines: list[str], text: str) -> tuple[dict[str, object], str]:
    head = [line.rstrip() for line in lines[1 : _MAX_FRONT_MATTER + 1]]
    if _TOML_FENCE not in head:
        return {}, text
    import tomllib

    end = head.index(_TOML_FENCE)
    try:
        table = tomllib.loads("\n".join(head[:end]))
    except tomllib.TOMLDecodeError as error:
        raise ArticleError("its front matter is not valid TOML ({error})", error=error) from error
    record: dict[str, object] = {
        name: value if isinstance(value, list) else str(value)
        for name, value in table.items()
        if not isinstance(value, dict)
    }
    return record, "\n".join(lines[end + 2 :])


def _parse(lines: list[str]) -> dict[str, object]:
    record: dict[str, object] = {}
    key = ""
    is_block = False
    for line in lines:
        entry = _key().match(line)
        inner = None if is_block else _key().match(line.strip())
        if entry:
            key, value = entry["key"].strip().strip("\"'"), entry["value"].strip()
            is_block = value in {"|", ">", "|-", ">-"}
            record[key] = "" if is_block else _value(value)
        elif inner and key and (record[key] == "" or isinstance(record[key], dict)):
            fields = record[key] or {}
            assert isinstance(fields, dict)
            record[key] = {**fields, inner["key"].strip(): _value(inner["value"].strip())}
        elif key and line.strip() and not line.lstrip().startswith("#"):
            item, value = re.fullmatch(r"\s*(- )?(.*)", line, re.DOTALL), record[key]
            rest = item[2].strip() if item else line.strip()
            if item and item[1]:
                record[key] = [*(value if isinstance(value, list) else []), _scalar(rest)]
            elif isinstance(value, str):
                record[key] = f"{value} {rest}".strip()
    # What has fields of its own, such as a source, is called by its name.
    return {
        name: value
        for name, value in record.items()
        if value not in ("", []) and (not isinstance(value, dict) or "name" in value)
    }


def _value(text: str) -> object:
    text = _without_comment(text)
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",") if part.strip()]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = _without_comment(text.strip())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"') if text[0] == '"' else text[1:-1].replace("''", "'")
    text = text.partition(" #")[0].rstrip()
    return "" if text in {"null", "~"} else text


def _without_comment(text: str) -> str:
    """Drop the comment after a string in quotes or a list; elsewhere `_scalar` ends before it."""
    closed = re.fullmatch(
        r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\])\s+#.*""", text, re.DOTALL
    )
    return closed[1] if closed else text


def _key() -> re.Pattern[str]:
    return re.compile(r"(?P<key>[^\s:#\-\[{][^:\n]{0,60}):(?P<value>\s.*|)$")


def plain_text(markdown: str) -> str:
    """Return Markdown as a reader sees it: without marks of emphasis, links' targets, images."""
    out = []
    fenced = False
    for line in markdown.split("\n"):
        if re.match(r" {0,3}(?:```|~~~)", line):
            fenced = not fenced
            continue
        out.append(line if fenced else _plain_line(line))
    return "\n".join(out)


def _plain_line(line: str) -> str:
    if not line or line.isspace():
        return ""
    if re.fullmatch(r"\s{0,3}(?:[-*_=]\s{0,3}){3,}", line):
        return ""
    line = re.sub(r"^ {0,3}(?:>\s?)+", "", line)
    # Headings keep their mark until the title is found.
    line = re.sub(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)", "", line)
    line = re.sub(r"\[([^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)", r"\1", line)
    line = re.sub(r"<(https?://[^<>\s]{1,2000})>", r"\1", line)
    return re.sub(r"(?<![\w*])(\*\*?|__?)(?=\S)([^*_\n]{1,1000})(?<=\S)\1(?![\w*])", r"\2", line)


def _split_heading(text: str) -> tuple[str, str]:
    """Take a first heading for the title; later ones lose their marks."""
    lines = text.strip("\n").split("\n")
    title = ""
    if re.match(r" {0,3}#\s+\S", lines[0]):
        title = _unmarked(lines.pop(0))
    return title, "\n".join(map(_unmarked, lines)).strip()


def _unmarked(line: str) -> str:
    unmarked = re.sub(r"^ {0,3}#{1,6}\s+", "", line)
    return line if unmarked == line else unmarked.rstrip().rstrip("#").rstrip()
