"""Cleans an article's text: a site's furniture goes, and words that it was glued to are parted.

The rules are rows of `furniture.tsv`. They are cautious: where a line may be a sentence of the
article, it stays.
"""

import re
from functools import cache
from itertools import accumulate, islice

from telusur.index.cleaning.boilerplate import (
    bare,
    is_furniture,
    is_headline,
    is_kind,
    is_rubric,
    may_be_person,
    patterns,
    without_credit,
    without_phrases,
    without_tail,
)
from telusur.index.cleaning.candidate_lines import lines_that_may_change, lines_that_may_go
from telusur.index.cleaning.links import (
    MAX_LINK_LENGTH,
    label_of_link,
    without_ended_links,
    without_links,
)
from telusur.index.indonesian.dates.expressions import parse

_TOP_LINES = 30
"""How many lines there may be above an article's first sentence: its headline, date, crumbs."""

_MAX_PASSES = 5
"""Bounds the time that furniture around furniture takes."""

_LAST_LINES = 3
"""How many labels at the very end are looked at."""

_MAX_CAPTIONS = 20  # each is looked for in all of the text
_MIN_CAPTION_WORDS = 3
_MAX_LABEL_LENGTH = 60
_MAX_TAG_WORDS = 4
_MAX_LIST_LINES = 16
_MIN_SENTENCE_WORDS = 8


def clean(text: str, title: str = "") -> str:
    """Return an article's text without the furniture of the site that it comes from.

    Args:
        text: the text, lines ended by a newline.
        title: its title, if it has one: it and what stands above it are no part of the text.

    Returns:
        The text; as it was where nothing had to go, or where nothing else would be left.
    """
    cleaned = text
    # What was taken away may have stood between two pieces of furniture.
    for _ in range(_MAX_PASSES):
        before, cleaned = cleaned, _cleaned_once(cleaned, title)
        if cleaned == before:
            break
    return cleaned


def _cleaned_once(text: str, title: str) -> str:
    given = text.split("\n")
    lines = given.copy()
    emptied = []
    for number in lines_that_may_change(text, given):
        lines[number] = _without_glued(given[number])
        if given[number] and not lines[number]:
            emptied.append(number)
    for number in reversed(emptied):
        del lines[number]
    kept = _without_lines(lines, title)
    if kept == given:
        return text
    return re.sub(r"\n\s*\n\s*\n", "\n\n", "\n".join(kept)).strip() or text


def is_aside(line: str) -> bool:
    """Tell whether a line near the top is no part of an article: furniture, a date, a site's name.

    Args:
        line: one line of a text.
    """
    return is_furniture(line) or _is_date(line) or _is_site(line)


def _without_lines(lines: list[str], title: str) -> list[str]:
    candidates = lines_that_may_go(lines)
    numbers = [number for number, line in enumerate(lines) if line in candidates]
    end = _end(lines, numbers)
    lines, numbers = lines[:end], [number for number in numbers if number < end]
    furniture = set(filter(is_furniture, candidates))
    dropped = {number for number in numbers if lines[number] in furniture}
    dropped |= _neighbours_of_labels(lines, numbers)
    dropped |= _of_the_top(lines, dropped, title)
    dropped |= _of_the_bottom(lines, dropped)
    return [line for number, line in enumerate(lines) if number not in dropped]


def _end(lines: list[str], labels: list[int]) -> int:
    """Where the article ends and the form for comments begins."""
    before = list(accumulate(map(len, lines), initial=0))
    for number in labels:
        # Such a line above the article is a link to the form.
        if 2 * before[number] > before[-1] and is_kind("end", lines[number]):
            return number
    return len(lines)


def _neighbours_of_labels(lines: list[str], labels: list[int]) -> set[int]:
    """The lines that are furniture by the line beside them, and that line."""
    dropped: set[int] = set()
    captions = 0
    for number in labels:
        line = lines[number]
        if len(line) > _MAX_LABEL_LENGTH or not line.strip():
            continue
        if is_kind("role", line):
            dropped |= _signature(lines, number, dropped)
        elif is_kind("caption", line):
            captions += 1
            above = _filled(lines, number, -1)
            if above is not None and captions <= _MAX_CAPTIONS and _is_said_again(lines, above):
                dropped.add(above)
        elif is_kind("end", line):
            dropped.add(number)
        elif is_kind("list", line):
            dropped |= _list_below(lines, number)
        elif label_of_link().fullmatch(line) and number + 1 < len(lines):
            if _is_linked(lines[number + 1]):
                dropped.add(number + 1)
            dropped.add(number)
    return dropped


def _signature(lines: list[str], role: int, gone: set[int]) -> set[int]:
    """The line of a role and that of the person's name above or below it, if there is one."""
    for beside in (_filled(lines, role, -1), _filled(lines, role, 1)):
        if beside is not None and beside not in gone and may_be_person(lines[beside]):
            return {role, beside}
    return set()


def _list_below(lines: list[str], label: int) -> set[int]:
    """A label, and the tags or headlines that stand right below it."""
    number = label + 1
    while number < min(len(lines), label + _MAX_LIST_LINES) and _is_listed(lines[number]):
        number += 1
    # The last one may be a heading of the article where its text goes on right below.
    goes_on = number < len(lines) and _is_sentence(lines[number])
    return set(range(label, number - (goes_on and number - label > 2)))


def _is_listed(line: str) -> bool:
    stripped = bare(line)
    if not stripped or len(stripped) > MAX_LINK_LENGTH or stripped[-1] in '.:,;…”"':
        return False
    is_tag = len(stripped.split()) <= _MAX_TAG_WORDS and stripped[-1] not in "?!"
    return is_tag or is_headline(stripped)


