"""Dates in a text and what they mean, given the day it was published.

Full dates, days and months without a year, weekdays, relative expressions ("earlier this month", "two years ago"),
quarters, seasons, years, decades, and vague references to past, present and future. Spans and values are as in
TimeBank: "Nov. 2", not "on Nov. 2". Durations ("for two years") and bare times of day are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from store.language.date_patterns import MONTH_NAMES
from store.language.date_rules import CLUES, RULES, Clue, Expression
from store.language.timex import parse_day
from store.model import DateMention, Span


def dates(text: str, published: str = "") -> tuple[DateMention, ...]:
    """The dates of ``text`` in order, none overlapping another.

    ``published`` is ISO 8601. Without it, what depends on it stays unknown: ``XXXX-11-21``.
    """
    anchor = parse_day(published)
    found: list[DateMention] = []
    for window, clues in _windows(text):
        found += _within(text, window, clues, anchor)
    return tuple(found)


def _within(text: str, window: Span, clues: set[Clue], anchor: date | None) -> list[DateMention]:
    """The dates of one window: what an earlier rule took, a later one leaves alone."""
    found: list[DateMention] = []
    taken = bytearray(window.end - window.start + 1)
    for clue, pattern, meaning in RULES:
        if clue not in clues:
            continue
        for match in pattern.finditer(text, window.start, window.end):
            for each in meaning(Expression(match, text, anchor)):
                place = slice(each.start - window.start, each.end - window.start)
                if each.value and not any(taken[place]):
                    found.append(each)
                    taken[place] = b"\1" * (each.end - each.start)
    return sorted(found, key=lambda each: each.start)


def _windows(text: str) -> Iterator[tuple[Span, set[Clue]]]:
    """Where dates may stand: the surroundings of every word that is a clue, with the kinds of clue they hold."""
    start = end = -1
    clues: set[Clue] = set()
    for word in _WORD.finditer(text):
        clue = _clue(word.group())
        if clue is None:
            continue
        if word.start() - _REACH > end:
            if clues:
                yield Span(start, end), clues
            start, clues = _between_words(text, max(word.start() - _REACH, end, 0), -1), set()
        clues.add(clue)
        end = _between_words(text, min(word.end() + _REACH, len(text)), 1)
    if clues:
        yield Span(start, end), clues


_REACH = 40
"""How far from its clue an expression may begin or end, in characters."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_MONTH_WORDS = frozenset(MONTH_NAMES) | {name[:3] for name in MONTH_NAMES} | {name.upper() for name in MONTH_NAMES}
_WEEKDAY_WORDS = frozenset(f"{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"))


def _clue(word: str) -> Clue | None:
    if word[0].isdigit():
        return "digit"
    if word in _MONTH_WORDS or word == "Sept":
        return "month"
    if word in _WEEKDAY_WORDS:
        return "weekday"
    return "word" if word.lower() in CLUES else None


def _between_words(text: str, place: int, step: int) -> int:
    """The nearest edge of a word from ``place`` on, so that no window begins or ends within one; at most 40 away."""
    for _ in range(_REACH):
        if not 0 < place < len(text) or text[place - 1].isspace() or text[place].isspace():
            break
        place += step
    return place
