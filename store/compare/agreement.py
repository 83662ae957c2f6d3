"""When two values of one unit agree: numbers up to rounding, dates up to what is unknown, designations up to detail."""

from __future__ import annotations

from datetime import date
from math import floor, isclose, log10


def numbers_agree(one: float, other: float) -> bool:
    """Whether both are equal, or one is the other rounded to its own two or more leading digits (1,187 and 1,200)."""
    return isclose(one, other) or _rounds_to(one, other) or _rounds_to(other, one)


def dates_agree(one: str, other: str) -> bool:
    """Whether two TIMEX3 days may be one: equal, one within the other, or the unknown parts (X) leave it open."""
    one, other = one[:10], other[:10]
    if "WXX" in one or "WXX" in other:
        return _weekday(one) == _weekday(other) or 0 in (_weekday(one), _weekday(other))
    return all(a == b or "X" in (a, b) for a, b in zip(one, other, strict=False))


def designations_agree(one: str, other: str) -> bool:
    """Whether one code is the other or names it more closely (F-16 and F-16C)."""
    one, other = one.casefold(), other.casefold()
    return one.startswith(other) or other.startswith(one)


def _rounds_to(exact: float, rounded: float) -> bool:
    digits = _leading_digits(rounded)
    if digits < 2 or exact == 0:
        return False
    return isclose(round(exact, digits - 1 - floor(log10(abs(exact)))), rounded)


def _leading_digits(value: float) -> int:
    """How many digits of ``value`` stand before its trailing zeros."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _weekday(value: str) -> int:
    """The ISO weekday of a day's value, 0 when unknown."""
    if value.startswith("XXXX-WXX-"):
        return int(value[9:10])
    try:
        return date.fromisoformat(value).isoweekday()
    except ValueError:
        return 0