def _of_the_top(lines: list[str], gone: set[int], title: str) -> set[int]:
    """The headline, what stands above it, and what is no sentence between it and the first one."""
    dropped: set[int] = set()
    words = title.casefold().split()
    top = enumerate(lines[:_TOP_LINES])
    headline = next((number for number, line in top if words and _says(line, words)), None)
    if headline is not None:
        dropped.add(headline)
        dropped |= {number for number in range(headline) if _is_crumb(lines[number])}
    for number, line in enumerate(lines[:_TOP_LINES]):
        if number in gone or number in dropped or not line.strip():
            continue
        if (headline is None or number > headline) and _is_sentence(line):
            break
        if _is_site(line) or (_is_date(line) and not _is_chronicle(lines, number)):
            dropped.add(number)
    return dropped


def _says(line: str, words: list[str]) -> bool:
    """Whether a line has some words, case-folded, and no other."""
    # Few lines begin with the same word; the others need not be cut into words.
    first = line.split(None, 1)[:1]
    return bool(first) and first[0].casefold() == words[0] and line.casefold().split() == words


def _of_the_bottom(lines: list[str], gone: set[int]) -> set[int]:
    """Labels at the very end that could be part of the text elsewhere."""
    dropped: set[int] = set()
    backwards = reversed(range(len(lines)))
    filled = (number for number in backwards if number not in gone and lines[number].strip())
    for number in islice(filled, _LAST_LINES):
        if not is_kind("last", lines[number]):
            break
        dropped.add(number)
    return dropped


def _filled(lines: list[str], number: int, step: int) -> int | None:
    """The next line that is not blank, at most one blank line away."""
    for beside in (number + step, number + 2 * step):
        if 0 <= beside < len(lines) and lines[beside].strip():
            return beside
    return None


def _is_said_again(lines: list[str], number: int) -> bool:
    """Whether a later line has the words of this one too, so that nothing is lost with it."""
    words = lines[number].strip().rstrip(".!?…")
    if len(words.split()) < _MIN_CAPTION_WORDS:
        return False
    again = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return bool(again.search("\n".join(lines[number + 1 :])))


def _is_crumb(line: str) -> bool:
    return is_rubric(line) or _is_date(line) or _is_site(line)


def _is_sentence(line: str) -> bool:
    ends_sentence = line.rstrip("”\"') ").endswith((".", "!", "?"))
    return ends_sentence and len(line.split()) >= _MIN_SENTENCE_WORDS


def _is_linked(line: str) -> bool:
    stripped = line.strip()
    if not 0 < len(stripped) <= MAX_LINK_LENGTH or stripped.endswith((".", ":", ",")):
        return False
    return is_headline(stripped) or not stripped.endswith(("?", "!", "”", '"'))


def _is_date(line: str) -> bool:
    stripped = bare(line)
    if not 6 <= len(stripped) <= _MAX_LABEL_LENGTH or not any(map(str.isdecimal, stripped)):
        return False
    # On a page of a newspaper its number stands beside the date.
    day = re.sub(r"[\s|,–-]+hal(?:aman|\.)? \d{1,3}$", "", stripped, flags=re.IGNORECASE)
    interval = parse(day)
    return interval is not None and interval.start == interval.end


def _is_chronicle(lines: list[str], number: int) -> bool:
    """Whether lines of a bare date each are the headings of the text's parts."""
    if ":" in lines[number]:
        return False
    return any(_is_date(line) for line in lines[number + 1 :])


def _is_site(line: str) -> bool:
    return bool(_site().fullmatch(bare(line)))


def _without_glued(line: str) -> str:
    """Return a line without the furniture that stands in it, and with its sentences parted."""
    if not line or (len(line) <= _MAX_LABEL_LENGTH and is_kind("end", line)):
        return line  # says more as a line of its own
    opening = patterns("opening").match(line)
    if opening and line[opening.end() : opening.end() + 1].isupper():
        line = line[opening.end() :]
    line = without_credit(without_tail(without_links(without_phrases(without_ended_links(line)))))
    return _parted(line)


def _parted(line: str) -> str:
    """Part sentences that lost the space between them, but not the words of an address."""

    def mark(match: re.Match[str]) -> str:
        before = line[max(0, match.start() - 3) : match.start()]
        sign = match.group()
        if before[-2:] in {". ", "! ", "? "} and sign == ".":
            return ""  # a stray full stop between two sentences
        ends_word = len(before) == 3 and before.isalpha() and before.lower() != "www"
        ends_quote = sign == "”" and before[-1:] in {".", "!", "?", ","}
        return sign + " " if ends_word or ends_quote else sign

    return _glued_sentences().sub(mark, line)


@cache
def _glued_sentences() -> re.Pattern[str]:
    domain = r"(?:com|co|id|net|org|go|ac|tv|js|io|news|asia|info|me|or|sch|web|xyz)"
    address = rf"(?:\w{{1,60}}\.)?(?i:{domain})\b"
    return re.compile(rf"[.!?”](?=[A-ZÀ-Þ“][a-zà-ÿ])(?!{address})")


@cache
def _site() -> re.Pattern[str]:
    domain = r"[\w-]{2,40}(?:\.[\w-]{2,40}){0,2}\.(?:com|co|id|net|org|tv|news|info|asia)"
    return re.compile(rf"(?:https?://)?(?:www\.)?{domain}(?:\s?[-–—|]\s?.{{0,40}})?", re.IGNORECASE)
