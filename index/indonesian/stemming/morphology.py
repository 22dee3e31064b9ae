"""The affixes of Indonesian: prefixes, suffixes and the sound changes that they cause.

The rules follow the morphophonology of the reference grammar (Alwi, Dardjowidjojo, Lapoliwa and
Moeliono, "Tata Bahasa Baku Bahasa Indonesia", chapters on the verb and the noun) and the affix
order of Nazief and Adriani's confix stripping; the informal nasal verbs (*nyuci*, *ngomong*) are
those of colloquial Jakarta Indonesian. Nothing here knows a single root: every way to take a word
apart is listed, and choosing is `stemmer`'s work.
"""

VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONSONANTS = "".join(letter for letter in LETTERS if letter not in VOWELS)

TWICE = "redup"
"""The name, in a chain of prefixes, of a root or its first letter being said twice."""

DERIVATIONAL_SUFFIXES = ("", "i", "an", "kan", "wan", "wati", "in")
POSSESSIVES = ("", "nya", "ku", "mu")
PARTICLES = ("", "lah", "kah", "tah", "pun")


PrefixRule = tuple[str, str, str, str]
"""One spelling of a chain of prefixes, and where it may stand: surface, chain, restored, before.

- surface: the letters to take away.
- chain: the prefixes, outermost first, joined by `+`: `"meN+per"`. A form that the root's first
  letter does not decide has its name after a colon, for it is likely or unlikely by itself:
  `"meN:nge"` (*mengecat*), `"meN:kept"` (*mentransfer*).
- restored: the root's first letter, where the prefix has swallowed it, or nothing.
- before: the letters that may follow the surface.
"""


def _rule(surface: str, chain: str, before: str = LETTERS, restored: str = "") -> PrefixRule:
    return (surface, chain, restored, before)


def _except(letters: str) -> str:
    return "".join(letter for letter in LETTERS if letter not in letters)


def _nasal(head: str, chain: str) -> list[PrefixRule]:
    """meN- or peN-: the nasal takes the place of p, t, s and k, and fits itself to the rest."""
    return [
        _rule(head, chain, "lmnrwy"),
        _rule(f"{head}m", chain, "bfv"),
        _rule(f"{head}m", chain, VOWELS, "p"),
        _rule(f"{head}m", f"{chain}:pr", "lr", "p"),
        _rule(f"{head}m", f"{chain}:kept", "p"),
        _rule(f"{head}n", chain, "cdjz"),
        _rule(f"{head}n", chain, VOWELS, "t"),
        _rule(f"{head}n", f"{chain}:kept", "st"),
        _rule(f"{head}ny", chain, VOWELS, "s"),
        _rule(f"{head}ny", f"{chain}:c", VOWELS, "c"),
        _rule(f"{head}ng", chain, "aeioughlrqx"),
        _rule(f"{head}ng", chain, VOWELS, "k"),
        _rule(f"{head}ng", f"{chain}:kept", "k"),
        _rule(f"{head}nge", f"{chain}:nge", CONSONANTS),
    ]


def _liquid(head: str, chain: str, bare: str, after_la: str) -> list[PrefixRule]:
    """ber- or ter-: r is lost before r and -er-, and is l in *belajar* and *telanjur*."""
    return [
        _rule(f"{head}r", chain, _except("r")),
        _rule(head, chain, "r"),
        _rule(head, f"{chain}:e", bare),
        _rule(f"{head}la", chain, after_la, "a"),
    ]


def _compose(outer: list[PrefixRule], inner: list[PrefixRule]) -> list[PrefixRule]:
    """Every outer prefix before every inner one, with the outer one's sound changes."""
    rules = []
    for surface, chain, swallowed, before in outer:
        for inner_surface, inner_chain, restored, inner_before in inner:
            if swallowed and inner_surface[0] == swallowed and inner_surface[1] in before:
                spelling = surface + inner_surface[1:]
            elif not swallowed and inner_surface[0] in before:
                spelling = surface + inner_surface
            else:
                continue
            rules.append((spelling, f"{chain}+{inner_chain}", restored, inner_before))
    return rules


def prefix_rules() -> tuple[PrefixRule, ...]:
    """Every prefix and chain of prefixes that Indonesian allows.

    Returns:
        The rules, in no order of preference.
    """
    men, pen = _nasal("me", "meN"), _nasal("pe", "peN")
    ber, ter = _liquid("be", "ber", "ckpst", "j"), _liquid("te", "ter", "bckps", "n")
    per = [
        _rule("per", "per", _except("r")),
        _rule("pela", "per", "j", "a"),
        _rule("pe", "pe", _except("lmnrwy")),
    ]
    di, ke, se = [_rule("di", "di")], [_rule("ke", "ke")], [_rule("se", "se")]
    proclitics = [_rule("ku", "ku"), _rule("kau", "kau")]
    negations = [_rule("ketidak", "ke+tidak")]
    non = [_rule("non", "non")]
    stative = [*ber, *ter, *ke, *se]
    active = [*stative, *per]
    agent_knowing = _compose(pen, ke)
    informal = [
        _rule("ng", "N", "aeiougl"),
        _rule("ng", "N", VOWELS, "k"),
        _rule("nge", "N:nge", CONSONANTS),
        _rule("ny", "N", VOWELS, "s"),
        _rule("ny", "N", VOWELS, "c"),
    ]
    return (
        *men,
        *pen,
        *active,
        *di,
        *proclitics,
        *negations,
        *informal,
        *non,
        _rule("bersi", "ber+si", CONSONANTS),
        _rule("peme", "peN+meN", "r"),
        *(_rule(f"{letter}e", TWICE, letter) for letter in CONSONANTS),
        *_compose(men, [*active, *pen, *_compose(per, se)]),
        *_compose(di, [*active, *pen, *men, *_compose(per, se)]),
        *_compose(proclitics, active),
        *_compose(ter, [*per, *ke, *se]),
        *_compose([_rule("te", "ter:e", "b")], ber),
        *_compose(ber, [*per, *pen, *ke, *se, *agent_knowing]),
        *_compose(ke, [*ber, *ter, *se, *per, *pen, *men, *_compose(ter, per)]),
        *_compose(pen, [*ber, *ter, *per, *se, *ke]),
        *_compose(per, [*se, *ke]),
        *_compose(se, [*ber, *ter, *per, *pen, *ke, *agent_knowing]),
        *_compose(non, [*ke, *per, *pen, *ber, *ter]),
        *_compose(negations, [*ber, *ter, *se]),
    )
