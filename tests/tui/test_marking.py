"""Marking: select, tag, note, remove, undo and redo, also after a restart; drafts that survive."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import open_store
from store.library import Store
from tests.tui.conftest import press, settle
from tui.app import DiptychApp
from tui.screens.noting import NoteScreen
from tui.screens.tagging import TagScreen
from tui.settings import Settings
from widgets.note_editor import NoteEditor
from widgets.status_line import StatusLine


def told(app: DiptychApp) -> str:
    return app.reading.query_one(StatusLine).right


async def test_a_selected_sentence_is_tagged_with_a_new_tag(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "v", "i", "s", "t")
        assert isinstance(app.screen, TagScreen)
        await press(pilot, *"claims/first", "enter")
        (passage,) = library.passages.of(1)
        assert passage.tags == ("claims/first",)
        assert library.articles.get(1).text[passage.start : passage.end] == passage.exact
        assert told(app) == "tagged claims/first"
        assert app.reading.panes[0].article.selected is None
        assert [mark.id for mark in app.reading.panes[0].article.marks.passages] == [passage.id]


async def test_without_a_selection_the_sentence_is_tagged(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "t", *"lead", "enter")
        (passage,) = library.passages.of(1)
        sentences = [library.articles.get(1).text[s.start : s.end] for s in app.reading.articles[0].page.sentences]
        assert passage.exact in sentences


@pytest.mark.parametrize(("key", "unit"), [("s", "sentence"), ("p", "paragraph"), ("n", "name")])
async def test_is_ip_in_select_what_is_around_the_cursor(app: DiptychApp, key: str, unit: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "n", "v", "i", key)
        pane = app.reading.pane
        assert pane is not None
        selected = pane.article.selected
        assert selected is not None
        text = pane.article.page.text[selected.start : selected.end]
        if unit == "name":
            assert (selected.start, selected.end) in {(mark.start, mark.end) for mark in pane.article.marks.names}
        if unit == "paragraph":
            assert text in {paragraph.text for paragraph in pane.article.page.paragraphs}
        if unit == "sentence":
            assert selected in pane.article.page.sentences


async def test_iq_selects_the_quote(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_square_bracket", "w", "v", "i", "q")
        pane = app.reading.pane
        assert pane is not None and pane.article.selected is not None
        selected = pane.article.selected
        assert (selected.start, selected.end) in {(mark.start, mark.end) for mark in pane.article.marks.quotes}


async def test_recent_tags_by_digit_and_repeat(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "t", *"one", "enter")
        await press(pilot, "right_curly_bracket", "v", "i", "p", "1")
        await press(pilot, "right_curly_bracket", "full_stop")
        assert [passage.tags for passage in library.passages.of(1)] == [("one",)] * 3


async def test_enter_takes_exactly_what_was_typed_unless_a_match_is_chosen(app: DiptychApp, library: Store) -> None:
    library.tags.ensure("claims/denied")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "t", *"claim", "enter")
        assert {passage.tags for passage in library.passages.of(1)} == {("claim",)}
        await press(pilot, "right_curly_bracket", "t", *"deni", "down", "enter")
        assert ("claims/denied",) in {passage.tags for passage in library.passages.of(1)}


async def test_escape_leaves_the_picker_without_tagging(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "t", *"nothing", "escape")
        assert library.passages.list() == [] and library.tags.list() == []


async def test_overlapping_passages_are_kept_and_the_innermost_is_removed_first(
    app: DiptychApp, library: Store
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "v", "i", "p", "t", *"outer", "enter")
        await press(pilot, "v", "t", *"inner", "enter")
        assert len(library.passages.of(1)) == 2
        await press(pilot, "x")
        assert [passage.tags for passage in library.passages.of(1)] == [("outer",)]
        assert "u brings it back" in told(app)


async def test_undo_and_redo_survive_a_restart(app: DiptychApp, library: Store, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "t", *"kept", "enter", "q")
    library.close()
    with open_store(tmp_path / "library.db") as again:
        restarted = DiptychApp(again, Settings(names_engine="rules"))
        async with restarted.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            assert len(again.passages.of(1)) == 1
            await press(pilot, "u")
            assert again.passages.of(1) == []
            assert "kept" in told(restarted)
            await press(pilot, "ctrl+r")
            assert len(again.passages.of(1)) == 1


async def test_a_note_is_written_and_shown_again(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "m", *"who", "space", *"says", "escape")
        (passage,) = library.passages.of(1)
        assert passage.note == "who says"
        assert library.state.drafts() == {}
        await press(pilot, "m")
        assert app.screen.query_one(NoteEditor).text == "who says"


async def test_a_draft_survives_a_crash(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "m", *"unfinished")
        await pilot.pause(0.5)
        await settle(pilot)
        assert list(library.state.drafts().values()) == ["unfinished"]
    again = DiptychApp(library, Settings(names_engine="rules"), [1, 2])
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "m")
        assert isinstance(again.screen, NoteScreen)
        assert again.screen.query_one(NoteEditor).text == "unfinished"


async def test_a_draft_that_was_typed_just_before_the_end_survives(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "m")
        await pilot.press(*"sudden")
        app.exit()
    assert list(library.state.drafts().values()) == ["sudden"]


async def test_a_draft_that_is_taken_back_is_forgotten(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "m", *"no")
        await pilot.pause(0.5)
        await settle(pilot)
        assert list(library.state.drafts().values()) == ["no"]
        await press(pilot, "backspace", "backspace", "escape")
        assert library.state.drafts() == {} and library.passages.of(1) == []


async def test_the_note_of_an_orphan_is_its_own(app: DiptychApp, library: Store) -> None:
    """Two passages whose words are gone may stand at one place."""
    for start in (0, 20):
        library.passages.add(1, start, start + 10, tags=["claims"])
    with library.database.write() as db:
        db.execute('UPDATE passages SET orphaned = 1, start = 5, "end" = 5')
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "P", "down", "m", *"mine", "escape")
    assert [passage.note for passage in library.passages.of(1)] == ["", "mine"]


async def test_a_note_on_an_article_that_was_removed_meanwhile_can_be_left(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "m", *"late")
        library.articles.remove(1)
        await press(pilot, "escape")
        assert isinstance(app.screen, NoteScreen)
        assert any("it was removed" in str(each.message) for each in app._notifications)
        await press(pilot, "escape")
        assert app.screen is app.reading
        assert list(library.state.drafts().values()) == ["late"]
        assert library.history.list(1)[0].action.startswith("removed")


async def test_a_library_that_can_only_be_read_takes_no_note(library: Store) -> None:
    with open_store(library.path, read_only=True) as shut:
        app = DiptychApp(shut, Settings(names_engine="rules"), [1, 2])
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            await press(pilot, "m")
            assert app.screen is app.reading
            assert any("can only be read" in str(each.message) for each in app._notifications)


async def test_a_note_that_cannot_be_saved_stays_open(
    app: DiptychApp, library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.errors import StoreError

    def full(*_: object, **__: object) -> None:
        raise StoreError("the note is not saved", "the disk is full", "Free some space and try again")

    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "m", *"precious")
        monkeypatch.setattr(library.passages, "add", full)
        await press(pilot, "escape")
        assert app.screen.query_one(NoteEditor).text == "precious"
        monkeypatch.undo()
        await press(pilot, "escape")
        assert [passage.note for passage in library.passages.of(1)] == ["precious"]
