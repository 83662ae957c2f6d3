"""Find in a library the entity that a local entity certainly is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.language.aliases import rules
from store.language.aliases.bynames import known
from store.language.aliases.joining import Unit, join
from store.language.aliases.naming import stem_of
from store.language.aliases.surface import Surface, parse
from store.language.aliases.transliteration import spellings
from store.language.gazetteers import word
from store.model import Entity, Kind

_RESPELT = 5
"""Letters of a name from which other spellings of it are looked for."""
_CAPITALISED = "34A"
"""How often a word is written with a capital, of those that may be names."""


def key(surface: str, kind: Kind) -> str:
    """The key that an alias is indexed by: folded, without titles and articles, a place by its one name."""
    form = parse(surface, kind)
    return form.text or form.shown.lower()


def lookup_keys(entity: Entity) -> tuple[str, ...]:
    """The keys under which a library may hold this entity: its aliases', without the bare surname of somebody
    whose full name is known, which would bring every namesake.

    A lone "Kirby" finds "John Kirby" because ``group`` lists the surname among the aliases of a full name.
    """
    return tuple(dict.fromkeys(key(form.raw, entity.kind) for form in full_forms(entity)))


def kindred_keys(entity: Entity) -> tuple[str, ...]:
    """Keys of names that may mean this entity though it has none of them: its other well-known names ("SPD" →
    "social democrats"), other spellings of a foreign name ("hizbullah" → "hezbollah"), and a designation without its
    number ("pantsir-s1" → "pantsir")."""
    return tuple(dict.fromkeys(other for form in full_forms(entity) for other in _kindred(form, entity.kind) if other))


def _kindred(form: Surface, kind: Kind) -> Iterator[str]:
    yield from _bynames(form, kind)
    yield from _respelt(form, kind)
    yield stem_of(form.raw, kind).lower()


def _bynames(form: Surface, kind: Kind) -> Iterator[str]:
    found = known(form.raw, kind)
    yield from (key(name, kind) for name in (found.names if found and found.everywhere else ()))


def _respelt(form: Surface, kind: Kind) -> Iterator[str]:
    """Keys of a form with its last word spelt otherwise, when that is no word of English; the surname of a person
    must be a rare one, since Kirby and Kerby may be two."""
    if form.place or not form.core or len(form.core) > 2 or len(form.core[-1]) < _RESPELT:
        return
    *before, last = form.core
    entry = word(last)
    if entry is None or not entry.cluster or (kind != "person" and entry.case in _CAPITALISED):
        yield from (" ".join((*before, spelt)) for spelt in spellings(last))


def link(entity: Entity, candidates: Sequence[Entity]) -> Entity | None:
    """The one candidate that is certainly ``entity``, or None when none is or several may be.

    A namesake in full ("John Kirby") goes before one known by the surname alone.
    """
    found = [candidate for candidate in candidates if _same(entity, candidate)]
    if len(found) > 1:
        name = key(entity.name, entity.kind)
        found = [candidate for candidate in found if key(candidate.name, candidate.kind) == name]
    return found[0] if len(found) == 1 else None


def full_forms(entity: Entity) -> tuple[Surface, ...]:
    """The forms of an entity without one-word parts of its longer names and designations."""
    surfaces = (entity.name, *(alias.surface for alias in entity.aliases))
    forms = tuple(dict.fromkeys(parse(surface, entity.kind) for surface in surfaces))
    parts = {word for form in forms if len(form.core) > 1 for word in (form.core[0], form.core[-1])}
    parts |= {stem_of(form.raw, entity.kind).lower() for form in forms}
    return tuple(form for form in forms if len(form.core) != 1 or form.core[0] not in parts or form.place) or forms


def _same(one: Entity, other: Entity) -> bool:
    units = [Unit(full_forms(one), one.kind), Unit(full_forms(other), other.kind)]
    partition = join(units, through=rules.SURNAMES)
    return partition.find(0) == partition.find(1) and not _only_surname(other, one)


def _only_surname(known: Entity, entity: Entity) -> bool:
    """Whether the library knows a lone surname and ``entity`` is somebody in full: he may be another of the name."""
    if "person" not in (known.kind, entity.kind):
        return False
    return _longest(known) == 1 < _longest(entity)


def _longest(entity: Entity) -> int:
    return max(len(form.core) for form in full_forms(entity))
