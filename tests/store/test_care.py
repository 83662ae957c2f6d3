"""Damage is found and named; the search index is mended."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from store import open_store
from store.errors import DamagedError, StoreError
from store.library import Store
from tests.store.making import HARBOUR, add


def filled(place: Path) -> None:
    with open_store(place) as library:
        for number in range(40):
            add(library, f"Story {number}", *(f"{line} {number}." for line in HARBOUR), outlet="Courier")


def test_a_whole_library_has_no_damage(library: Store) -> None:
    add(library, *HARBOUR)
    assert library.check() == []


@pytest.mark.parametrize("column", ["articles SET text", "originals SET bytes"])
def test_a_changed_text_or_original_names_its_article(library: Store, column: str) -> None:
    add(library, "First", "One.")
    damaged = add(library, *HARBOUR)
    with library.database.write() as db:
        key = "id" if column.startswith("articles") else "article_id"
        db.execute(f"UPDATE {column} = 'something else' WHERE {key} = ?", (damaged,))
    assert damaged in [each.article for each in library.check()]
    assert 1 not in [each.article for each in library.check()]


def test_a_flipped_bit_in_a_text_is_found(place: Path) -> None:
    with open_store(place) as library:
        add(library, "First", "One.")
        damaged = add(library, *HARBOUR)
    content = bytearray(place.read_bytes())
    places = [n for n in range(len(content)) if content.startswith(b"port director", n)]
    for where in places:
        content[where] ^= 4
    place.write_bytes(content)
    with open_store(place) as library:
        assert damaged in [each.article for each in library.check()]


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_is_an_error_in_words_or_found(place: Path, seed: int) -> None:
    filled(place)
    dice = random.Random(seed)
    content = bytearray(place.read_bytes())
    for _ in range(40):
        content[dice.randrange(4096, len(content))] ^= 1 << dice.randrange(8)
    place.write_bytes(content)
    try:
        with open_store(place) as library:
            found = library.check()
            library.articles.list()
    except StoreError as error:
        found = [error]
    assert found


def test_a_file_cut_short_is_an_error_in_words_or_found(place: Path) -> None:
    filled(place)
    content = place.read_bytes()
    place.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedError), open_store(place) as library:
        assert library.check()
        library.repair()


def test_the_search_index_is_mended(place: Path) -> None:
    with open_store(place) as library:
        add(library, *HARBOUR)
    connection = sqlite3.connect(place)
    connection.execute("INSERT INTO search_text(search_text) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    with open_store(place) as library:
        assert {each.repairable for each in library.check()} == {True}
        assert library.repair()
        assert library.check() == []
        assert library.search("harbour", kinds=["passage"]).hits
