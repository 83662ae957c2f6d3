"""Looking for things while reading: find in the open articles, walking from match to match, the way back."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.widgets import Input

from tui.screens.searching import Searching
from tui.session import Session
from tui.text_find import occurrences
from tui.together import Place, next_place

LONGEST_FIND = 128


class Finding(Searching):
    """The finding part of the reading screen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._walked_to: Place | None = None

    # Find in the open articles

    def action_find(self) -> None:
        self.remember_spot()
        finder = self.query_one("#find", Input)
        finder.display = True
        finder.focus()

    @on(Input.Changed, "#find")
    def _find_typed(self, message: Input.Changed) -> None:
        if self.query_one("#find").display:
            self.find(message.value)
            self._show_nearest()

    @on(Input.Submitted, "#find")
    def _find_entered(self, message: Input.Submitted) -> None:
        self.query_one("#find").display = False
        self.focus_pane(self.session.focus)
        self.find(message.value)
        if self.walked:
            self._go(self._nearest())
        elif message.value.strip():
            self.say(f"'{message.value.strip()}' is in none of the open articles")

    def find(self, text: str) -> None:
        """Light up every occurrence of ``text``, whatever its case and accents, in the open articles."""
        wanted = " ".join(text[:LONGEST_FIND].split())
        self.found = {one.article.id: occurrences(one.article.text, wanted) for one in self.articles}
        self.walked = tuple((article, span) for article, spans in self.found.items() for span in spans)
        self.walked_what = f"'{wanted}'" if wanted else ""
        self.repaint_marks()
        self.say(f"{len(self.walked)} found" if wanted else "")

    def _nearest(self) -> int:
        """The match at the cursor or the next one after it, going round."""
        assert self.here is not None and self.pane is not None
        before = self.pane.article.cursor.start - 1
        return next_place(self.walked, self.ids, self.here.article.id, before, 1) or 0

    def _show_nearest(self) -> None:
        """Bring the match that Enter goes to into view; the cursor stays."""
        if self.walked:
            article, span = self.walked[self._nearest()]
            pane = self.pane_of(article)
            if pane is not None:
                pane.article.scroll_to_offset(span.start, "nearest")

    # Walking from match to match

    def action_mention(self, step: int) -> None:
        """The next or previous mention of the held name, the found text, or the name under the cursor."""
        if not self.walked and self.pane is not None:
            place = self.pane.article.entity
            if place is None:
                place = self.nearest_name(step)
            if place is not None:
                self.hold_name(place)
        self.walk(step)

    def nearest_name(self, step: int) -> int | None:
        """The next name after (or before) the cursor in this pane."""
        pane = self.pane
        if pane is None:
            return None
        offset = pane.article.cursor.start
        names = [mark for mark in pane.article.marks.names if (mark.start > offset) == (step > 0)]
        mark = min(names, key=lambda mark: abs(mark.start - offset), default=None)
        return mark.entity_key if mark else None

    def walk(self, step: int) -> None:
        self.walk_places(self.walked, step, self.walked_what)

    def walk_places(self, places: Sequence[Place], step: int, what: str) -> None:
        """Go to the next or previous of ``places``, seen from the cursor, and say which of how many it is."""
        if self.here is None or self.pane is None:
            return
        index = next_place(places, self.ids, self.here.article.id, self._offset_of_walk(), step)
        if index is None:
            self.say(f"no {what} here" if what else "no name here")
        else:
            self._go(index, places, what)

    def _go(self, index: int, places: Sequence[Place] | None = None, what: str = "") -> None:
        places = self.walked if places is None else places
        article, span = places[index]
        self.go_to(article, span.start)
        self._walked_to = places[index]
        self.say(f"{what or self.walked_what} · {index + 1} of {len(places)}")

    def _offset_of_walk(self) -> int:
        """Where a walk goes on: at the match it came to, if the cursor still is on its word; else at the cursor."""
        assert self.here is not None and self.pane is not None
        cursor = self.pane.article.cursor
        if self._walked_to is not None:
            article, span = self._walked_to
            if article == self.here.article.id and cursor.start <= span.start < cursor.end:
                return span.start
        return cursor.start

    def drop_walk(self) -> None:
        """Forget what n and N walk."""
        self.walked, self.found, self.walked_what = (), {}, ""
        self.say("")
