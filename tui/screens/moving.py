"""Moving through the open articles, from pane to pane, and keeping the panes together by what is said."""

from __future__ import annotations

from textual import on
from textual.reactive import var

from tui.screens.part import ReadingPart
from widgets.article_pane import ArticlePane, Movement
from widgets.reading_pane import ReadingPane


class Moving(ReadingPart):
    """The moving half of the reading screen."""

    together: var[bool] = var(True, init=False)
    maximised: var[bool] = var(False, init=False)

    def action_move(self, unit: Movement, direction: int) -> None:
        if self.reading.pane:
            self.reading.pane.article.move(unit, direction)

    def action_half_page(self, direction: int) -> None:
        if self.reading.pane:
            self.reading.pane.article.half_page(direction)

    def action_whole_page(self, direction: int) -> None:
        if self.reading.pane:
            self.reading.pane.article.whole_page(direction)

    def action_start(self) -> None:
        if self.reading.pane:
            self.reading.pane.article.home()

    def action_end(self) -> None:
        if self.reading.pane:
            self.reading.pane.article.end()

    @on(ArticlePane.CursorMoved)
    def _cursor_moved(self, message: ArticlePane.CursorMoved) -> None:
        if self.reading.here is None or message.pane is not self.reading.pane.article:  # type: ignore[union-attr]
            return
        self.reading.light_up(message.entity)
        self.reading.show_status()
        self.reading.save_soon()

    @on(ArticlePane.Scrolled)
    def _scrolled(self, message: ArticlePane.Scrolled) -> None:
        leader = next((pane for pane in self.reading.panes if pane.article is message.pane), None)
        if leader is None or not self.reading.articles:
            return
        if self.together and message.pane.has_focus:
            self._lead(leader)
        self.reading.save_soon()

    def _lead(self, leader: ReadingPane) -> None:
        """Bring the other panes to what they say about what the leader shows."""
        index = self.reading.panes.index(leader)
        if index >= len(self.reading.articles):
            return
        here = self.reading.articles[index].article.id
        top, bottom = leader.article.top_offset, leader.article.bottom_offset
        for pane, one in zip(self.reading.panes, self.reading.articles, strict=False):
            table = self.reading.tables.get((here, one.article.id))
            pair = table.within(top, bottom) if table else None
            if pair is not None:
                pane.article.follow(pair[1].start)

    def action_pane(self, step: int) -> None:
        self.reading.focus_pane(self.reading.session.focus + step)

    def action_digit(self, digit: int) -> None:
        if self.reading.pane and self.reading.pane.article.selected is not None:
            self.call_later(self.reading.tag_recent, digit)
        elif digit <= len(self.reading.panes):
            self.reading.focus_pane(digit - 1)

    def action_maximise(self) -> None:
        self.maximised = not self.maximised

    def watch_maximised(self, maximised: bool) -> None:
        self.query_one("#panes").set_class(maximised, "-single")

    def action_together(self) -> None:
        self.together = not self.together

    def watch_together(self, together: bool) -> None:
        self.reading.session.together = together
        self.reading.show_top()
        if together and self.reading.pane:
            self._lead(self.reading.pane)

    def action_counterpart(self) -> None:
        """Jump to what the next article that has it says about the sentence under the cursor."""
        if self.reading.pane is None or self.reading.here is None:
            return
        offset = self.reading.pane.article.cursor.start
        for step in range(1, len(self.reading.articles)):
            index = (self.reading.session.focus + step) % len(self.reading.articles)
            table = self.reading.tables.get((self.reading.here.article.id, self.reading.ids[index]))
            there = table.at(offset) if table else None
            if there is not None:
                self.go_to(self.reading.ids[index], there.start)
                return
        self.say(
            "nothing here has a counterpart" if len(self.reading.articles) > 1 else "open a second article first: L"
        )

    def action_shared_quote(self, step: int) -> None:
        places = [
            (article, quote.spans[article])
            for article in self.reading.ids
            for quote in self.reading.overlays.comparison.quotes
            if article in quote.spans
        ]
        self.reading.walk_places(
            sorted(set(places), key=lambda place: (self.reading.ids.index(place[0]), place[1])), step, "shared quote"
        )

    def go_to(self, article: int, offset: int) -> None:
        """Move the cursor of an open article's pane and look there."""
        pane = self.reading.pane_of(article)
        if pane is None:
            return
        self.reading.focus_pane(self.reading.ids.index(article))
        pane.article.move_to(offset)
        pane.article.scroll_to_offset(offset, "center")
