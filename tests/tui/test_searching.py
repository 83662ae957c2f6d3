"""The search thread behind the sidebar: typing never waits, the latest query wins, failures are told."""

from __future__ import annotations

import sqlite3
import threading
from typing import Any

import pytest
from textual.pilot import Pilot

from store.model import Hit, SearchResult
from store.search.engine import SearchEngine
from store.search.vocabulary import Vocabulary
from tests.tui.conftest import press, settle, until
from tui.app import DiptychApp
from tui.screens.autocoding import AutocodeScreen
from tui.searching import Searcher
from widgets.search_sidebar import SearchSidebar
from widgets.status_line import StatusLine


async def searching(pilot: Pilot[None], app: DiptychApp, query: str) -> SearchSidebar:
    """Open the sidebar, type, and wait for what is found."""
    await settle(pilot)
    await press(pilot, "slash")
    await pilot.press(*query)
    sidebar = app.reading.query_one(SearchSidebar)
    await until(pilot, lambda: sidebar.result.query.strip() == query.strip())
    return sidebar


async def test_typing_goes_on_while_a_search_runs_and_only_the_latest_is_shown(
    app: DiptychApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, go, begun, shown = SearchEngine.search, threading.Event(), threading.Event(), []

    def slow(engine: SearchEngine, query: str, *arguments: Any) -> SearchResult:
        begun.set()
        assert go.wait(30)
        return search(engine, query, *arguments)

    monkeypatch.setattr(SearchEngine, "search", slow)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        sidebar = app.reading.query_one(SearchSidebar)
        monkeypatch.setattr(sidebar, "show", lambda result, **named: shown.append(result.query))
        await press(pilot, "slash")
        await pilot.press("h")
        await until(pilot, begun.is_set)
        await pilot.press(*"arbour")
        assert sidebar.query_text == "harbour"
        assert shown == []
        go.set()
        await until(pilot, lambda: bool(shown))
        await settle(pilot)
        assert shown == ["harbour"]


async def test_a_query_typed_before_the_words_are_read_is_answered_again(
    app: DiptychApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    load, go = Vocabulary.load, threading.Event()

    def late(connection: sqlite3.Connection) -> Vocabulary:
        assert go.wait(30)
        return load(connection)

    monkeypatch.setattr(Vocabulary, "load", late)
    async with app.run_test(size=(120, 40)) as pilot:
        sidebar = await searching(pilot, app, "harbuor")
        assert app.searcher.reading
        assert not any(hit.kind == "passage" for hit in sidebar.result.hits)
        go.set()
        await until(pilot, lambda: any(hit.kind == "passage" for hit in sidebar.result.hits))
        assert "harbuor" in sidebar.result.corrected


async def test_a_failure_is_told_and_the_next_query_is_answered(
    app: DiptychApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, told = SearchEngine.search, []

    def failing(engine: SearchEngine, query: str, *arguments: Any) -> SearchResult:
        if query == "har":
            raise sqlite3.DatabaseError("the file is malformed")
        return search(engine, query, *arguments)

    monkeypatch.setattr(SearchEngine, "search", failing)
    async with app.run_test(size=(120, 40)) as pilot:
        sidebar = await searching(pilot, app, "ha")
        monkeypatch.setattr(sidebar, "fail", told.append)
        await pilot.press("r")
        await until(pilot, lambda: bool(told))
        assert "the file is malformed" in told[0]
        await pilot.press("b")
        await until(pilot, lambda: sidebar.result.query == "harb")
        assert sidebar.result.hits


async def test_exactly_as_typed_and_back(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        sidebar = await searching(pilot, app, "harbur")
        await until(pilot, lambda: bool(sidebar.result.corrected))
        await press(pilot, "ctrl+x")
        await until(pilot, lambda: not sidebar.result.hits)
        assert sidebar.query_text == "harbur"
        await press(pilot, "ctrl+x")
        await until(pilot, lambda: bool(sidebar.result.hits))


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("outl", "outlet:"),
        ("in:pa", "in:pane"),
        ("ship is:un", "ship is:unread"),
        ("outlet:mer", 'outlet:"Meridian Wire"'),
    ],
)
async def test_a_scope_is_completed(app: DiptychApp, typed: str, completed: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        sidebar = await searching(pilot, app, typed)
        await until(pilot, lambda: completed in sidebar.offers)
        await press(pilot, "right")
        assert sidebar.query_text == completed


def test_completions_and_results_come_without_a_screen(app: DiptychApp) -> None:
    searcher, found, done = Searcher(app.library), [], threading.Event()

    def deliver(result: SearchResult) -> None:
        found.extend(result.hits)
        done.set()

    searcher.start(deliver, lambda error: None)
    searcher.submit("harbour", exact=True)
    assert done.wait(30)
    assert any(isinstance(hit, Hit) and hit.kind == "passage" for hit in found)
    assert searcher.completions("is:t") == ("is:tagged",)
    searcher.close()
    assert not searcher.reading


async def test_the_status_line_tells_the_keys_of_what_has_the_keyboard(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        status = app.reading.query_one(StatusLine)
        assert "t tag" in status.right
        await press(pilot, "slash")
        assert status.right == "↓ hits  Enter open  Ctrl-O beside  Ctrl-S keep  Esc back"
        await press(pilot, "escape", "C")
        assert status.right == "Enter shows it in every pane  C close"
        await press(pilot, "C")
        assert "t tag" in status.right


async def test_what_was_found_is_tagged_from_the_text_too(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await searching(pilot, app, "harbour")
        await press(pilot, "down", "enter")
        assert app.reading.pane is not None and app.reading.pane.article.has_focus
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, AutocodeScreen)


async def test_no_search_is_nothing_to_keep(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert app.reading.query_one(StatusLine).right == "nothing to keep: type a search first"
