"""Which entity of the library each name of a text is, the person's rulings first; written into the tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from store.model import Alias, Entity, Kind, Mention, Reading
from store.rulings import Rulings, folded

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables


def keep_names(db: Tables, article: int, reading: Reading, ruled: Rulings) -> None:
    """Write the mentions of a fresh reading and the entities they name, inside the caller's write.

    Mentions that a person made stay as they are; others are replaced, and keep their ids where they stay in place.
    """
    if not reading.mentions and not ruled.names and not _has_mentions(db, article):
        return
    judged, local = _judged(reading, ruled)
    mentions = _without_overlaps(judged, _by_person(db, article))
    named = {mention.entity for mention in mentions}
    ids = _resolve_all(db, [each for each in local if each.id in named], ruled)
    moved = _moved_apart(db, reading.text, mentions, ids, ruled)
    _write_mentions(db, article, moved)
    _write_relations(db, reading, ids)


def _has_mentions(db: Tables, article: int) -> bool:
    return db.execute("SELECT 1 FROM mentions WHERE article_id = ? LIMIT 1", (article,)).fetchone() is not None


def _judged(reading: Reading, ruled: Rulings) -> tuple[list[Mention], list[Entity]]:
    """The reading's mentions and entities as the person ruled: not names, other kinds, names nobody found."""
    local = [replace(each, kind=ruled.kinds.get(folded(each.name), each.kind)) for each in reading.entities]
    kinds = {each.id: each.kind for each in local}
    before = {each.id: each.kind for each in reading.entities}
    kept = [
        mention if kinds[mention.entity] == before[mention.entity] else replace(mention, kind=kinds[mention.entity])
        for mention in reading.mentions
        if folded(reading.text[mention.start : mention.end]) not in ruled.not_names
    ]
    return _with_ruled_names(reading.text, kept, local, ruled)


def _with_ruled_names(
    text: str, mentions: Sequence[Mention], local: list[Entity], ruled: Rulings
) -> tuple[list[Mention], list[Entity]]:
    """Put in what the person said is a name, in place of shorter or equal mentions found by others."""
    result, entities = list(mentions), list(local)
    for span, kind in ruled.named(text):
        if any(
            each.start <= span.start and span.end <= each.end and each.end - each.start > span.end - span.start
            for each in result
        ):
            continue
        surface = text[span.start : span.end]
        entity = _local_entity(entities, surface, kind)
        result = [each for each in result if each.end <= span.start or span.end <= each.start]
        result.append(Mention(span.start, span.end, kind, entity, 1.0, "person"))
    return sorted(result, key=lambda each: each.start), entities


def _local_entity(entities: list[Entity], surface: str, kind: Kind) -> int:
    """The local entity of that name and kind, added when it is new."""
    for each in entities:
        if each.kind == kind and folded(surface) in {folded(each.name), *(folded(a.surface) for a in each.aliases)}:
            return each.id
    number = max((each.id for each in entities), default=0) + 1
    entities.append(Entity(number, surface, kind, by_person=True))
    return number


def _by_person(db: Tables, article: int) -> list[tuple[int, int]]:
    return db.execute(
        "SELECT start, \"end\" FROM mentions WHERE article_id = ? AND by = 'person'", (article,)
    ).fetchall()


