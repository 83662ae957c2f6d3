"""Choose the name and the kind that a group of surface forms is listed under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from store.language.aliases.surface import parse
from store.language.aliases.words import FAMILY_FIRST
from store.model import Kind

DESIGNATION = re.compile(r"^(?P<stem>[a-z]{4,})[- ]?(?=[a-z]{0,3}-?\d)[a-z]{0,3}-?\d[\w-]*$")
"""A folded name that ends in a number, with the word before it."""


def best_kind(kinds: Iterable[Kind]) -> Kind:
    """The most frequent kind; of equals, the first."""
    given = list(kinds)
    if len(set(given)) < 2:
        return given[0] if given else "other"
    return Counter(given).most_common(1)[0][0]


def best_name(counts: Mapping[str, int], kind: Kind) -> str:
    """The fullest usual form: full names before surnames and acronyms, then the most frequent, then the shorter.

    Nobody's full name is too rare; what is no person must be called by a full name a third as often as by another,
    so that one odd "Hosting Northland" does not rename Northland. A country keeps its one name ("United States").
    """
    most = max(counts.values())
    named = any(parse(surface, kind).place for surface in counts)
    usual = counts if kind == "person" or named else [surface for surface in counts if 3 * counts[surface] >= most]
    return parse(max(usual, key=lambda surface: _worth(surface, counts[surface], kind)), kind).shown


def surname_of(name: str, kind: Kind) -> str:
    """The surname of a person's full name as it is written, or empty."""
    words = parse(name, kind).shown.split()
    if kind != "person" or len(words) < 2:
        return ""
    family_first = parse(name, kind).core[0] in FAMILY_FIRST and len(words) <= 3
    return words[0] if family_first else words[-1]


def stem_of(name: str, kind: Kind) -> str:
    """The word before the number of a weapon's or product's designation ("Pantsir" of "Pantsir-S1"), or empty."""
    found = DESIGNATION.match(parse(name, kind).text) if kind in ("weapon", "product") else None
    return parse(name, kind).shown[: len(found["stem"])] if found else ""


def _worth(surface: str, count: int, kind: Kind) -> tuple[int, int, int]:
    form = parse(surface, kind)
    full = min(len(form.core), 2) - (2 if form.letters else 0) - (1 if form.shown.isupper() else 0)
    if form.place:
        full = 3 if form.place == form.shown else 0
    return full, count, -len(form.shown)
