"""Who and what is named across the library. Every edit is the person's word: done at once in every article,
undoable, and kept as a ruling for every later import.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from store import regrouping, resolving, rulings
from store.database import Database, Row
from store.errors import RefusedError, UnknownError
from store.history import History
from store.known import KnownNames
from store.language.printable import canonical
from store.model import Entity, Kind, Relation, Span


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A line of the names screen: an entity with its mentions, by outlet too."""

    entity: Entity
    mentions: int
    articles: int
    outlets: dict[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A mention in its context, for a concordance: ``left`` and ``right`` are the text around ``match``."""

    article: int
    outlet: str
    start: int
    end: int
    left: str
    match: str
    right: str


class Entities:
    """The entities of a library."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history

    def get(self, entity: int | str) -> Entity:
        """The entity of that id, uid or, when only one has it, name; raises ``UnknownError``."""
        numbers = self._numbers(entity)
        if len(numbers) != 1:
            why = "several go by that name" if numbers else "there is none of that name"
            raise UnknownError(f"name {entity!r}", why, "Use its number from `diptych names`")
        return resolving.load(self._database.reader(), numbers)[0]

    def _numbers(self, entity: int | str) -> Sequence[int]:
        if isinstance(entity, int) or entity.isdecimal():
            rows = self._database.rows("SELECT id FROM entities WHERE id = ?", (int(entity),))
        else:
            rows = self._database.rows("SELECT id FROM entities WHERE uid = ? OR name = ?", (entity, entity))
        return [row["id"] for row in rows]

    def list(self, *, text: str = "", kind: Kind | None = None, limit: int | None = None) -> list[EntityRow]:
        """The entities that current articles mention, most mentioned first; ``text`` stands in a name or alias."""
        rows = self._database.rows(
            """WITH in_article AS (
                SELECT entity_id, article_id, COUNT(*) AS mentions FROM mentions GROUP BY entity_id, article_id),
            in_outlet AS (
                SELECT entity_id, outlet_id, SUM(mentions) AS mentions, COUNT(*) AS articles
                FROM in_article JOIN current_articles ON current_articles.id = article_id
                GROUP BY entity_id, outlet_id)
            SELECT entity_id, SUM(mentions) AS mentions, SUM(articles) AS articles,
                   json_group_object(coalesce(outlets.name, ''), mentions) AS outlets
            FROM in_outlet JOIN entities ON entities.id = entity_id LEFT JOIN outlets ON outlets.id = outlet_id
            WHERE (:kind = '' OR kind = :kind) AND (:text = '' OR EXISTS (
                SELECT 1 FROM aliases WHERE aliases.entity_id = entities.id AND instr(lower(surface), lower(:text))))
            GROUP BY entity_id ORDER BY mentions DESC, entities.name LIMIT :limit""",
            {"text": text, "kind": kind or "", "limit": -1 if limit is None else limit},
        )
        loaded = {each.id: each for each in resolving.load(self._database.reader(), [r["entity_id"] for r in rows])}
        return [_entity_row(loaded[row["entity_id"]], row) for row in rows]

    def known(self) -> KnownNames:
        """Keys of the names the library has now, with their kind, for reading new texts."""
        return KnownNames.of(self._database)

    def relations(self, entity: int) -> Sequence[tuple[str, Entity]]:
        """What the entity is related to, never the same as: the relation and the other ("demonym-of", Russia)."""
        rows = self._database.rows("SELECT kind, other_id FROM relations WHERE entity_id = ? ORDER BY id", (entity,))
        return [(row["kind"], self.get(row["other_id"])) for row in rows]

    def concordance(self, entity: int, limit: int = 500, width: int = 60) -> Sequence[Line]:
        """Every mention in its context, article by article in order of publication."""
        rows = self._database.rows(
            """SELECT articles.id, coalesce(outlets.name, '') AS outlet, mentions.start, mentions."end",
                      substr(text, max(0, mentions.start - :width) + 1, min(mentions.start, :width)) AS left,
                      substr(text, mentions.start + 1, mentions."end" - mentions.start) AS match,
                      substr(text, mentions."end" + 1, :width) AS right
            FROM mentions JOIN current_articles AS articles ON articles.id = mentions.article_id
            LEFT JOIN outlets ON outlets.id = articles.outlet_id
            WHERE mentions.entity_id = :entity ORDER BY published, articles.id, mentions.start LIMIT :limit""",
            {"entity": entity, "limit": limit, "width": width},
        )
        return [
            Line(row["id"], row["outlet"], row["start"], row["end"], row["left"], row["match"], row["right"])
            for row in rows
        ]

    def comentions(self, entity: int, limit: int = 20) -> Sequence[tuple[Entity, int]]:
        """The entities that stand in the same articles, with the number of those articles."""
        rows = self._database.rows(
            """SELECT other.entity_id, COUNT(DISTINCT articles.id) AS articles
            FROM (SELECT DISTINCT article_id FROM mentions WHERE entity_id = :entity) AS mine
            JOIN current_articles AS articles ON articles.id = mine.article_id
            JOIN mentions AS other ON other.article_id = articles.id AND other.entity_id <> :entity
            GROUP BY other.entity_id ORDER BY articles DESC, other.entity_id LIMIT :limit""",
            {"entity": entity, "limit": limit},
        )
        loaded = {each.id: each for each in resolving.load(self._database.reader(), [r["entity_id"] for r in rows])}
        return [(loaded[row["entity_id"]], row["articles"]) for row in rows]

    def timeline(self, entity: int) -> dict[str, int]:
        """Mentions by day of publication, in order; articles without a date are left out."""
        rows = self._database.rows(
            """SELECT substr(published, 1, 10) AS day, COUNT(*) AS mentions
            FROM mentions JOIN current_articles AS articles ON articles.id = mentions.article_id
            WHERE mentions.entity_id = ? AND published <> '' GROUP BY day ORDER BY day""",
            (entity,),
        )
        return {row["day"]: row["mentions"] for row in rows}

    def merge(self, keep: int, *others: int) -> Entity:
        """Make ``others`` the same as ``keep``, for ever."""
        kept, gone = self.get(keep), [self.get(other) for other in dict.fromkeys(others) if other != keep]
        if not gone:
            raise RefusedError(f"merge {kept.name}", "there is no other name to merge", "Choose two or more")
        with self._history.action(f"merged {', '.join(each.name for each in gone)} into {kept.name}") as db:
            rulings.record(db, "merge", {"into": _named(kept), "names": [_named(each) for each in gone]})
            for each in gone:
                regrouping.merge(db, kept, each)
        return self.get(keep)

    def split(self, entity: int, surfaces: Sequence[str], name: str = "") -> Entity:
        """Make some of an entity's surfaces another entity, for ever, and return that one."""
        whole = self.get(entity)
        found = [alias.surface for alias in whole.aliases if alias.surface in set(surfaces)]
        if not found or len(found) == len(whole.aliases):
            raise RefusedError(f"split {whole.name}", "some of its names must go and some stay", "Choose which")
        into = Entity(0, _clean(name) or found[0], whole.kind)
        with self._history.action(f"split {into.name} from {whole.name}") as db:
            payload = {"from": _named(whole), "surfaces": found, "into": _named(into)}
            rulings.record(db, "split", payload)
            number = regrouping.split(db, whole, found, into)
        return self.get(number)

    def unalias(self, entity: int, surface: str) -> Entity:
        """Say that ``surface`` is not this entity but another one, and return that one."""
        return self.split(entity, [surface])

    def rename(self, entity: int, name: str) -> Entity:
        """List the entity under another name."""
        found, name = self.get(entity), _clean(name)
        if not name:
            raise RefusedError(f"rename {found.name}", "the new name is empty", "Write one")
        with self._history.action(f"renamed {found.name} to {name}") as db:
            rulings.record(db, "rename", {**_named(found), "to": name})
            regrouping.rename(db, found, name)
        return self.get(entity)

    def retype(self, entity: int, kind: Kind) -> Entity:
        """Say what kind of thing the entity is."""
        found = self.get(entity)
        with self._history.action(f"made {found.name} {_with_article(kind)}") as db:
            surfaces = [found.name, *(alias.surface for alias in found.aliases if alias.reason != "surname")]
            rulings.record(db, "retype", {"surfaces": surfaces, "kind": kind})
            regrouping.retype(db, found.id, kind)
        return self.get(entity)

    def set_note(self, entity: int, note: str) -> Entity:
        """Write a note on the entity."""
        found = self.get(entity)
        with self._history.action(f"noted on {found.name}") as db:
            db.execute("UPDATE entities SET note = ? WHERE id = ?", (_clean(note), entity))
        return self.get(entity)

    def not_a_name(self, entity: int, surface: str = "") -> None:
        """Say that ``surface``, or every surface of the entity, names nothing, anywhere, for ever."""
        found = self.get(entity)
        surfaces = [surface] if surface else [found.name, *(alias.surface for alias in found.aliases)]
        with self._history.action(f"not a name: {surface or found.name}") as db:
            rulings.record(db, "not-a-name", {"surfaces": list(dict.fromkeys(surfaces))})
            regrouping.forget(db, found.id, surfaces)

    def add_name(self, article: int, start: int, end: int, kind: Kind) -> Entity:
        """Say that ``[start, end)`` of an article is a name, there and wherever it stands, for ever."""
        surface = self._surface(article, Span(start, end))
        with self._history.action(f"a name: {surface}") as db:
            rulings.record(db, "name", {"surface": surface, "kind": kind})
            number = regrouping.add_name(db, surface, kind)
        return self.get(number)

    def _surface(self, article: int, span: Span) -> str:
        text = self._database.value("SELECT text FROM articles WHERE id = ?", (article,)) or ""
        surface = str(text[span.start : span.end])
        if not 0 <= span.start < span.end <= len(text) or surface != surface.strip() or "\n" in surface:
            raise RefusedError("a name", "it must be a stretch of one line, without blanks at its ends", "Select again")
        return surface

    def add_alias(self, entity: int, surface: str) -> Entity:
        """Say that ``surface`` is this entity, wherever it stands, for ever."""
        found, surface = self.get(entity), _clean(surface)
        if not surface:
            raise RefusedError(f"alias of {found.name}", "it is empty", "Write one")
        with self._history.action(f"{surface} is {found.name}") as db:
            rulings.record(db, "alias", {**_named(found), "surface": surface})
            regrouping.add_alias(db, found, surface)
        return self.get(entity)

    def export_rulings(self) -> Sequence[dict[str, object]]:
        """Everything that the person ruled, as JSON values: uid, ruling, payload, created."""
        rows = self._database.rows("SELECT uid, ruling, payload, created FROM rulings ORDER BY id")
        return [{**row, "payload": json.loads(row["payload"])} for row in rows]

    def import_rulings(self, exported: Sequence[dict[str, object]]) -> int:
        """Take over rulings of another library, those not known yet; return how many."""
        return regrouping.take_over(self._history, exported)


def named_in(database: Database, article: int) -> tuple[tuple[Entity, ...], tuple[Relation, ...]]:
    """The entities that an article mentions, and the relations among them."""
    rows = database.rows("SELECT DISTINCT entity_id FROM mentions WHERE article_id = ?", (article,))
    numbers = [row["entity_id"] for row in rows]
    among = json.dumps(numbers)
    relations = database.rows(
        "SELECT entity_id, other_id, kind FROM relations WHERE entity_id IN (SELECT value FROM json_each(:among)) "
        "AND other_id IN (SELECT value FROM json_each(:among)) ORDER BY id",
        {"among": among},
    )
    return (
        tuple(resolving.load(database.reader(), numbers)),
        tuple(Relation(row["entity_id"], row["other_id"], row["kind"]) for row in relations),
    )


def _named(entity: Entity) -> dict[str, str]:
    return {"name": entity.name, "kind": entity.kind}


def _clean(text: str) -> str:
    return " ".join(canonical(text)[0].replace("\x00", "").split())


def _with_article(kind: Kind) -> str:
    return "a people" if kind == "people" else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _entity_row(entity: Entity, row: Row) -> EntityRow:
    return EntityRow(entity, row["mentions"], row["articles"], json.loads(row["outlets"]))
