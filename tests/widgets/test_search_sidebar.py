"""The search sidebar: typing, groups, keeping its place, opening here and elsewhere."""

from __future__ import annotations

from store.model import Hit, SearchResult
from tests.widgets.showing import Stage
from widgets.search_sidebar import SavedQuery, SearchSidebar

NAME = Hit("entity", 1, "Kestrel Lines", 9, matched=((0, 5),))
PASSAGE = Hit("passage", 3, "Bridge [b]shut[/b]", 5, 1, 8, 15, "owned by Kestrel\x1b[31m", ((9, 16),), "Courier")
TAG = Hit("tag", 4, "claims/denied", 2)


def a_result(query: str, *hits: Hit) -> SearchResult:
    return SearchResult(query, hits, {"kestral": "kestrel"}, 3.0, {"passage": 13})


async def test_typing_asks_and_results_are_grouped() -> None:
    stage = Stage(SearchSidebar())
    async with stage.run_test(size=(160, 24)) as pilot:
        sidebar = stage.query_one(SearchSidebar)
        sidebar.open()
        await pilot.press(*"kestral")
        assert stage.of(SearchSidebar.QueryChanged)[-1].query == "kestral"
        sidebar.show(a_result("kestral", TAG, PASSAGE, NAME))
        await pilot.pause()
        shown = stage.text()
        assert "also: kestrel" in shown
        assert shown.index("Names  1") < shown.index("Passages  13") < shown.index("Tags  1")
        assert "Bridge [b]shut[/b]" in shown and "\x1b" not in shown


async def test_the_arrows_preview_and_enter_opens() -> None:
    stage = Stage(SearchSidebar())
    async with stage.run_test(size=(160, 24)) as pilot:
        sidebar = stage.query_one(SearchSidebar)
        sidebar.open("kestral")
        sidebar.show(a_result("kestral", NAME, PASSAGE))
        await pilot.press("down")
        assert stage.of(SearchSidebar.HitPreviewed)[-1].hit == PASSAGE
        await pilot.press("enter", "alt+enter", "escape")
        chosen = [(one.hit, one.elsewhere) for one in stage.of(SearchSidebar.HitChosen)]
        assert chosen == [(PASSAGE, False), (PASSAGE, True)]
        assert stage.of(SearchSidebar.Dismissed)


async def test_the_highlight_stays_on_its_hit_when_results_change() -> None:
    stage = Stage(SearchSidebar())
    async with stage.run_test(size=(160, 24)) as pilot:
        sidebar = stage.query_one(SearchSidebar)
        sidebar.open("kestral")
        sidebar.show(a_result("kestral", PASSAGE, TAG))
        await pilot.press("down")
        sidebar.show(a_result("kestral", NAME, PASSAGE, TAG))
        await pilot.press("enter")
        assert stage.of(SearchSidebar.HitChosen)[-1].hit == TAG


async def test_results_of_an_older_query_are_ignored() -> None:
    stage = Stage(SearchSidebar())
    async with stage.run_test(size=(160, 24)) as pilot:
        sidebar = stage.query_one(SearchSidebar)
        sidebar.open("kestrel l")
        await pilot.pause()
        sidebar.show(a_result("kestrel", NAME))
        await pilot.pause()
        assert "Kestrel Lines" not in stage.text()


async def test_empty_it_teaches_the_scopes_and_offers_searches() -> None:
    stage = Stage(SearchSidebar())
    async with stage.run_test(size=(160, 24)) as pilot:
        sidebar = stage.query_one(SearchSidebar)
        sidebar.show_searches([SavedQuery("outlet:courier", "Courier"), SavedQuery("barge")])
        sidebar.open()
        await pilot.pause()
        shown = stage.text()
        assert all(word in shown for word in ("@name", "since:", "in:pane", "Saved", "Recent"))
        await pilot.press("down", "enter")
        assert sidebar.query_text == "outlet:courier"


async def test_nothing_found_says_what_to_do() -> None:
    stage = Stage(SearchSidebar())
    async with stage.run_test(size=(160, 24)) as pilot:
        sidebar = stage.query_one(SearchSidebar)
        sidebar.open("[bold]zzz")
        sidebar.show(SearchResult("[bold]zzz"))
        await pilot.pause()
        assert "Nothing found for [bold]zzz." in stage.text()
