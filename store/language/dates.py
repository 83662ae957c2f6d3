"""Dates in a text and what they mean, given the day it was published.

Full dates, days and months without a year, weekdays, relative expressions ("earlier this month", "two years ago"),
quarters, seasons, years, decades, and vague references to past, present and future. Spans and values are as in
TimeBank: "Nov. 2", not "on Nov. 2". Durations ("for two years") and bare times of day are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from store.language import timex
from store.language.numbers import WORDS, words_value
from store.language.tense import tense_around
from store.language.timex import Tense
from store.language.wordlists import words
from store.model import DateMention


def dates(text: str, published: str = "") -> tuple[DateMention, ...]:
    """The dates of ``text`` in order, none overlapping another.

    ``published`` is ISO 8601. Without it, what depends on it stays unknown: ``XXXX-11-21``.
    """
    anchor = timex.parse_day(published)
    taken: dict[int, DateMention] = {}
    covered = bytearray(len(text) + 1)
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            for found in resolve(_Expression(match, text, anchor)):
                if found.value and not any(covered[found.start : found.end]):
                    taken[found.start] = found
                    covered[found.start : found.end] = b"\1" * (found.end - found.start)
    return tuple(taken[start] for start in sorted(taken))


@dataclass(frozen=True, slots=True)
class _Expression:
    """A match of a rule, and what its value may depend on."""

    match: re.Match[str]
    text: str
    anchor: date | None

    def __getitem__(self, group: str) -> str:
        return self.match[group] or ""

    def has(self, group: str) -> bool:
        return self.match[group] is not None

    def tense(self) -> Tense:
        return tense_around(self.text, self.match.start(), self.match.end())

    def mention(self, value: str, group: str | int = 0) -> DateMention:
        start, end = self.match.span(group)
        return DateMention(start, end, value)


_Rule = Callable[[_Expression], Iterator[DateMention]]

_MONTH_NAMES = words("january february march april may june july august september october november december")
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_WEEKDAYS = {name[:3]: number for number, name in enumerate(words("mon tue wed thu fri sat sun"))}
_M = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|June?\b\.?|July?\b\.?|Aug(?:ust|\b\.?)|"
    r"Sept?(?:ember|\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?)|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\."
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_N = rf"(?:\d{{1,3}}|an?|{WORDS})"
_PART = r"(?:morning|afternoon|evening|night)"
_PARTS = {"mor": "TMO", "aft": "TAF", "eve": "TEV", "nig": "TNI"}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def _month(name: str) -> int:
    return _MONTHS[name.lower()[:3]]


def _day(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _full(found: _Expression) -> Iterator[DateMention]:
    month = _month(found["month"])
    yield found.mention(timex.full_day(int(found["year"]), month, _day(found["day"])))


def _month_day(found: _Expression) -> Iterator[DateMention]:
    month, tense = _month(found["month"]), found.tense()
    start = found.match.start()
    yield DateMention(start, found.match.end("day"), _resolved_day(found, month, "day", tense))
    if found.has("until"):
        yield found.mention(_resolved_day(found, month, "until", tense), "until")


def _day_month(found: _Expression) -> Iterator[DateMention]:
    month, tense = _month(found["month"]), found.tense()
    if found.has("from"):
        yield found.mention(_resolved_day(found, month, "from", tense), "from")
    yield found.mention(_resolved_day(found, month, "day", tense), "date")


def _resolved_day(found: _Expression, month: int, group: str, tense: Tense) -> str:
    day = _day(found[group])
    if found.has("year"):
        return timex.full_day(int(found["year"]), month, day)
    return timex.day_of_month(month, day, found.anchor, tense)


def _iso(found: _Expression) -> Iterator[DateMention]:
    yield found.mention(timex.full_day(int(found["year"]), int(found["month"]), int(found["day"])))


def _numeric(found: _Expression) -> Iterator[DateMention]:
    """Day and month in figures: whichever order makes a date, nearest to the day of publication when both do."""
    first, second = int(found["first"]), int(found["second"])
    year = int(found["year"]) + (0 if len(found["year"]) == 4 else 1900 if int(found["year"]) > 68 else 2000)
    readings = [value for value in (timex.full_day(year, first, second), timex.full_day(year, second, first)) if value]
    if readings:
        yield found.mention(min(readings, key=lambda value: _days_from(value, found.anchor)))


def _days_from(value: str, anchor: date | None) -> int:
    return abs((date.fromisoformat(value) - anchor).days) if anchor else 0


def _month_year(found: _Expression) -> Iterator[DateMention]:
    number = _month(found["month"])
    if found.has("year"):
        yield found.mention(f"{found['year']}-{number:02d}")
    elif found.anchor:
        years = {"last": -1, "next": 1}.get(found["which"].lower(), 0)
        yield found.mention(f"{timex.year(found.anchor, years)}-{number:02d}")


def _weekday(found: _Expression) -> Iterator[DateMention]:
    which = {"past": "last", "coming": "next"}.get(found["which"].lower(), found["which"].lower())
    number = _WEEKDAYS[found["weekday"].lower()[:3]]
    tense: Tense = "" if which else found.tense()
    value = timex.weekday(number, found.anchor, which, "future" if which == "this" else tense)
    yield found.mention(value + _PARTS.get(found["part"].lower()[:3], ""), "span")


def _near_day(found: _Expression) -> Iterator[DateMention]:
    word = found["day"].lower()
    days = (
        {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        + (found["hop"].lower() == "after")
        - (found["hop"].lower() == "before")
    )
    yield found.mention(timex.shifted(found.anchor, days) + _PARTS.get(found["part"].lower()[:3], ""))


def _part_of_day(found: _Expression) -> Iterator[DateMention]:
    word = found.match.group().lower()
    days, part = (
        (-1, "TNI")
        if word == "last night"
        else (0, "TNI")
        if word == "tonight"
        else (0, _PARTS[found["part"].lower()[:3]])
    )
    yield found.mention(timex.shifted(found.anchor, days) + part)


def _ago(found: _Expression) -> Iterator[DateMention]:
    count, unit = found["count"].lower(), found["unit"].lower()
    if found.has("vague"):
        yield found.mention("PAST_REF")
        return
    number = int(count) if count.isdigit() else int(words_value(count))
    yield found.mention(_moved(found.anchor, unit, -number))


def _moved(anchor: date | None, unit: str, count: int) -> str:
    """The day, week, month or year ``count`` of them away."""
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


def _relative(found: _Expression) -> Iterator[DateMention]:
    unit, steps = found["unit"].lower(), _WHICH[found["which"].lower()]
    if unit in _SEASONS:
        yield found.mention(f"{timex.year(found.anchor, steps)}-{_SEASONS[unit]}")
    elif unit[:3] in _MONTHS and unit != "month":
        which = {-1: "last", 0: "this", 1: "next"}[steps]
        yield found.mention(timex.named_month(_MONTHS[unit[:3]], found.anchor, which, ""))
    else:
        yield found.mention(_moved(found.anchor, unit, steps))


def _weekend(found: _Expression) -> Iterator[DateMention]:
    steps = 0 if found.tense() == "future" or (found.anchor and found.anchor.weekday() >= 5) else -1
    yield found.mention(timex.week(found.anchor, steps) + "-WE", "span")


def _quarter(found: _Expression) -> Iterator[DateMention]:
    number = {"fir": 1, "sec": 2, "thi": 3, "fou": 4}[found["which"].lower()[:3]]
    if found.has("year"):
        yield found.mention(f"{found['year']}-Q{number}")
    else:
        yield found.mention(timex.named_quarter(number, found.anchor))


def _season(found: _Expression) -> Iterator[DateMention]:
    yield found.mention(f"{found['year']}-{_SEASONS[found['season'].lower()]}")


def _bare_month(found: _Expression) -> Iterator[DateMention]:
    yield found.mention(timex.named_month(_month(found["month"]), found.anchor, "", found.tense()), "span")


def _decade(found: _Expression) -> Iterator[DateMention]:
    digits = found["decade"]
    yield found.mention(digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def _century(found: _Expression) -> Iterator[DateMention]:
    yield found.mention(f"{_day(found['number']) - 1:02d}")


def _year(found: _Expression) -> Iterator[DateMention]:
    yield found.mention(found["year"], "span")


def _present(found: _Expression) -> Iterator[DateMention]:
    yield found.mention("PRESENT_REF")


def _past(found: _Expression) -> Iterator[DateMention]:
    yield found.mention("PAST_REF")


def _future(found: _Expression) -> Iterator[DateMention]:
    yield found.mention("FUTURE_REF")


_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_TIMES = r"(?:(?:earlier|later|early|late|mid)[\s-])?"
_I = re.IGNORECASE
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (re.compile(rf"\b(?:(?:{_W}),?\s+)?(?P<month>{_M})\s+(?P<day>{_D}),?\s+{_YEAR}"), _full),
    (re.compile(rf"\b(?:(?:{_W}),?\s+)?(?:the\s)?(?P<day>{_D})\s+(?:of\s)?(?P<month>{_M}),?\s+{_YEAR}"), _full),
    (re.compile(r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])"), _iso),
    (
        re.compile(
            r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d/.-]*\d)"
        ),
        _numeric,
    ),
    (
        re.compile(
            rf"\b(?:(?:{_W}),?\s+)?(?P<month>{_M})\s+(?P<day>{_D})(?:\s?(?:-|–|—|to|and|or)\s?(?P<until>{_D})\b(?!\s?[A-Za-z%:]*(?:{_M}))(?:,\s{_YEAR})?)?"
            r"(?![\d:%])(?!,\d{3})(?P<never>(?!))?".replace("(?P<never>(?!))?", "")
        ),
        _month_day,
    ),
    (
        re.compile(
            rf"\b(?:(?P<from>{_D})\s?(?:-|–|—|to|and|or)\s?)?(?P<date>(?:(?:{_W}),?\s+)?(?:the\s)?(?P<day>{_D})\s+(?:of\s)?(?P<month>{_M})(?!\w)(?:,?\s+{_YEAR})?)"
        ),
        _day_month,
    ),
    (
        re.compile(
            rf"\b(?:(?:early|late|mid)[\s-])?(?P<month>{_M}),?\s+(?:of\s+)?(?:(?P<which>last|this|next)\syear|{_YEAR})"
        ),
        _month_year,
    ),
    (
        re.compile(
            r"\b(?:the\s)?(?:(?:early|late)\s)?(?P<which>first|second|third|fourth)[\s-]quarter(?:\s(?:of\s)?"
            + _YEAR
            + ")?",
            _I,
        ),
        _quarter,
    ),
    (
        re.compile(
            rf"\b(?:the\s)?(?:(?:early|late|mid)[\s-])?(?P<season>spring|summer|fall|autumn|winter)\s(?:of\s)?{_YEAR}",
            _I,
        ),
        _season,
    ),
    (
        re.compile(
            rf"\b(?P<span>(?:(?P<which>last|next|this|past|coming)\s)?(?:(?:early|late)\s)?(?P<weekday>{_W})(?:\s(?P<part>{_PART}))?)(?!\w)",
            _I,
        ),
        _weekday,
    ),
    (
        re.compile(
            rf"\b(?:(?:the\s)?day\s(?P<hop>before|after)\s)?(?P<day>today|yesterday|tomorrow)(?:\s(?P<part>{_PART}))?\b",
            _I,
        ),
        _near_day,
    ),
    (re.compile(r"\b(?:this\s(?P<part>morning|afternoon|evening)|tonight|last\snight)\b", _I), _part_of_day),
    (
        re.compile(
            rf"\b(?:(?P<vague>several|a\sfew|some|many|a\scouple\sof|a\snumber\sof)|(?:about\s)?(?P<count>{_N}))[\s-](?P<unit>day|week|month|year|decade)s?[\s-]ago\b",
            _I,
        ),
        _ago,
    ),
    (re.compile(r"\b(?P<count>an?)[\s-](?P<unit>year)[\s-](?:earlier|before)\b(?P<vague>(?!))?", _I), _ago),
    (
        re.compile(
            rf"\b{_TIMES}(?:the\s)?(?P<which>last|this|next|previous|past|current|coming)\s(?P<unit>week|weekend|month|year|quarter|decade|century|spring|summer|fall|autumn|winter|"
            rf"{'|'.join(_MONTH_NAMES)})\b",
            _I,
        ),
        _relative,
    ),
    (re.compile(r"\b(?:over|at|during|on)\s(?P<span>the\sweekend)\b", _I), _weekend),
    (
        re.compile(r"\b(?:the\s)?(?:(?:early|late|mid)[\s-])?(?P<decade>(?:1[5-9]|20)\d0|(?<=['’‘])\d0)['’]?s\b"),
        _decade,
    ),
    (re.compile(r"\b(?:the\s)?(?P<number>\d\d?(?:st|th|nd|rd))[\s-]century\b", _I), _century),
    (
        re.compile(
            rf"(?<![\w.,$£€-])(?P<span>(?:(?:early|late|mid)[\s-])?{_YEAR})(?![\w%]|,\d|\.\d|[\s-](?:people|dollars|miles|km|feet|euros|troops|soldiers|points))"
        ),
        _year,
    ),
    (
        re.compile(
            rf"\b(?:in|since|by|until|till|of|from|through|during|between|and|to|every|for|before|after)\s(?P<span>(?:(?:early|late|mid)[\s-])?(?P<month>{_M}))(?!\w)(?!\s\d)"
        ),
        _bare_month,
    ),
    (re.compile(rf"\b(?P<span>(?:early|late|mid)[\s-](?P<month>{_M}))(?!\w)"), _bare_month),
    (
        re.compile(
            r"\b(?P<span>(?P<month>January|February|July|September|October|November|December))\b(?!\s\d|\s[A-Z])"
        ),
        _bare_month,
    ),
    (re.compile(r"\b(?:now|currently|nowadays|these\sdays|at\spresent|at\sthe\smoment)\b", _I), _present),
    (
        re.compile(
            r"\b(?:recently|previously|long\sago|in\sthe\spast|the\spast(?=[.,;])|(?:the\s)?(?:recent|past\sfew)\s(?:days|weeks|months|years|decades|times))\b",
            _I,
        ),
        _past,
    ),
    (
        re.compile(
            r"\b(?:soon|the\s(?:near\s|foreseeable\s)?future|(?:the\s)?coming\s(?:days|weeks|months|years|decades))\b",
            _I,
        ),
        _future,
    ),
)
