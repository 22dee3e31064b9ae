"""Recognises a site's furniture: the lines, phrases and labels around a page's article."""

import re
from functools import cache

from telusur.index.indonesian.wordlists import read_rows

MAX_LINE_LENGTH = 400
"""Furniture is short; a longer line is part of an article."""

_MAX_TAILS = 3
_LONGEST_TAIL = 600
_AFTER_SENTENCE = r"(?<=[.!?…”\"’)\]])"
_MAX_NAME_WORDS = 12
_MAX_CAPTION_LENGTH = 250
_CREDITS = (":", "/", "foto", "photo", "images")
"""Of these every credit has one."""

_NAME_JOINERS = frozenset(["dan", "and", "&", "/", "|", ",", "bin", "binti", "van", "de"])
_ENDS_OF_SENTENCES = frozenset(("", *'.!?…”"’)]'))
BULLETS = "•*·-–—>»▪►|:_ \t\u00a0\u200b"


@cache
def patterns(kind: str) -> re.Pattern[str]:
    """Return all patterns of one kind in `furniture.tsv` as a single one.

    Only in those of links does case not count by itself; see `is_kind`.

    Args:
        kind: one of the kinds that the file's first lines explain.
    """
    joined = "|".join(row[1] for row in read_rows("furniture.tsv") if row[0] == kind)
    return re.compile(joined, re.IGNORECASE if kind == "link" else 0)


def bare(line: str) -> str:
    """Return a line without the white space and bullets around it."""
    return line.strip(BULLETS)


def is_kind(kind: str, line: str) -> bool:
    """Tell whether a whole line matches a pattern of a kind.

    Args:
        kind: one of the kinds that the first lines of `furniture.tsv` explain.
        line: one line of a text; white space and bullets around it do not count.
    """
    stripped = bare(line)
    # The patterns are in small letters: to compare these is faster than to pass over case.
    return 0 < len(stripped) <= MAX_LINE_LENGTH and bool(patterns(kind).fullmatch(stripped.lower()))


def is_furniture(line: str) -> bool:
    """Tell whether a line is furniture wherever it stands.

    Args:
        line: one line of a text; a blank one is none.
    """
    if len(line) > MAX_LINE_LENGTH:
        return False
    return is_kind("line", line) or is_credit(line) or is_signature(line) or _is_link(line)


def may_be_person(line: str) -> bool:
    """Tell whether a line may be a person's name: two to five capitalised words and no more."""
    return len(line) <= 60 and 2 <= len(line.split()) <= 5 and _are_names(line)


def is_rubric(line: str) -> bool:
    """Tell whether a line names a part of a site: *Nasional*, *Beranda » Ekonomi*."""
    return is_kind("rubric", line)


def is_byline(line: str) -> bool:
    """Tell whether a line says by whom an article is: *Oleh Budi Santoso*."""
    by, _, names = bare(line).partition(" ")
    return by.lower() in {"oleh", "by"} and len(names) <= 60 and _are_names(names)


def is_signature(line: str) -> bool:
    """Tell whether a line names who wrote, edited or photographed: *Editor: Fitra Iskandar*."""
    stripped = bare(line).strip("()[]")
    if len(stripped) > MAX_LINE_LENGTH or not (":" in stripped or "|" in stripped):
        return False
    roles = list(_role_label().finditer(stripped))
    if not roles or roles[0].start():
        return False
    ends = [role.start() for role in roles[1:]] + [len(stripped)]
    named = [stripped[role.end() : end] for role, end in zip(roles, ends, strict=True)]
    return all(bare(names) and _are_names(names) for names in named)


def is_credit(line: str) -> bool:
    """Tell whether a line is a caption with its credit: *Kim dan Putin. Foto: Euronews*."""
    stripped = bare(line)
    if len(stripped) > _MAX_CAPTION_LENGTH or not any(map(stripped.lower().__contains__, _CREDITS)):
        return False
    credit = _picture_credit().search(stripped)
    if credit is None:
        return False
    # With more than one sentence before it, this is a paragraph that a credit was glued to.
    return not re.search(r"[.!?]\s+\S.*[.!?]", stripped[: credit.start()].rstrip())


