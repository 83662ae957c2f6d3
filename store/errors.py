"""Errors in words: what failed, why, and what to do about it.

``translated`` is the one place where SQLite's errors become a library's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DiptychError(Exception):
    """Something that the reader can be told and can act on. Every error of the store derives from it."""

    def __init__(self, what: str, why: str, what_to_do: str) -> None:
        super().__init__(f"{what}: {why}. {what_to_do}.")
        self.what = what
        self.why = why
        self.what_to_do = what_to_do


class SourceError(DiptychError):
    """Text cannot be brought in from a source."""


class StoreError(DiptychError):
    """A library cannot be opened, read or written."""


class NotALibraryError(StoreError):
    """The file is something else. It was left untouched."""


class LibraryMissingError(StoreError):
    """There is no file, or no folder, at that place."""


class ReadOnlyError(StoreError):
    """The library can be read and not written."""


class LibraryBusyError(StoreError):
    """Another program held the library for longer than we wait."""


class DiskError(StoreError):
    """The disk is full or fails; nothing of the failed change was kept."""


class DamagedError(StoreError):
    """The file no longer reads as the database it was."""


class UnknownError(StoreError):
    """Nothing, or more than one thing, goes by that id or name."""


class RefusedError(StoreError):
    """The change makes no sense as asked (an empty name, a span outside the text)."""


_DOCTOR = "Run `diptych doctor`, which names what is damaged; the last backups lie beside the library"


def from_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    """The words for one of SQLite's errors, told by its error code."""
    what, why = str(path), str(error)
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return DiskError(what, "the disk is full", "Make room and try again; what was saved before is safe")
        case sqlite3.SQLITE_IOERR:
            return DiskError(
                what, f"the disk cannot be written or read ({why})", "Check the disk and its free space, then try again"
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusyError(what, "another program is writing to it", "Try again in a moment")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return ReadOnlyError(
                what, "the library is write-protected", "Change its permissions, or choose another with --library"
            )
        case sqlite3.SQLITE_CANTOPEN:
            return LibraryMissingError(what, "the file cannot be opened", "Check the folder and its permissions")
        case sqlite3.SQLITE_NOTADB:
            return NotALibraryError(what, "the file is not a database", "Choose another with --library")
        case sqlite3.SQLITE_CORRUPT:
            return DamagedError(what, f"the library is damaged ({why})", _DOCTOR)
        case _:
            return StoreError(what, f"the library could not do this ({why})", _DOCTOR)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn every ``sqlite3.Error`` raised inside into a ``StoreError``."""
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
