"""Which articles, and which stretches of them, a query's scope lets through."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from store.search.query import Scope
from store.search.tokens import begins, terms

NARROW = 20_000
"""Articles up to which a scope is held as a set; a wider one is asked of the database for each candidate."""
FEW = 64
"""Articles up to which each is searched by itself."""

Spans = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Limits:
    """A scope resolved. ``articles`` is None when they are too many to list; then ``condition`` alone decides.

    ``spans`` are, by article, the stretches that a hit must touch; None when any will do.
    """

    condition: str = ""
    parameters: tuple[object, ...] = ()
    articles: frozenset[int] | None = None
    spans: Spans | None = None

    @property
    def bounded(self) -> bool:
        return bool(self.condition)

    def touches(self, article: int, start: int, end: int) -> bool:
        """Whether a stretch of an article is inside the scope's spans."""
        return self.spans is None or any(start < stop and begin < end for begin, stop in self.spans.get(article, ()))


def resolve(
    connection: sqlite3.Connection,
    scope: Scope,
    pane: Collection[int],
    entities: Collection[int],
    tags: Collection[int],
) -> Limits:
    """Resolve ``scope``. ``pane``: the open articles; ``entities`` and ``tags``: what its names and tags stand for."""
    if scope == Scope():
        return Limits()
    spans = _spans(connection, scope, entities, tags)
    conditions, parameters = _conditions(connection, scope, pane)
    if spans is not None:
        conditions.append("a.id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(list(spans)))
    condition = " AND ".join(conditions or ["1"])
    found = connection.execute(
        f"SELECT a.id FROM articles AS a WHERE {condition} LIMIT {NARROW + 1}", parameters
    ).fetchall()
    articles = frozenset(row[0] for row in found) if len(found) <= NARROW else None
    return Limits(condition, tuple(parameters), articles, spans)


def _conditions(connection: sqlite3.Connection, scope: Scope, pane: Collection[int]) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []
    if scope.pane:
        conditions.append("a.id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(pane)))
    if scope.outlets:
        conditions.append("a.outlet_id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(_outlets(connection, scope.outlets)))
    if scope.bylines:
        conditions.append("a.id IN (SELECT rowid FROM search_titles WHERE search_titles MATCH ?)")
        parameters.append(" OR ".join(filter(None, map(_byline, scope.bylines))) or '""')
    if scope.since:
        conditions.append("a.published >= ?")
        parameters.append(scope.since)
    if scope.until:
        conditions.append("a.published < ?")
        parameters.append(scope.until + "~")
    if scope.unread:
        conditions.append("a.read_at IS NULL")
    return conditions, parameters


def _byline(value: str) -> str:
    beginnings = " AND ".join(f'"{word}" *' for word in terms(value))
    return f"byline : ({beginnings})" if beginnings else ""


def _outlets(connection: sqlite3.Connection, values: Sequence[str]) -> list[int]:
    """Return the ids of the outlets in whose names each word of one of the values begins a word."""
    return [
        outlet
        for outlet, name in connection.execute("SELECT id, name FROM outlets")
        if any(begins(terms(value), terms(name)) for value in values)
    ]


def _spans(
    connection: sqlite3.Connection, scope: Scope, entities: Collection[int], tags: Collection[int]
) -> Spans | None:
    """Return the mentions or tagged passages that hits must touch, None when any will do."""
    if scope.tags or scope.tagged:
        sql = "SELECT DISTINCT p.article_id, p.start, p.end FROM passages AS p JOIN passage_tags ON passage_id = p.id"
        chosen = " WHERE tag_id IN (SELECT value FROM json_each(?))" if scope.tags else ""
        rows = connection.execute(sql + chosen, (json.dumps(sorted(tags)),) if scope.tags else ())
    elif scope.names:
        rows = connection.execute(
            'SELECT article_id, start, "end" FROM mentions WHERE entity_id IN (SELECT value FROM json_each(?))'
            " ORDER BY article_id DESC LIMIT 100000",
            (json.dumps(sorted(entities)),),
        )
    else:
        return None
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in rows:
        spans[article].append((start, end))
    return spans
