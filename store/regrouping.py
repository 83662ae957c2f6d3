"""What the person's rulings do to entities, aliases and mentions that are there. The caller holds the write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store import resolving, rulings
from store.errors import RefusedError
from store.history import History
from store.model import KINDS, Alias, Entity, Kind, Mention
from store.rulings import Payload, Rulings, folded

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_PARTIAL = ("surname", "acronym")
"""Aliases that say who is meant only beside a fuller name; a merge doesn't make them somebody's for ever."""


def merge(db: Tables, kept: Entity, gone: Entity) -> None:
    """Give everything of ``gone`` to ``kept``; its full names become the person's word."""
    known = {alias.surface for alias in kept.aliases}
    for alias in gone.aliases:
        if alias.surface in known:
            db.execute("DELETE FROM aliases WHERE entity_id = ? AND surface = ?", (gone.id, alias.surface))
    for alias in (Alias(gone.name), *gone.aliases):
        if alias.reason not in _PARTIAL:
            _give(db, kept.id, gone.id, alias.surface, kept.kind)
    db.execute("UPDATE aliases SET entity_id = ? WHERE entity_id = ?", (kept.id, gone.id))
    db.execute("UPDATE mentions SET entity_id = ? WHERE entity_id = ?", (kept.id, gone.id))
    _move_relations(db, kept.id, gone.id)
    db.execute("UPDATE entities SET by_person = 1 WHERE id = ?", (kept.id,))
    db.execute("DELETE FROM entities WHERE id = ?", (gone.id,))


def _give(db: Tables, kept: int, gone: int, surface: str, kind: Kind) -> None:
    """Make ``surface`` an alias of ``kept`` by the person's word, whether it has it, gets it or never had it."""
    given = db.execute(
        "UPDATE aliases SET entity_id = ?, why = 'person' WHERE entity_id IN (?, ?) AND surface = ?",
        (kept, kept, gone, surface),
    )
    if not given.rowcount:
        resolving.add_alias(db, kept, Alias(surface, "person"), kind)


def _move_relations(db: Tables, kept: int, gone: int) -> None:
    for one, other, kind in db.execute(
        "SELECT entity_id, other_id, kind FROM relations WHERE ? IN (entity_id, other_id)", (gone,)
    ).fetchall():
        ends = (kept if one == gone else one, kept if other == gone else other)
        if ends[0] != ends[1]:
            db.execute(
                "INSERT INTO relations(entity_id, other_id, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (*ends, kind),
            )
    db.execute("DELETE FROM relations WHERE ? IN (entity_id, other_id)", (gone,))


def split(db: Tables, whole: Entity, surfaces: Sequence[str], into: Entity) -> int:
    """Make ``surfaces`` and the mentions with them an entity of their own; return its id."""
    number = _insert(db, into)
    wanted = {folded(surface) for surface in surfaces}
    for surface in surfaces:
        _give(db, number, whole.id, surface, whole.kind)
    _move_mentions(db, number, _mentions_of(db, whole.id), wanted)
    if folded(whole.name) in wanted:
        left = [alias.surface for alias in whole.aliases if folded(alias.surface) not in wanted]
        if left:
            db.execute("UPDATE entities SET name = ? WHERE id = ?", (max(left, key=len), whole.id))
    return number


def _insert(db: Tables, entity: Entity) -> int:
    return resolving.insert(db, replace(entity, by_person=True))


def _mentions_of(db: Tables, entity: int) -> list[tuple[int, str]]:
    """The mentions of an entity: row id and surface."""
    return db.execute(
        'SELECT mentions.id, substr(text, mentions.start + 1, mentions."end" - mentions.start) '
        "FROM mentions JOIN articles ON articles.id = article_id WHERE entity_id = ?",
        (entity,),
    ).fetchall()


def _move_mentions(db: Tables, entity: int, mentions: Sequence[tuple[int, str]], surfaces: set[str]) -> None:
    db.conn.executemany(
        "UPDATE mentions SET entity_id = ? WHERE id = ?",
        [(entity, number) for number, surface in mentions if folded(surface) in surfaces],
    )


def rename(db: Tables, entity: Entity, name: str) -> None:
    """List the entity under ``name``; the old name stays its alias, both by the person's word."""
    for surface in (entity.name, name):
        _give(db, entity.id, entity.id, surface, entity.kind)
    db.execute("UPDATE entities SET name = ?, by_person = 1 WHERE id = ?", (name, entity.id))


def retype(db: Tables, entity: int, kind: Kind) -> None:
    """Change what kind of thing the entity and its mentions are."""
    if kind not in KINDS:
        raise RefusedError(f"kind {kind!r}", "there is no such kind", f"Choose one of {', '.join(KINDS)}")
    db.execute("UPDATE entities SET kind = ?, by_person = 1 WHERE id = ?", (kind, entity))
    db.execute("UPDATE mentions SET kind = ? WHERE entity_id = ?", (kind, entity))


