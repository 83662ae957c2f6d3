"""Whom a text tells apart: a lone surname that stands beside a full name is another's.

"Tarn and his wife, Ida Tarn": the only full name of that surname is not the first one's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from store.language.aliases.joining import Unit

_BESIDE = re.compile(
    r"(?:'s|’s)?,? and (?:(?:his|her|the) )?(?:wife|husband|son|daughter|brother|sister|first lady)?,? ?"
)


def told_apart(units: Sequence[Unit], starts: Sequence[Sequence[int]], text: str) -> set[tuple[int, int]]:
    """Pairs ``(short, full)`` of unit indexes that are two people; ``starts`` are each unit's places in the text."""
    full: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        if unit.kind == "person" and len(unit.forms[0].core) > 1:
            full[unit.forms[0].core[-1]].append(number)
    return {
        (number, other)
        for number, unit in enumerate(units)
        if len(unit.forms[0].core) == 1
        for other in full.get(unit.forms[0].core[0], ())
        if _beside(text, len(unit.forms[0].raw), starts[number], starts[other])
    }


def _beside(text: str, length: int, short: Sequence[int], full: Sequence[int]) -> bool:
    """Whether a form of that length, at one of ``short``, is joined by "and" to one at ``full``."""
    return any(
        0 < there - here - length < 30 and _BESIDE.fullmatch(text[here + length : there])
        for here in short
        for there in full
    )
