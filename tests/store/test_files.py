"""What may be opened, what is refused and left as it is, and the backups."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from store import files, open_store, schema
from store.errors import DamagedError, LibraryMissingError, NotALibraryError, ReadOnlyError, StoreError
from tests.store.making import HARBOUR, add, files_in


def test_a_new_library_is_private_and_leaves_nothing_beside_it(place: Path) -> None:
    with open_store(place):
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert files_in(place.parent) == {"library.db"}


def test_a_library_that_others_can_read_is_made_private_again(place: Path) -> None:
    open_store(place).close()
    place.chmod(0o644)
    open_store(place).close()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_library_that_cannot_be_made_is_told_by_its_own_name(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(db: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(schema, "migrate", full)
    with pytest.raises(StoreError) as error:
        open_store(place)
    assert str(place) in str(error.value) and ".new" not in str(error.value)
    assert files_in(place.parent) == set()


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear diary", bytes(range(256)) * 20, b"SQLite format 3\x00 and no more"],
    ids=["empty", "text", "bytes", "header"],
)
def test_a_file_that_is_no_library_is_refused_and_left_untouched(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    with pytest.raises((NotALibraryError, DamagedError)):
        open_store(place)
    assert place.read_bytes() == content
    assert files_in(place.parent) == {"library.db"}


def test_the_database_of_another_program_is_refused_and_left_untouched(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE songs(id)")
    connection.commit()
    connection.close()
    before = place.read_bytes()
    with pytest.raises(NotALibraryError, match="another program"):
        open_store(place)
    assert place.read_bytes() == before
    assert files_in(place.parent) == {"library.db"}


def test_a_folder_and_a_missing_folder_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match="this is a folder"):
        open_store(tmp_path)
    with pytest.raises(LibraryMissingError, match="folder is missing"):
        open_store(tmp_path / "nowhere" / "library.db")
    assert files_in(tmp_path) == set()


def test_reading_a_library_that_is_not_there_makes_none(place: Path) -> None:
    with pytest.raises(LibraryMissingError):
        open_store(place, read_only=True)
    assert not place.exists()


def test_a_newer_library_is_read_and_not_written(place: Path) -> None:
    with open_store(place) as library:
        article = add(library, *HARBOUR)
        with library.database.write() as db:
            db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with open_store(place) as library:
        assert library.read_only
        assert "newer Diptych" in library.notices[0]
        assert library.articles.get(article).title == HARBOUR[0]
        with pytest.raises(ReadOnlyError):
            library.articles.star(article)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_library_is_read(place: Path) -> None:
    with open_store(place) as library:
        add(library, *HARBOUR)
    place.chmod(0o400)
    place.parent.chmod(0o500)
    try:
        with open_store(place) as library:
            assert library.read_only and library.notices
            assert len(library.articles.list()) == 1
    finally:
        place.parent.chmod(0o700)


def test_where_nothing_can_be_written_the_file_is_read_as_it_lies(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(place) as library:
        article = add(library, *HARBOUR)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_store(place) as library:
        assert library.read_only and "write-protected" in library.notices[0]
        assert library.articles.reading(article).title == HARBOUR[0]
    assert files_in(place.parent) == {"library.db"}


def test_a_read_only_library_says_so_when_it_is_written(place: Path) -> None:
    with open_store(place) as library:
        article = add(library, *HARBOUR)
    with open_store(place, read_only=True) as library:
        for write in (
            lambda: library.articles.star(article),
            lambda: library.passages.add(article, 0, 7),
            library.history.undo,
        ):
            with pytest.raises(ReadOnlyError, match="reading only"):
                write()


def test_programs_that_start_together_open_one_library(place: Path) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            with open_store(place) as library:
                library.state.set(threading.current_thread().name, 1)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start, name=f"program {number}") for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(place) as library:
        assert [library.state.get(f"program {number}") for number in range(6)] == [1] * 6
    assert files_in(place.parent) == {"library.db"}


def test_a_migration_is_preceded_by_a_backup(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(place) as library:
        add(library, *HARBOUR)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, lambda db: db.execute("CREATE TABLE later(id)")))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with open_store(place) as library:
        assert library.database.value("SELECT COUNT(*) FROM later") == 0
        assert library.database.value("PRAGMA user_version") == schema.VERSION
    (backup,) = files.backups(place)
    assert backup.name.endswith(f"before-{schema.VERSION}")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_migration_that_fails_leaves_the_library_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(place).close()
    known = schema.VERSION
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, lambda db: db.execute("CREATE TABLE oops(")))
    monkeypatch.setattr(schema, "VERSION", known + 1)
    with pytest.raises(StoreError):
        open_store(place)
    monkeypatch.undo()
    with open_store(place) as library:
        assert library.database.value("PRAGMA user_version") == known


def test_the_newest_three_backups_are_kept_and_can_be_opened(place: Path) -> None:
    with open_store(place) as library:
        add(library, *HARBOUR)
        for number in range(5):
            files.back_up(library.database, str(number))
    backups = files.backups(place)
    assert [each.name[-1] for each in backups] == ["2", "3", "4"]
    copy = place.with_name("restored.db")
    copy.write_bytes(backups[-1].read_bytes())
    with open_store(copy) as library:
        assert [row.title for row in library.articles.list()] == [HARBOUR[0]]
        assert library.check() == []


def test_a_library_untouched_since_yesterday_is_backed_up_when_first_opened(place: Path) -> None:
    open_store(place).close()
    os.utime(place, (0, 0))
    open_store(place).close()
    open_store(place).close()
    assert [each.name.endswith("-daily") for each in files.backups(place)] == [True]


def test_a_backup_that_fails_is_told_and_leaves_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(place).close()
    os.utime(place, (0, 0))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    library = open_store(place)
    library.close()
    assert "No space left" in library.notices[0]
    assert files_in(place.parent) == {"library.db"}


def test_the_schema_refers_only_to_what_is_there(place: Path) -> None:
    with open_store(place) as library:
        tables = set(library.database.reader().table_names())
        for table in library.database.reader().tables:
            assert {key.other_table for key in table.foreign_keys} <= tables
        for view in ("shared_entities", "passages_with_tags", "current_articles", "tag_paths"):
            assert library.database.rows(f"SELECT * FROM {view}") == []
