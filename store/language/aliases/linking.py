"""Find in a library the entity that a local entity certainly is."""

from __future__ import annotations

from collections.abc import Sequence

from store.language.aliases.joining import Unit, join
from store.language.aliases.surface import Surface, parse
from store.model import Entity, Kind


def key(surface: str, kind: Kind) -> str:
    """The key that an alias is indexed by: folded, without titles and articles, a place by its one name."""
    form = parse(surface, kind)
    return form.text or form.shown.lower()


def lookup_keys(entity: Entity) -> tuple[str, ...]:
    """The keys under which a library may hold this entity.

    All its aliases', except the bare surname of somebody whose full name is known: that would bring every namesake.
    """
    keys = [key(form.raw, entity.kind) for form in full_forms(entity)]
    return tuple(dict.fromkeys(keys))


def link(entity: Entity, candidates: Sequence[Entity]) -> Entity | None:
    """The one candidate that is certainly ``entity``, or None when none is or several may be."""
    found = [candidate for candidate in candidates if _same(entity, candidate)]
    return found[0] if len(found) == 1 else None


def full_forms(entity: Entity) -> tuple[Surface, ...]:
    """The forms of an entity without one-word parts of its longer names."""
    forms = list(
        dict.fromkeys(parse(surface, entity.kind) for surface in (entity.name, *(a.surface for a in entity.aliases)))
    )
    parts = {word for form in forms if len(form.core) > 1 for word in (form.core[0], form.core[-1])}
    full = tuple(form for form in forms if len(form.core) != 1 or form.core[0] not in parts or form.place)
    return full or tuple(forms)


def _same(one: Entity, other: Entity) -> bool:
    partition = join([Unit(full_forms(one), one.kind), Unit(full_forms(other), other.kind)])
    return partition.find(0) == partition.find(1)
