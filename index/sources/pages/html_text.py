"""The text of a piece of HTML that is all content: a feed's item, an e-mail's body, a field."""

import re
from functools import cache
from html import unescape

_PARAGRAPHS = re.compile(
    r"address|article|aside|blockquote|div|dl|fig(?:caption|ure)|footer|h[1-6r]|header|main|nav"
    r"|ol|p|pre|section|table|ul"
)
_LINES = re.compile(r"br|d[dt]|li|t[dhr]")
_UNSHOWN = re.compile(r"script|style|head|title|template|noscript|iframe|object|svg")


def html_to_text(html: str) -> str:
    """Return what a reader sees: paragraphs parted by blank lines, lines by newlines.

    It looks at each character once or twice, whatever the HTML is like; html.parser does not
    promise that.
    """
    parts = html.split("<")
    out = [_collapsed(parts[0])]
    unshown = ""
    in_comment = False
    for part in parts[1:]:
        if in_comment or part.startswith("!--"):
            in_comment = "-->" not in (part if in_comment else part[3:])
            if not in_comment and not unshown:
                out.append(_collapsed(part.partition("-->")[2]))
            continue
        name = _tag_name(part)
        if unshown:
            if name == "/" + unshown:
                unshown = ""
                out.append(_collapsed(part.partition(">")[2]))
            continue
        if not name:
            out.append(_collapsed("<" + part) if part[:1] not in {"!", "?"} else "")
            continue
        tag, _, text = part.partition(">")
        if _UNSHOWN.fullmatch(name):
            unshown = "" if tag.endswith("/") else name
            continue
        element = name.removeprefix("/")
        if _PARAGRAPHS.fullmatch(element):
            out.append("\n\n")
        elif _LINES.fullmatch(element):
            out.append("\n")
        out.append(_collapsed(text))
    return _tidied(unescape("".join(out)))


def without_markup(text: str) -> str:
    """Return a text as a reader sees it, if a program has left the HTML of a page in it.

    Args:
        text: a text or a title; what has no tags of paragraphs or lines and no characters by
            their names stays as it is.
    """
    if "<" in text and _markup().search(text):
        return html_to_text(_with_lines_as_tags(text))
    return unescape(text) if "&" in text and _entity().search(text) else text


def _with_lines_as_tags(text: str) -> str:
    """Put tags for what parts lines: an empty one, and any where paragraphs have no tags."""
    parted = re.sub(r"\n[^\S\n]*\n\s*", "<p>", text.replace("\r\n", "\n"))
    if "</p>" in text.lower():
        return parted
    return re.sub(r"(?:<br ?/?>[ \t]*)?\n", "<br>", parted, flags=re.IGNORECASE)


@cache
def _markup() -> re.Pattern[str]:
    tags = "p|div|li|h[1-6]|td|blockquote|strong|span|em|b|i|a"
    return re.compile(rf"</(?:{tags})>|<br ?/?>", re.IGNORECASE)


@cache
def _entity() -> re.Pattern[str]:
    names = "amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|#[0-9]{2,6}|#x[0-9a-f]{2,5}"
    return re.compile(f"&(?:{names});", re.IGNORECASE)


def _tag_name(part: str) -> str:
    match = re.match(r"/?[a-zA-Z][a-zA-Z0-9:-]{0,30}", part)
    return match[0].lower() if match else ""


def _collapsed(text: str) -> str:
    """White space in HTML is one space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _tidied(text: str) -> str:
    # Newsletters fill the preview of a mailer with signs that have no shape.
    text = re.sub(r"(?:[\u034f\u00ad\u200b-\u200d\u2007\ufeff][^\S\n]*+){3,}", " ", text)
    joined = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
