"""The reading screen: panes, movement, keeping together, what comes back at the next start."""

from __future__ import annotations

from collections.abc import Callable

from store.library import Store
from tests.tui.conftest import press, settle
from tui.app import DiptychApp
from tui.settings import Settings
from widgets.status_line import StatusLine


def told(app: DiptychApp) -> str:
    return app.screen.query_one(StatusLine).right


async def test_two_articles_stand_side_by_side_with_their_outlets(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        reading = app.reading
        assert reading.ids == [1, 2]
        assert [str(pane.border_title) for pane in reading.panes] == [one.outlet for one in reading.articles]
        assert reading.panes[0].region.y == reading.panes[1].region.y
        assert reading.panes[0].article.has_focus


async def test_shared_names_have_one_colour_in_every_pane(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        comparison = app.reading.overlays.comparison
        assert len(comparison.shared) >= 5
        colours: dict[int, set[int | None]] = {}
        for pane in app.reading.panes:
            for mark in pane.article.marks.names:
                colours.setdefault(mark.entity_key, set()).add(mark.colour)
        shared = {n for n, entity in enumerate(comparison.entities) if len(entity.mentions) > 1}
        assert all(len(colours[entity]) == 1 and None not in colours[entity] for entity in shared)
        assert all(colours[entity] == {None} for entity in colours.keys() - shared)


async def test_narrow_terminals_stack_the_panes(app: DiptychApp) -> None:
    async with app.run_test(size=(60, 30)) as pilot:
        await settle(pilot)
        first, second = app.reading.panes
        assert first.region.x == second.region.x
        assert first.region.bottom <= second.region.y


async def test_tab_and_digits_move_between_panes(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        assert app.reading.panes[1].article.has_focus
        await press(pilot, "1")
        assert app.reading.panes[0].article.has_focus
        await press(pilot, "shift+tab")
        assert app.reading.panes[1].article.has_focus


async def test_the_cursor_moves_by_word_sentence_and_paragraph(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        pane = app.reading.panes[0].article
        start = pane.cursor.start
        await press(pilot, "w")
        word = pane.cursor.start
        await press(pilot, "right_curly_bracket")
        paragraph = pane.cursor.start
        await press(pilot, "right_parenthesis")
        sentence = pane.cursor.start
        assert start < word < paragraph < sentence
        await press(pilot, "left_parenthesis", "left_curly_bracket", "b", "k", "g")
        assert pane.cursor.start <= word
        await press(pilot, "G")
        assert pane.cursor.end == len(pane.page.text.rstrip())
        await press(pilot, "g", "space", "ctrl+d", "ctrl+u", "pageup", "home", "end")
        assert pane.cursor.end == len(pane.page.text.rstrip())


async def test_the_name_under_the_cursor_lights_up_everywhere_and_n_walks_its_mentions(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        reading = app.reading
        lit = {pane.article.focused_entity for pane in reading.panes}
        assert len(lit) == 1 and lit != {None}
        places = reading.walked
        assert len(places) >= 2
        visited = []
        for _ in places:
            assert reading.here is not None and reading.pane is not None
            visited.append((reading.here.article.id, reading.pane.article.cursor.start))
            await press(pilot, "n")
        assert sorted(visited) == sorted((article, span.start) for article, span in places)
        assert f"of {len(places)}" in told(app)
        await press(pilot, "N", "asterisk", "escape")
        assert reading.walked == ()


async def test_h_cycles_the_highlights(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        modes = []
        for _ in range(3):
            modes.append(app.reading.panes[0].article.highlight_mode)
            await press(pilot, "h")
        assert modes == ["all", "shared", "off"]
        assert app.reading.panes[1].article.highlight_mode == "all"


async def test_counterpart_jumps_to_the_other_article(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        reading = app.reading
        pair = reading.overlays.comparison.alignment[0]
        reading.go_to(1, pair.spans[1].start)
        await press(pilot, "equals_sign")
        assert reading.session.focus == 1
        assert reading.panes[1].article.cursor.start == pair.spans[2].start


async def test_scrolling_takes_the_other_pane_along_by_what_is_said(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        reading = app.reading
        before = reading.panes[1].article.top_offset
        await press(pilot, *["space"] * 3)
        table = reading.tables[(1, 2)]
        leader = reading.panes[0].article
        pair = table.within(leader.top_offset, leader.bottom_offset)
        assert pair is not None
        assert reading.panes[1].article.top_offset != before
        await press(pilot, "s", "g")
        assert not reading.together
        assert reading.panes[1].article.top_offset != 0


async def test_shared_quotes_are_walked(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        quotes = app.reading.overlays.comparison.quotes
        assert quotes
        await press(pilot, "right_square_bracket")
        starts = {span.start for quote in quotes for span in quote.spans.values()}
        assert app.reading.pane is not None
        assert any(abs(app.reading.pane.article.cursor.start - start) <= 1 for start in starts)
        await press(pilot, "left_square_bracket")
        assert "shared quote" in told(app)


async def test_z_shows_one_pane_alone(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "z")
        assert [pane.display and pane.region.width > 0 for pane in app.reading.panes] == [True, False]
        await press(pilot, "tab")
        assert [pane.region.width > 0 for pane in app.reading.panes] == [False, True]
        await press(pilot, "z")
        assert all(pane.region.width > 0 for pane in app.reading.panes)


async def test_the_measure_grows_and_shrinks(app: DiptychApp) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "less_than_sign", "less_than_sign")
        assert app.reading.panes[0].article.measure == 64
        await press(pilot, "greater_than_sign")
        assert app.reading.panes[0].article.measure == 68


async def test_folded_lines_are_shown_on_demand(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        pane = app.reading.panes[0].article
        lines = pane.virtual_size.height
        await press(pilot, "F")
        assert pane.virtual_size.height > lines
        await press(pilot, "F")
        assert pane.virtual_size.height == lines


async def test_a_folded_line_can_be_brought_back_and_folded_again(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = library.articles.get(1)
        await press(pilot, "F", "plus")
        after = library.articles.get(1)
        assert sum(block.kept for block in after.blocks) == sum(block.kept for block in before.blocks) + 1
        await press(pilot, "u")
        assert library.articles.get(1).text == before.text


async def test_dimming_and_the_sidebar_toggle(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert app.reading.panes[0].article.dim_unaligned
        sidebar = app.reading.query_one("#sidebar")
        shown = sidebar.display
        await press(pilot, "backslash")
        assert sidebar.display != shown


async def test_up_to_four_panes_and_closing_one(app_on: Callable[..., DiptychApp]) -> None:
    app = app_on(1, 2, 3)
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        assert len(app.reading.panes) == 3
        await press(pilot, "ctrl+w")
        assert app.reading.ids == [2, 3]
        await press(pilot, "ctrl+w", "ctrl+w")
        assert app.reading.ids == []
        assert "L opens the library" in app.reading.query_one(StatusLine).left


async def test_position_focus_and_layout_come_back(library: Store, app: DiptychApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "h", "s", "tab", "space", "space")
        top = app.reading.panes[1].article.top_offset
        assert top > 0
        await press(pilot, "q")
    again = DiptychApp(library, Settings(names_engine="rules"))
    async with again.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        assert again.reading.ids == [1, 2]
        assert again.reading.session.focus == 1
        assert not again.reading.together
        assert again.reading.session.highlights == "shared"
        assert again.reading.panes[1].article.top_offset == top


async def test_comparison_panel_goes_to_what_is_chosen(app: DiptychApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "C", "down", "enter")
        reading = app.reading
        assert reading.query_one("#comparison").display
        assert reading.walked
        await press(pilot, "C")
        assert not reading.query_one("#comparison").display


async def test_copying_takes_the_citation_along(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "right_curly_bracket", "v", "i", "s", "Y")
        article = app.reading.articles[0].article
        assert article.outlet in app.clipboard and article.title in app.clipboard
        assert app.reading.panes[0].article.selected is None


async def test_versions_stand_side_by_side_with_their_edits(library: Store) -> None:
    from store.intake import bring_in
    from store.model import Block, Draft

    def draft(text: str) -> Draft:
        return Draft("page", text.encode(), "text/plain", text, (Block(0, len(text)),), url="https://example.org/a")

    old, new = "The harbour was quiet on Monday.", "The harbour was loud on Monday."
    ids = [outcome.id for outcome in bring_in(library, [draft(old), draft(new)], engine="rules")]
    app = DiptychApp(library, Settings(names_engine="rules"), [ids[1] or 0])
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "V")
        assert app.reading.ids == ids
        changed = [
            one.page.text[span.start : span.end]
            for one, pane in zip(app.reading.articles, app.reading.panes, strict=True)
            for span in pane.article.marks.missing
        ]
        assert changed == ["quiet", "loud"]
