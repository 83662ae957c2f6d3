"""Bulk imports that are cut off, run out of room, or meet another: what was said to be kept is found."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from store import adding, open_store
from store.errors import DiskError
from store.library import Store
from store.search.engine import SearchEngine
from tests.store.making import add, draft, pending

PLACES = ("Vessby", "Norrland", "Sydland", "Kallsund", "Lindvik", "Marholm", "Tornby", "Askersund", "Bergvik", "Ekeby")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "CHUNK", 20)


def pairs(writer: str, count: int):
    for number in range(count):
        made = draft(f"{writer} {number}", f"The ferry {writer}{number} left {PLACES[number % 10]}.", "It came back.")
        yield made, pending(made)


def found(place: Path, query: str) -> list[str]:
    with SearchEngine(place) as engine:
        return [hit.title for hit in engine.search(query, kinds=["passage"]).hits]


def keep_importing(place: Path, writer: str, said: Connection) -> None:
    """Import for ever, and say each id once it is kept."""
    with open_store(place) as library:
        for one in library.articles.add_many(pairs(writer, 1_000_000)):
            said.send(one.id)


def import_some(place: Path, writer: str, said: Connection) -> None:
    with open_store(place) as library:
        said.send([one.id for one in library.articles.add_many(pairs(writer, 60))])


def program(work, place: Path, writer: str):
    """Another program that runs ``work``, and what it says."""
    forking = multiprocessing.get_context("fork")
    said, saying = forking.Pipe(duplex=False)
    running = forking.Process(target=work, args=(place, writer, saying))
    running.start()
    saying.close()
    return running, said


def test_a_killed_bulk_import_is_found_as_soon_as_the_library_is_opened_again(place: Path) -> None:
    open_store(place).close()
    importing, said = program(keep_importing, place, "alpha")
    kept = [said.recv() for _ in range(45)]
    importing.kill()
    importing.join()
    with open_store(place) as library:
        for article in kept:
            title = library.articles.get(article).title
            assert found(place, f"={title.replace(' ', '')}") == [title]
        assert found(place, "vessb")
        assert found(place, "ferry alpha4")
        adding.count_terms(library.database)
        assert library.check() == []
    assert "Vessby" in found_words(place, "vesbsy")


def found_words(place: Path, query: str) -> list[str]:
    with SearchEngine(place) as engine:
        hits = engine.search(query, kinds=["passage"]).hits
        return [hit.snippet[start:end] for hit in hits for start, end in hit.matched]


def test_two_programs_import_at_once(place: Path) -> None:
    open_store(place).close()
    both = [program(import_some, place, writer) for writer in ("alpha", "beta")]
    ids = [said.recv() for _, said in both]
    for running, _ in both:
        running.join()
    assert [len(kept) for kept in ids] == [60, 60] and not set(ids[0]) & set(ids[1])
    with open_store(place) as library:
        assert library.articles.count() == 120
        assert library.check() == []
    assert found(place, "=alpha59") == ["alpha 59"] and found(place, "=beta0") == ["beta 0"]


def test_a_disk_that_fills_up_keeps_the_chunks_before(library: Store) -> None:
    add(library, "Harbour", "The crane fell.")
    pages = library.database.value("PRAGMA page_count")
    with library.database.write() as db:
        db.execute(f"PRAGMA max_page_count = {pages + 60}")
    kept: list[int] = []
    with pytest.raises(DiskError, match="disk is full"):
        kept += (one.id for one in library.articles.add_many(pairs("alpha", 100_000)))
    with library.database.write() as db:
        db.execute("PRAGMA max_page_count = 1000000")
    assert kept and set(kept) <= {row.id for row in library.articles.list()}
    adding.count_terms(library.database)
    assert library.check() == []
    assert found(library.path, "crane") == ["Harbour"]


def test_words_of_an_import_that_still_runs_are_found(library: Store) -> None:
    with SearchEngine(library.path) as engine, library.articles.importing() as importing:
        assert engine.search("tornby").hits == ()
        importing.add(list(pairs("alpha", 40)))
        assert library.database.value("SELECT COUNT(*) FROM terms") == 0
        for query in ("tornby", "torn", "ferry alpha36"):
            assert engine.search(query).counts["passage"]
