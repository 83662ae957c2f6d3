"""The reading pane as a reader meets it: cursor, selection, scrolling, marks, mouse, resizing."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from store.model import Block, Span
from tests.widgets.showing import Stage
from widgets.article_pane import ArticlePane
from widgets.layers import Marks, NameMark, PassageMark, QuoteMark
from widgets.layout import Page, page
from widgets.overview_ruler import OverviewRuler
from widgets.reading_pane import Heading, ReadingPane

PARAGRAPH = "The barge struck the second pier of the bridge at dawn. “It shook,” Reiss said. Nobody was hurt there."
TEXT = "\n\n".join([PARAGRAPH] * 30)
STEP = len(PARAGRAPH) + 2


def an_article() -> Page:
    starts = range(0, len(TEXT), STEP)
    sentences = [Span(at + first, at + last) for at in starts for first, last in ((0, 55), (56, 79), (80, 102))]
    return page("", [Block(at, at + len(PARAGRAPH)) for at in starts], TEXT, sentences)


MARKS = Marks(
    names=tuple(NameMark(at + 68, at + 73, 7, 0) for at in range(0, len(TEXT), STEP)),
    quotes=(QuoteMark(56, 67, True),),
    passages=(PassageMark(4, 30, "#c678dd", 11),),
)


async def loaded(pilot: Pilot[None]) -> ArticlePane:
    pane = pilot.app.query_one(ArticlePane)
    pane.load(an_article(), MARKS)
    pane.focus()
    await pilot.pause()
    return pane


@pytest.fixture
def stage() -> Stage:
    return Stage(ArticlePane())


async def test_the_cursor_walks_through_words_sentences_and_paragraphs(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        here = []
        for unit in ("word", "sentence", "paragraph"):
            pane.move(unit, 1)
            here.append(TEXT[pane.cursor.start : pane.cursor.end])
        assert here == ["barge", "“It shook,” Reiss said.", PARAGRAPH]
        pane.move("paragraph", -1)
        assert pane.cursor.start == 0
        pane.move("word", -1)
        assert pane.cursor.start == 0


async def test_lines_keep_their_column(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.move_to(17)
        pane.move("line", 1)
        assert pane.cursor.start > 50
        pane.move("line", 1)
        pane.move("line", -1)
        pane.move("line", -1)
        assert pane.cursor == Span(17, 20)


async def test_the_cursor_says_what_it_stands_on(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.move_to(69)
        await pilot.pause()
        pane.move_to(10)
        await pilot.pause()
        moves = [(move.offset, move.entity, move.passages) for move in stage.of(ArticlePane.CursorMoved)]
        assert moves[-2:] == [(68, 7, ()), (10, None, (11,))]


async def test_moving_far_scrolls_and_says_so(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.move_to(20 * STEP)
        await pilot.pause()
        assert pane.top_offset <= 20 * STEP < pane.bottom_offset
        assert stage.of(ArticlePane.Scrolled)[-1].top_offset == pane.top_offset


async def test_following_is_silent(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        stage.posted.clear()
        pane.follow(10 * STEP)
        await pilot.pause()
        assert pane.top_offset == 10 * STEP
        assert not stage.of(ArticlePane.Scrolled)


async def test_pages_take_the_cursor_along(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.half_page(1)
        assert pane.scroll_offset.y == 10
        assert pane.top_offset <= pane.cursor.start < pane.bottom_offset
        pane.end()
        assert pane.cursor.end == len(TEXT)
        assert pane.bottom_offset == len(TEXT)
        pane.home()
        assert pane.scroll_offset.y == 0


async def test_a_cursor_left_behind_goes_on_from_what_is_in_view(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.scroll_lines(40)
        pane.move("word", 1)
        assert pane.cursor.start >= pane.top_offset


async def test_selecting_by_movement_and_by_unit(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.begin_select()
        pane.move("word", 1)
        pane.move("word", 1)
        assert pane.selected == Span(0, 16)
        pane.move_to(60)
        pane.clear_select()
        assert pane.selected is None
        assert pane.select_unit("quote") and pane.selected == Span(56, 67)
        assert pane.select_unit("sentence") and pane.selected == Span(56, 79)
        assert not pane.select_unit("name")
        await pilot.pause()
        assert stage.of(ArticlePane.SelectionChanged)[-1].span == Span(56, 79)


async def test_the_mouse_selects_text_offsets(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        left = pane._painter.left
        await pilot.mouse_down(pane, offset=(left + 4, 0))
        await pilot.hover(pane, offset=(left + 8, 0))
        await pilot.mouse_up(pane, offset=(left + 8, 0))
        await pilot.pause()
        assert pane.selected == Span(4, 9)
        assert stage.screen.get_selected_text() == "barge"


async def test_a_click_sets_the_cursor_and_a_double_click_selects_the_name(stage: Stage) -> None:
    async with stage.run_test(size=(90, 20)) as pilot:
        pane = await loaded(pilot)
        left = pane._painter.left
        await pilot.click(pane, offset=(left + 17, 0))
        assert pane.cursor == Span(17, 20)
        line = pane._lines.line_of_offset(68)
        column = 68 - pane._lines.offset_of_line(line)
        await pilot.click(pane, offset=(left + column, line), times=2)
        assert pane.selected == Span(68, 73)


async def test_resizing_keeps_the_same_text_at_the_top(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        pane.scroll_to_offset(12 * STEP, "top")
        for width in (40, 75, 23, 60):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert pane.top_offset == 12 * STEP


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (500, 200)])
async def test_any_size_is_survived(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        await pilot.resize_terminal(*size)
        pane.move("line", 1)
        pane.whole_page(1)
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "barge" in stage.text()


async def test_gutter_and_names_are_painted(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        first, second = stage.text().split("\n")[:2]
        assert first.strip().startswith("▍The barge")
        assert second.strip().startswith("“")
        strip = pane._strip(pane._lines.line_of_offset(68), ())
        name = next(segment for segment in strip if segment.text == "Reiss")
        assert name.style is not None and name.style.bold and name.style.color is not None


async def test_the_focused_entity_is_redrawn_wherever_it_stands(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = await loaded(pilot)
        line = pane._lines.line_of_offset(STEP + 68)
        before = next(one for one in pane._strip(line, ()) if one.text == "Reiss").style
        pane.focused_entity = 7
        await pilot.pause()
        after = next(one for one in pane._strip(line, ()) if one.text == "Reiss").style
        assert before is not None and after is not None
        assert before.bgcolor != after.bgcolor


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_marks_do_not_rely_on_colour(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = Stage(ArticlePane())
    async with stage.run_test(size=(60, 20)) as pilot:
        stage.theme = theme
        pane = await loaded(pilot)
        styles = {one.text: one.style for one in pane._strip(pane._lines.line_of_offset(68), ()) if one.style}
        plain = (
            styles[" said."] if " said." in styles else next(style for text, style in styles.items() if "said" in text)
        )
        assert styles["Reiss"].bold and not plain.bold


async def test_hidden_lines_come_and_go(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = stage.query_one(ArticlePane)
        blocks = (Block(0, 4), Block(4, 4, "furniture", kept=False, folded="Donate [b]now[/b]"))
        pane.load(page("", blocks, "Text"))
        await pilot.pause()
        assert "Donate" not in stage.text()
        pane.show_folded = True
        await pilot.pause()
        assert "Donate [b]now[/b]" in stage.text()


async def test_an_empty_article_takes_every_command(stage: Stage) -> None:
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = stage.query_one(ArticlePane)
        pane.load(Page())
        for unit in ("word", "sentence", "paragraph", "line"):
            pane.move(unit, 1)
            pane.move(unit, -1)
        pane.begin_select()
        pane.select_unit("quote")
        pane.end()
        pane.half_page(-1)
        await pilot.pause()
        assert pane.top_offset == 0


async def test_the_frame_shows_the_outlet_the_heading_and_the_place() -> None:
    stage = Stage(ReadingPane())
    async with stage.run_test(size=(70, 24)) as pilot:
        pane = stage.query_one(ReadingPane)
        assert "Nothing open here" in stage.text()
        pane.load(Heading("The Courier [red]", "21 Nov 2025", "M. Voss", 460, 2), an_article(), MARKS)
        await pilot.pause()
        await pilot.pause()
        shown = stage.text()
        assert "The Courier [red]" in shown
        assert "21 Nov 2025 · M. Voss · 2′ · 2 hidden characters" in shown
        before = str(pane.border_subtitle)
        pane.article.scroll_lines(30)
        await pilot.pause()
        assert before.endswith("%") and str(pane.border_subtitle) != before


async def test_a_click_on_the_ruler_goes_there() -> None:
    stage = Stage(ReadingPane())
    async with stage.run_test(size=(70, 24)) as pilot:
        pane = stage.query_one(ReadingPane)
        pane.load(Heading("The Courier"), an_article(), MARKS)
        await pilot.pause()
        await pilot.click(OverviewRuler, offset=(0, 15))
        await pilot.pause()
        assert pane.article.cursor.start > len(TEXT) // 2
