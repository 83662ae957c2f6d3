"""The comparison in its panel, other versions of an article, other coverage of its story."""

from __future__ import annotations

from textual import on

from tui.desk import MOST_PANES
from tui.marks import Overlays
from tui.screens.searching import Searching
from widgets.comparison_panel import ComparisonPanel


class Comparing(Searching):
    """The comparing part of the reading screen."""

    def show_comparison(self, overlays: Overlays) -> None:
        super().show_comparison(overlays)
        if self.overlays is overlays:
            titles = {one.article.id: one.outlet for one in self.articles}
            texts = {article: reading.text for article, reading in overlays.readings.items()}
            self.query_one(ComparisonPanel).show(overlays.comparison, titles, texts)

    @property
    def hints(self) -> str:
        if self.query_one(ComparisonPanel).has_focus_within:
            return self.hints_of((("choose", "enter", "shows it in every pane"), ("comparison", "C", "close")))
        return super().hints

    def action_comparison(self) -> None:
        panel = self.query_one(ComparisonPanel)
        panel.display = not panel.display
        self.query_one("#sidebar").display = False if panel.display else self.session.sidebar
        if panel.display:
            panel.focus_list()
        elif self.pane:
            self.pane.article.focus()

    @on(ComparisonPanel.Chosen)
    def _compared_item_chosen(self, message: ComparisonPanel.Chosen) -> None:
        for article, span in message.item.spans.items():
            pane = self.pane_of(article)
            if pane is not None:
                pane.article.move_to(span.start)
                pane.article.scroll_to_offset(span.start, "center")
        for place, entity in enumerate(self.overlays.comparison.entities):
            if message.item.entity is not None and entity.entity == message.item.entity:
                self.hold_name(place)

    async def action_versions(self) -> None:
        """Open the versions of this article side by side, oldest first."""
        if self.here is None:
            return
        with self.errors_in_words():
            versions = await self.ask(self.library.articles.versions, self.here.article.id)
            if len(versions) < 2:
                self.say("there is one version of this article")
                return
            await self.open(versions[-MOST_PANES:], focus=min(len(versions), MOST_PANES) - 1)
            self.say(f"{len(versions)} versions; what one has and the next has not is marked")

    def action_other_coverage(self) -> None:
        if self.here is not None:
            self.diptych.open_library(self.here.article.id)

    def action_coverage(self) -> None:
        self.diptych.open_coverage(self.ids)
