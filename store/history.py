"""Undo and redo, kept in the library, across restarts.

While an ``action`` runs, temporary triggers write down every row it changes, before and after (SQLite's
documented method for undo, https://www.sqlite.org/undoredo.html, with rows as JSON instead of SQL). Undoing
puts the rows back in the opposite order. Nothing outside an action is recorded, and a program that does no action
never makes the triggers, so bulk work costs nothing.

What comes in outside any action (names that are read in the background) may hang on what an undo takes away. Where a
surface goes back to another entity, the mentions with it that came in since go with it; where an article has its
earlier text back, those that were read in the other text go, and its names are left to be read again.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.clock import now
from store.database import Database
from store.rulings import folded
from store.search import index

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

KEPT = 1000
"""Actions that can be undone."""

_ARTICLE_TEXT = ("text", "text_sha256", "words", "engine")
_ARTICLE_MARKS = ("uid", "title", "byline", "published", "outlet_id", "starred", "removed")
_RECORDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "articles": (_ARTICLE_TEXT, _ARTICLE_MARKS),
    **dict.fromkeys(
        (
            "blocks",
            "entities",
            "aliases",
            "relations",
            "mentions",
            "rulings",
            "tags",
            "passages",
            "passage_tags",
            "stories",
            "story_articles",
            "searches",
        ),
        (),
    ),
}
"""The tables whose rows are recorded; for articles, the groups of columns that are."""

_MENTIONS_THEN = "mentions_then"
"""Stands for a table in the changes of a step that moved surfaces or text: the newest mention when it was done."""

Values = Mapping[str, Any]
Recorded = tuple[str, str | None, str | None]
"""The table of a row, and the row as JSON before and after."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, as it is told to the person."""

    id: int
    action: str
    created: str
    undone: bool = False


@dataclass(slots=True)
class Together:
    """Several actions that are undone as one; ``description`` may change until the end."""

    description: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after; None where there was none. Of an article, only the columns that are recorded."""

    table: str
    before: Values | None
    after: Values | None

    def reversed(self) -> Change:
        return Change(self.table, self.after, self.before)


class History:
    """The journal of what the person did."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._local = threading.local()

    @contextmanager
    def action(self, description: str) -> Iterator[Tables]:
        """One write transaction whose changes are one step of undo. Inside another action it is part of that one."""
        with self._database.write() as db:
            if self._recording:
                yield db
                return
            _start_recording(db)
            self._local.recording = True
            try:
                yield db
            finally:
                self._local.recording = False
            changes = _stop_recording(db)
            if changes:
                self._keep(db, description, changes)

    @contextmanager
    def together(self, description: str) -> Iterator[Together]:
        """Make every action of this thread inside one step, each still its own transaction."""
        group = self._together or Together(description)
        described = group.description
        with self.joining(group):
            yield group
        if group.description != described:
            with self._database.write() as db:
                self.describe(db, group)

    def describe(self, db: Tables, group: Together) -> None:
        """Let the step of ``group``, if it has become one, be told by the description that the group has by now."""
        db.execute("UPDATE history SET action = ? WHERE id = ?", (group.description, group.step))

    @contextmanager
    def joining(self, group: Together) -> Iterator[None]:
        """Let every action of this thread inside belong to ``group``, which may be joined again later."""
        outer = self._together
        self._local.together = group
        try:
            yield
        finally:
            self._local.together = outer

    @property
    def _recording(self) -> bool:
        return bool(getattr(self._local, "recording", False))

    @property
    def _together(self) -> Together | None:
        group: Together | None = getattr(self._local, "together", None)
        return group

    def added(self, db: Tables, articles: Sequence[int], description: str) -> None:
        """Record, inside a write, that these articles came in: undoing marks them removed."""
        moment = now()
        changes: list[Recorded] = [
            ("articles", json.dumps({"id": article, "removed": moment}), json.dumps({"id": article, "removed": None}))
            for article in articles
        ]
        if self._recording:
            db.conn.executemany("INSERT INTO temp.recorded(row_of, before, after) VALUES (?, ?, ?)", changes)
        else:
            self._keep(db, description, changes)

    def _keep(self, db: Tables, description: str, changes: Sequence[Recorded]) -> None:
        step = self._step_to_extend(db) or self._new_step(db, description)
        if any(map(_matters_to_names, changes)):
            changes = [*changes, (_MENTIONS_THEN, None, json.dumps({"id": _newest_mention(db)}))]
        db.conn.executemany(
            "INSERT INTO history_changes(history_id, row_of, before, after) VALUES (?, ?, ?, ?)",
            [(step, *change) for change in changes],
        )

    def _step_to_extend(self, db: Tables) -> int | None:
        group = self._together
        if group is None or group.step is None:
            return None
        extended = db.execute(
            "UPDATE history SET action = ? WHERE id = ? AND NOT undone", (group.description, group.step)
        )
        return group.step if extended.rowcount else None

    def _new_step(self, db: Tables, description: str) -> int:
        group = self._together
        self._forget(db, "SELECT id FROM history WHERE undone")
        cursor = db.execute(
            "INSERT INTO history(action, created, undone) VALUES (?, ?, 0)",
            (group.description if group else description, now()),
        )
        step = int(cursor.lastrowid or 0)
        if group:
            group.step = step
        self._forget(db, f"SELECT id FROM history ORDER BY id DESC LIMIT -1 OFFSET {KEPT}")
        return step

    def _forget(self, db: Tables, steps: str) -> None:
        db.execute(f"DELETE FROM history_changes WHERE history_id IN ({steps})")
        db.execute(f"DELETE FROM history WHERE id IN ({steps})")

    def undo(self) -> str | None:
        """Take the last step back and return what it was, or None when there is nothing to undo."""
        return self._move("SELECT id, action FROM history WHERE NOT undone ORDER BY id DESC LIMIT 1", undo=True)

    def redo(self) -> str | None:
        """Do the last undone step again and return what it was, or None when there is nothing to redo."""
        return self._move("SELECT id, action FROM history WHERE undone ORDER BY id LIMIT 1", undo=False)

    def _move(self, query: str, *, undo: bool) -> str | None:
        with self._database.write() as db:
            found = db.execute(query).fetchone()
            if found is None:
                return None
            step, action = found
            changes = _changes(db, step)
            since = _mentions_then(db, step)
            _apply(db, [change.reversed() for change in reversed(changes)] if undo else changes, since)
            db.execute("UPDATE history SET undone = ? WHERE id = ?", (int(undo), step))
        return str(action)

    def list(self, limit: int = 100) -> list[Step]:
        """The last steps, newest first; those undone are still there to redo."""
        rows = self._database.rows("SELECT id, action, created, undone FROM history ORDER BY id DESC LIMIT ?", (limit,))
        return [Step(row["id"], row["action"], row["created"], bool(row["undone"])) for row in rows]


