"""Component styles of widgets that come and go."""

from __future__ import annotations

from rich.style import Style
from textual.app import App, ComposeResult

from widgets.component_style import component_style
from widgets.overview_ruler import OverviewRuler


class Ruled(App[None]):
    def compose(self) -> ComposeResult:
        yield OverviewRuler()


async def test_a_widget_that_was_removed_is_painted_without_styles() -> None:
    app = Ruled()
    async with app.run_test() as pilot:
        ruler = app.query_one(OverviewRuler)
        assert component_style(ruler, "ruler--track").color is not None
        await ruler.remove()
        await pilot.pause()
        assert component_style(ruler, "ruler--track") == Style.null()
