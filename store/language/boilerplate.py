"""Which lines of a page dump are the article, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Role

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text, what it is, and whether it belongs to the article."""

    text: str
    role: Role
    kept: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page dump and what the page says about itself."""

    lines: tuple[Line, ...]
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""


def line_key(text: str) -> str:
    """Return the form under which a line's fate is remembered: case, spacing and figures do not matter."""
    return _DIGITS.sub("0", " ".join(text.split()).casefold())


def read_page(lines: Sequence[str], title: str = "") -> Page:
    """Tell the article from the furniture in ``lines`` (stripped, not empty)."""
    good = [len(line.split()) >= 12 and line.rstrip("\"'”’)]").endswith((".", "!", "?", "…")) for line in lines]
    first = good.index(True) if True in good else 0
    head = next((line for line in lines[:first] if lines.count(line) > 1), "")
    head = title or head or max(lines[:first], key=len, default="")
    start = next((index for index, line in enumerate(lines[:first]) if line == head), -1)
    kept = [
        Line(line, "title" if index == start else "paragraph" if fine else "furniture", fine or index == start)
        for index, (line, fine) in enumerate(zip(lines, good, strict=True))
    ]
    return Page(tuple(kept), head)
