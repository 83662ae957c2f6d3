"""What the options of verbs may be: each turns a word of the command line into a value, or says what it must be."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date as calendar_date
from datetime import datetime

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def number_from(least: int) -> Callable[[str], int]:
    """A whole number not less than ``least``."""

    def number(word: str) -> int:
        if not re.fullmatch(r"-?\d{1,9}", word) or int(word) < least:
            raise argparse.ArgumentTypeError(f"'{word}' must be a whole number from {least} on")
        return int(word)

    return number


def share(word: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(word)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"'{word}' must be a number from 0 to 1")
    return value


def date(word: str) -> str:
    """A year, month or day: 2023, 2023-11 or 2023-11-21; an empty word is no date."""
    if not word or (_DATE.fullmatch(word) and _is_in_calendar(word)):
        return word
    raise argparse.ArgumentTypeError(f"'{word}' must be a date, written 2023-11-21, 2023-11 or 2023")


def moment(word: str) -> str:
    """A date, or a day with its time: 2023-11-21T10:30; an empty word is no date."""
    try:
        datetime.fromisoformat(word)
    except ValueError:
        return date(word)
    return word


def something(word: str) -> str:
    """A word that is not empty."""
    if not word.strip():
        raise argparse.ArgumentTypeError("an empty word names nothing")
    return word


def tag(word: str) -> str:
    """A tag's path, as claims/denied."""
    from store.errors import RefusedError
    from store.tags import path_of

    try:
        return path_of(word)
    except RefusedError as error:
        raise argparse.ArgumentTypeError(f"{error.why}; write it as claims/denied") from error


def _is_in_calendar(word: str) -> bool:
    try:
        calendar_date.fromisoformat((word + "-01-01")[:10])
    except ValueError:
        return False
    return True
