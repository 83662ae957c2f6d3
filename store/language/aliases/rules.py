"""The single rules by which two surface forms are one name.

``equal_keys`` and ``spelled_alike`` are strong: they hold by themselves. A ``ShortRule`` says how a short form may
stand for a long one ("Kirby" for "John Kirby"); it holds only when the text offers exactly one such long form.
Kinds come from an imperfect tagger and are used softly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.language.aliases import bynames, places, spelling
from store.language.aliases.genders import gender, genders_fit
from store.language.aliases.given_names import full_given_name
from store.language.aliases.naming import DESIGNATION
from store.language.aliases.surface import Surface
from store.language.aliases.words import (
    CERTAIN_TITLES,
    DIRECTIONS,
    FAMILY_FIRST,
    LINKING,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_ENDINGS,
    PLACE_HEADS,
)
from store.model import AliasReason, Kind

_PLURALS: dict[Kind, str] = {"people": r"[^su]s$", "organisation": r"[^sui]s$"}
_JOINING = frozenset(("of", "for", "in", "on", "at", "and", "&", "the", "to"))
_BRACKETED = re.compile(r"\w \(([A-Z]{2,6})\)")
_OUTSIDERS = frozenset(("place", "people", "event"))
"""Kinds whose one-word names are no surnames."""


@dataclass(frozen=True, slots=True)
class ShortRule:
    """``short(form, kind)`` gives the keys that a short form looks under, ``long(form, kind)`` those a long one
    is found under; ``fits`` has the last word on a pair that met. Rules of one stage, applied in their order,
    compete for the one candidate."""

    stage: int
    reason: AliasReason
    short: Callable[[Surface, Kind], Iterator[str]]
    long: Callable[[Surface, Kind], Iterator[str]]
    fits: Callable[[Surface, Kind, Surface, Kind], bool]


def equal_keys(form: Surface, kind: Kind) -> Iterator[tuple[AliasReason, str]]:
    """Keys under which equal forms are the same name. A surname with a title keeps the title's gender, and one
    word is no person's and no place's name at once."""
    if found := bynames.known(form.raw, kind):
        yield "spelling", f"known as {found.names[0]}"
    for reason, name in _equal_names(form, kind):
        if len(form.core) > 1:
            yield reason, name
        elif kind != "person":
            yield reason, f"{name} (place)"
        if len(form.core) == 1 and kind not in ("place", "people"):
            yield reason, f"{name} (person)"


def _equal_names(form: Surface, kind: Kind) -> Iterator[tuple[AliasReason, str]]:
    if form.place:
        yield "spelling", f"place {form.place}"
        return
    if not form.core:
        return
    told = gender(form)
    yield "exact", f"{form.text}|{told}"
    if len(form.core[-1]) > 4 and re.search(_PLURALS.get(kind, "$^"), form.text):
        yield "spelling", f"{form.text[:-1]}|"
    if kind == "person" and len(form.core) > 1:
        yield from (("spelling", f"called {name}") for name in _usual_names(form))
    if form.text.startswith("al-") and len(form.core) == 1:
        yield "spelling", f"{without_article(form.text)}|{told}"
    if not told and len(form.compact) > 3:
        yield "spelling", f"compact {form.compact}"
    if of := _placed(form, kind):
        yield "spelling", f"{of} {form.core[-3]}|"
    if kind != "person" and len(main := [word for word in form.core if word not in _JOINING]) > 2:
        yield "spelling", f"main {' '.join(main)}"


def _usual_names(form: Surface) -> Iterator[str]:
    """A full name with the full given name and the initials between; the same by the nickname."""
    given, *between, last = form.core
    if given not in FAMILY_FIRST:
        yield " ".join((full_given_name(given), *(name[0] for name in between), last))
    if form.nickname:
        yield f"{full_given_name(form.nickname)} {last}"


def compatible(one: Kind, other: Kind) -> bool:
    """Whether two kinds could be one thing: only people, places and nationalities exclude each other."""
    return one == other or not {one, other} <= {"person", "place", "people"}


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
                fit = one != other and compatible(kind, other_kind) and gender(ours) == gender(theirs)
                if fit and spelling.alike(ours, theirs):
                    yield one, other


def _any(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    return True


def _kinds_fit(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    return compatible(kind, long_kind)


# Acronyms: "NSC" for "National Security Council".


def _acronym(form: Surface, kind: Kind) -> Iterator[str]:
    if not form.place and form.letters:
        yield form.letters


def _initials(form: Surface, kind: Kind) -> Iterator[str]:
    """The initials of a name of several words, and an abbreviation that stands in it in brackets."""
    if kind != "person" and (bracketed := _BRACKETED.search(form.raw)):
        yield bracketed[1].lower()
    parts = [part for word in form.core for part in re.split(r"[-'.]", word) if part]
    if kind == "person" or len(parts) < 2:
        return
    yield "".join(part[0] for part in parts)
    yield "".join(word[0] for word in form.core if word not in LINKING)
    main = [part for part in parts if part not in LINKING]
    yield "".join(part[0] for part in main)
    while len(main) > 2 and main[-1] in ORGANISATION_ENDINGS:
        main.pop()
        yield "".join(part[0] for part in main)


# Designations: "Pantsir" for "Pantsir-S1".


def _stem(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) == 1 and form.core[0].isalpha() and not form.place:
        yield form.core[0]


def _designated(form: Surface, kind: Kind) -> Iterator[str]:
    if found := DESIGNATION.match(form.text):
        yield found["stem"]


# Containment: "Jane Vane" for "Jane Q. Vane", "Foreign Ministry" for "Norlandish Foreign Ministry".


def _last(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and not form.place:
        yield form.core[-1]


def _contained(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    ours, theirs = short.core, long.core
    extra = len(theirs) - len(ours)
    if extra <= 0 or len(ours) < 2 or not compatible(kind, long_kind):
        return False
    if theirs[-len(ours) :] == ours:
        return theirs[extra - 1] not in LINKING - PARTICLES and not _changes(theirs[:extra])
    return full_given_name(theirs[0]) == full_given_name(ours[0]) and len(ours) == 2 and kind == long_kind == "person"


def _first(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and kind == "person" and not set(form.core) & ORGANISATION_WORDS:
        yield form.core[0]


def _begins(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    """ "Moon Jae" for "Moon Jae-in", where the family name comes first."""
    return (
        len(short.compact) < len(long.compact)
        and long.core[0] in FAMILY_FIRST
        and long.compact.startswith(short.compact)
    )


def _changes(extra: Sequence[str]) -> bool:
    """Whether words in front make another name of it: "North", "2010", "Vice"."""
    return all(word in DIRECTIONS for word in extra) or any(char.isdigit() for word in extra for char in word)


# Surnames: "Kirby" for "John Kirby", "Mr. Kim" for "Kim Jong-un", "Assad" for "Bashar al-Assad".


def _word(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) != 1:
        return
    word = form.core[0]
    usual = kind in _OUTSIDERS or word in ORGANISATION_WORDS | LINKING or places.demonym_of(word)
    if form.titles or kind == "person" or not (usual or form.place or word in DIRECTIONS):
        yield without_article(word)


def _ends(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and not form.place and kind not in _OUTSIDERS:
        yield without_article(form.core[-1])
        if form.core[0] != form.core[-1]:
            yield form.core[0]


def without_article(word: str) -> str:
    """An Arabic surname without "al-"."""
    return re.sub(r"^(?:al|el|as|ash)-(?=\w{3})", "", word)


def _surname(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    if not compatible(kind, long_kind) or not genders_fit(short, long):
        return False
    if "person" not in (kind, long_kind):
        return (
            {kind, long_kind} <= {"organisation", "other"}
            and long.core[-1] == short.core[0]
            and not _JOINING & set(long.core)
        )
    if set(long.core) & ORGANISATION_WORDS and long_kind != "person":
        return False
    return without_article(long.core[-1]) == without_article(short.core[0]) or (
        long_kind == "person" and _family_first(short, long)
    )


def _family_first(short: Surface, long: Surface) -> bool:
    if long.core[0] != short.core[0]:
        return False
    return bool(set(short.titles) & CERTAIN_TITLES) or (long.core[0] in FAMILY_FIRST and len(long.core) <= 3)


# Misspelt surnames: "Qadhafi" for "Moammar Gaddafi". They meet under the letters that they begin and end with.


def _sounded(form: Surface, kind: Kind) -> Iterator[str]:
    for word in _word(form, kind):
        yield from spelling.word_blocks(word)


def _sounding_end(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and kind == "person":
        yield from spelling.word_blocks(without_article(form.core[-1]))


def _misspelt(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    if not compatible(kind, long_kind) or not genders_fit(short, long):
        return False
    return spelling.words_alike(without_article(short.core[0]), without_article(long.core[-1]))


# First names: "Jane" for "Jane Vane".


def _first_name(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) == 1 and kind == "person" and not form.titles and len(form.core[0]) > 1:
        yield form.core[0]


# Titles: "Vane" for "Mrs. Vane" where nobody is called in full.


def _untold(form: Surface, kind: Kind) -> Iterator[str]:
    if not gender(form):
        yield from _word(form, kind)


def _told(form: Surface, kind: Kind) -> Iterator[str]:
    if gender(form):
        yield form.core[0]


# Endings: "Wagner" for "Wagner Group", "Mediterranean" for "Mediterranean Sea", "Halden" for "Halden, Westmark".


def _bare(form: Surface, kind: Kind) -> Iterator[str]:
    if form.core and not form.titles and not form.place and not places.demonym_of(form.text):
        yield form.text


def _ended(form: Surface, kind: Kind) -> Iterator[str]:
    words = list(form.core)
    endings = PLACE_ENDINGS if kind == "place" else ORGANISATION_ENDINGS
    while len(words) > 1 and words[-1] in endings:
        words.pop()
        if words[-1] not in LINKING and not (len(words) == 1 and words[0] in ORGANISATION_WORDS | DIRECTIONS):
            yield " ".join(words)
    if form.head:
        yield form.head
    if kind in ("place", "organisation"):
        yield from (" ".join(form.core[:at]) for at, word in enumerate(form.core) if at and word in ("in", "at"))
    if of := _placed(form, kind):
        yield of


def _placed(form: Surface, kind: Kind) -> str:
    """What the "Island of Tarn" is called without its kind, or empty."""
    *_, head, of, name = ("", "", "", *form.core)
    return name if kind == "place" and of == "of" and head in PLACE_HEADS else ""


def _ending_fits(short: Surface, kind: Kind, long: Surface, long_kind: Kind) -> bool:
    return compatible(kind, long_kind) and long_kind != "person" and (kind == long_kind or long_kind != "place")


# Heads: "the Commission" for "European Commission", "the Academy" for "Academy of Arts".


def _head(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) == 1 and form.core[0] in ORGANISATION_WORDS and kind == "organisation":
        yield form.core[0]


def _headed(form: Surface, kind: Kind) -> Iterator[str]:
    if len(form.core) > 1 and kind == "organisation":
        if form.core[-1] in ORGANISATION_WORDS:
            yield form.core[-1]
        if form.core[1] in ("of", "for") and form.core[0] in ORGANISATION_WORDS:
            yield form.core[0]


# First words: "Nordhaven" for "Nordhaven Rovers", "Kraft" for "Kraft Foods".


def _brand(form: Surface, kind: Kind) -> Iterator[str]:
    if kind == "organisation" and len(form.core) == 1 and len(form.core[0]) > 3 and not form.letters:
        yield from _word(form, kind)


def _branded(form: Surface, kind: Kind) -> Iterator[str]:
    if kind == "organisation" and len(form.core) > 1 and form.core[1] not in LINKING:
        yield form.core[0]


SHORT_RULES: tuple[ShortRule, ...] = (
    ShortRule(0, "acronym", _acronym, _initials, _any),
    ShortRule(0, "designation", _stem, _designated, _any),
    ShortRule(1, "spelling", _last, _last, _contained),
    ShortRule(1, "spelling", _first, _first, _begins),
    ShortRule(2, "surname", _word, _ends, _surname),
    ShortRule(2, "spelling", _bare, _ended, _ending_fits),
    ShortRule(3, "spelling", _sounded, _sounding_end, _misspelt),
    ShortRule(4, "surname", _first_name, _first, _any),
    ShortRule(5, "surname", _untold, _told, _kinds_fit),
    ShortRule(6, "spelling", _head, _headed, _kinds_fit),
    ShortRule(7, "spelling", _brand, _branded, _any),
)


SURNAMES, LAST = 2, 7
"""The stage through which a short form is certain in a library, and the last one."""

BY_SURNAME = (2, 3)
"""The stages in which a surname stands for a person."""


@dataclass(frozen=True, slots=True)
class Keys:
    """All keys of one form: those of equality, and by number of short rule the short and the long ones."""

    equal: tuple[tuple[AliasReason, str], ...]
    short: tuple[tuple[str, ...], ...]
    long: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1 << 16)
def keys(form: Surface, kind: Kind) -> Keys:
    """The keys of a form; cached, since the same names return in every article of a story."""
    short = tuple(tuple(rule.short(form, kind)) for rule in SHORT_RULES)
    return Keys(tuple(equal_keys(form, kind)), short, tuple(tuple(rule.long(form, kind)) for rule in SHORT_RULES))
