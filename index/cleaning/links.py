"""Takes linked headlines out of running text: *Baca juga: Rusia Kirim Pasukan*.

Where a page was made one line, the headline runs into the next sentence. Its end is told only where
no word of that sentence can be lost: by a full stop, by the next label, or by a word with a
capital that no name can have, which begins the sentence or stands before its beginning.
"""

import re
from functools import cache

from telusur.index.cleaning.boilerplate import BULLETS, patterns

MAX_LINK_LENGTH = 160

_MARKS = (":", "：", " Juga", " JUGA")
"""Of these every label has one."""

_LONGEST_PHRASE = 140

_FEWEST_WORDS = 2
"""The minimum number of words in a headline."""

_TITLE_CASE = 3
"""The number of words with capitals that a headline with capitals throughout begins with."""

_SHORTEST_VERB = 7
_VERBAL_PREFIXES = ("mem", "men", "di")

_JOINERS = frozenset(
    {
        "di", "ke", "dari", "yang", "dan", "untuk", "dengan", "pada", "oleh", "atau", "vs",
        "hingga", "agar", "dalam", "per", "bagi", "tentang", "sebagai", "terhadap", "antara",
        "karena", "saat", "usai", "soal", "of", "the", "and", "in", "to", "a",
    }
)  # fmt: skip
"""Words that headlines write small."""

_OPENERS = frozenset(
    {
        "ia", "dia", "mereka", "menurut", "namun", "tetapi", "sementara", "selain", "sebelumnya",
        "kemudian", "selanjutnya", "setelah", "sebelum", "ketika", "jika", "bila", "kalau",
        "meski", "meskipun", "walau", "walaupun", "sehingga", "supaya", "adapun", "bahkan",
        "lalu", "hal", "itu", "ini", "sebab", "begitu", "demikian", "untuk", "pada", "dengan",
        "seperti", "sebagai", "kata", "ujar", "tutur",
    }
)  # fmt: skip
"""Words that begin sentences and are no part of any name."""

_HEADLINE_WORDS = _OPENERS | frozenset(
    {
        "akan", "bakal", "tak", "tidak", "bukan", "belum", "sudah", "bisa", "harus", "masih",
        "jadi", "juga", "lagi", "saat", "usai", "soal", "karena", "agar", "sejak", "apa", "siapa",
        "kapan", "kenapa", "mengapa", "bagaimana", "berapa", "begini", "sebut", "minta", "ungkap",
    }
)  # fmt: skip
"""Words that headlines write with a capital and that are no part of any name."""


def without_ended_links(line: str) -> str:
    """Return a line without the links whose headlines a phrase of the page ends.

    Advertisements stand between paragraphs: *Baca juga: Gempa Guncang Meksiko ADVERTISEMENT* is no
    sentence that goes on.
    """
    if not any(mark in line for mark in _MARKS) or not patterns("phrase").search(line):
        return line
    kept, done = [], 0
    for label in label_of_link().finditer(line):
        start, limit = label.end(), label.end() + MAX_LINK_LENGTH + _LONGEST_PHRASE
        phrase = patterns("phrase").search(line, start, limit)
        if not phrase or label.start() < done or not _is_between_blocks(line, phrase):
            continue
        if "(" in label[0] or "[" in label[0]:
            continue  # its bracket closes somewhere
        headline = line[start : phrase.start()].strip()
        if 0 < len(headline) <= MAX_LINK_LENGTH and not _may_end_sentence().search(headline):
            kept.append(line[done : label.start()])
            done = phrase.start()
    return " ".join([*kept, line[done:]]) if kept else line


def _is_between_blocks(line: str, phrase: re.Match[str]) -> bool:
    """Whether a phrase is written as only a page does, and no sentence goes on after it."""
    after = line[phrase.end() :].lstrip()[:1]
    return (phrase[0][0] == "[" or phrase[0].isupper()) and not after.islower()


def without_links(line: str) -> str:
    """Return a line without labels of links, and without the linked headlines where they end."""
    if not any(mark in line for mark in _MARKS):
        return line
    labels = list(label_of_link().finditer(line))
    if not labels or (len(labels) == 1 and labels[0].end() >= len(line) and not labels[0].start()):
        return line
    ends = [label.start() for label in labels[1:]] + [len(line)]
    pieces = [line[: labels[0].start()]]
    for label, end in zip(labels, ends, strict=True):
        pieces.append(_after_link(line[label.end() : end], starts_line=label.start() == 0))
    return " ".join(piece for piece in map(str.strip, pieces) if piece)