def forget(db: Tables, entity: int, surfaces: Sequence[str]) -> None:
    """Remove the mentions of any entity with these surfaces, and the surfaces from ``entity``'s aliases."""
    gone = {folded(surface) for surface in surfaces}
    for owner in _owners(db, surfaces) | {entity}:
        numbers = [number for number, surface in _mentions_of(db, owner) if folded(surface) in gone]
        db.conn.executemany("DELETE FROM mentions WHERE id = ?", [(number,) for number in numbers])
        _drop_aliases(db, owner, gone)


def _owners(db: Tables, surfaces: Sequence[str]) -> set[int]:
    """The entities that have one of these surfaces as an alias."""
    found: set[int] = set()
    for surface in surfaces:
        rows = db.execute("SELECT entity_id FROM aliases WHERE key = ?", (resolving.key_of(surface, "other"),))
        found |= {row[0] for row in rows}
    return found


def _drop_aliases(db: Tables, entity: int, gone: set[str]) -> None:
    rows = db.execute("SELECT id, surface FROM aliases WHERE entity_id = ?", (entity,)).fetchall()
    db.conn.executemany(
        "DELETE FROM aliases WHERE id = ?", [(number,) for number, surface in rows if folded(surface) in gone]
    )


def add_name(db: Tables, surface: str, kind: Kind) -> int:
    """Make ``surface`` a mention wherever it stands as whole words; return the entity that it names."""
    if kind not in KINDS:
        raise RefusedError(f"kind {kind!r}", "there is no such kind", f"Choose one of {', '.join(KINDS)}")
    number = resolving.resolve(db, Entity(1, surface, kind, (Alias(surface, "person"),), by_person=True), Rulings())
    _give(db, number, number, surface, kind)
    mark_everywhere(db, number, surface, kind)
    return number


def add_alias(db: Tables, entity: Entity, surface: str) -> None:
    """Make ``surface`` the entity's, with the mentions that others have of it, and wherever else it stands."""
    for owner in _owners(db, [surface]) - {entity.id}:
        _move_mentions(db, entity.id, _mentions_of(db, owner), {folded(surface)})
        _drop_aliases(db, owner, {folded(surface)})
    _give(db, entity.id, entity.id, surface, entity.kind)
    mark_everywhere(db, entity.id, surface, entity.kind)


def mark_everywhere(db: Tables, entity: int, surface: str, kind: Kind) -> None:
    """Put a mention by the person at every place of ``surface`` that no longer mention covers."""
    ruled = Rulings(names={surface: kind})
    for article, text in db.execute("SELECT id, text FROM articles WHERE instr(text, ?)", (surface,)).fetchall():
        taken = db.execute('SELECT id, start, "end" FROM mentions WHERE article_id = ?', (article,)).fetchall()
        for span, _ in ruled.named(text):
            inside = [(number, start, end) for number, start, end in taken if start < span.end and span.start < end]
            if any(
                start <= span.start and span.end <= end and end - start > span.end - span.start
                for _, start, end in inside
            ):
                continue
            db.conn.executemany("DELETE FROM mentions WHERE id = ?", [(number,) for number, _, _ in inside])
            resolving.insert_mentions(db, article, [Mention(span.start, span.end, kind, entity, 1.0, "person")])


def take_over(history: History, exported: Sequence[Mapping[str, Any]]) -> int:
    """Record and apply another library's rulings, those whose uid is new, in one step; return how many."""
    with history.action(f"imported {len(exported)} rulings") as db:
        known = {row[0] for row in db.execute("SELECT uid FROM rulings")}
        new = [each for each in exported if each["uid"] not in known]
        for each in new:
            rulings.record(db, each["ruling"], each["payload"], each["uid"], each["created"])
            _apply(db, each["ruling"], each["payload"])
    return len(new)


def _apply(db: Tables, ruling: str, payload: Payload) -> None:
    """Do to this library's entities, found by their names, what a ruling of another one says."""
    match ruling:
        case "merge":
            for named in payload["names"]:
                kept, gone = _find(db, payload["into"]), _find(db, named)
                if kept.id != gone.id:
                    merge(db, kept, gone)
        case "split":
            split(db, _find(db, payload["from"]), payload["surfaces"], Entity(0, **payload["into"]))
        case "rename":
            rename(db, _find(db, payload), payload["to"])
        case "retype":
            for surface in payload["surfaces"]:
                for owner in _owners(db, [surface]):
                    retype(db, owner, payload["kind"])
        case "not-a-name":
            forget(db, 0, payload["surfaces"])
        case "name":
            add_name(db, payload["surface"], payload["kind"])
        case "alias":
            add_alias(db, _find(db, payload), payload["surface"])


def _find(db: Tables, named: Payload) -> Entity:
    """The entity of that name and kind, made when the library has none, so that later imports find it."""
    entity = Entity(1, named["name"], named["kind"], (Alias(named["name"], "person"),), by_person=True)
    return resolving.load(db, [resolving.resolve(db, entity, Rulings())])[0]
