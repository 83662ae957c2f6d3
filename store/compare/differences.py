"""What two aligned sentences give differently: numbers, money, dates, designations, and who vouches for it how firmly.

Values are compared only within one unit, and only where each sentence has a single value of it; a value that both have
is no difference. What is found is shown, never judged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from store.compare.agreement import dates_agree, designations_agree, numbers_agree
from store.compare.alignment import article_keys
from store.compare.vouching import Voices, vouched_differently
from store.model import AlignedPair, DateMention, Difference, DifferenceKind, Figure, Reading, Span


def differences(readings: Sequence[Reading], alignment: Iterable[AlignedPair]) -> tuple[Difference, ...]:
    """The differences within the strong pairs of ``alignment``, in its order and without repeats.

    Numbers and designations are given as they stand, dates by their TIMEX3 value. Symmetric in its readings.
    """
    sides = {key: _Side(reading) for key, reading in zip(article_keys(readings), readings, strict=True)}
    found: list[Difference] = []
    for pair in alignment:
        if pair.strength == "strong":
            found += [each for each in _within(sides, pair) if each not in found]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value as it is compared and as it is shown."""

    span: Span
    compared: Any
    shown: str


_Group = tuple[DifferenceKind, str]
"""What may be compared: the kind of difference and the unit, precision or family of codes."""


_Item = TypeVar("_Item", Figure, DateMention)


class _Side:
    """A reading and where its values stand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.voices = Voices(reading)
        self.figure_starts = [each.start for each in reading.figures]
        self.date_starts = [each.start for each in reading.dates]

    def values(self, sentence: Span) -> dict[_Group, list[_Value]]:
        found: dict[_Group, list[_Value]] = defaultdict(list)
        for group, value in (*self._figures(sentence), *self._dates(sentence), *self._designations(sentence)):
            found[group].append(value)
        return found

    def _figures(self, sentence: Span) -> Iterator[tuple[_Group, _Value]]:
        for each in _standing(self.reading.figures, self.figure_starts, sentence):
            kind: DifferenceKind = "money" if _CURRENCY.fullmatch(each.unit) else "number"
            yield (kind, each.unit), _Value(Span(each.start, each.end), each.value, self._text(each.start, each.end))

    def _dates(self, sentence: Span) -> Iterator[tuple[_Group, _Value]]:
        for each in _standing(self.reading.dates, self.date_starts, sentence):
            precision = _precision(each.value)
            if precision:
                yield ("date", precision), _Value(Span(each.start, each.end), each.value, each.value)

    def _designations(self, sentence: Span) -> Iterator[tuple[_Group, _Value]]:
        for match in _DESIGNATION.finditer(self.reading.text, sentence.start, sentence.end):
            yield ("designation", match.group(1)), _Value(Span(*match.span()), match.group(2), match.group())

    def _text(self, start: int, end: int) -> str:
        return self.reading.text[start:end]


_CURRENCY = re.compile(r"[A-Z]{3}")
_DESIGNATION = re.compile(r"\b([A-Z][A-Za-z]{0,14}(?:-[A-Z]{1,3})?)-?(?<=[A-Za-z-])(\d{1,4}[A-Za-z]{0,3}\d?)\b")
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-\d")
_AGREE: Mapping[DifferenceKind, Callable[[Any, Any], bool]] = {
    "number": numbers_agree,
    "money": numbers_agree,
    "date": dates_agree,
    "designation": designations_agree,
}


def _precision(value: str) -> str:
    """Only days, months and years are compared, each with its own kind."""
    if _DAY.match(value):
        return "day"
    return {7: "month", 4: "year"}.get(len(value), "") if re.fullmatch(r"\d{4}(?:-\d\d)?", value) else ""


def _standing(items: Sequence[_Item], starts: Sequence[int], sentence: Span) -> Sequence[_Item]:
    return items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _within(sides: Mapping[int, _Side], pair: AlignedPair) -> Iterator[Difference]:
    (one, here), (other, there) = pair.spans.items()
    left, right = sides[one].values(here), sides[other].values(there)
    for group in sorted(left.keys() & right.keys()):
        chosen = _differing(group[0], left[group], right[group])
        if chosen:
            spans = {one: chosen[0].span, other: chosen[1].span}
            yield Difference(group[0], spans, {one: chosen[0].shown, other: chosen[1].shown})
    for mine, theirs in vouched_differently(sides[one].voices, here, sides[other].voices, there):
        values = {one: sides[one].voices.text(mine), other: sides[other].voices.text(theirs)}
        yield Difference("attribution", {one: mine, other: theirs}, values)


def _differing(kind: DifferenceKind, left: Sequence[_Value], right: Sequence[_Value]) -> tuple[_Value, _Value] | None:
    """The first value of each side when each has one only and the two do not agree."""
    agree = _AGREE[kind]
    if len({each.compared for each in left}) > 1 or len({each.compared for each in right}) > 1:
        return None
    return None if agree(left[0].compared, right[0].compared) else (left[0], right[0])
