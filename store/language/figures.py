"""Numbers in a text, with what they count or measure.

Digits and words ("twenty-three", "a dozen", "two million"), percentages, money as ISO 4217, measures, and counts with
the noun they count. Ordinals, dates, times of day, years, telephone numbers, scores and the numbers within names
("S-300", "Flight 12") are no figures, nor is a number with nothing to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.language.numbers import DIGITS, SCALE, SMALL, WORDS, digits_value, scale_value, words_value
from store.language.units import (
    COUNTED,
    CURRENCY_CODES,
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    MEASURES,
    PERSONS,
    PLURALS,
    singular,
)
from store.language.wordlists import words
from store.model import Figure


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of ``text`` in order. ``value`` is in the unit itself: "$1.2bn" is 1,200,000,000 USD.

    A span holds the number and its unit as far as they stand together: "$1.2bn", "12 people", "5 per cent".
    """
    return tuple(figure for match in _numbers(text) if (figure := _figure(text, match)) is not None)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """The numbers of ``text``: words and signs that may begin one are looked up before the pattern is tried."""
    place = 0
    for start in _BEGINNING.finditer(text):
        if start.start() >= place and (not start.group().isalpha() or start.group().lower() in _BEGINNERS):
            match = _NUMBER.match(text, start.start())
            if match is not None:
                place = match.end()
                yield match


