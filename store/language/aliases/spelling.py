"""Are two names two spellings of one? A small edit, a transliteration, a comma in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from store.language.aliases.surface import Surface
from store.language.aliases.transliteration import same_sound, skeleton
from store.language.aliases.words import DIRECTIONS

MIN_LETTERS = 6
MIN_RATIO = 88.0
MIN_WORD_RATIO = 85.0
MIN_LONE_LETTERS = 8
MIN_LONE_RATIO = 88.0
_DIGIT = re.compile(r"\d")
_PEOPLE = ("n", "ns", "an", "ans", "ian", "ians", "ese", "i", "is")
_FEMININE = ("a", "elle", "ette", "ine", "ia")


def comparable(form: Surface) -> bool:
    """Whether a form is long and wordy enough to be compared by its letters."""
    return not form.place and bool(form.core) and len(form.text) >= 4 and not _DIGIT.search(form.text)


def blocks(form: Surface) -> Iterator[tuple[int, str]]:
    """Two forms are compared only when they share a block: as many words and the first letters, or the sound."""
    if len(form.text) >= MIN_LETTERS:
        yield len(form.core), form.text[0] + form.core[-1][0]
    yield 0, skeleton(form.compact)


def alike(one: Surface, other: Surface) -> bool:
    """Whether two comparable forms are spellings of one name."""
    if one.core == other.core:
        return True
    if len(one.core) != len(other.core):
        return same_sound(one.compact, other.compact) and ratio(one.compact, other.compact) >= MIN_WORD_RATIO
    pairs = [pair for pair in zip(one.core, other.core, strict=True) if pair[0] != pair[1]]
    if len(one.core) == 1:
        return words_alike(*pairs[0])
    return all(_word_alike(*pair) for pair in pairs) and _whole_alike(one, other)


def _whole_alike(one: Surface, other: Surface) -> bool:
    return min(len(one.text), len(other.text)) >= MIN_LETTERS and (
        ratio(one.text, other.text) >= MIN_RATIO or same_sound(one.compact, other.compact)
    )


def word_blocks(word: str) -> Iterator[str]:
    """Two single words are compared only when they share one of these."""
    if len(word) > 3:
        yield skeleton(word)
        yield word[0] + word[-1]


def words_alike(one: str, other: str) -> bool:
    """Whether two single words are spellings of one name; stricter than inside a longer name."""
    if _differ_in_gender(one, other) or _is_people(one, other):
        return False
    longer = one.startswith(other) or other.startswith(one)
    if not longer and min(len(one), len(other)) >= MIN_LONE_LETTERS and ratio(one, other) >= MIN_LONE_RATIO:
        return True
    return same_sound(one, other)


def _word_alike(one: str, other: str) -> bool:
    if {one, other} & DIRECTIONS or _differ_in_gender(one, other) or _is_people(one, other):
        return False
    return ratio(one, other) >= MIN_WORD_RATIO or same_sound(one, other)


def _is_people(one: str, other: str) -> bool:
    """ "America" and "American" are two."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in _PEOPLE


def _differ_in_gender(one: str, other: str) -> bool:
    """ "Daniel" and "Daniela", "Mario" and "Maria" are two people."""
    short, long = sorted((one, other), key=len)
    if long in {short + ending for ending in (*_FEMININE, "le")}:
        return True
    return one[:-1] == other[:-1] and {one[-1], other[-1]} in ({"a", "o"}, {"a", "e"})
