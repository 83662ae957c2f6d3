"""Whether a library is whole, and what can be mended."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from store import files, originals
from store.database import Database
from store.errors import from_sqlite
from store.search import index

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is wrong. ``article`` is the damaged article, where it is one."""

    what: str
    article: int | None = None
    repairable: bool = False


def check(database: Database) -> list[Damage]:
    """Integrity, foreign keys, the search index, and the SHA-256 of every text and original."""
    db = database.reader()
    found: list[Damage] = []
    for subject in (_integrity, _foreign_keys, _texts, _originals):
        try:
            found += subject(db)
        except sqlite3.Error as error:
            found.append(Damage(str(from_sqlite(error, database.path))))
    return found + _search_index(database)


def _integrity(db: Tables) -> Iterator[Damage]:
    for (problem,) in db.execute("PRAGMA integrity_check(20)"):
        if problem != "ok":
            yield Damage(f"The file is damaged: {problem}.")


def _foreign_keys(db: Tables) -> Iterator[Damage]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Damage(f"Row {row} of {table} refers to a row of {parent} that is not there.")


def _texts(db: Tables) -> Iterator[Damage]:
    for (number,) in db.execute("SELECT id FROM articles ORDER BY id").fetchall():
        try:
            title, text, digest = db.execute(
                "SELECT title, text, text_sha256 FROM articles WHERE id = ?", (number,)
            ).fetchone()
            whole = sha256(text.encode()).hexdigest() == digest
        except (sqlite3.Error, TypeError, UnicodeError):
            title, whole = "", False
        if not whole:
            yield Damage(f"The text of article {number} ({title}) is damaged.", number)


def _originals(db: Tables) -> Iterator[Damage]:
    for (number,) in db.execute("SELECT article_id FROM originals ORDER BY article_id").fetchall():
        try:
            (digest,) = db.execute("SELECT sha256 FROM originals WHERE article_id = ?", (number,)).fetchone()
            whole = sha256(originals.load(db, number)).hexdigest() == digest
        except (sqlite3.Error, TypeError, UnicodeError, zlib.error):
            whole = False
        if not whole:
            yield Damage(f"The original of article {number} is damaged.", number)


def _search_index(database: Database) -> list[Damage]:
    """What the search index says of itself. FTS5 checks itself only where it may write."""
    if database.read_only:
        return []
    try:
        with database.write() as db:
            return [Damage(problem, repairable=True) for problem in index.verify(db.conn)]
    except Exception as error:
        return [Damage(f"The search index cannot be checked: {error}", repairable=True)]


def repair(database: Database) -> list[str]:
    """Back up, rebuild the search index and the plain indexes; return what was done, in words."""
    done = [f"Backed up to {files.back_up(database, 'before-repair').name}."]
    with database.write() as db:
        index.rebuild(db.conn)
        db.execute("REINDEX")
    return [*done, "Rebuilt the search index.", "Rebuilt the other indexes."]
