"""Adding, finding, listing and reading articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import open_store
from store.errors import RefusedError, UnknownError
from store.library import Store
from tests.store.making import HARBOUR, add, draft, pending, reading

NAMES = (("Maria Lund", "person"), ("Vessby", "place"))


def test_what_was_added_is_read_again(library: Store) -> None:
    made = draft(*HARBOUR, folded=HARBOUR[3:], outlet="Courier", published="2024-05-01T10:00", byline="A. Reporter")
    added = library.articles.add(made, reading(made, *NAMES))
    assert added.status == "added"
    article = library.articles.get(added.id)
    assert (article.text, article.blocks) == (made.text, made.blocks)
    assert (article.outlet, article.published, article.byline, article.words) == (
        "Courier",
        "2024-05-01T10:00",
        "A. Reporter",
        len(made.text.split()),
    )
    again = library.articles.reading(added.id)
    assert again.article == added.id and again.outlet == "Courier" and again.engine == "test/1"
    names = {entity.id: entity.name for entity in again.entities}
    assert [(made.text[m.start : m.end], names[m.entity]) for m in again.mentions] == [
        ("Maria Lund", "Maria Lund"),
        ("Vessby", "Vessby"),
        ("Vessby", "Vessby"),
    ]
    assert again.sentences


def test_the_bytes_are_kept(library: Store) -> None:
    made = replace(draft(*HARBOUR), original=b"\xff\xfe raw bytes \x00", media_type="text/html")
    number = library.articles.add(made, pending(made)).id
    original = library.articles.original(number)
    assert (original.media_type, original.content) == ("text/html", made.original)


@pytest.mark.parametrize("changed", [{"text": "Another text.", "blocks": ()}, {"original": b"other bytes"}])
def test_the_same_bytes_or_the_same_text_are_a_duplicate(library: Store, changed: dict[str, object]) -> None:
    first = draft(*HARBOUR)
    number = library.articles.add(first, pending(first)).id
    second = replace(first, **changed)
    assert library.articles.add(second, pending(second)) == library.articles.add(first, pending(first))
    assert library.articles.add(second, pending(second)).status == "duplicate"
    assert [row.id for row in library.articles.list()] == [number]


def test_articles_without_bytes_are_told_apart_by_their_text(library: Store) -> None:
    for text in ("One.", "Two."):
        made = replace(draft(text), original=b"")
        assert library.articles.add(made, pending(made)).status == "added"


@pytest.mark.parametrize("field", ["url", "uid"])
def test_another_text_of_the_same_page_is_a_new_version(library: Store, field: str) -> None:
    same = {field: "http://example.com/a"}
    first = add(library, *HARBOUR, outlet="Courier", **same)
    library.articles.star(first)
    library.passages.add(first, 0, 7, tags=["claims"])
    made = draft("New first line", *HARBOUR, outlet="Courier", **same)
    updated = library.articles.add(made, pending(made))
    assert (updated.status, updated.orphans) == ("updated", 0)
    assert library.articles.get(updated.id).supersedes == first
    assert library.articles.versions(first) == library.articles.versions(updated.id) == [first, updated.id]
    assert [(row.id, row.starred, row.tags) for row in library.articles.list()] == [(updated.id, True, ("claims",))]
    (passage,) = library.passages.of(updated.id)
    assert made.text[passage.start : passage.end] == "Harbour" == passage.exact
    assert {hit.article for hit in library.search("harbour", kinds=["passage"]).hits} == {updated.id}


def test_a_uid_means_the_newest_version(library: Store) -> None:
    first = add(library, "One", "First text.", uid="row-1")
    second = add(library, "Two", "Second text.", uid="row-1")
    third = add(library, "Three", "Third text.", uid="row-1")
    assert [library.articles.get(number).uid for number in (first, second, third)] == ["row-1", "row-1@2", "row-1@3"]
    assert library.articles.find("row-1") == third
    library.history.undo()
    assert library.articles.find("row-1") == second


def test_an_undone_update_can_come_in_again(library: Store) -> None:
    first = add(library, *HARBOUR, url="http://example.com/a")
    library.passages.add(first, 0, 7, tags=["claims"])
    made = draft("Changed", *HARBOUR, url="http://example.com/a")
    second = library.articles.add(made, pending(made)).id
    library.history.undo()
    assert [row.id for row in library.articles.list()] == [first]
    again = library.articles.add(made, pending(made))
    assert (again.status, again.id) == ("updated", second)
    assert library.articles.get(second).blocks == made.blocks
    assert [passage.exact for passage in library.passages.of(second)] == ["Harbour"]


def test_a_removed_article_comes_back_when_it_is_added_again(library: Store) -> None:
    number = add(library, *HARBOUR)
    library.articles.remove(number)
    assert library.articles.list() == []
    with pytest.raises(UnknownError):
        library.articles.get(number)
    made = draft(*HARBOUR)
    assert library.articles.add(made, pending(made)).id == number
    assert library.search("harbour", kinds=["passage"]).hits


def test_several_are_removed_in_one_step(library: Store) -> None:
    numbers = [add(library, f"Article {number}", f"Text number {number}.") for number in range(3)]
    library.articles.remove(*numbers[:2])
    assert [row.id for row in library.articles.list()] == numbers[2:]
    assert library.history.undo() == "removed 2 articles"
    assert len(library.articles.list()) == 3
    with pytest.raises(UnknownError):
        library.articles.remove(numbers[0], 99)
    assert len(library.articles.list()) == 3


def test_many_are_added_as_one_step(library: Store) -> None:
    drafts = [draft(f"Article {number}", f"Text number {number}.") for number in range(25)]
    results = list(library.articles.add_many((each, pending(each)) for each in [*drafts, drafts[0]]))
    assert [each.status for each in results] == ["added"] * 25 + ["duplicate"]
    assert len(library.articles.list()) == library.articles.count() == 25
    assert library.history.undo() == "added 25 articles"
    assert library.articles.list() == []
    library.history.redo()
    assert library.check() == []


def test_an_article_is_found_by_id_uid_and_its_beginning(library: Store) -> None:
    one = add(library, "One", "First text.", uid="77abc-1")
    add(library, "Two", "Second text.", uid="77abd-1")
    assert [library.articles.find(name) for name in (one, str(one), "77abc-1", "77abc")] == [one] * 4
    with pytest.raises(UnknownError, match="several"):
        library.articles.find("77ab")
    for nothing in ("zzz", "", 99, "77", "7", "9" * 40):
        with pytest.raises(UnknownError, match="none"):
            library.articles.find(nothing)


def test_the_list_is_filtered(library: Store) -> None:
    old = add(library, "Old harbour", "One.", outlet="Courier", published="2023-01-05")
    new = add(library, "New crane", "Two.", outlet="Post", published="2024-02-01T08:30", byline="Berg")
    library.passages.add(old, 0, 3, tags=["claims/denied"])
    library.articles.mark_read(old)
    library.articles.star(new)
    story = library.stories.make("Port", [old])
    for filters, expected in (
        ({}, [new, old]),
        ({"outlet": "Post"}, [new]),
        ({"since": "2023-06"}, [new]),
        ({"until": "2023"}, [old]),
        ({"since": "2024-02-01", "until": "2024-02-01"}, [new]),
        ({"tag": "claims"}, [old]),
        ({"tag": "claim"}, []),
        ({"story": story.id}, [old]),
        ({"unread": True}, [new]),
        ({"starred": True}, [new]),
        ({"text": "berg"}, [new]),
        ({"text": "HARBOUR"}, [old]),
        ({"limit": 1}, [new]),
    ):
        assert [row.id for row in library.articles.list(**filters)] == expected, filters
    assert library.articles.outlets() == {"Courier": 1, "Post": 1}


def test_names_can_be_read_later_and_again(library: Store) -> None:
    made = draft(*HARBOUR)
    number = library.articles.add(made, pending(made)).id
    assert library.articles.pending() == [number] and library.articles.list()[0].pending
    library.articles.set_reading(number, reading(made, *NAMES))
    assert library.articles.pending() == []
    assert library.articles.pending(engine="test/2") == [number]
    before = library.database.rows("SELECT id, start FROM mentions ORDER BY start")
    library.articles.set_reading(number, reading(made, *NAMES, ("Norrland Shipping", "organisation"), engine="test/2"))
    kept = library.database.rows("SELECT id, start FROM mentions ORDER BY start")
    assert [row for row in kept if row in before] == before and len(kept) == len(before) + 1
    with pytest.raises(RefusedError, match="changed"):
        library.articles.set_reading(number, reading(draft("Something else"), *NAMES))


def test_the_reader_is_where_it_was(place: Path) -> None:
    with open_store(place) as library:
        number = add(library, *HARBOUR)
        library.articles.set_position(number, 42)
        library.articles.mark_read(number)
    with open_store(place) as library:
        assert library.articles.get(number).position == 42
        assert not library.articles.list()[0].unread
        library.articles.mark_read(number, read=False)
        assert library.articles.list()[0].unread
