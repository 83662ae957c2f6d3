"""The tag tree."""

from __future__ import annotations

import pytest

from store.errors import RefusedError, UnknownError
from store.library import Store
from store.tags import COLOURS
from tests.store.making import HARBOUR, add


def paths(library: Store) -> list[str]:
    return [tag.path for tag in library.tags.list()]


def test_a_path_makes_its_parents_once(library: Store) -> None:
    made = library.tags.ensure(" claims / denied ")
    assert (made.path, made.name) == ("claims/denied", "denied")
    assert library.tags.ensure("claims/denied") == made
    assert paths(library) == ["claims", "claims/denied"]


@pytest.mark.parametrize("path", ["", "/", "a//b", "a/", " "])
def test_a_path_without_a_name_is_refused(library: Store, path: str) -> None:
    with pytest.raises(RefusedError):
        library.tags.ensure(path)
    assert paths(library) == []


def test_new_tags_take_the_colours_in_turn(library: Store) -> None:
    colours = [library.tags.ensure(f"tag {number}").colour for number in range(len(COLOURS) + 1)]
    assert colours == [*COLOURS, COLOURS[0]]
    assert library.tags.recolour("tag 1", "#123456").colour == "#123456"


def test_renaming_and_moving_keep_what_is_below(library: Store) -> None:
    library.tags.ensure("claims/denied/by whom")
    library.tags.rename("claims", "statements")
    assert paths(library) == ["statements", "statements/denied", "statements/denied/by whom"]
    library.tags.move("statements/denied", None)
    assert paths(library) == ["denied", "denied/by whom", "statements"]
    with pytest.raises(RefusedError):
        library.tags.move("denied", "denied/by whom")
    library.tags.move("denied", "statements")
    assert paths(library) == ["statements", "statements/denied", "statements/denied/by whom"]


def test_a_new_path_moves_a_tag_and_makes_what_is_above(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["claims/denied/by whom"])
    assert library.tags.rename("claims/denied", "statements/refused").path == "statements/refused"
    assert paths(library) == ["claims", "statements", "statements/refused", "statements/refused/by whom"]
    assert library.passages.of(article)[0].tags == ("statements/refused/by whom",)
    library.tags.rename("statements/refused", "refused")
    library.tags.rename("refused", "refused")
    assert paths(library) == ["claims", "refused", "refused/by whom", "statements"]
    with pytest.raises(RefusedError, match="below itself"):
        library.tags.rename("refused", "refused/by whom/again")
    assert library.history.undo() == "renamed statements/refused to refused"
    assert library.history.undo() == "renamed claims/denied to statements/refused"
    assert paths(library) == ["claims", "claims/denied", "claims/denied/by whom"]


@pytest.mark.parametrize("colour", ["red", "#12", "#1234567", "", "#12345\n"])
def test_a_colour_that_cannot_be_drawn_is_refused(library: Store, colour: str) -> None:
    before = library.tags.ensure("claims").colour
    with pytest.raises(RefusedError, match="#rrggbb"):
        library.tags.recolour("claims", colour)
    assert library.tags.get("claims").colour == before


def test_a_name_holds_no_control_characters_and_has_an_end(library: Store) -> None:
    assert library.tags.ensure("evil\x1b[31m\n\x07red").path == "evil [31m red"
    with pytest.raises(RefusedError, match="200 characters"):
        library.tags.ensure("claims/" + "x" * 201)


def test_a_name_that_is_taken_is_refused(library: Store) -> None:
    for path in ("a", "b", "a/b"):
        library.tags.ensure(path)
    with pytest.raises(RefusedError):
        library.tags.rename("b", "a")
    with pytest.raises(RefusedError):
        library.tags.move("b", "a")
    with pytest.raises(RefusedError, match="Merge the two"):
        library.tags.rename("b", "a/b")
    assert paths(library) == ["a", "a/b", "b"]


def test_merging_moves_passages_and_what_is_below(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["old/x", "new/x"])
    library.passages.add(article, 8, 14, tags=["old", "old/y"])
    kept = library.tags.merge("old", "new")
    assert paths(library) == ["new", "new/x", "new/y"]
    assert [passage.tags for passage in library.passages.list()] == [("new/x",), ("new", "new/y")]
    assert kept.passages == 1
    with pytest.raises(RefusedError):
        library.tags.merge("new", "new/x")


def test_several_are_merged_in_one_step(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["old", "old/x", "older"])
    library.tags.ensure("new")
    library.tags.merge_each(["old/x", "old", "older"], "new")
    assert paths(library) == ["new"]
    assert library.history.undo() == "merged old/x, old, older into new"
    assert paths(library) == ["new", "old", "old/x", "older"]
    assert [passage.tags for passage in library.passages.list()] == [("old", "old/x", "older")]


def test_removing_a_tag_keeps_the_passages(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["claims/denied", "tone"])
    library.tags.remove("claims")
    assert paths(library) == ["tone"]
    assert [passage.tags for passage in library.passages.list()] == [("tone",)]


def test_the_tags_used_last_come_first(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.tags.ensure("never used")
    for number in range(11):
        library.passages.add(article, number, 20, tags=[f"t{number}"])
    library.passages.add(article, 3, 20, tags=["t3"])
    recent = [tag.path for tag in library.tags.recent()]
    assert len(recent) == 9 and "never used" not in recent
    assert recent[0] == "t3"


def test_counts_leave_out_removed_articles(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["claims"])
    assert library.tags.get("claims").passages == 1
    library.articles.remove(article)
    assert library.tags.get("claims").passages == 0


def test_an_unknown_tag_is_an_error_in_words(library: Store) -> None:
    with pytest.raises(UnknownError, match="none of that name"):
        library.tags.get("nothing")
