"""The other screens: library, names, passages, tags, coverage, adding, help, palette; and that every command exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

from store.library import Store
from tests.tui.conftest import press, settle
from tui.app import GENERAL_COMMANDS, DiptychApp
from tui.commands import Command, commands_of
from tui.reading_commands import READING_COMMANDS
from tui.screens.adding import AddScreen
from tui.screens.autocoding import AUTOCODE_COMMANDS, AutocodeScreen
from tui.screens.coverage import COVERAGE_COMMANDS, CoverageScreen
from tui.screens.help import HelpScreen
from tui.screens.library import LIBRARY_COMMANDS, LibraryScreen
from tui.screens.links import LinkScreen
from tui.screens.name_card import CARD_COMMANDS, NameCardScreen
from tui.screens.names import NAMES_COMMANDS, NamesScreen
from tui.screens.passages import PASSAGE_COMMANDS, PassagesScreen
from tui.screens.reading import ReadingScreen
from tui.screens.tags import TAG_COMMANDS, TagsScreen
from widgets.search_sidebar import SearchSidebar

SCREENS: tuple[tuple[type[Screen[object]], Sequence[Command]], ...] = (
    (ReadingScreen, READING_COMMANDS),
    (LibraryScreen, LIBRARY_COMMANDS),
    (NamesScreen, NAMES_COMMANDS),
    (PassagesScreen, PASSAGE_COMMANDS),
    (TagsScreen, TAG_COMMANDS),
    (CoverageScreen, COVERAGE_COMMANDS),
    (NameCardScreen, CARD_COMMANDS),
    (AutocodeScreen, AUTOCODE_COMMANDS),
)


@pytest.mark.parametrize(("screen", "commands"), SCREENS)
def test_every_command_has_its_action_its_help_and_a_key_of_its_own(
    screen: type[Screen[object]], commands: Sequence[Command]
) -> None:
    for command in (*commands, *GENERAL_COMMANDS):
        name = command.action.partition("(")[0]
        assert hasattr(screen, f"action_{name}") or hasattr(DiptychApp, f"action_{name}"), command.id
        assert command.title and command.help
    ids = [command.id for command in commands]
    assert len(ids) == len(set(ids))
    keys = [key for command in commands for key in command.key.split(",")]
    assert sorted(keys) == sorted(set(keys))


async def test_the_library_opens_several_side_by_side(app_on: Callable[..., DiptychApp]) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert len(app.screen.list.rows) == 3
        await press(pilot, "space", "space", "enter")
        assert app.screen is app.reading
        assert len(app.reading.ids) == 2


async def test_the_library_filters_as_one_types_and_returns(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "L", "slash", *"ostrand")
        assert isinstance(app.screen, LibraryScreen)
        assert {row.outlet for row in app.screen.list.table.rows} < {row.outlet for row in app.screen.list.rows}
        await press(pilot, "escape")
        assert len(app.screen.list.table.rows) == 3
        await press(pilot, "q")
        assert app.screen is app.reading


async def test_starring_reading_removing_and_undoing(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "L", "asterisk")
        assert [row.starred for row in library.articles.list()].count(True) == 1
        await press(pilot, "r", "x")
        assert len(library.articles.list()) == 2
        await press(pilot, "u")
        assert len(library.articles.list()) == 3


async def test_other_coverage_ranks_the_library(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "L", "l")
        assert isinstance(app.screen, LibraryScreen)
        assert len(app.screen.list.table.rows) >= 2


async def test_names_are_merged_renamed_and_undone(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        before = [row.entity.name for row in library.entities.list()]
        await press(pilot, "E", "space", "space", "m")
        assert isinstance(app.screen, NamesScreen)
        assert len(library.entities.list()) == len(before) - 1
        await press(pilot, "u")
        assert [row.entity.name for row in library.entities.list()] == before
        await press(pilot, "r")
        prompt = app.screen.query_one(Input)
        prompt.value = "Renamed"
        await press(pilot, "enter")
        assert "Renamed" in [row.entity.name for row in library.entities.list()]


async def test_the_concordance_leads_to_the_place(app: DiptychApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "E", "enter", "down", "enter")
        assert app.screen is app.reading
        assert app.reading.pane is not None and app.reading.pane.article.cursor.start >= 0


async def test_the_name_card_retypes_what_is_under_the_cursor(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "e")
        assert isinstance(app.screen, NameCardScreen)
        entity = await app.screen.corrected()
        assert entity is not None
        await press(pilot, "k")
        app.screen.query_one(Input).value = "event"
        await press(pilot, "enter")
        assert app.screen is app.reading
        assert library.entities.get(entity.id).kind == "event"
        await press(pilot, "u")
        assert library.entities.get(entity.id).kind == entity.kind


async def test_a_selection_is_said_to_be_a_name(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "right_parenthesis", "w", "w", "v", "e")
        app.screen.query_one(Input).value = "product"
        await press(pilot, "enter")
        assert app.screen is app.reading
        assert any(row.entity.kind == "product" and row.entity.by_person for row in library.entities.list())


async def test_passages_are_listed_filtered_and_jumped_to(app: DiptychApp, library: Store) -> None:
    article = library.articles.get(2)
    library.passages.add(2, 30, 60, tags=("claims/denied",), note="look again")
    library.passages.add(1, 10, 20, tags=("other",))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "P", "slash", *"denied", "enter")
        assert app.screen is app.reading
        assert app.reading.here is not None and app.reading.here.article.id == article.id
        assert app.reading.pane is not None and app.reading.pane.article.cursor.start <= 60


async def test_the_passages_that_are_seen_are_written_to_a_file(
    app: DiptychApp, library: Store, tmp_path: Path
) -> None:
    library.passages.add(1, 10, 40, tags=("a",), note="a note")
    library.passages.add(2, 10, 40, tags=("b",))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "P")
        assert isinstance(app.screen, PassagesScreen)
        app.screen.list.filter.value = "a note"
        await settle(pilot)
        await press(pilot, "w")
        app.screen.query_one(Input).value = str(tmp_path / "out.md")
        await press(pilot, "enter")
        written = (tmp_path / "out.md").read_text(encoding="utf-8")
        assert "a note" in written and written.count("> ") == 1


async def test_tags_are_renamed_merged_and_removed(app: DiptychApp, library: Store) -> None:
    library.passages.add(1, 10, 40, tags=("one",))
    library.passages.add(2, 10, 40, tags=("two",))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "T", "space", "space", "m")
        assert isinstance(app.screen, TagsScreen)
        (tag,) = library.tags.list()
        assert tag.passages == 2
        await press(pilot, "u")
        assert len(library.tags.list()) == len(app.screen.list.rows) == 2
        await press(pilot, "c", "x")
        assert len(library.tags.list()) == 1


async def test_coverage_shows_who_leaves_out_what_and_goes_there(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert isinstance(app.screen, CoverageScreen)
        coverage = app.screen._coverage
        assert len(coverage.outlets) >= 2
        assert any(0 in [cell.count for cell in line.cells] for line in coverage.lines)
        column = next(n for n, cell in enumerate(coverage.lines[0].cells) if cell.count)
        await press(pilot, *["right"] * column, "enter")
        assert app.screen is app.reading


async def test_a_file_is_brought_in_from_the_reader(app_on: Callable[..., DiptychApp], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Harbour quiet on Monday\n\nThe harbour was quiet on Monday, said Mr. Tolan.\n", encoding="utf-8")
    app = app_on(1)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert isinstance(app.screen, AddScreen)
        app.screen.query_one(Input).value = str(page)
        await press(pilot, "enter")
        await settle(pilot)
        await press(pilot, "ctrl+o")
        assert app.screen is app.reading
        assert app.reading.ids == [4]


async def test_what_cannot_be_brought_in_is_told(app: DiptychApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert isinstance(app.screen, AddScreen)
        app.screen.query_one(Input).value = str(tmp_path / "missing.txt")
        await press(pilot, "enter")
        assert app.screen._counts["failed"] == 1
        await press(pilot, "escape")
        assert app.screen is app.reading


async def test_search_finds_while_typing_and_escape_returns_to_the_very_spot(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "space")
        reading = app.reading
        assert reading.pane is not None
        spot = [(pane.article.top_offset, pane.article.cursor.start) for pane in reading.panes]
        await press(pilot, "slash", *"coast guard")
        await pilot.pause(0.5)
        await settle(pilot)
        sidebar = reading.query_one(SearchSidebar)
        assert sidebar._list.option_count > 1
        await press(pilot, "down", "down", "escape")
        assert [(pane.article.top_offset, pane.article.cursor.start) for pane in reading.panes] == spot
        assert reading.panes[1].article.has_focus


async def test_enter_on_a_hit_opens_it_at_the_passage(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"freighter")
        await pilot.pause(0.5)
        await settle(pilot)
        await press(pilot, "enter")
        assert app.reading.ids
        assert app.reading.pane is not None and app.reading.pane.article.has_focus


async def test_find_in_the_open_articles(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"port", "enter")
        reading = app.reading
        expected = sum(one.article.text.lower().count("port") for one in reading.articles)
        assert len(reading.walked) == expected > 1
        await press(pilot, "n", "escape")
        assert reading.found == {}


async def test_help_lists_every_command_of_the_screen(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        commands = commands_of(app.screen)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert {command.id for command in app.screen._commands} == {command.id for command in commands}
        await press(pilot, "escape")
        assert app.screen is app.reading


async def test_keys_can_be_changed(app_on: Callable[..., DiptychApp]) -> None:
    app = app_on(1, 2, keys={"help": "f5"})
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f5")
        assert isinstance(app.screen, HelpScreen)


async def test_keys_of_every_screen_and_widget_can_be_changed_and_others_are_told(
    app_on: Callable[..., DiptychApp],
) -> None:
    app = app_on(1, 2, keys={"merge-names": "f6", "search.tag": "f7", "tag_picker.next": "f8", "no-such": "f9"})
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        told = [notification.message for notification in app._notifications]
        assert told == ["no such command in [keys]: no-such"]


async def test_the_palette_runs_a_command(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "colon", *"one pane")
        await pilot.pause(0.3)
        await press(pilot, "down", "enter")
        await settle(pilot)
        assert app.reading.maximised


@pytest.mark.parametrize("theme", ["diptych-dark", "diptych-light", "diptych-contrast", "terminal"])
async def test_every_theme_paints(theme: str, app_on: Callable[..., DiptychApp]) -> None:
    app = app_on(1, 2, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.theme == theme
        assert "Meridian" in app.export_screenshot()


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (20, 5), (500, 200)])
async def test_any_size_is_survived_and_the_place_kept(size: tuple[int, int], app: DiptychApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "space")
        pane = app.reading.panes[0].article
        top = pane.scroll_offset.y
        await pilot.resize_terminal(*size)
        await settle(pilot)
        await pilot.resize_terminal(120, 30)
        await settle(pilot)
        assert abs(pane.scroll_offset.y - top) <= 1


async def test_an_address_is_shown_before_it_is_opened(app: DiptychApp, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(DiptychApp, "open_url", lambda self, url, **_: opened.append(url))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.push_screen(LinkScreen("https://example.org/story"))
        await settle(pilot)
        assert opened == []
        await press(pilot, "enter")
        assert opened == ["https://example.org/story"]
        app.push_screen(LinkScreen("javascript:alert(1)"))
        await settle(pilot)
        await press(pilot, "enter")
        assert len(opened) == 1
