"""The names that a library has, looked up one by one while new texts are read, in whatever process reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from store.database import Database, connect

if TYPE_CHECKING:
    from store.model import Kind

MENTIONS = 3
"""Mentions from which a name is taken for known."""

_KNOWN = f"""FROM aliases JOIN entities ON entities.id = aliases.entity_id
    WHERE aliases.id <= :alias AND (aliases.why = 'person' OR entities.by_person OR (
        aliases.why <> 'surname' AND EXISTS (SELECT 1 FROM mentions WHERE entity_id = entities.id
            AND mentions.id <= :mention LIMIT 1 OFFSET {MENTIONS - 1})))"""
_FIND = f"""SELECT kind {_KNOWN} AND key = :key
    ORDER BY aliases.why = 'person' OR by_person DESC, aliases.id DESC LIMIT 1"""


class KnownNames(Mapping[str, "Kind"]):
    """Keys of names (``aliases.key``) with their kind: the person's word, and names with full forms mentioned often.

    They are those of the moment when it was made. Sent to another process, it opens the library there for itself.
    """

    def __init__(self, path: Path, alias: int, mention: int) -> None:
        self._path, self._alias, self._mention = path, alias, mention
        self._found: dict[str, Kind | None] = {}
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def of(cls, database: Database) -> Self:
        """The names that the library has now."""
        newest = "SELECT coalesce(max(id), 0) FROM"
        return cls(database.path, database.value(f"{newest} aliases"), database.value(f"{newest} mentions"))

    def __getitem__(self, key: str) -> Kind:
        if key not in self._found:
            row = self._rows(_FIND, key).fetchone()
            self._found[key] = row[0] if row else None
        kind = self._found[key]
        if kind is None:
            raise KeyError(key)
        return kind

    def __iter__(self) -> Iterator[str]:
        return (key for (key,) in self._rows(f"SELECT DISTINCT key {_KNOWN}"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return self._alias > 0

    def __reduce__(self) -> tuple[object, ...]:
        return KnownNames, (self._path, self._alias, self._mention)

    def close(self) -> None:
        """Let go of the library; a later look-up opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rows(self, sql: str, key: str = "") -> sqlite3.Cursor:
        if self._connection is None:
            self._connection = connect(self._path, read_only=True)
        return self._connection.execute(sql, {"alias": self._alias, "mention": self._mention, "key": key})
