"""What each expression that names a date means: its pattern, what brings it into question, and its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.language import date_patterns as patterns
from store.language import timex
from store.language.numbers import words_value
from store.language.tense import tense_around
from store.language.timex import Tense
from store.language.wordlists import words
from store.model import DateMention

Clue = Literal["month", "weekday", "digit", "word"]
"""A kind of word without which a rule cannot match: a month, a day of the week, figures, or one of ``CLUES``."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A match of a rule's pattern, and what its value may depend on."""

    match: re.Match[str]
    text: str
    anchor: date | None

    def __getitem__(self, group: str) -> str:
        """The words of ``group`` in lower case, empty when it took no part."""
        return (self.match[group] or "").lower()

    def tense(self) -> Tense:
        return tense_around(self.text, self.match.start(), self.match.end())

    def mention(self, value: str, group: str | int = 0) -> DateMention:
        start, end = self.match.span(group)
        return DateMention(start, end, value)


Meaning = Callable[[Expression], Iterator[DateMention]]

_MONTHS = {name[:3].lower(): number for number, name in enumerate(patterns.MONTH_NAMES, start=1)}
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_PARTS = {"": "", "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_STEPS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _month(found: Expression) -> int:
    return _MONTHS[found["month"][:3]]


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _full(found: Expression) -> Iterator[DateMention]:
    yield found.mention(timex.full_day(int(found["year"]), _month(found), _number(found["day"])))


def _iso(found: Expression) -> Iterator[DateMention]:
    yield found.mention(timex.full_day(int(found["year"]), int(found["month"]), int(found["day"])))


def _numeric(found: Expression) -> Iterator[DateMention]:
    """Day and month in figures: whichever order makes a date, the nearer to the day of publication when both do."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    year += 0 if year > 99 else 1900 if year > 68 else 2000
    values = [value for value in (timex.full_day(year, first, second), timex.full_day(year, second, first)) if value]
    if values:
        anchor = found.anchor
        yield found.mention(
            min(values, key=lambda each: abs((date.fromisoformat(each) - anchor).days) if anchor else 0)
        )


def _nine_eleven(found: Expression) -> Iterator[DateMention]:
    yield found.mention("2001-09-11")


def _month_day(found: Expression) -> Iterator[DateMention]:
    tense = found.tense()
    yield DateMention(found.match.start(), found.match.end("day"), _day_of(found, "day", tense))
    if found["until"]:
        yield found.mention(_day_of(found, "until", tense), "until")


def _day_month(found: Expression) -> Iterator[DateMention]:
    tense = found.tense()
    if found["from"]:
        yield found.mention(_day_of(found, "from", tense), "from")
    yield found.mention(_day_of(found, "day", tense), "date")


def _day_of(found: Expression, group: str, tense: Tense) -> str:
    day = _number(found[group])
    if found["year"]:
        return timex.full_day(int(found["year"]), _month(found), day)
    return timex.day_of_month(_month(found), day, found.anchor, tense)


def _month_year(found: Expression) -> Iterator[DateMention]:
    yield found.mention(f"{_year_of(found, 'which')}-{_month(found):02d}")


def _year_of(found: Expression, relative: str) -> str:
    return found["year"] or timex.year(found.anchor, _STEPS[found[relative]])


def _quarter(found: Expression) -> Iterator[DateMention]:
    number = _ORDINALS[found["which"]]
    if found["year"] or found["relative"]:
        yield found.mention(f"{_year_of(found, 'relative')}-Q{number}")
    else:
        yield found.mention(timex.named_quarter(number, found.anchor))


def _half(found: Expression) -> Iterator[DateMention]:
    yield found.mention(f"{_year_of(found, 'relative')}-H{_ORDINALS[found['which']]}")


def _season(found: Expression) -> Iterator[DateMention]:
    yield found.mention(f"{found['year']}-{_SEASONS[found['season']]}")


def _weekday(found: Expression) -> Iterator[DateMention]:
    which = {"past": "last", "coming": "next"}.get(found["which"], found["which"])
    tense: Tense = "future" if which == "this" else "" if which else found.tense()
    value = timex.weekday(_WEEKDAYS[found["weekday"][:3]], found.anchor, which, tense)
    yield found.mention(value + _PARTS[found["part"]])


def _near_day(found: Expression) -> Iterator[DateMention]:
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["day"]] + {"": 0, "before": -1, "after": 1}[found["hop"]]
    yield found.mention(timex.shifted(found.anchor, days) + _PARTS[found["part"]])


def _part_of_day(found: Expression) -> Iterator[DateMention]:
    days = -1 if found.match.group().lower() == "last night" else 0
    yield found.mention(timex.shifted(found.anchor, days) + _PARTS[found["part"] or "night"])


def _ago(found: Expression) -> Iterator[DateMention]:
    count = found["count"] or "a"
    number = int(count) if count.isdigit() else int(words_value(count))
    yield found.mention(_moved(found.anchor, found["unit"] or found["earlier"], -number))


def _relative(found: Expression) -> Iterator[DateMention]:
    unit, which = found["unit"], found["which"]
    if unit in _SEASONS:
        yield found.mention(timex.named_season(_SEASONS[unit], found.anchor, which))
    else:
        yield found.mention(_moved(found.anchor, unit, _STEPS[which]))


def _moved(anchor: date | None, unit: str, count: int) -> str:
    """The value of the day, week, month … that is ``count`` of them away."""
    match unit:
        case "day":
            return timex.shifted(anchor, count)
        case "week":
            return timex.week(anchor, count)
        case "weekend":
            return timex.week(anchor, count) + "-WE"
        case "month":
            return timex.month(anchor, count)
        case "quarter":
            return timex.quarter(anchor, count)
        case "decade":
            return timex.year(anchor, 10 * count)[:3]
        case "century":
            return timex.year(anchor, 100 * count)[:2]
    return timex.year(anchor, count)


def _relative_month(found: Expression) -> Iterator[DateMention]:
    which = found["which"].replace("past", "last")
    yield found.mention(timex.named_month(_month(found), found.anchor, which, ""))


def _weekend(found: Expression) -> Iterator[DateMention]:
    """ "Over the weekend": the one before, unless it is on or a verb looks ahead."""
    begun = found.anchor is not None and found.anchor.weekday() > 4
    steps = 0 if begun or found.tense() == "future" else -1
    yield found.mention(timex.week(found.anchor, steps) + "-WE", "span")


def _decade(found: Expression) -> Iterator[DateMention]:
    digits = found["decade"]
    yield found.mention(digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def _century(found: Expression) -> Iterator[DateMention]:
    yield found.mention(f"{max(0, _number(found['number']) - 1):02d}")


def _year(found: Expression) -> Iterator[DateMention]:
    yield found.mention(found["year"], "span")


def _named_month(found: Expression) -> Iterator[DateMention]:
    yield found.mention(timex.named_month(_month(found), found.anchor, "", found.tense()), "span")


def _reference(value: str) -> Meaning:
    def meaning(found: Expression) -> Iterator[DateMention]:
        yield found.mention(value)

    return meaning


RULES: tuple[tuple[Clue, re.Pattern[str], Meaning], ...] = (
    ("month", patterns.FULL, _full),
    ("month", patterns.FULL_DAY_FIRST, _full),
    ("digit", patterns.ISO, _iso),
    ("digit", patterns.NUMERIC, _numeric),
    ("digit", patterns.NINE_ELEVEN, _nine_eleven),
    ("month", patterns.MONTH_DAY, _month_day),
    ("month", patterns.DAY_MONTH, _day_month),
    ("month", patterns.MONTH_YEAR, _month_year),
    ("word", patterns.QUARTER, _quarter),
    ("word", patterns.HALF, _half),
    ("word", patterns.SEASON, _season),
    ("weekday", patterns.WEEKDAY, _weekday),
    ("word", patterns.NEAR_DAY, _near_day),
    ("word", patterns.PART_OF_DAY, _part_of_day),
    ("word", patterns.AGO, _ago),
    ("word", patterns.LONG_AGO, _reference("PAST_REF")),
    ("word", patterns.RELATIVE, _relative),
    ("month", patterns.RELATIVE_MONTH, _relative_month),
    ("word", patterns.WEEKEND, _weekend),
    ("digit", patterns.DECADE, _decade),
    ("digit", patterns.CENTURY, _century),
    ("digit", patterns.YEAR, _year),
    ("digit", patterns.YEAR_AFTER_DASH, _year),
    ("month", patterns.MONTH_AFTER_WORD, _named_month),
    ("month", patterns.EARLY_MONTH, _named_month),
    ("month", patterns.MONTH, _named_month),
    ("word", patterns.PRESENT, _reference("PRESENT_REF")),
    ("word", patterns.FUTURE, _reference("FUTURE_REF")),
)
"""Rules in the order in which they are tried: what an earlier one took, a later one leaves alone."""

CLUES: frozenset[str] = frozenset(
    words(
        """quarter half spring summer fall autumn winter today yesterday tomorrow morning afternoon evening tonight
        night ago earlier before recently previously past recent week weekend month year decade century now
        currently nowadays days present moment soon future coming weekend weeks months years decades times"""
    )
)
"""Words of which a rule for "word" needs one."""
