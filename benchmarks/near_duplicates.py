"""Recognising edited copies: MinHash as Telusur does it beside SimHash, on edits of real articles.

Texts are the seeds and the passages of ../shared/bench with at least 60 words. Each is edited in
ways in which a second site edits: words replaced, the end cut off, the lead rewritten, a sentence
put in. Recall is the share of copies that are recognised, a false alarm a different text that is
taken for a version. SimHash (Charikar 2002) is looked up as in Manku, Jain, Das Sarma 2007: 64 bits
over the same shingles, at most k bits apart.

    python benchmarks/near_duplicates.py
"""

import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from telusur.index.sources.readers.text import read_text_file
from telusur.index.store.minhash import SIMILAR, _shingles, band_keys, resemblance
from telusur.seeds import seed_paths

BENCH = Path(__file__).parents[2] / "shared" / "bench"
TEXTS = 400


def _texts() -> list[str]:
    found = [read_text_file(path).text for path in seed_paths()]
    for name in ("facqa-dev", "tydiqa-dev"):
        lines = (BENCH / name / "docs.jsonl").read_text(encoding="utf-8").splitlines()
        long_enough = [
            text for line in lines if len((text := json.loads(line)["text"]).split()) >= 60
        ]
        found += long_enough[: TEXTS // 2]
    return found


def _replaced(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, dice: random.Random) -> str:
        return " ".join("kata" if dice.random() < share else word for word in text.split())

    return edit


def _cut(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, dice: random.Random) -> str:
        words = text.split()
        return " ".join(words[: int(len(words) * (1 - share))])

    return edit


def _with_sentence(text: str, dice: random.Random) -> str:
    words = text.split()
    place = dice.randrange(len(words))
    return " ".join(
        [*words[:place], "Berita ini disunting ulang oleh redaksi kami.", *words[place:]]
    )


def _with_other_lead(text: str, dice: random.Random) -> str:
    return " ".join(
        ["Laporan terbaru dari lapangan menyebutkan hal berikut ini.", *text.split()[12:]]
    )


EDITS = {
    "a sentence put in": _with_sentence,
    "another lead": _with_other_lead,
    "2 % of words replaced": _replaced(0.02),
    "5 % of words replaced": _replaced(0.05),
    "10 % cut off": _cut(0.10),
    "25 % cut off": _cut(0.25),
    "40 % cut off": _cut(0.40),
}


def _simhash(text: str) -> int:
    counts = [0] * 64
    for shingle in _shingles(text):
        bits = int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big")
        for place in range(64):
            counts[place] += 1 if bits >> place & 1 else -1
    return sum(1 << place for place, count in enumerate(counts) if count > 0)


def main() -> int:
    """Measure, and return the exit code."""
    if not BENCH.is_dir():
        print(f"{BENCH} is not there: nothing to measure with.")
        return 2
    originals = _texts()
    dice = random.Random(1)
    started = perf_counter()
    keys = [set(band_keys(text)) for text in originals]
    minhash_ms = (perf_counter() - started) * 1000 / len(originals)
    started = perf_counter()
    prints = [_simhash(text) for text in originals]
    simhash_ms = (perf_counter() - started) * 1000 / len(originals)
    words = sum(len(text.split()) for text in originals) / len(originals)
    print(
        f"{len(originals)} texts of {words:.0f} words; MinHash {minhash_ms:.2f} ms a text, "
        f"SimHash {simhash_ms:.2f}"
    )
    print(
        f"{'recall':<24} {'MinHash':>8} {'looked up':>10} {'k=3':>6} {'k=6':>6} {'k=10':>6}"
        "  resemblance"
    )
    for name, edit in EDITS.items():
        copies = [edit(text, dice) for text in originals]
        alike = [resemblance(text, copy) for text, copy in zip(originals, copies, strict=True)]
        found = [bool(own & set(band_keys(copy))) for own, copy in zip(keys, copies, strict=True)]
        both = [f and r >= SIMILAR for f, r in zip(found, alike, strict=True)]
        apart = [bin(a ^ _simhash(copy)).count("1") for a, copy in zip(prints, copies, strict=True)]
        near = [sum(distance <= k for distance in apart) / len(apart) for k in (3, 6, 10)]
        n = len(originals)
        print(
            f"{name:<24} {sum(both) / n:8.3f} {sum(found) / n:10.3f} {near[0]:6.3f}"
            f" {near[1]:6.3f} {near[2]:6.3f}  {sorted(alike)[n // 2]:.2f}"
        )
    pairs = [(i, j) for i in range(len(originals)) for j in range(i)]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            holders[key].append(place)
    candidates = {(j, i) for own in holders.values() for i in own for j in own if i < j}
    alarms = sum(resemblance(originals[i], originals[j]) >= SIMILAR for i, j in candidates)
    near = [sum(bin(prints[i] ^ prints[j]).count("1") <= k for i, j in pairs) for k in (3, 6, 10)]
    print(
        f"of {len(pairs)} pairs of different texts: MinHash compares {len(candidates)},"
        f" groups {alarms};"
    )
    print(f"SimHash groups {near[0]} (k=3), {near[1]} (k=6), {near[2]} (k=10)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
