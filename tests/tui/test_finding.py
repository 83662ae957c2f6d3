"""Looking while reading: previews that lose no place, going there, kept searches, tagging every hit, find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from store.library import Store
from store.model import Span
from tests.tui.conftest import press, settle, until
from tui.app import DiptychApp
from tui.autocoding import candidates
from tui.screens.autocoding import AutocodeScreen
from tui.screens.prompting import PromptScreen
from tui.screens.tagging import TagScreen
from widgets.search_sidebar import SearchSidebar
from widgets.status_line import StatusLine

View = tuple[list[int], int, list[tuple[int, int, int]]]


def told(app: DiptychApp) -> str:
    return app.screen.query_one(StatusLine).right


def view(app: DiptychApp) -> View:
    """What is open, where the focus is, and each pane's line at the top and cursor."""
    reading = app.reading
    panes = [pane.article for pane in reading.panes]
    places = [(pane.scroll_offset.y, pane.cursor.start, pane.cursor.end) for pane in panes]
    return reading.ids, [pane.article.has_focus for pane in reading.panes].index(True), places


async def search(pilot: Pilot[None], app: DiptychApp, query: str) -> SearchSidebar:
    await press(pilot, "slash")
    await pilot.press(*query)
    sidebar = app.reading.query_one(SearchSidebar)
    await until(pilot, lambda: sidebar.result.query == query and not app.searcher.reading)
    await settle(pilot)
    return sidebar


async def walk_to(pilot: Pilot[None], app: DiptychApp, article: int) -> None:
    """Arrow down to a passage of ``article`` and wait until it is shown."""
    sidebar = app.reading.query_one(SearchSidebar)
    hits = [hit for hit in sidebar.result.hits if hit.kind == "passage"]
    names = sum(hit.kind == "entity" for hit in sidebar.result.hits)
    steps = names + [hit.article for hit in hits].index(article)
    await pilot.press(*["down"] * steps, *([] if steps else ["down", "up"]))
    await until(pilot, lambda: article in app.reading.found)
    await settle(pilot)


@pytest.mark.parametrize("size", [(120, 24), (66, 30)])
async def test_a_preview_of_an_article_that_is_not_open_loses_no_place(app: DiptychApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "space", "right_parenthesis")
        before = view(app)
        await search(pilot, app, "harbour")
        await walk_to(pilot, app, 3)
        reading = app.reading
        await until(pilot, lambda: bool(reading.query(".-preview")))
        await settle(pilot)
        preview = reading.query_one(".-preview")
        assert reading.ids == [1, 2]
        assert "preview" in str(preview.border_title) and preview.region.width > 0
        assert not reading.panes[1].display
        shown, text = preview.article, preview.article.page.text
        spans = reading.found[3]
        assert all("arbour" in text[span.start : span.end] for span in spans)
        assert shown.top_offset <= spans[0].start < shown.bottom_offset
        await press(pilot, "escape")
        await settle(pilot)
        assert not reading.query(".-preview")
        assert view(app) == before
        assert not reading.found


