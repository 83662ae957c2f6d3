"""How a library's file comes to be, what is refused, and the backups beside it.

A new library is built under another name and linked into its place, so that a kill leaves nothing that would
be refused later. A file that is not a Diptych library is left untouched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from store import schema
from store.database import Database, connect, wrapped
from store.errors import DamagedError, LibraryMissingError, NotALibraryError, StoreError, translated

BACKUPS_KEPT = 3
_HEADER = b"SQLite format 3\x00"
_CHOOSE = "Choose another file with --library"


def open_file(path: Path, *, read_only: bool = False) -> tuple[Database, tuple[str, ...]]:
    """The library at ``path``, made when there is none, and what the person should know about how it was opened."""
    with _words(path):
        if not read_only and not path.exists():
            create(path)
        refuse_foreign(path)
        return _open_existing(path, read_only)


@contextmanager
def _words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(str(path), error.strerror or str(error), "Check the folder and its permissions") from error


def create(path: Path) -> None:
    """Build an empty library beside ``path`` and link it into place; another's library made meanwhile is kept."""
    if not path.parent.is_dir():
        raise LibraryMissingError(
            str(path), "its folder is missing", "Make the folder, or choose another with --library"
        )
    building = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    try:
        with translated(path):
            _build(building)
        with suppress(FileExistsError):
            os.link(building, path)
        _sync_folder(path.parent)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            building.with_name(building.name + suffix).unlink(missing_ok=True)


def _build(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(connect(path)) as connection:
        db = wrapped(connection)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        schema.migrate(db)
        connection.execute("COMMIT")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refuse_foreign(path: Path) -> None:
    """Look at the first hundred bytes, without SQLite: raise unless they begin a Diptych library."""
    if not path.exists():
        raise LibraryMissingError(str(path), "there is no library here", "Add an article to make one")
    if not path.is_file():
        raise NotALibraryError(str(path), "this is a folder, not a library", _CHOOSE)
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise NotALibraryError(str(path), "the file is empty", f"Remove it, or restore a backup. {_CHOOSE}")
    if not header.startswith(_HEADER):
        raise NotALibraryError(str(path), "the file is not a database", _CHOOSE)
    if len(header) < 100:
        raise DamagedError(
            str(path), "the file was cut short", "Restore a backup: the last ones lie beside the library"
        )
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise NotALibraryError(str(path), "the database belongs to another program", _CHOOSE)


def _open_existing(path: Path, read_only: bool) -> tuple[Database, tuple[str, ...]]:
    if read_only:
        return _open_for_reading(path), ()
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _open_for_reading(path), ("The library can only be read: its file or folder is write-protected.",)
    database = Database(path)
    try:
        found = int(database.value("PRAGMA user_version"))
        if found > schema.VERSION:
            database.close()
            return _open_for_reading(path), (
                f"The library was made by a newer Diptych (version {found}, this one knows {schema.VERSION}): "
                "it can only be read. Update Diptych to change it.",
            )
        if found < schema.VERSION:
            _migrate(database, found)
    except BaseException:
        database.close()
        raise
    _keep_private(path)
    return database, ()


def _open_for_reading(path: Path) -> Database:
    """Read without writing; where not even SQLite's shared memory can be made, the file is read as it lies."""
    log = path.with_name(path.name + "-wal")
    writable = os.access(path.parent, os.W_OK)
    immutable = not writable and not (log.exists() and log.stat().st_size)
    database = Database(path, read_only=True, immutable=immutable)
    try:
        database.value("SELECT COUNT(*) FROM sqlite_schema")
    except BaseException:
        database.close()
        raise
    return database


def _migrate(database: Database, found: int) -> None:
    back_up(database, f"before-{found + 1}")
    with database.write() as db:
        schema.migrate(db)


def _keep_private(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def backups(path: Path) -> list[Path]:
    """The backups of the library at ``path``, oldest first."""
    return sorted(path.parent.glob(f"{path.name}.backup-*"), key=lambda backup: backup.stat().st_mtime_ns)


def back_up(database: Database, reason: str = "") -> Path:
    """Copy the library beside itself, keep the newest three copies, and return the copy's path."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    target = database.path.with_name(f"{database.path.name}.backup-{stamp}" + (f"-{reason}" if reason else ""))
    building = target.with_name(f".{target.name}.{os.urandom(4).hex()}.new")
    with _words(database.path):
        try:
            os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            database.backup(building)
            building.replace(target)
        finally:
            building.unlink(missing_ok=True)
        for old in backups(database.path)[:-BACKUPS_KEPT]:
            old.unlink(missing_ok=True)
    return target


def backup_is_due(path: Path) -> bool:
    """Whether no backup was made today and the library holds something newer than the last one."""
    made = backups(path)
    if not made:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date() < datetime.now(UTC).date()
    last = made[-1].stat().st_mtime
    today = datetime.now(UTC).date()
    return datetime.fromtimestamp(last, UTC).date() < today and path.stat().st_mtime > last
