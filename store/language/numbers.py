"""Numbers as newspapers write them: digits with separators, number words, and scales ("2.5 million")."""

from __future__ import annotations

import re

from store.language.wordlists import words

_UNITS = {
    word: value
    for value, word in enumerate(
        words(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen"""
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_GROUPS = {"dozen": 12, "score": 20, "hundred": 100}
_WHOLES: dict[str, float] = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?[½¼¾]?|[½¼¾]"
SMALL: tuple[str, ...] = tuple(sorted((*_UNITS, *_TENS), key=len, reverse=True))
"""Number words that may stand at the beginning of a number, longest first."""
_SMALL = "|".join(SMALL)
_LARGE = "|".join((*_GROUPS, *_WHOLES))
WORDS = (
    rf"(?:(?:half\san?\s|half\s|an?\s(?:half[\s-])?)(?:{_LARGE})|{_SMALL})\b"
    rf"(?:(?:\s|-|\sand\s|\sand\sa\shalf\s)(?:{_SMALL}|{_LARGE})\b){{0,8}}"
)
"""Pattern of a number in words."""
SCALE = r"(?:[\s-]?(?:dozen|hundred|thousand|million|billion|trillion|mln|trn|mn|bn|tn)\b|[mkb]\b)"
"""Pattern of what may follow digits and multiply them."""

_WORD = re.compile(r"[^\s-]+")


def digits_value(digits: str) -> float:
    """The value of ``digits`` ("1,234.5"; "2½")."""
    plain = digits.replace(",", "")
    tail = _FRACTIONS.get(plain[-1:], 0.0)
    return (float(plain[:-1] or 0) if tail else float(plain)) + tail


def scale_value(scale: str) -> float:
    """What a scale multiplies by ("million", "bn"); 1 for none."""
    word = scale.strip(" -\u00a0\n\t").lower()
    return _WHOLES.get(word) or _SHORT.get(word) or float(_GROUPS.get(word, 1))


def words_value(words: str) -> float:
    """The value of number words ("two hundred and five", "a dozen", "half a million", "one and a half million")."""
    total = current = 0.0
    halves = 0.0
    for word in _WORD.findall(words.lower()):
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word in ("a", "an"):
            current = current or (0.0 if halves else 1.0)
        elif word == "half":
            halves = 0.5
        elif word in _GROUPS:
            current, halves = ((current or (0 if halves else 1)) + halves) * _GROUPS[word], 0.0
        elif word in _WHOLES:
            total, current, halves = total + ((current or (0 if halves else 1)) + halves) * _WHOLES[word], 0.0, 0.0
    return total + current
