"""One level back at a time, and a word from every key that leads nowhere."""

from __future__ import annotations

import pytest

from store.library import Store
from tests.store.making import add
from tests.tui.conftest import press, settle
from tui.app import DiptychApp
from tui.desk import open_article
from tui.screens.opening import folded_lines_told
from widgets.comparison_panel import ComparisonPanel
from widgets.status_line import StatusLine


async def test_q_leaves_the_comparison_before_the_program(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "C")
        assert app.reading.query_one(ComparisonPanel).has_focus_within
        await press(pilot, "q")
        assert not app.reading.query_one(ComparisonPanel).display
        assert app.is_running and app.reading.pane is not None and app.reading.pane.article.has_focus
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_digit_without_its_pane_says_so(app: DiptychApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        assert "there is no pane 5" in app.reading.query_one(StatusLine).right


@pytest.mark.parametrize(("folded", "told"), [(0, ""), (1, "1 line folded"), (2, "2 lines folded")])
def test_one_folded_line_is_one(folded: int, told: str, library: Store) -> None:
    lines = ("Harbour closed", "Read on.", "Share this.", "The harbour of Vessby stays closed.")
    article = add(library, *lines, folded=lines[1 : 1 + folded])
    assert folded_lines_told(open_article(library, article)) == told
