"""The single rules by which two surface forms are one name.

``equal_keys`` and ``spelled_alike`` are strong: they hold by themselves. A ``ShortRule`` says how a short form may
stand for a long one ("Kirby" for "John Kirby"); it holds only when the text offers exactly one such long form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from store.language.aliases import places, spelling
from store.language.aliases.surface import Surface
from store.language.aliases.words import (
    CERTAIN_TITLES,
    DIRECTIONS,
    FAMILY_FIRST,
    GENDERED_TITLES,
    LINKING,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    PARTICLES,
)
from store.model import AliasReason, Kind

_DESIGNATION = re.compile(r"^(?P<stem>[a-z]{4,})[- ]?(?=[a-z]{0,3}-?\d)[a-z]{0,3}-?\d[\w-]*$")


@dataclass(frozen=True, slots=True)
class ShortRule:
    """``short(form, kind)`` gives the keys that a short form looks under, ``long(form, kind)`` those a long one
    is found under; ``fits`` has the last word on a pair that met."""

    reason: AliasReason
    short: Callable[[Surface, Kind], Iterator[str]]
    long: Callable[[Surface, Kind], Iterator[str]]
    fits: Callable[[Surface, Kind, Surface, Kind], bool]


def equal_keys(form: Surface, kind: Kind) -> Iterator[tuple[AliasReason, str]]:
    """Keys under which equal forms are the same name. A bare surname with a title keeps the title's gender."""
    if form.place:
        yield "spelling", f"place {form.place}"
        return
    if not form.core:
        return
    yield "exact", " ".join((*form.core, gender(form)))
    if len(compact := form.compact) > 3 and (len(form.core) > 1 or not form.titles):
        yield "spelling", f"compact {compact}"


def gender(form: Surface) -> str:
    """``m`` or ``f`` for one word with a title that tells ("Mrs. Vane"), else empty."""
    if len(form.core) > 1:
        return ""
    return next((GENDERED_TITLES[title] for title in form.titles if title in GENDERED_TITLES), "")


def spelled_alike(forms: Sequence[tuple[int, Surface, Kind]]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers whose forms are spellings of one name."""
    blocks: dict[tuple[int, str], list[tuple[int, Surface, Kind]]] = {}
    for number, form, kind in forms:
        if spelling.comparable(form):
            for block in spelling.blocks(form):
                blocks.setdefault(block, []).append((number, form, kind))
    for members in blocks.values():
        for place, (one, ours, kind) in enumerate(members):
            for other, theirs, other_kind in members[place + 1 :]:
                if one != other and compatible(kind, other_kind) and spelling.alike(ours, theirs):
                    yield one, other


def compatible(one: Kind, other: Kind) -> bool:
    """Whether two kinds could be one thing, given that taggers err: only people and places exclude each other."""
    return one == other or {one, other} not in ({"person", "place"}, {"person", "people"}, {"place", "people"})


# Acronyms: "NSC" for "National Security Council".


def _acronym(form: Surface, kind: Kind) -> Iterator[str]:
    if not form.place and form.letters:
        yield form.letters


def _initials(form: Surface, kind: Kind) -> Iterator[str]:
    parts = [part for word in form.core for part in word.split("-") if part]
    if kind == "person" or len(parts) < 2:
        return
    yield "".join(part[0] for part in parts)
    if (main := [part for part in parts if part not in LINKING]) != parts:
        yield "".join(part[0] for part in main)
    while len(main) > 2 and main[-1] in ORGANISATION_ENDINGS:
        main.pop()
        yield "".join(part[0] for part in main)


# Designations: "Pantsir" for "Pantsir-S1".


def _stem(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) == 1 and form.core[0].isalpha() and not form.place:
        yield form.core[0]


def _designated(form: Surface, kind: Kind) -> Iterator[str]:
    if found := _DESIGNATION.match(form.text):
        yield found["stem"]


# Organisation endings: "Wagner" for "Wagner Group".


def _bare(form: Surface, kind: Kind) -> Iterator[str]:
    if form.core and not form.titles and not form.place and not places.demonym_of(form.text):
        yield form.text


def _ended(form: Surface, kind: Kind) -> Iterator[str]:
    words = list(form.core)
    while len(words) > 1 and words[-1] in ORGANISATION_ENDINGS:
        words.pop()
        if words[-1] not in LINKING and not (len(words) == 1 and words[0] in ORGANISATION_WORDS | DIRECTIONS):
            yield " ".join(words)


def _organisation_fits(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    return compatible(kind, long_kind) and long_kind != "person"


# Containment: "Jane Vane" for "Jane Q. Vane", "Foreign Ministry" for "Iranian Foreign Ministry".


def _last(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and not form.place:
        yield form.core[-1]


def _contained(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    ours, theirs = short.core, long.core
    extra = len(theirs) - len(ours)
    if extra <= 0 or len(ours) < 2 or not compatible(kind, long_kind):
        return False
    if theirs[-len(ours) :] == ours:
        return theirs[extra - 1] not in LINKING - PARTICLES and not set(theirs[:extra]) <= DIRECTIONS
    return theirs[0] == ours[0] and len(ours) == 2 and not set(theirs) & ORGANISATION_WORDS


# Surnames: "Kirby" for "John Kirby", "Mr. Kim" for "Kim Jong-un".


def _word(form: Surface, kind: Kind) -> Iterator[str]:
    word = form.core[0] if len(form.core) == 1 else ""
    common = word in ORGANISATION_WORDS | LINKING | DIRECTIONS or places.demonym_of(word)
    if word and not common and (not form.place or form.titles):
        yield word


def _ends(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and not form.place:
        yield form.core[-1]
        yield form.core[0]


def _surname(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    if (
        not compatible(kind, long_kind)
        or set(long.core) & (ORGANISATION_WORDS - {"city"})
        or not _genders_fit(short, long)
    ):
        return False
    word = short.core[0]
    if long.core[-1] == word:
        return len(word) > 2 or long_kind == "person"
    return _family_first(short, long)


def _family_first(short: Surface, long: Surface) -> bool:
    titled = bool(set(short.titles) & CERTAIN_TITLES)
    return titled or (
        long.core[0] in FAMILY_FIRST and (len(long.core) == 3 or "-" in long.core[-1] or len(long.core) == 2)
    )


def _genders_fit(short: Surface, long: Surface) -> bool:
    ours, theirs = ({GENDERED_TITLES[t] for t in form.titles if t in GENDERED_TITLES} for form in (short, long))
    return not ours or not theirs or bool(ours & theirs)


def _always(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    return len(long.core) > 1 or long.core != short.core


SHORT_RULES: tuple[tuple[ShortRule, ...], ...] = (
    (
        ShortRule("acronym", _acronym, _initials, _always),
        ShortRule("designation", _stem, _designated, _always),
    ),
    (ShortRule("spelling", _last, _last, _contained),),
    (
        ShortRule("surname", _word, _ends, _surname),
        ShortRule("spelling", _bare, _ended, _organisation_fits),
    ),
)
"""In the order in which they are applied; the rules of one stage compete for the one candidate."""
