"""Are two words spellings of one foreign name? ("Hezbollah", "Hizbullah", "Hizb'allah"; "Gaddafi", "Qadhafi")

Both are first written the way they sound (digraphs and doubled letters resolved). Their consonants must then be
equal, and their vowels nearly so. No list of names is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from rapidfuzz.fuzz import ratio

MIN_CONSONANTS = 3
MIN_RATIO = 66.0

_SOUNDS: tuple[tuple[str, str], ...] = (
    (r"[^a-z]", ""),
    (r"tch|tsch", "c"),
    (r"sch|sh", "s"),
    (r"zh|dzh|dj", "j"),
    (r"kh|ch(?=[aou])", "h"),
    (r"gh", "g"),
    (r"dh", "d"),
    (r"th", "t"),
    (r"ph", "f"),
    (r"ts|tz", "z"),
    (r"ck|[qg]", "k"),
    (r"c(?=[aoukrlt]|$)", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"ou|oo", "u"),
    (r"ee", "i"),
    (r"[iy]+", "i"),
    (r"ie$|ii$", "i"),
    (r"(.)\1+", r"\1"),
    (r"(?<=[aeiou])h(?![aeiou])", ""),
)
_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
_VOWELS = "aeiou"
_EXCHANGED = (("e", "i"), ("o", "u", "ou"), ("k", "q"), ("'", ""), ("d", "dd", "dh"), ("g", "gh"))
_ENDINGS = (("y", "yy", "iy", "i", "ii"),)
_UNIT = re.compile(r"dh|gh|ou|(?<=[aeiou])([bcdfglmnprstz])\1?(?=[aeiouy])|[iy][iy]?$|.")
_VARIED = 10
MOST_SPELLINGS = 32
_NEAR = {frozenset(pair) for pair in ("ei", "ou", "ae", "ai")}


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A folded lower-case word as it sounds."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """The consonants of a word, and ``a`` for a vowel that it begins with: equal for all spellings of one name."""
    sounds = sound(word)
    bones = re.sub(f"[{_VOWELS}]", "", sounds)
    return f"a{bones}" if sounds[:1] in tuple(_VOWELS) else bones


def same_sound(one: str, other: str) -> bool:
    """Whether two folded lower-case words are certainly spellings of one name."""
    bones = skeleton(one)
    if len(bones) < MIN_CONSONANTS or bones != skeleton(other):
        return False
    return ratio(sound(one), sound(other)) >= MIN_RATIO and _vowels_agree(
        sound(one), sound(other), int(len(bones) > MIN_CONSONANTS)
    )


def spellings(word: str) -> Iterator[str]:
    """Other usual spellings of a folded lower-case word, the nearest first; at most ``MOST_SPELLINGS``.

    Vowels change for near ones, consonants between vowels are doubled or not, apostrophes go, endings in "y" vary.
    """
    units = [_exchangeable(unit.group(), last=unit.end() == len(word)) for unit in _UNIT.finditer(word)]
    choices = product(*(range(len(unit)) for unit in units[:_VARIED]))
    rest = "".join(unit[0] for unit in units[_VARIED:])
    for chosen in sorted(choices, key=lambda numbers: sum(map(bool, numbers)))[1 : MOST_SPELLINGS + 1]:
        yield "".join(unit[number] for unit, number in zip(units, chosen, strict=False)) + rest


def _exchangeable(unit: str, *, last: bool) -> tuple[str, ...]:
    """What may stand in place of a unit of letters, itself first."""
    for letters in (*_ENDINGS, *_EXCHANGED) if last else _EXCHANGED:
        if unit in letters:
            return (unit, *(other for other in letters if other != unit))
    return (unit, unit[0]) if len(unit) == 2 and unit[0] == unit[1] else (unit,)


def _vowels_agree(one: str, other: str, allowed: int) -> bool:
    """At most ``allowed`` vowels differ beyond a near one, and both end in a vowel or neither does."""
    ours, theirs = (re.split(f"[^{_VOWELS}]", word) for word in (one, other))
    if bool(ours[-1]) != bool(theirs[-1]):
        return False
    far = [a + b for a, b in zip(ours, theirs, strict=True) if a != b and frozenset(a + b) not in _NEAR]
    return len(far) <= allowed
