"""The tables, their indexes and views, and the numbered migrations that bring an older library up to date.

A migration's number is the ``user_version`` it leaves behind. Ids are never used twice (AUTOINCREMENT), so
that undo can put a row back where it was. Search tables are ``search.index``'s own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


APPLICATION_ID = 0x44697074
"""``Dipt``, at byte 68 of the file: what tells a Diptych library from another SQLite file."""


@dataclass(frozen=True)
class Table:
    """One table as sqlite-utils creates it; a compound ``pk`` is the order its rows are stored in."""

    columns: Mapping[str, type]
    pk: str | tuple[str, ...] = "id"
    keys: tuple[tuple[str, str], ...] = ()
    not_null: tuple[str, ...] = ()
    defaults: Mapping[str, object] = field(default_factory=dict)
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


_TABLES: Mapping[str, Table] = {
    "outlets": Table({"id": int, "name": str, "homepage": str}, not_null=("name",), unique=(("name",),)),
    "articles": Table(
        {
            "id": int,
            "uid": str,
            "outlet_id": int,
            "url": str,
            "title": str,
            "byline": str,
            "published": str,
            "language": str,
            "text": str,
            "text_sha256": str,
            "words": int,
            "source": str,
            "added": str,
            "read_at": str,
            "position": int,
            "starred": int,
            "supersedes": int,
            "engine": str,
            "hidden_characters": int,
            "removed": str,
        },
        keys=(("outlet_id", "outlets"), ("supersedes", "articles")),
        not_null=("uid", "title", "text", "text_sha256", "added", "engine"),
        defaults={"position": 0, "starred": 0, "hidden_characters": 0},
        unique=(("uid",),),
        indexes=(("text_sha256",), ("url",), ("published",), ("outlet_id",), ("supersedes",), ("engine",)),
    ),
    "originals": Table(
        {"article_id": int, "media_type": str, "encoding": str, "bytes": bytes, "sha256": str},
        pk="article_id",
        keys=(("article_id", "articles"),),
        not_null=("media_type", "encoding", "bytes", "sha256"),
        indexes=(("sha256",),),
    ),
    "blocks": Table(
        {
            "article_id": int,
            "position": int,
            "start": int,
            "end": int,
            "role": str,
            "kept": int,
            "folded": str,
        },
        pk=("article_id", "position"),
        keys=(("article_id", "articles"),),
        not_null=("start", "end", "role", "kept", "folded"),
    ),
    "entities": Table(
        {"id": int, "uid": str, "name": str, "kind": str, "note": str, "by_person": int},
        not_null=("uid", "name", "kind"),
        defaults={"note": "", "by_person": 0},
        unique=(("uid",),),
        indexes=(("name",),),
    ),
    "aliases": Table(
        {"id": int, "entity_id": int, "surface": str, "key": str, "why": str},
        keys=(("entity_id", "entities"),),
        not_null=("entity_id", "surface", "key", "why"),
        indexes=(("key",), ("entity_id",)),
    ),
    "relations": Table(
        {"id": int, "entity_id": int, "other_id": int, "kind": str},
        keys=(("entity_id", "entities"), ("other_id", "entities")),
        not_null=("entity_id", "other_id", "kind"),
        unique=(("entity_id", "other_id", "kind"),),
        indexes=(("other_id",),),
    ),
    "mentions": Table(
        {
            "id": int,
            "article_id": int,
            "start": int,
            "end": int,
            "entity_id": int,
            "kind": str,
            "confidence": float,
            "by": str,
        },
        keys=(("article_id", "articles"), ("entity_id", "entities")),
        not_null=("article_id", "start", "end", "entity_id", "kind", "confidence", "by"),
        indexes=(("article_id", "start"), ("entity_id", "article_id")),
    ),
    "rulings": Table(
        {"id": int, "uid": str, "ruling": str, "payload": str, "created": str},
        not_null=("uid", "ruling", "payload", "created"),
        unique=(("uid",),),
        indexes=(("ruling",),),
    ),
    "tags": Table(
        {"id": int, "uid": str, "parent_id": int, "name": str, "colour": str, "description": str, "used": str},
        keys=(("parent_id", "tags"),),
        not_null=("uid", "name", "colour"),
        defaults={"description": "", "used": ""},
        unique=(("uid",),),
        indexes=(("parent_id", "name"),),
    ),
    "passages": Table(
        {
            "id": int,
            "uid": str,
            "article_id": int,
            "start": int,
            "end": int,
            "exact": str,
            "prefix": str,
            "suffix": str,
            "note": str,
            "by": str,
            "created": str,
            "changed": str,
            "orphaned": int,
        },
        keys=(("article_id", "articles"),),
        not_null=("uid", "article_id", "start", "end", "exact", "created"),
        defaults={"note": "", "by": "", "prefix": "", "suffix": "", "orphaned": 0},
        unique=(("uid",),),
        indexes=(("article_id", "start"),),
    ),
    "passage_tags": Table(
        {"passage_id": int, "tag_id": int},
        pk=("passage_id", "tag_id"),
        keys=(("passage_id", "passages"), ("tag_id", "tags")),
        indexes=(("tag_id",),),
    ),
    "stories": Table(
        {"id": int, "uid": str, "name": str, "created": str}, not_null=("uid", "name"), unique=(("uid",),)
    ),
    "story_articles": Table(
        {"story_id": int, "article_id": int, "score": float, "confirmed": int},
        pk=("story_id", "article_id"),
        keys=(("story_id", "stories"), ("article_id", "articles")),
        indexes=(("article_id",),),
    ),
    "story_signatures": Table(
        {"article_id": int, "signature": bytes},
        pk="article_id",
        keys=(("article_id", "articles"),),
        not_null=("signature",),
    ),
    "story_keys": Table({"key": int, "article_id": int}, pk=("key", "article_id"), keys=(("article_id", "articles"),)),
    "searches": Table(
        {"id": int, "name": str, "query": str, "created": str}, not_null=("name", "query"), unique=(("name",),)
    ),
    "history": Table(
        {"id": int, "action": str, "created": str, "undone": int},
        not_null=("action", "created"),
        defaults={"undone": 0},
    ),
    "history_changes": Table(
        {"id": int, "history_id": int, "row_of": str, "before": str, "after": str},
        keys=(("history_id", "history"),),
        not_null=("history_id", "row_of"),
        indexes=(("history_id",),),
    ),
    "state": Table({"key": str, "value": str}, pk="key", not_null=("value",)),
    "drafts": Table({"key": str, "text": str, "changed": str}, pk="key", not_null=("text", "changed")),
}

_VIEWS = {
    "current_articles": """
        SELECT * FROM articles WHERE removed IS NULL AND NOT EXISTS (
            SELECT 1 FROM articles AS newer WHERE newer.supersedes = articles.id AND newer.removed IS NULL)""",
    "shared_entities": """
        SELECT entities.id, entities.name, entities.kind, COUNT(DISTINCT current_articles.outlet_id) AS outlets,
               COUNT(DISTINCT current_articles.id) AS articles, COUNT(*) AS mentions
        FROM entities JOIN mentions ON mentions.entity_id = entities.id
        JOIN current_articles ON current_articles.id = mentions.article_id
        GROUP BY entities.id HAVING articles > 1""",
    "tag_paths": """
        WITH RECURSIVE tree(id, path) AS (
            SELECT id, name FROM tags WHERE parent_id IS NULL
            UNION ALL SELECT tags.id, tree.path || '/' || tags.name FROM tags JOIN tree ON tags.parent_id = tree.id)
        SELECT id, path FROM tree""",
    "passages_with_tags": """
        SELECT passages.*, articles.title, outlets.name AS outlet, GROUP_CONCAT(tag_paths.path, ', ') AS tags
        FROM passages JOIN articles ON articles.id = passages.article_id
        LEFT JOIN outlets ON outlets.id = articles.outlet_id
        LEFT JOIN passage_tags ON passage_tags.passage_id = passages.id
        LEFT JOIN tag_paths ON tag_paths.id = passage_tags.tag_id
        GROUP BY passages.id""",
}


def _create_table(db: Database, name: str, table: Table) -> None:
    sql = db.create_table_sql(
        name,
        dict(table.columns),
        pk=table.pk,
        foreign_keys=[(column, other, "id") for column, other in table.keys],
        not_null=set(table.not_null),
        defaults=dict(table.defaults),
    )
    if table.pk == "id":
        sql = sql.replace("INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")
    elif isinstance(table.pk, tuple):
        sql = sql.rstrip().rstrip(";") + " WITHOUT ROWID"
    db.execute(sql)
    for columns in table.unique:
        db.table(name).create_index(columns, unique=True)
    for columns in table.indexes:
        db.table(name).create_index(columns)


def _first_tables(db: Database) -> None:
    from store.search import index

    for name, table in _TABLES.items():
        _create_table(db, name, table)
    for name, sql in _VIEWS.items():
        db.create_view(name, sql)
    index.create(db)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first_tables,)
"""Migration 1, 2, …: each runs inside one write transaction, after a backup."""

VERSION = len(MIGRATIONS)


def version(db: Database) -> int:
    """The number of the last migration the library has seen."""
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def migrate(db: Database) -> None:
    """Run the migrations that are still to come; the caller holds the transaction."""
    for number, migration in enumerate(MIGRATIONS[version(db) :], start=version(db) + 1):
        migration(db)
        db.execute(f"PRAGMA user_version = {number}")