def _start_recording(db: Tables) -> None:
    """Let the triggers write; the first action on a connection makes them, for as long as it is open."""
    if not db.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = 'recorded'").fetchone():
        _make_triggers(db)
    db.execute("INSERT INTO temp.recording VALUES (1)")


def _stop_recording(db: Tables) -> list[Recorded]:
    changes = db.execute("SELECT row_of, before, after FROM temp.recorded ORDER BY id").fetchall()
    db.execute("DELETE FROM temp.recording")
    db.execute("DELETE FROM temp.recorded")
    return changes


def _make_triggers(db: Tables) -> None:
    db.execute("CREATE TEMP TABLE recorded(id INTEGER PRIMARY KEY, row_of TEXT, before TEXT, after TEXT)")
    db.execute("CREATE TEMP TABLE recording(now INTEGER)")
    for table, groups in _RECORDED.items():
        columns = tuple(column.name for column in db.table(table).columns)
        for number, group in enumerate(groups or (columns,)):
            recorded = ("id", *group) if groups else columns
            changed = " OR ".join(f"old.[{column}] IS NOT new.[{column}]" for column in group)
            rows = _as_json("old", recorded), _as_json("new", recorded)
            _make_trigger(db, table, f"UPDATE OF {_listed(group)}", str(number), f"({changed})", rows)
        if not groups:
            _make_trigger(db, table, "INSERT", "in", "1", ("NULL", _as_json("new", columns)))
            _make_trigger(db, table, "DELETE", "out", "1", (_as_json("old", columns), "NULL"))


def _make_trigger(db: Tables, table: str, event: str, suffix: str, condition: str, rows: tuple[str, str]) -> None:
    db.execute(
        f"CREATE TEMP TRIGGER record_{table}_{suffix} AFTER {event} ON main.[{table}] "
        f"WHEN EXISTS (SELECT 1 FROM recording) AND {condition} BEGIN "
        f"INSERT INTO recorded(row_of, before, after) VALUES ('{table}', {rows[0]}, {rows[1]}); END"
    )


def _as_json(row: str, columns: Iterable[str]) -> str:
    return "json_object(" + ", ".join(f"'{column}', {row}.[{column}]" for column in columns) + ")"


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f"[{column}]" for column in columns)


def _changes(db: Tables, step: int) -> list[Change]:
    rows = db.execute(
        "SELECT row_of, before, after FROM history_changes WHERE history_id = ? ORDER BY id", (step,)
    ).fetchall()
    return [Change(table, _values(before), _values(after)) for table, before, after in rows if table in _RECORDED]


def _matters_to_names(change: Recorded) -> bool:
    """Whether mentions that come in later may depend on the change: on who has a surface, or on an article's text."""
    table, before, _ = change
    return table == "aliases" or (table == "articles" and '"text_sha256":' in (before or ""))


def _newest_mention(db: Tables) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM mentions").fetchone()[0])