_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
_CODES = "|".join(sorted(CURRENCY_CODES))
_NUMBER = re.compile(
    rf"(?<![\w.,:/'’-])(?:(?P<sign>(?:{_SIGNS})\s?|(?:{_CODES})\s?(?=\d)))?"
    rf"(?:(?P<digits>{DIGITS})(?P<scale>{SCALE})?|(?P<words>{WORDS})\b)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"[^\W\d_]+|[^\w\s]|\d+|[½¼¾]")
_BEGINNERS = frozenset(
    {*SMALL, "a", "an", "half", *(code.lower() for code in CURRENCY_CODES)}
    | {sign.rstrip("$.") for sign in CURRENCY_SIGNS if sign[0].isalpha()}
)
_BROKEN = re.compile(
    r"(?:st|nd|rd|th)\b|[:/]\d|\.\d|,\d|[-–]\d|\s?[ap]\.?m\b|[-–/][A-Z]|['’]s\b|s\b|[A-Za-z]{2,}\d|o['’]clock"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s$")
_DATE_AFTER = re.compile(rf"\s(?:of\s)?{_MONTH}(?!\w)")
_NAMED = re.compile(
    r"\b(?:No\.|[Ff]light|[Rr]oute|[Aa]rticle|[Ss]ection|[Cc]hapter|[Pp]hase|[Rr]esolution|[Hh]ighway|[Ii]nterstate|"
    r"[Pp]age|[Gg]roup of|[Tt]itle|[Aa]ct|[Pp]art|[Rr]oom|[Gg]ate|[Ff]ormula|[Vv]ersion|[Nn]umber|[Aa]partment)\s$"
)
_UNIT_WORD = re.compile(r"[\s-]?([^\W\d_][\w/]*(?:\.\w+)*(?:-old)?)")
_MEASURE_SIGN = re.compile(r"\s?(%|°[CF]?)", re.IGNORECASE)
_AFTER_WORDS = re.compile(r"[\s-]([A-Za-z][\w’'-]*)")
_FATE = re.compile(
    r"\s+(?:(?:more|others|other|of\sthem|people|were|was|are|is|have|has|had|been|being|reported|confirmed|also|left|"
    r"reportedly|feared|who)\s+){0,4}(killed|dead|died|injured|wounded|hurt|arrested|detained|missing|displaced|"
    r"captured|abducted|kidnapped)\b"
)
_ABOUT = (
    r"(?:(?:at\sleast|about|around|nearly|almost|some|more\sthan|over|up\sto|as\smany\sas|another|an\sestimated|"
    r"roughly|approximately|the)\s){0,2}"
)
_DONE = re.compile(
    rf"\b(?:(kill|injur|wound)(?:ed|ing|es|e|s)?\s|(death|fatalit)[\w\s]{{0,24}}(?:of|to|at|reached|reaches|passed|topped)\s){_ABOUT}$",
    re.IGNORECASE,
)
_ENDS_A_NOUN = frozenset(
    words(
        """of in on at to for from by with and or but as that which who is are was were be been has have had will would
        can could may might must should than into over under after before since during against about between
        through within per the a an this these those its their his her our it he she they we i you said says
        when while where if not no there then also only more most so because until near across along around
        inside outside ago later earlier away apart long old high wide deep"""
    )
)


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    if _is_no_figure(text, match):
        return None
    value = _value(match)
    if match["sign"]:
        return Figure(start, end, value, _currency(match["sign"]))
    measured = _measured(text, end)
    if measured is not None:
        name, unit_end = measured
        cents = 0.01 if name == "cent" else 1.0
        return Figure(start, unit_end, round(value * cents, 6), MEASURES.get(name) or CURRENCY_NAMES[name])
    if _is_year(match):
        return None
    unit, unit_end = _counted(text, start, end, value)
    return Figure(start, unit_end, value, unit) if unit else None


def _is_no_figure(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _BROKEN.match(text, end):
        return True
    before = text[max(0, start - 14) : start]
    if match["sign"]:
        return False
    return bool(
        _DATE_BEFORE.search(before) or _NAMED.search(before) or (match["digits"] and _DATE_AFTER.match(text, end))
    )


def _value(match: re.Match[str]) -> float:
    if match["words"]:
        return words_value(match["words"])
    return round(digits_value(match["digits"]) * scale_value(match["scale"] or ""), 6)


def _is_year(match: re.Match[str]) -> bool:
    digits = match["digits"] or ""
    return not match["scale"] and len(digits) == 4 and "1500" <= digits <= "2100"


def _currency(sign: str) -> str:
    sign = sign.strip()
    return CURRENCY_SIGNS.get(sign.lower()) or sign.upper()


def _measured(text: str, end: int) -> tuple[str, int] | None:
    """The measure or currency that follows a number, at most three words of it, and where it ends."""
    sign = _MEASURE_SIGN.match(text, end)
    if sign is not None:
        return sign.group(1).lower(), sign.end()
    phrase, place, best = "", end, None
    for _ in range(3):
        match = _UNIT_WORD.match(text, place)
        if match is None:
            break
        place = match.end()
        phrase = f"{phrase} {match.group(1).lower()}".strip()
        name = _unit_name(phrase)
        best = (name, place) if name else best
    return best


def _unit_name(phrase: str) -> str:
    for name in (phrase, singular(phrase), re.sub(r"^(\w+)s\b", r"\1", phrase), phrase.rstrip(".")):
        if name in MEASURES or name in CURRENCY_NAMES:
            return name
    return ""


def _counted(text: str, start: int, end: int, value: float) -> tuple[str, int]:
    """The unit of a count and where its noun ends; an empty unit when nothing is counted."""
    noun, noun_end = _noun(text, end, value)
    if not noun or noun in PERSONS:
        fate = _fate(text, start, noun_end)
        return (fate or noun), noun_end
    return COUNTED.get(noun, noun), noun_end


def _fate(text: str, start: int, end: int) -> str:
    after = _FATE.match(text, end)
    if after:
        return COUNTED[after.group(1).lower()]
    before = _DONE.search(text, max(0, start - 60), start)
    if before is None:
        return ""
    return "killed" if before.group(2) or before.group(1).lower() == "kill" else "injured"


def _noun(text: str, end: int, value: float) -> tuple[str, int]:
    """The noun counted by the number that ends at ``end``: the first plural within four words."""
    place = end
    for _ in range(4):
        match = _AFTER_WORDS.match(text, place)
        if match is None or match.group(1).lower() in _ENDS_A_NOUN:
            break
        word, place = match.group(1), match.end()
        lower = word.lower()
        if lower in COUNTED:
            return (COUNTED[lower], place) if match.start() == end else ("", end)
        if lower in PLURALS or (
            len(word) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s"))
        ):
            return singular(word), place
        if value == 1 and lower in PERSONS:
            return lower, place
    return "", end
