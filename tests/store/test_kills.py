"""A program killed at any moment: what it said was safe is there, nothing is half there."""

from __future__ import annotations

import multiprocessing
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from store import open_store
from store.errors import DiskError
from tests.store.making import add, files_in, kept_texts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
KILLS = 30


class Program:
    """Another program that runs ``work`` with a pipe to tell what it did."""

    def __init__(self, work: Callable[[Path, Connection], None], place: Path) -> None:
        forking = multiprocessing.get_context("fork")
        self.said, saying = forking.Pipe(duplex=False)
        self.process = forking.Process(target=work, args=(place, saying))
        self.process.start()
        saying.close()

    def kill(self) -> None:
        assert self.process.pid is not None
        self.process.kill()
        self.process.join()

    def heard(self) -> list[object]:
        """Everything that it said and was not read yet."""
        found: list[object] = []
        try:
            while True:
                found.append(self.said.recv())
        except EOFError:
            return found


def keep_adding(place: Path, said: Connection) -> None:
    """Add articles, tag each, and say its id once it is safe; the first word is said when the library is open."""
    with open_store(place) as library:
        first = library.database.value("SELECT COUNT(*) FROM articles")
        said.send("open")
        for number in range(first, first + 10_000):
            names = [("Maria Lund", "person"), (f"Ship {number}", "product")]
            paragraphs = [f"Paragraph {k}: Maria Lund saw Ship {number} leave." for k in range(5)]
            article = add(library, f"Article {number}", *paragraphs, names=names, outlet="Courier")
            library.passages.add(article, 0, 7, tags=["seen"])
            said.send(article)


def create(place: Path, said: Connection) -> None:
    said.send("starting")
    open_store(place).close()


def fill_the_disk(place: Path, said: Connection) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
    try:
        keep_adding(place, said)
    except DiskError as error:
        said.send(str(error))


@pytest.mark.timeout(120)
def test_killed_imports_lose_nothing_acknowledged(place: Path) -> None:
    dice, acknowledged = random.Random(1), set()
    for kill in range(KILLS):
        importing = Program(keep_adding, place)
        assert importing.said.recv() == "open"
        acknowledged |= {importing.said.recv()} if kill % 3 else set()
        time.sleep(dice.random() * 0.08)
        importing.kill()
        acknowledged |= set(importing.heard())
    with open_store(place) as library:
        found = {row.id for row in library.articles.list()}
        assert acknowledged and acknowledged <= found
        assert len(found - acknowledged) <= KILLS
        assert library.check() == []
        for number in found:
            article = library.articles.get(number)
            assert kept_texts(article.text, article.blocks) == article.text
            assert library.database.value("SELECT COUNT(*) FROM mentions WHERE article_id = ?", (number,)) == 10
        assert {each.article for each in library.passages.list(tag="seen")} >= acknowledged
    assert {name for name in files_in(place.parent) if not name.startswith("library.db")} == set()


def test_a_kill_during_creation_leaves_nothing_that_is_refused_later(tmp_path: Path) -> None:
    dice = random.Random(2)
    for attempt in range(12):
        place = tmp_path / f"{attempt}.db"
        making = Program(create, place)
        assert making.said.recv() == "starting"
        time.sleep(dice.random() * 0.06)
        making.kill()
        with open_store(place) as library:
            assert library.check() == []


def test_a_disk_that_fills_up_is_an_error_in_words_and_loses_nothing(place: Path) -> None:
    *told, error = Program(fill_the_disk, place).heard()
    acknowledged = set(told) - {"open"}
    assert "disk" in str(error)
    with open_store(place) as library:
        assert acknowledged and acknowledged <= {row.id for row in library.articles.list()}
        assert library.check() == []