def _mentions_then(db: Tables, step: int) -> int:
    """The newest mention when the step was done; of a step that did not note it, the newest there is."""
    noted = db.execute(
        "SELECT after FROM history_changes WHERE history_id = ? AND row_of = ? ORDER BY id DESC LIMIT 1",
        (step, _MENTIONS_THEN),
    ).fetchone()
    return int(json.loads(noted[0])["id"]) if noted else _newest_mention(db)


def _values(text: str | None) -> Values | None:
    return json.loads(text) if text else None


def _apply(db: Tables, changes: Sequence[Change], since: int) -> None:
    """Make each row what it is after its change, the search index with it; ``since`` is the newest mention then."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    articles = sorted({article for change in changes for article in _indexed_article(db, change)})
    index.remove_articles(db.conn, articles)
    read_since = [article for change in changes for article in _read_since(db, change)]
    for change in changes:
        _apply_row(db, change)
        _take_along(db, change, since)
    for article in read_since:
        db.execute("DELETE FROM mentions WHERE article_id = ? AND id > ? AND by <> 'person'", (article, since))
        db.execute("UPDATE articles SET engine = '' WHERE id = ?", (article,))
    index.add_articles(db.conn, current(db, articles))


def _read_since(db: Tables, change: Change) -> Iterator[int]:
    """The article whose text a change replaces, if its names were read in that text."""
    if change.table == "articles" and change.before and "engine" in change.before:
        article = change.before["id"]
        (engine,) = db.execute("SELECT engine FROM articles WHERE id = ?", (article,)).fetchone()
        if engine != change.before["engine"]:
            yield article


def _take_along(db: Tables, change: Change, since: int) -> None:
    """Where a surface goes to another entity, let the mentions with it that came in ``since`` go there too."""
    if change.table != "aliases" or not change.before or not change.after:
        return
    left, entered = change.before["entity_id"], change.after["entity_id"]
    if left == entered:
        return
    later = db.execute(
        'SELECT mentions.id, substr(text, mentions.start + 1, mentions."end" - mentions.start) '
        "FROM mentions JOIN articles ON articles.id = article_id WHERE entity_id = ? AND mentions.id > ?",
        (left, since),
    ).fetchall()
    surface = folded(change.after["surface"])
    db.conn.executemany(
        "UPDATE mentions SET entity_id = ? WHERE id = ?",
        [(entered, number) for number, found in later if folded(found) == surface],
    )


def _indexed_article(db: Tables, change: Change) -> Iterator[int]:
    """The articles whose search rows a change concerns: itself, and the earlier version it stands before."""
    if change.table != "articles" or not change.after or not {"text", "removed"} & set(change.after):
        return
    yield change.after["id"]
    earlier = db.execute("SELECT supersedes FROM articles WHERE id = ?", (change.after["id"],)).fetchone()
    if earlier and earlier[0]:
        yield earlier[0]


def current(db: Tables, articles: Sequence[int]) -> list[int]:
    """Of these articles, those that are neither removed nor replaced by a newer version."""
    found = db.execute(
        "SELECT id FROM current_articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(articles)),)
    )
    return [row[0] for row in found]


def _apply_row(db: Tables, change: Change) -> None:
    table = db.table(change.table)
    place, values = _where(change.before or {}, table.pks)
    row = {column: value for column, value in (change.after or {}).items() if column in table.columns_dict}
    if change.after is None:
        _delete(db, change.table, place, values)
    elif change.before is None:
        marks, changed = ", ".join("?" * len(row)), ", ".join(f"[{column}] = excluded.[{column}]" for column in row)
        db.execute(
            f"INSERT INTO [{change.table}]({_listed(row)}) VALUES ({marks}) "
            f"ON CONFLICT({_listed(table.pks)}) DO UPDATE SET {changed}",
            list(row.values()),
        )
    else:
        setting = ", ".join(f"[{column}] = ?" for column in row)
        db.execute(f"UPDATE [{change.table}] SET {setting} WHERE {place}", [*row.values(), *values])


def _delete(db: Tables, table: str, place: str, values: Sequence[Any]) -> None:
    """Delete a row, and rows that came to hang on it outside any action (names read in the background).

    An entity that other articles mention by now stays.
    """
    if table == "entities":
        if db.execute("SELECT 1 FROM mentions WHERE entity_id = ? LIMIT 1", values).fetchone():
            return
        db.execute("DELETE FROM aliases WHERE entity_id = ?", values)
        db.execute("DELETE FROM relations WHERE ? IN (entity_id, other_id)", values)
    if table == "stories":
        db.execute("DELETE FROM story_articles WHERE story_id = ?", values)
    db.execute(f"DELETE FROM [{table}] WHERE {place}", values)


def _where(row: Values, keys: Sequence[str]) -> tuple[str, list[Any]]:
    return " AND ".join(f"[{key}] = ?" for key in keys), [row.get(key) for key in keys]
