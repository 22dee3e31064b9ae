"""Folds a token to the form in which words are compared, case and diacritics gone."""

import re
import unicodedata

_UNSEEN = {ord(mark): None for mark in "'’ʼ‘`´\u00ad\u200c\u200d\u2060"}
_HYPHENS = {ord("‐"): "-", ord("‑"): "-"}
# As a table and no pattern: a search would wait for that to be compiled.
_STRIPPED_MARKS = dict.fromkeys(
    (*range(0x300, 0x370), *range(0x610, 0x61B), *range(0x64B, 0x660), 0x670)
)
_POSSESSIVES = ("'s", "’s", "ʼs", "'S", "’S", "ʼS")
_THOUSANDS = r"\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+)(?P<decimals>[.,]\d+)?"


def fold(word: str) -> str:
    """Fold one token.

    Case and diacritics go (*Zürich* is *zurich*), apostrophes go (*Jum'at* is *jumat*), so do the
    dots of initials (*U.S.* is *us*), the hyphen before a number (*KN-23* is *kn23*) and the
    separators of thousands (*1.500* is *1500*); a decimal sign becomes a comma. The hyphen of a
    reduplication stays. Follows Unicode normalisation form KD for compatibility characters.

    Args:
        word: a token of `telusur.index.indonesian.text.tokenizer`, or any string.

    Returns:
        The folded form; never empty unless `word` is, and without white space.
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    folded = _fold_number(word) if word[:1].isdigit() and not word.isdigit() else word
    if not word.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_HYPHENS))
        folded = unicodedata.normalize("NFC", folded.translate(_STRIPPED_MARKS))
    if folded.endswith(_POSSESSIVES):
        folded = folded[:-2]
    folded = folded.translate(_UNSEEN).casefold()
    if "." in folded and not folded[:1].isdigit():
        folded = folded.replace(".", "")
    if "-" in folded and any(map(str.isdigit, folded)):
        folded = folded.replace("-", "")
    return "".join(folded.split()) or word


def _fold_number(word: str) -> str:
    thousands = re.fullmatch(_THOUSANDS, word)
    if thousands is None:
        return word.replace(".", ",")
    decimals = thousands["decimals"] or ""
    whole = word[: len(word) - len(decimals)]
    return whole.replace(".", "").replace(",", "") + decimals.replace(".", ",")
