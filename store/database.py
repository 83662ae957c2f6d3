"""The one connection rule: how a library file is opened, written, read and closed.

One writer connection, used by one thread at a time inside ``write()``; one read connection for each thread.
What the tables are is in ``schema``, how a file comes to be or is refused in ``files``.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import ReadOnlyError, translated

if TYPE_CHECKING:
    import sqlite_utils

BUSY_SECONDS = 5
JOURNAL_LIMIT = 16 * 1024 * 1024
_WRITER_PRAGMAS = (
    "synchronous=FULL",
    f"journal_size_limit={JOURNAL_LIMIT}",
    "wal_autocheckpoint=16000",
    "cache_size=-32768",
)

Parameters = Sequence[Any] | dict[str, Any]
Row = dict[str, Any]


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """A connection with the pragmas of every connection. ``immutable`` reads a file nobody can be writing."""
    from urllib.parse import quote

    mode = "ro" if read_only else "rw"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
    for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "trusted_schema=OFF", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA mmap_size=0")
    if not read_only:
        for pragma in _WRITER_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    return connection


def wrapped(connection: sqlite3.Connection) -> sqlite_utils.Database:
    """The connection with sqlite-utils around it, without plug-ins. Mere queries do without: it is slow to load."""
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)


class Database:
    """An open library file. Every method is safe from any thread."""

    def __init__(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        self.path, self.read_only, self._immutable = path, read_only, immutable
        self._lock = threading.RLock()
        self._owner = 0
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        with translated(path):
            self._connection = self._connect(read_only)

    def _connect(self, read_only: bool) -> sqlite3.Connection:
        connection = connect(self.path, read_only=read_only, immutable=self._immutable)
        self._connections.append(connection)
        if not read_only and connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
            raise ReadOnlyError(str(self.path), "the disk does not allow a write-ahead log", "Move the library")
        return connection

    @cached_property
    def _writer(self) -> sqlite_utils.Database:
        return wrapped(self._connection)

    @contextmanager
    def write(self) -> Iterator[sqlite_utils.Database]:
        """One transaction: BEGIN IMMEDIATE, then COMMIT, or ROLLBACK on any error.

        What changed of names and notes is brought into the search index before the COMMIT.
        Inside another ``write()`` of the same thread it is part of that one.
        """
        self.refuse_when_read_only()
        with self._lock, translated(self.path):
            if self.writing:
                yield self._writer
                return
            self._owner = threading.get_ident()
            try:
                with self._transaction():
                    yield self._writer
            finally:
                self._owner = 0

    @property
    def writing(self) -> bool:
        """Whether this thread is inside ``write()``."""
        return self._owner == threading.get_ident()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        from store.search import index

        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            index.refresh(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def refuse_when_read_only(self) -> None:
        """Raise ``ReadOnlyError`` where nothing can be written, before any work is done for it."""
        if self.read_only:
            raise ReadOnlyError(
                str(self.path),
                "the library is open for reading only",
                "Change its permissions, update Diptych if a newer one made it, or choose another with --library",
            )

    def reader(self) -> sqlite_utils.Database:
        """This thread's read connection; the writer itself inside this thread's ``write()``."""
        if self.writing:
            return self._writer
        held: sqlite_utils.Database | None = getattr(self._local, "reader", None)
        if held is None:
            held = self._local.reader = wrapped(self._reading_connection())
        return held

    def _reading_connection(self) -> sqlite3.Connection:
        """This thread's connection as it is, for queries."""
        if self.writing:
            return self._connection
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            with translated(self.path):
                held = self._local.connection = self._connect(read_only=True)
        return held

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Every row of a query, as dictionaries."""
        with translated(self.path):
            found = self._reading_connection().execute(sql, parameters)
            columns = [column[0] for column in found.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in found]

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query."""
        return next(iter(self.rows(sql, parameters)), None)

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None."""
        with translated(self.path):
            found = self._reading_connection().execute(sql, parameters).fetchone()
        return found[0] if found else None

    def backup(self, target: Path) -> None:
        """Copy the library as it is now, with SQLite's backup API."""
        with (
            translated(self.path),
            closing(connect(self.path, read_only=True, immutable=self._immutable)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)

    def close(self) -> None:
        """Close every connection; a closed library can be closed again."""
        with self._lock:
            while self._connections:
                self._connections.pop().close()
