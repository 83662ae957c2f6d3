"""Articles that come in together: one step, all or nothing, known ones told apart, terms counted in the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import adding, open_store, originals
from store.errors import StoreError
from store.library import Store
from store.model import Block
from tests.store.making import HARBOUR, add, draft, pending, reading


def pairs(*texts: str, **fields: str):
    made = [draft(f"Title {text}", text, **fields) for text in texts]
    return [(each, pending(each)) for each in made]


def terms(library: Store) -> dict[str, int]:
    return {row["term"]: row["df"] for row in library.database.rows("SELECT term, df FROM terms")}


def test_a_chunk_tells_known_articles_from_new_ones_in_their_order(library: Store) -> None:
    first = add(library, "Old", "Old text.", url="http://example.com/old")
    new, old, version = draft("New", "New text."), draft("Old", "Old text."), draft("Old", "Newer text.")
    version = replace(version, url="http://example.com/old")
    with library.articles.importing() as importing:
        added = importing.add([(each, pending(each)) for each in (new, old, new, version)])
    assert [(one.status, one.id) for one in added] == [
        ("added", first + 1),
        ("duplicate", first),
        ("duplicate", first + 1),
        ("updated", first + 2),
    ]
    assert library.check() == []


def test_two_versions_of_a_page_in_one_chunk_follow_each_other(library: Store) -> None:
    with library.articles.importing() as importing:
        one, two = importing.add(pairs("First.", "Second.", uid="row-1"))
    assert (one.status, two.status) == ("added", "updated")
    assert library.articles.versions(two.id) == [one.id, two.id]
    assert library.articles.find("row-1") == two.id


def test_an_import_of_several_chunks_is_one_step_of_undo(library: Store) -> None:
    with library.articles.importing() as importing:
        importing.add(pairs("One."))
        assert library.history.list()[0].action == "added Title One."
        importing.add(pairs("Two.", "Three."))
    assert [step.action for step in library.history.list()] == ["added 3 articles"]
    library.history.undo()
    assert library.articles.count() == 0
    library.history.redo()
    assert library.articles.count() == 3 and library.check() == []


def test_a_chunk_that_fails_leaves_nothing(library: Store) -> None:
    def fail(added: object) -> None:
        raise StoreError("the library", "no room", "Make room")

    with library.articles.importing() as importing:
        with pytest.raises(StoreError):
            importing.add(pairs("One.", "Two."), fail)
        assert library.articles.count() == 0 and library.history.list() == []
        importing.add(pairs("Three."))
    assert [row.title for row in library.articles.list()] == ["Title Three."]
    assert library.history.undo() == "added Title Three." and library.articles.count() == 0


def test_names_of_a_chunk_are_kept_with_it(library: Store) -> None:
    made = [draft(*HARBOUR, *extra) for extra in ((), ("Lund left.",))]
    with library.articles.importing() as importing:
        added = importing.add([(each, reading(each, ("Maria Lund", "person"))) for each in made])
    lund = library.entities.get("Maria Lund")
    assert [line.article for line in library.entities.concordance(lund.id)] == [one.id for one in added]


def test_terms_left_uncounted_by_bulk_work_are_counted_in_the_end(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, "Harbour", "The crane fell.")
    monkeypatch.setattr(adding, "CHUNK", 2)
    with library.articles.importing() as importing:
        importing.add(pairs("The ferry sank.", "The ferry rose."))
        assert "ferry" not in terms(library)
        importing.add(pairs("A crane."))
    assert {term: terms(library)[term] for term in ("ferry", "crane", "the")} == {"ferry": 4, "crane": 3, "the": 5}
    assert library.check() == []


def test_terms_of_an_import_that_was_cut_off_are_counted_when_the_library_is_opened(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "CHUNK", 1)
    with open_store(place) as library:
        library.articles.importing().add(pairs("The ferry sank."))
    with open_store(place) as library:
        assert terms(library) == {}
        with library.database.write() as db:
            db.execute("UPDATE search_changes SET row = row - 3600 WHERE source = 'terms'")
    with open_store(place) as library:
        assert terms(library)["ferry"] == 2 and library.check() == []


def test_an_original_survives_folding_and_its_undo(library: Store) -> None:
    made = replace(draft(*HARBOUR, folded=HARBOUR[3:]), original="\r\n".join(HARBOUR).encode() + b"\x00\xff")
    number = library.articles.add(made, pending(made)).id
    library.articles.fold(number, 1)
    library.articles.unfold(number, 3)
    assert library.articles.original(number).content == made.original
    library.history.undo()
    assert library.articles.original(number).content == made.original
    assert library.check() == []


lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.binary(max_size=300), st.lists(st.tuples(lines, st.booleans()), max_size=6))
def test_any_bytes_come_back(original: bytes, pieces: list[tuple[str, bool]]) -> None:
    text = "\n\n".join(line for line, kept in pieces if kept)
    start, blocks = 0, []
    for line, kept in pieces:
        blocks.append(Block(start, start + len(line)) if kept else Block(start, start, "furniture", False, line))
        start += len(line) + 2 if kept else 0
    stored = originals.packed(original, text, blocks)
    assert originals.unpacked(stored, originals.ENCODING, text, blocks) == original


def test_an_original_that_is_its_text_takes_little_room() -> None:
    text = "\n\n".join(f"Sentence {number} of an invented report about harbours." for number in range(200))
    assert len(originals.packed(text.encode(), text, [])) < len(text) / 20
