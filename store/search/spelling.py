"""How far one spelling is from another: letter sets that rule words out, weighted edits, consonant skeletons.

The weighted edits are an optimal string alignment (Damerau 1964, restricted) in which the slips that people make cost
less: a doubled letter, a silent h, letters that sound alike, another vowel, two letters swapped; the first letter costs
more. A skeleton keeps the consonants alone, spelt one way, so that transliterations of one name meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WIDTH = 24
"""Characters of a word that are compared."""

_LETTERS = 26
_DIGITS = 52
_OTHER = 62
_NONE = 63
_CHUNK = 20_000
_ALIKE = ("iy", "sz", "ck", "kq", "vw", "ou", "ei", "ae", "bp", "dt", "gj", "fv", "cs", "gh", "kh", "td", "zj", "mn")
_BESIDE = (
    *("qw", "we", "er", "rt", "ty", "yu", "ui", "io", "op", "as", "sd", "df", "fg", "gh", "hj", "jk", "kl"),
    *("zx", "xc", "cv", "vb", "bn", "nm", "qa", "ws", "ed", "rf", "tg", "yh", "uj", "ik", "ol", "az", "sx", "dc"),
    *("fv", "gb", "hn", "jm", "sw", "de", "fr", "gt", "hy", "ju", "ki", "lo", "wa", "es", "rd", "tf", "yg", "uh"),
)
"""Keys beside each other."""
_VOWELS = "aeiouy"
_SOUNDS = (
    *(
        ("zh", "z"),
        ("sh", "s"),
        ("ch", "s"),
        ("kh", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("ck", "k"),
        ("qu", "k"),
        ("dj", "j"),
    ),
    *(("ts", "s"), ("tz", "s"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("g", "k"), ("j", "k")),
)


def letters(words: Sequence[str]) -> NDArray[np.uint8]:
    """Return the letter codes of ``words``, shape (WIDTH, words): a–z are 0–25, digits 52–61, others 62, none 63."""
    result = np.empty((WIDTH, len(words)), dtype=np.uint8)
    for start in range(0, len(words), _CHUNK):
        chunk = np.array(words[start : start + _CHUNK], dtype=f"U{WIDTH}")
        codes = _CODES[np.minimum(chunk.view(np.uint32), _LAST_CODE).reshape(len(chunk), WIDTH)]
        result[:, start : start + len(chunk)] = codes.T
    return result


def codes_of(word: str) -> NDArray[np.uint8]:
    """Return the letter codes of one word, as many as are compared."""
    points = np.frombuffer(word[:WIDTH].encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _CODES[np.minimum(points, _LAST_CODE)]


def letter_sets(codes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return one 64-bit set for each word of ``codes`` (letters, words): bit 26 + n says that letter n stands twice.

    One deletion or insertion changes at most one bit, one substitution two, a transposition none, so that words within
    ``k`` edits differ in at most ``2 k`` bits.
    """
    sets = np.zeros(codes.shape[1], dtype=np.uint64)
    for start in range(0, codes.shape[1], _CHUNK):
        once = np.zeros(min(_CHUNK, codes.shape[1] - start), dtype=np.uint64)
        twice = once.copy()
        for row in codes[:, start : start + _CHUNK]:
            bit = np.uint64(1) << row.astype(np.uint64)
            twice |= once & bit
            once |= bit
        low = np.uint64((1 << _LETTERS) - 1)
        sets[start : start + _CHUNK] = once & ~np.uint64(1 << _NONE) | (twice & low) << np.uint64(_LETTERS)
    return sets


def edit_costs(word: str, codes: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return what it costs to turn ``word`` into the beginnings of the words of ``codes`` (letters, words).

    Shape (letters + 1, words): row ``j`` is the cost against the first ``j`` letters.
    """
    typed = codes_of(word)
    others = codes.T
    inserting = _insertion_costs(others)
    total = np.concatenate([np.zeros((len(others), 1)), np.cumsum(inserting, axis=1)], axis=1)
    earlier, previous = total, total
    for place, letter in enumerate(typed):
        doubled = place > 0 and (letter == typed[place - 1] or letter == ord("h") - ord("a"))
        deleting = 1.5 if place == 0 else 0.5 if doubled else 1.0
        changing = _SUBSTITUTION[letter][others]
        if place == 0:
            changing[:, 0] += np.where(changing[:, 0] > 0, 0.5, 0)
        current = previous + deleting
        np.minimum(current[:, 1:], previous[:, :-1] + changing, out=current[:, 1:])
        if place > 0:
            swapped = (others[:, 1:] == typed[place - 1]) & (others[:, :-1] == letter)
            swap = earlier[:, :-2] + np.where(swapped, 0.7 if place > 1 else 1.0, np.inf)
            np.minimum(current[:, 2:], swap, out=current[:, 2:])
        current = total + np.minimum.accumulate(current - total, axis=1)
        earlier, previous = previous, current
    return previous.T


def skeletons(words: Sequence[str]) -> list[str]:
    """Return the consonant skeleton of each word ("ghaddafi" and "qadhafi" both give "kdf")."""
    result: list[str] = []
    for start in range(0, len(words), 4_000):
        text = "\n".join(words[start : start + 4_000])
        for old, new in _SOUNDS:
            text = text.replace(old, new)
        text = _INNER_VOWELS.sub("", _FIRST_VOWEL.sub("a", text))
        for pair in _DOUBLED:
            while pair in text:
                text = text.replace(pair, pair[0])
        result.extend(text.split("\n"))
    return result


def _letter_codes() -> NDArray[np.uint8]:
    codes = np.full(_LAST_CODE + 1, _OTHER, dtype=np.uint8)
    codes[0] = _NONE
    codes[ord("a") : ord("z") + 1] = np.arange(_LETTERS)
    codes[ord("0") : ord("9") + 1] = _DIGITS + np.arange(10)
    return codes


_LAST_CODE = 128
_CODES = _letter_codes()
_FIRST_VOWEL = re.compile(r"^[aeiouy]", re.MULTILINE)
_INNER_VOWELS = re.compile(r"(?<=[^\n])[aeiouyh]+")
_DOUBLED = tuple(letter * 2 for letter in "bdfklmnprstv")


def _substitution_table() -> NDArray[np.float64]:
    table = np.ones((64, 64))
    for first in _VOWELS:
        for second in _VOWELS:
            table[ord(first) - ord("a"), ord(second) - ord("a")] = 0.7
    for pairs, cost in ((_BESIDE, 0.8), (_ALIKE, 0.5)):
        for first, second in map(tuple, pairs):
            row, column = ord(first) - ord("a"), ord(second) - ord("a")
            table[row, column] = table[column, row] = min(cost, table[row, column])
    np.fill_diagonal(table, 0)
    table[_OTHER, _OTHER] = 1
    return table


_SUBSTITUTION = _substitution_table()


def _insertion_costs(others: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return what leaving out each letter of the other words costs, shape (words, letters)."""
    costs = np.ones(others.shape)
    costs[others == ord("h") - ord("a")] = 0.5
    costs[:, 1:][others[:, 1:] == others[:, :-1]] = 0.5
    costs[:, 0] = 1.5
    return costs
