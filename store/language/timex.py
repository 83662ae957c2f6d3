"""TIMEX3 values: days, weeks, months, quarters and years counted from the day of publication.

A value names what is known and writes X for what is not: without a day of publication "Nov. 21" is ``XXXX-11-21`` and
"Tuesday" is ``XXXX-WXX-2``. Values follow the TimeML annotation guidelines 1.2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import Literal

Tense = Literal["past", "future", ""]
"""What the words around an expression say of its direction from the day of publication."""

UNKNOWN_DAY = "XXXX-XX-XX"
_AGAINST_TENSE = 4.0
_AHEAD = 2.0


def parse_day(published: str) -> date | None:
    """The day of an ISO 8601 date or time; None when it is not known to the day."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def full_day(year: int, month: int, day: int) -> str:
    """The value of a full date, empty when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def day_of_month(month: int, day: int, anchor: date | None, tense: Tense) -> str:
    """A day without a year: the one nearest to ``anchor``, the past preferred unless ``tense`` says otherwise."""
    if anchor is None:
        return f"XXXX-{month:02d}-{day:02d}" if full_day(2000, month, day) else ""
    nearest = min(_candidates(month, day, anchor), key=lambda each: _distance(each, anchor, tense), default=None)
    return nearest.isoformat() if nearest else ""


def _candidates(month: int, day: int, anchor: date) -> Iterator[date]:
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        value = full_day(year, month, day) if 0 < year <= MAXYEAR else ""
        if value:
            yield date.fromisoformat(value)


def _distance(day: date, anchor: date, tense: Tense) -> float:
    days = (day - anchor).days
    if tense == "future":
        return days if days >= 0 else -days * _AGAINST_TENSE
    return -days if days <= 0 else days * (_AGAINST_TENSE if tense == "past" else _AHEAD)


def weekday(number: int, anchor: date | None, which: str, tense: Tense) -> str:
    """A day of the week, Monday being 0. ``which`` is "last", "next" or empty.

    "Last" is the nearest before the anchor and "next" the nearest after; a bare day is the anchor's own, or else the
    nearest in the direction of ``tense``, by default the past.
    """
    if anchor is None:
        return f"XXXX-WXX-{number + 1}"
    since = (anchor.weekday() - number) % 7
    if which == "next":
        return shifted(anchor, 7 - since)
    if which == "last":
        return shifted(anchor, -(since or 7))
    return shifted(anchor, 7 - since if tense == "future" and since else -since)


def shifted(anchor: date | None, days: int) -> str:
    """The day so many days after ``anchor``."""
    if anchor is None:
        return UNKNOWN_DAY
    try:
        return (anchor + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def week(anchor: date | None, weeks: int) -> str:
    """The ISO week so many weeks after the one of ``anchor``."""
    day = shifted(anchor, 7 * weeks)
    if not day or anchor is None:
        return "XXXX-WXX" if day else ""
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04d}-W{number:02d}"


def month(anchor: date | None, months: int) -> str:
    """The month so many months after the one of ``anchor``."""
    if anchor is None:
        return "XXXX-XX"
    count = anchor.year * 12 + anchor.month - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}" if 12 <= count < 12 * MAXYEAR else ""


def year(anchor: date | None, years: int) -> str:
    """The year so many years after the one of ``anchor``."""
    if anchor is None:
        return "XXXX"
    return f"{anchor.year + years:04d}" if 0 < anchor.year + years <= MAXYEAR else ""


def quarter(anchor: date | None, quarters: int) -> str:
    """The quarter so many quarters after the one of ``anchor``."""
    if anchor is None:
        return "XXXX-QX"
    count = anchor.year * 4 + (anchor.month - 1) // 3 + quarters
    return f"{count // 4:04d}-Q{count % 4 + 1}" if count >= 4 else ""


def named_month(number: int, anchor: date | None, which: str, tense: Tense) -> str:
    """A month named without a year: the last one up to the anchor's, or the next with "next" or a future verb."""
    if anchor is None:
        return f"XXXX-{number:02d}"
    if which == "this":
        return f"{anchor.year:04d}-{number:02d}"
    if which == "next" or (not which and tense == "future"):
        ahead = number < anchor.month or (which == "next" and number == anchor.month)
        return f"{anchor.year + ahead:04d}-{number:02d}"
    behind = number > anchor.month or (which == "last" and number == anchor.month)
    return f"{anchor.year - behind:04d}-{number:02d}"


def named_quarter(number: int, anchor: date | None) -> str:
    """A quarter (1–4) named without a year: the last one up to the anchor's."""
    if anchor is None:
        return f"XXXX-Q{number}"
    return f"{anchor.year - (number > (anchor.month - 1) // 3 + 1):04d}-Q{number}"


def named_season(code: str, anchor: date | None, which: str) -> str:
    """A season (SP, SU, FA, WI) with "last", "this" or "next". A winter counts for the year in which it begins."""
    if anchor is None:
        return f"XXXX-{code}"
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if which == "last":
        return f"{anchor.year - (anchor.month < first + 3):04d}-{code}"
    return f"{anchor.year + (which == 'next' and anchor.month >= first):04d}-{code}"