async def test_previews_of_open_articles_scroll_and_come_back(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket")
        before = view(app)
        await search(pilot, app, "harbour")
        await walk_to(pilot, app, 2)
        pane = app.reading.panes[1].article
        start = app.reading.found[2][0].start
        assert pane.top_offset <= start < pane.bottom_offset
        await press(pilot, "escape")
        await settle(pilot)
        assert view(app) == before


async def test_enter_opens_here_and_n_walks_the_hits_and_escape_returns(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        before = view(app)
        await search(pilot, app, "harbour")
        await walk_to(pilot, app, 3)
        await press(pilot, "enter")
        await settle(pilot)
        reading = app.reading
        assert reading.ids == [3, 2]
        assert reading.panes[0].article.has_focus
        cursor = reading.panes[0].article.cursor
        assert "arbour" in reading.panes[0].article.page.text[cursor.start : cursor.end]
        assert len(reading.walked) >= 3
        await press(pilot, "n")
        assert f"of {len(reading.walked)}" in told(app)
        assert reading.session.recent_searches == ["harbour"]
        await press(pilot, "escape")
        await settle(pilot)
        assert view(app) == before


async def test_ctrl_o_opens_in_the_next_pane(app: DiptychApp) -> None:
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        await search(pilot, app, "harbour")
        await walk_to(pilot, app, 3)
        await press(pilot, "ctrl+o")
        await settle(pilot)
        assert app.reading.ids == [1, 2, 3]
        assert app.reading.panes[2].article.has_focus
        cursor = app.reading.panes[2].article.cursor
        assert app.reading.panes[2].article.top_offset <= cursor.start < app.reading.panes[2].article.bottom_offset


async def test_searches_are_kept_found_recalled_and_forgotten(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        sidebar = await search(pilot, app, "harbour")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, PromptScreen)
        app.screen.query_one(Input).value = "quayside"
        await press(pilot, "enter")
        assert [(one.name, one.query) for one in library.searches.list()] == [("quayside", "harbour")]
        assert "quayside" in told(app)
        sidebar.open("")
        await press(pilot, "up")
        assert sidebar.query_text == "harbour"
        sidebar.open("quayside")
        await until(pilot, lambda: any(hit.kind == "search" for hit in sidebar.result.hits))
        await press(pilot, "enter")
        assert sidebar.query_text == "harbour"
        sidebar.open("")
        await press(pilot, "down", "delete")
        assert library.searches.list() == []
        assert "u brings it back" in told(app)


async def test_every_hit_is_tagged_after_a_look_in_one_step_that_is_undone(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        sidebar = await search(pilot, app, "harbour")
        expected = candidates(library, [hit for hit in sidebar.result.hits if hit.kind == "passage"])
        assert {one.article for one in expected} == {2, 3}
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, AutocodeScreen)
        assert app.screen.chosen == list(expected)
        await press(pilot, "space")
        assert app.screen.chosen == list(expected.sentences[1:])
        await press(pilot, "enter")
        assert isinstance(app.screen, TagScreen)
        await pilot.press(*"places/port")
        await press(pilot, "enter")
        await settle(pilot)
        assert app.screen is app.reading
        assert told(app) == f"tagged {len(expected) - 1} passages places/port · u undoes"
        tagged = {(one.article, one.start, one.end) for one in library.passages.list(tag="places/port")}
        assert tagged == {one.place for one in expected.sentences[1:]}
        await press(pilot, "u")
        assert not library.passages.list(tag="places/port")


async def test_every_sentence_with_a_name_is_tagged(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        name = max(library.entities.list(), key=lambda row: row.articles).entity.name
        sidebar = await search(pilot, app, name.casefold())
        await press(pilot, "down", "up", "ctrl+t")
        assert isinstance(app.screen, AutocodeScreen)
        hit = next(hit for hit in sidebar.result.hits if hit.kind == "entity")
        mentions = {(line.article, Span(line.start, line.end)) for line in library.entities.concordance(hit.id)}
        chosen = app.screen.chosen
        assert all(
            any(one.article == article and one.span.overlaps(span) for one in chosen) for article, span in mentions
        )
        await press(pilot, "escape")
        assert app.screen is app.reading


async def test_find_counts_walks_and_returns(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 20)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket")
        before = view(app)
        await press(pilot, "f", *"HARBOU")
        reading = app.reading
        places = reading.walked
        assert len(places) >= 2 and told(app) == f"{len(places)} found"
        await press(pilot, "enter")
        visited = {told(app)}
        for _ in places[1:]:
            reading.repaint_marks()
            await press(pilot, "n")
            visited.add(told(app))
        assert visited == {f"'HARBOU' · {number + 1} of {len(places)}" for number in range(len(places))}
        await press(pilot, "N", "escape")
        await settle(pilot)
        assert view(app) == before
        assert not reading.found and not reading.walked


async def test_a_walk_gets_past_matches_within_words(app_on: Callable[..., DiptychApp]) -> None:
    app = app_on(1)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"arbo", "enter")
        places = app.reading.walked
        visited = {told(app)}
        for _ in places[1:]:
            await press(pilot, "n")
            visited.add(told(app))
        assert len(visited) == len(places) > 1


async def test_a_walk_outlives_the_marks_that_show_it(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"harbour", "enter")
        places = app.reading.walked
        await press(pilot, "h", "d")
        await app.reading.refresh_from_library()
        await settle(pilot)
        assert app.reading.walked == places
        assert sum(len(pane.article.marks.found) for pane in app.reading.panes) == len(places)
        await press(pilot, "n")
        assert f"of {len(places)}" in told(app)


async def test_find_that_finds_nothing_says_so(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f", *"zzz", "enter")
        assert told(app) == "'zzz' is in none of the open articles"