def without_phrases(line: str) -> str:
    """Return a line without the phrases that a page puts between sentences.

    A phrase in brackets or capitals goes wherever it stands; another one only between sentences,
    since a sentence may speak of it.
    """

    def left(match: re.Match[str]) -> str:
        phrase, following = match.group(), line[match.end() : match.end() + 2]
        if phrase[0] == "[":
            return " "
        if phrase.isupper():
            part_of_word = line[: match.start()][-1:].isupper() or (
                following[:1].isupper() and not following[1:].islower()
            )
            return phrase if part_of_word or following.lstrip()[:1] == ":" else " "
        before = line[: match.start()].rstrip()[-1:]
        after = line[match.end() :].lstrip()[:1]
        between = before in _ENDS_OF_SENTENCES and (after == "" or after.isupper())
        return " " if between else phrase

    if not patterns("phrase").search(line):
        return line
    return re.sub(r"[^\S\n]{2,}", " ", _phrases_in_a_row().sub(left, line)).strip()


@cache
def _phrases_in_a_row() -> re.Pattern[str]:
    one = f"(?:{patterns('phrase').pattern})"
    return re.compile(rf"{one}(?:\s*{one})*")


def without_tail(line: str) -> str:
    """Return a line without what a page puts after its last sentence: who wrote it, and where."""
    for _ in range(_MAX_TAILS):
        start = max(0, len(line) - _LONGEST_TAIL)
        # A search for the words alone runs through a line many times as fast.
        tail = patterns("tail").search(line, start) and _tail().search(line, start)
        tail = tail or _signature_after_sentence(line)
        if tail is None:
            break
        line = line[: tail.start()]
    return line


def _signature_after_sentence(line: str) -> re.Match[str] | None:
    if ":" not in line and "|" not in line:
        return None
    found = _role_after_sentence().finditer(line, max(0, len(line) - MAX_LINE_LENGTH))
    return next((match for match in found if is_signature(line[match.end() :])), None)


@cache
def _role_after_sentence() -> re.Pattern[str]:
    return re.compile(rf"{_AFTER_SENTENCE}\s*(?=(?-i:[A-Z]))(?={role_label()})", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"{_AFTER_SENTENCE}\s*(?:{patterns('tail').pattern})$")


def without_credit(line: str) -> str:
    """Return a line without the picture's credit at its end: *Sumber: AP/Ng Han Guan*."""
    return _credit_after_sentence().sub("", line) if ":" in line else line


@cache
def _credit_after_sentence() -> re.Pattern[str]:
    name = r"[A-Z][\w.'’-]{0,30}"
    return re.compile(
        rf"(?<=[.!?”\"])\s*(?:Sumber|Foto|Source|Photo|Sumber [Ff]oto)\s?:\s?"
        rf"(?:[A-Z][\w ]{{0,30}}\s?/\s?{name}(?: {name}){{0,4}}"
        r"|(?:Getty Images|Istimewa|Shutterstock))$"
    )


def _is_link(line: str) -> bool:
    """Whether a line is a label and a headline without a colon between: *BACA JUGA Rusia Kirim*."""
    stripped = bare(line).strip("()[]")
    label = patterns("link").match(stripped)
    if label is None or stripped.endswith((".", ":")):
        return False
    rest = stripped[label.end() :]
    return not rest or (rest[0] == " " and is_headline(rest))


def is_headline(text: str) -> bool:
    """Tell whether words are written as a headline's: nearly all long ones with a capital."""
    long_words = [word for word in text.split() if len(word) > 4 and word[0].isalpha()]
    capitals = sum(not word[0].islower() for word in long_words)
    return bool(long_words) and capitals >= 0.75 * len(long_words)


def _are_names(text: str) -> bool:
    words = re.findall(r"[^\s,/|&()]+|[,/|&]", text)
    return len(words) <= _MAX_NAME_WORDS and all(
        word.lower() in _NAME_JOINERS
        or (word[0].isupper() and all(mark.isalpha() or mark in ".'’-" for mark in word))
        for word in words
    )


def role_label() -> str:
    """Return the pattern of a person's role with the sign after it: *Editor:*."""
    return rf"(?:{patterns('role').pattern})\s?[:：|]"


@cache
def _role_label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){role_label()}\s?", re.IGNORECASE)


@cache
def _picture_credit() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\s(\[|])(?:(?:foto|photo|gambar|ilustrasi|(?:kredit|sumber) foto|sumber gambar"
        r"|dok(?:umentasi)?\.?|photo credit|credit)\s?[:/]\s?(?-i:[A-Z0-9@©])[^.!?:]{1,60}"
        r"|(?:antara|afp|reuters|ap|epa|tempo|getty) (?:foto|photo|images)"
        r"(?:\s?/\s?[^.!?:]{2,60})?)[)\]]?\.?$",
        re.IGNORECASE,
    )