def _without_overlaps(mentions: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    return [m for m in mentions if all(m.end <= start or end <= m.start for start, end in taken)]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The library's entities that have one of some keys: (entity, reason) by key, and entities by id."""

    owners: Mapping[str, Sequence[tuple[int, str]]]
    entities: Mapping[int, Entity]

    def of(self, keys: Iterable[str]) -> list[Entity]:
        numbers = {number for key in keys for number, _ in self.owners.get(key, ())}
        return [self.entities[number] for number in sorted(numbers)]

    def by_person(self, keys: Iterable[str]) -> int | None:
        """The entity that a person gave the first of these keys that anybody gave."""
        given = (number for key in keys for number, why in self.owners.get(key, ()) if why == "person")
        return next(given, None)


def resolve(db: Tables, entity: Entity, ruled: Rulings) -> int:
    """The row id of a local entity: the person's word, else the one it certainly is, else a new one."""
    return _resolve_all(db, [entity], ruled)[entity.id]


def _resolve_all(db: Tables, local: Sequence[Entity], ruled: Rulings) -> dict[int, int]:
    """The row ids of local entities by their local ids; new entities and surfaces are written."""
    from store.language import aliases

    keys = {each.id: (key_of(each.name, each.kind), *aliases.lookup_keys(each)) for each in local}
    kindred = {each.id: aliases.kindred_keys(each) for each in local}
    candidates = _candidates(db, [key for each in (*keys.values(), *kindred.values()) for key in each])
    ids: dict[int, int] = {}
    for each in local:
        found = _by_ruling(each, keys[each.id], candidates, ruled)
        if found is None:
            found = aliases.link(each, candidates.of((*keys[each.id][1:], *kindred[each.id])))
        ids[each.id] = found.id if found else insert(db, each)
        _add_aliases(db, ids[each.id], each, found, ruled)
    return ids


def _by_ruling(entity: Entity, keys: Sequence[str], candidates: _Candidates, ruled: Rulings) -> Entity | None:
    """The entity that a person gave one of these names, the name itself first; names set apart don't count."""
    own, *others = keys
    apart = {key_of(surface, entity.kind) for surface in ruled.apart}
    number = candidates.by_person([own, *(key for key in others if key not in apart)])
    return None if number is None else candidates.entities[number]


def key_of(surface: str, kind: Kind) -> str:
    """The key that an alias is found by."""
    from store.language import aliases

    return aliases.key(surface, kind)


def _candidates(db: Tables, keys: Sequence[str]) -> _Candidates:
    owners: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, number, why in db.execute(
        "SELECT key, entity_id, why FROM aliases WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(keys)),),
    ):
        owners[key].append((number, why))
    numbers = {number for found in owners.values() for number, _ in found}
    return _Candidates(owners, {each.id: each for each in load(db, sorted(numbers))})


def load(db: Tables, ids: Sequence[int]) -> list[Entity]:
    """The entities of these row ids with their aliases, in the order of their ids."""
    wanted = json.dumps(list(ids))
    surfaces: dict[int, list[Alias]] = defaultdict(list)
    for number, surface, why in db.execute(
        "SELECT entity_id, surface, why FROM aliases WHERE entity_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (wanted,),
    ):
        surfaces[number].append(Alias(surface, why))
    rows = db.execute(
        "SELECT id, name, kind, uid, note, by_person FROM entities "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (wanted,),
    )
    return [
        Entity(number, name, kind, tuple(surfaces[number]), uid, note or "", bool(by_person))
        for number, name, kind, uid, note, by_person in rows
    ]


def insert(db: Tables, entity: Entity) -> int:
    """Write a new entity, without its aliases; return its row id."""
    cursor = db.execute(
        "INSERT INTO entities(uid, name, kind, by_person) VALUES (?, ?, ?, ?)",
        (str(uuid4()), entity.name, entity.kind, int(entity.by_person)),
    )
    return int(cursor.lastrowid or 0)


def _add_aliases(db: Tables, number: int, entity: Entity, known: Entity | None, ruled: Rulings) -> None:
    """Give the entity the surfaces it does not have yet."""
    surfaces = {alias.surface for alias in known.aliases} if known else set()
    for alias in (*entity.aliases, Alias(entity.name)):
        if alias.surface not in surfaces and folded(alias.surface) not in ruled.apart:
            surfaces.add(alias.surface)
            add_alias(db, number, alias, entity.kind)


def add_alias(db: Tables, number: int, alias: Alias, kind: Kind) -> None:
    """Write one alias of an entity."""
    db.execute(
        "INSERT INTO aliases(entity_id, surface, key, why) VALUES (?, ?, ?, ?)",
        (number, alias.surface, key_of(alias.surface, kind), alias.reason),
    )


def _moved_apart(
    db: Tables, text: str, mentions: Iterable[Mention], ids: Mapping[int, int], ruled: Rulings
) -> list[Mention]:
    """The mentions with row ids, those of a surface that was split off with the entity it went to."""
    moved = [replace(mention, entity=ids[mention.entity]) for mention in mentions]
    if not ruled.apart:
        return moved
    names = {each.id: folded(each.name) for each in load(db, list(ids.values()))}
    for place, mention in enumerate(moved):
        surface = folded(text[mention.start : mention.end])
        if names[mention.entity] in ruled.apart.get(surface, ()):
            moved[place] = replace(mention, entity=_owner(db, surface, mention.kind) or mention.entity)
    return moved


def _owner(db: Tables, surface: str, kind: Kind) -> int | None:
    found = db.execute(
        "SELECT entity_id FROM aliases WHERE why = 'person' AND key = ? ORDER BY id DESC", (key_of(surface, kind),)
    ).fetchone()
    return found[0] if found else None


def _write_mentions(db: Tables, article: int, mentions: Sequence[Mention]) -> None:
    existing = {
        (start, end): number
        for number, start, end in db.execute(
            "SELECT id, start, \"end\" FROM mentions WHERE article_id = ? AND by <> 'person'", (article,)
        )
    }
    numbers = [existing.pop((mention.start, mention.end), None) for mention in mentions]
    db.conn.executemany(
        "UPDATE mentions SET entity_id = ?, kind = ?, confidence = ?, by = ? WHERE id = ?",
        [(*_values(mention), number) for mention, number in zip(mentions, numbers, strict=True) if number],
    )
    insert_mentions(db, article, [m for m, number in zip(mentions, numbers, strict=True) if number is None])
    db.conn.executemany("DELETE FROM mentions WHERE id = ?", [(number,) for number in existing.values()])


def insert_mentions(db: Tables, article: int, mentions: Iterable[Mention]) -> None:
    """Write new mentions; their ``entity`` is a row id."""
    db.conn.executemany(
        'INSERT INTO mentions(entity_id, kind, confidence, by, article_id, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(*_values(mention), article, mention.start, mention.end) for mention in mentions],
    )


def _values(mention: Mention) -> tuple[int, str, float, str]:
    return mention.entity, mention.kind, round(mention.confidence, 4), mention.by


def _write_relations(db: Tables, reading: Reading, ids: Mapping[int, int]) -> None:
    for relation in reading.relations:
        if relation.entity in ids and relation.other in ids and ids[relation.entity] != ids[relation.other]:
            db.execute(
                "INSERT INTO relations(entity_id, other_id, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (ids[relation.entity], ids[relation.other], relation.kind),
            )
