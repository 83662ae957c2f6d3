"""The note editor, the name card and the status line."""

from __future__ import annotations

from textual.events import Paste

from store.model import Alias, Entity
from tests.widgets.showing import Stage
from widgets.name_card import Card, NameCard
from widgets.note_editor import LARGEST_PASTE, NoteEditor
from widgets.status_line import StatusLine


async def test_what_is_typed_goes_out_as_drafts() -> None:
    stage = Stage(NoteEditor())
    async with stage.run_test(size=(70, 20)) as pilot:
        editor = stage.query_one(NoteEditor)
        editor.show("Why")
        editor.focus()
        await pilot.press("question_mark")
        await pilot.pause()
        assert stage.of(NoteEditor.DraftChanged)[-1].text == "Why?"
        await pilot.press("escape")
        assert stage.of(NoteEditor.Finished)[-1].text == "Why?"


async def test_pastes_are_made_printable_and_cut() -> None:
    stage = Stage(NoteEditor())
    async with stage.run_test(size=(70, 20)) as pilot:
        editor = stage.query_one(NoteEditor)
        editor.focus()
        await pilot.pause()
        stage.post_message(Paste("a\x1b[2Jb\r\nc"))
        await pilot.pause()
        assert editor.text == "a␛[2Jb\nc"
        editor.show("")
        stage.post_message(Paste("word " * LARGEST_PASTE))
        await pilot.pause()
        assert len(editor.text) == LARGEST_PASTE


async def test_the_card_says_who_it_is() -> None:
    stage = Stage(NameCard())
    async with stage.run_test(size=(60, 24)) as pilot:
        entity = Entity(1, "Anna [b]Reiss", "person", (Alias("Reiss", "surname"),), note="met twice")
        stage.query_one(NameCard).show(Card(entity, {"Courier": 4}, (("Lindow Port", "part-of"),), 2))
        await pilot.pause()
        shown = stage.text()
        for words in (
            "Anna [b]Reiss",
            "person · 2 articles",
            "4  Courier",
            "Reiss  surname",
            "Lindow Port  part of",
            "met twice",
        ):
            assert words in shown


async def test_the_status_line_keeps_its_right_side() -> None:
    stage = Stage(StatusLine())
    async with stage.run_test(size=(30, 3)) as pilot:
        line = stage.query_one(StatusLine)
        line.left, line.right = "a very long name indeed · person · 4 here", "? help"
        await pilot.pause()
        assert stage.text().split("\n")[0].rstrip().endswith("? help")
        assert "…" in stage.text()


async def test_keys_give_way_to_what_the_cursor_is_on_one_by_one() -> None:
    stage = Stage(StatusLine())
    async with stage.run_test(size=(40, 3)) as pilot:
        line = stage.query_one(StatusLine)
        line.left, line.right = "Lena Hartvik · person", "v select  t tag  L library  ? help"
        await pilot.pause()
        assert stage.text().split("\n")[0].split() == ["Lena", "Hartvik", "·", "person", "?", "help"]
        line.left = ""
        await pilot.pause()
        assert "v select  t tag  L library  ? help" in stage.text()
