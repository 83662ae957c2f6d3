"""Moving through the open articles, from pane to pane, and keeping the panes together by what is said."""

from __future__ import annotations

from textual import on
from textual.reactive import var

from tui.screens.finding import Finding
from tui.screens.marking import Marking
from widgets.article_pane import ArticlePane, Movement
from widgets.reading_pane import ReadingPane


class Moving(Marking, Finding):
    """The moving part of the reading screen."""

    together: var[bool] = var(True, init=False)
    maximised: var[bool] = var(False, init=False)

    def action_move(self, unit: Movement, direction: int) -> None:
        if self.pane:
            self.pane.article.move(unit, direction)

    def action_half_page(self, direction: int) -> None:
        if self.pane:
            self.pane.article.half_page(direction)

    def action_whole_page(self, direction: int) -> None:
        if self.pane:
            self.pane.article.whole_page(direction)

    def action_start(self) -> None:
        if self.pane:
            self.pane.article.home()

    def action_end(self) -> None:
        if self.pane:
            self.pane.article.end()

    @on(ArticlePane.CursorMoved)
    def _cursor_moved(self, message: ArticlePane.CursorMoved) -> None:
        if self.here is None or message.pane is not self.pane.article:  # type: ignore[union-attr]
            return
        self.light_up(message.entity)
        self.show_status()
        self.save_soon()

    @on(ArticlePane.Scrolled)
    def _scrolled(self, message: ArticlePane.Scrolled) -> None:
        leader = next((pane for pane in self.panes if pane.article is message.pane), None)
        if leader is None or not self.articles:
            return
        if self.together and message.pane.has_focus:
            self._lead(leader)
        self.save_soon()

    def _lead(self, leader: ReadingPane) -> None:
        """Bring the other panes to what they say about what the leader shows."""
        index = self.panes.index(leader)
        if index >= len(self.articles):
            return
        here = self.articles[index].article.id
        top, bottom = leader.article.top_offset, leader.article.bottom_offset
        for pane, one in zip(self.panes, self.articles, strict=False):
            table = self.tables.get((here, one.article.id))
            pair = table.within(top, bottom) if table else None
            if pair is not None:
                pane.article.follow(pair[1].start)

    def action_pane(self, step: int) -> None:
        self.focus_pane(self.session.focus + step)

    def action_digit(self, digit: int) -> None:
        if self.pane and self.pane.article.selected is not None:
            self.call_later(self.tag_recent, digit)
        elif digit <= len(self.panes):
            self.focus_pane(digit - 1)
        else:
            self.say(f"there is no pane {digit}; in a selection {digit} tags with a recent tag")

    def action_maximise(self) -> None:
        self.maximised = not self.maximised

    def watch_maximised(self, maximised: bool) -> None:
        self.query_one("#panes").set_class(maximised, "-single")

    def action_together(self) -> None:
        self.together = not self.together

    def watch_together(self, together: bool) -> None:
        self.session.together = together
        self.show_top()
        if together and self.pane:
            self._lead(self.pane)

    def top_facts(self) -> list[str]:
        together = ["⇄ together" if self.together else "⇄ apart"] if len(self.articles) > 1 else []
        return together + super().top_facts()

    def action_counterpart(self) -> None:
        """Jump to what the next article that has it says about the sentence under the cursor."""
        if self.pane is None or self.here is None:
            return
        offset = self.pane.article.cursor.start
        for step in range(1, len(self.articles)):
            index = (self.session.focus + step) % len(self.articles)
            table = self.tables.get((self.here.article.id, self.ids[index]))
            there = table.at(offset) if table else None
            if there is not None:
                self.go_to(self.ids[index], there.start)
                return
        self.say("nothing here has a counterpart" if len(self.articles) > 1 else "open a second article first: L")

    def action_shared_quote(self, step: int) -> None:
        places = [
            (article, quote.spans[article])
            for article in self.ids
            for quote in self.overlays.comparison.quotes
            if article in quote.spans
        ]
        self.walk_places(
            sorted(set(places), key=lambda place: (self.ids.index(place[0]), place[1])), step, "shared quote"
        )
