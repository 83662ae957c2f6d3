"""What is kept between repaints is shown as it is now: after a change, a resize, another theme."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Region

from tests.widgets.showing import Stage
from tests.widgets.test_article_pane import MARKS, STEP, an_article
from widgets.article_pane import ArticlePane
from widgets.kept import Ground, KeptText
from widgets.reading_pane import Heading, ReadingPane


async def test_a_kept_text_is_rendered_once_until_it_changes() -> None:
    stage = Stage(KeptText("as it was"))
    async with stage.run_test(size=(40, 5)) as pilot:
        text = stage.query_one(KeptText)
        whole = Region(0, 0, *text.outer_size)
        assert text.render_lines(whole) is text.render_lines(whole)
        before = text.render_lines(whole)[0]
        text.update("as it is")
        await pilot.pause()
        assert "as it is" in stage.text()
        stage.theme = "textual-light"
        await pilot.pause()
        assert list(text.render_lines(whole)[0]) != list(before)


async def test_the_frame_is_the_one_that_textual_draws() -> None:
    stage = Stage(ReadingPane())
    async with stage.run_test(size=(50, 12)) as pilot:
        pane = stage.query_one(ReadingPane)
        pane.load(Heading("The Courier", words=460), an_article(), MARKS)
        for size in ((50, 12), (31, 3), (30, 2), (12, 1), (50, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            whole = Region(0, 0, *pane.outer_size)
            drawn = [list(strip) for strip in Vertical.render_lines(pane, whole)]
            assert [list(strip) for strip in pane.render_lines(whole)] == drawn


async def test_a_ground_lets_what_lies_beneath_show() -> None:
    stage = Stage(Ground())
    async with stage.run_test(size=(20, 4)):
        assert stage.query_one(Ground).render_lines(Region(0, 0, 20, 4)) == []
        assert stage.text() == "\n".join([" " * 20] * 4)


async def test_after_a_resize_the_first_paint_is_wrapped_anew() -> None:
    stage = Stage(ArticlePane())
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = stage.query_one(ArticlePane)
        pane.load(an_article(), MARKS)
        await pilot.pause()
        pane.follow(5 * STEP)
        painted: list[tuple[int, int]] = []
        render = pane.render_lines

        def noted(crop: Region) -> list:
            strips = render(crop)
            painted.append((pane.size.width, pane._lines.width))
            return strips

        pane.render_lines = noted  # type: ignore[method-assign]
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert painted and {wrapped for width, wrapped in painted if width == 40} == {37}
        assert pane.top_offset == 5 * STEP


async def test_scrolling_arranges_nothing_anew() -> None:
    stage = Stage(ReadingPane())
    async with stage.run_test(size=(60, 20)) as pilot:
        pane = stage.query_one(ReadingPane)
        pane.load(Heading("The Courier"), an_article(), MARKS)
        await pilot.pause()
        await pilot.pause()
        arranged = stage.screen._compositor.full_map
        pane.article.scroll_lines(3)
        await pilot.pause()
        assert pane.article.scroll_offset.y == 3
        assert stage.screen._compositor.full_map is arranged
