"""The one write rule: everything or nothing, one writer at a time, any thread."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from store import database as databases
from store import open_store
from store.database import Database
from store.errors import DiskError, LibraryBusyError, StoreError
from store.library import Store
from tests.store.making import HARBOUR, add, draft, dump, pending


def values(database: Database) -> list[str]:
    return [row["key"] for row in database.rows("SELECT key FROM state ORDER BY key")]


def put(database: Database, key: str) -> None:
    with database.write() as db:
        db.execute("INSERT INTO state VALUES (?, '1')", (key,))


def test_every_connection_has_the_pragmas(library: Store) -> None:
    expected = {"foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0}
    with library.database.write() as db:
        for pragma, value in {**expected, "synchronous": 2}.items():
            assert db.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma
    for pragma, value in expected.items():
        assert library.database.value(f"PRAGMA {pragma}") == value, pragma
    assert library.database.value("PRAGMA journal_mode") == "wal"


def test_an_error_takes_everything_back(library: Store) -> None:
    with pytest.raises(ZeroDivisionError), library.database.write() as db:
        db.execute("INSERT INTO state VALUES ('a', '1')")
        raise ZeroDivisionError
    assert values(library.database) == []
    put(library.database, "b")
    assert values(library.database) == ["b"]


def test_a_write_inside_a_write_is_part_of_it(library: Store) -> None:
    with pytest.raises(ZeroDivisionError), library.database.write():
        put(library.database, "inner")
        raise ZeroDivisionError
    assert values(library.database) == []


def test_only_the_writing_thread_sees_what_is_not_committed(library: Store) -> None:
    seen: list[list[str]] = []
    with library.database.write() as db:
        db.execute("INSERT INTO state VALUES ('a', '1')")
        other = threading.Thread(target=lambda: seen.append(values(library.database)))
        other.start()
        other.join()
        seen.append(values(library.database))
    assert seen == [[], ["a"]]


def test_threads_take_turns(library: Store) -> None:
    threads = [
        threading.Thread(target=lambda n=number: [put(library.database, f"{n}-{k}") for k in range(20)])
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(values(library.database)) == 80


def test_two_programs_write_in_turn_and_see_each_other(place: Path) -> None:
    with open_store(place) as one, open_store(place) as other:
        first = add(one, *HARBOUR)
        second = add(other, "Crane moved", "The crane was moved.")
        assert [row.id for row in one.articles.list()] == [second, first]
        assert other.history.undo() == "added Crane moved"
        assert [row.id for row in one.articles.list()] == [first]


def test_a_library_held_by_another_program_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.05)
    with open_store(place) as library:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="another program"):
            put(library.database, "a")
        other.execute("ROLLBACK")
        other.close()
        put(library.database, "a")
        assert values(library.database) == ["a"]


def test_a_full_disk_says_so_and_keeps_what_was_saved(library: Store) -> None:
    add(library, *HARBOUR)
    before = dump(library)
    with library.database.write() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 2}")
    made = draft("Long", " ".join(f"word{number}" for number in range(20_000)))
    with pytest.raises(DiskError, match="disk is full"):
        library.articles.add(made, pending(made))
    assert dump(library) == before
    with library.database.write() as db:
        db.execute("PRAGMA max_page_count = 100000")
    assert library.articles.add(made, pending(made)).status == "added"
    assert library.check() == []


def test_a_broken_query_is_a_store_error(library: Store) -> None:
    with pytest.raises(StoreError, match="no such table"):
        library.database.rows("SELECT * FROM absent")


def test_closing_twice_is_no_error(place: Path) -> None:
    library = open_store(place)
    library.close()
    library.close()
    assert not place.with_name("library.db-wal").exists()