def _after_link(linked: str, *, starts_line: bool) -> str:
    """Return what is left of the words after a label when the linked headline is gone."""
    stop = _headline_end().search(linked)
    headline, rest = (linked[: stop.end()], linked[stop.end() :]) if stop else (linked, "")
    words = [_Word(match) for match in _words().finditer(headline)]
    end = _end_by_words(words)
    if end is not None:
        return linked[end:] if end <= MAX_LINK_LENGTH else linked
    if len(headline) > MAX_LINK_LENGTH:
        return linked
    in_title_case = all(word.is_of_headline for word in words)
    alone = starts_line and not rest.strip()
    unended = not headline.rstrip(")] ").endswith((".", "!", "?"))
    return rest if in_title_case or alone or unended else linked


class _Word:
    """A word after a label."""

    def __init__(self, match: re.Match[str]) -> None:
        self.start = match.start()
        self.text = match.group().strip("\"'“”‘’()[],.:;!?…")
        self.ends_clause = match.group()[-1] in ":“"
        self.is_small = self.text[:1].islower()
        self.lower = self.text.lower()
        self.is_of_headline = not self.is_small or self.lower in _JOINERS


def _end_by_words(words: list[_Word]) -> int | None:
    """Return where the sentence after a headline begins at the latest, by its words; or None.

    In a headline with capitals throughout the last word that no name has may begin the sentence,
    and all after it up to the first small word is part of it. In a headline written as a sentence
    is, a capital that no name has begins the next one.
    """
    small = next((n for n, word in enumerate(words) if not word.is_of_headline), None)
    if small is None:
        return None
    if small >= _TITLE_CASE:
        candidates = range(small - 1, _FEWEST_WORDS - 1, -1)
        known = _HEADLINE_WORDS
    else:
        candidates = range(max(small, _FEWEST_WORDS), len(words))
        known = _OPENERS
    for n in candidates:
        word = words[n]
        if word.is_small or words[n - 1].ends_clause:
            continue
        if word.lower in known or (small >= _TITLE_CASE and _is_verb(word.lower)):
            return word.start
    return None


def _is_verb(word: str) -> bool:
    """Whether a word is a verb, as names do not have: *mengungsi*, *dikirim*, *resmikan*.

    *Pendidikan* and *gerakan* end like verbs but are nouns, parts of names of offices.
    """
    is_prefixed = word.startswith(_VERBAL_PREFIXES)
    if len(word) < _SHORTEST_VERB or not (is_prefixed or word.endswith("kan")):
        return False
    from telusur.index.indonesian.stemming.roots import load_roots
    from telusur.index.indonesian.stemming.stemmer import stem
    from telusur.index.indonesian.text.proper_names import is_name

    roots, root = load_roots(), stem(word)
    if word in roots or root not in roots or is_name(word.capitalize()):
        return False
    return is_prefixed or (word == f"{root}kan" and f"{root}k" not in roots)


@cache
def label_of_link() -> re.Pattern[str]:
    """A label before a link to another article.

    It stands at a line's beginning or after a sentence; anywhere, if it is written as a page does.
    *Baca:* alone is one before a headline in capitals, since *(baca: ...)* explains a word.
    """
    labels = patterns("link").pattern
    return re.compile(
        rf"(?:^[\s{re.escape(BULLETS)}(\[]{{0,10}}|(?<=[.!?…”\"’)\]])\s{{0,3}}[(\[]?)"
        rf"(?:(?:{labels})\s{{0,3}}[:：]"
        r"|(?-i:Baca Juga|BACA JUGA|Simak Juga|Lihat Juga)(?=\s+(?-i:[A-Z0-9]\S*\s+[A-Z]))"
        r"|(?-i:Baca|BACA)\s?[:：](?=\s{0,3}(?-i:(?:[A-Z0-9]\S*\s+){2}[A-Z])))\s{0,3}"
        r"|(?<=\s)(?-i:(?:Baca|BACA|Lihat|LIHAT|Simak|SIMAK)\s(?:juga|Juga|JUGA|pula|Pula))"
        r"\s{0,3}[:：]\s{0,3}",
        re.IGNORECASE,
    )


@cache
def _may_end_sentence() -> re.Pattern[str]:
    return re.compile(r"[.!?…”\"](?:\s|$)|[:;]")


@cache
def _headline_end() -> re.Pattern[str]:
    return re.compile(r"[.!?)\]]+(?=\s+[A-ZÀ-Þ“\"‘'])")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\S+")
