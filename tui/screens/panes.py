"""The open articles in their panes: which has the reader's attention, what is painted over them, what is told of them.

Every part of the reading screen stands on this; articles come and go in ``opening``.
"""

from __future__ import annotations

import asyncio

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from store.language.printable import printable
from store.model import Passage, Span, Tag
from tui.asking import AskingScreen
from tui.desk import OpenArticle
from tui.marks import Overlays, passage_marks
from tui.session import Session
from tui.together import Counterparts
from widgets.article_pane import ArticlePane
from widgets.labels import count
from widgets.layers import Marks
from widgets.reading_pane import ReadingPane
from widgets.status_line import StatusLine

SAVE_AFTER = 1.0
"""Seconds after the last movement until reading positions are saved."""


class PanesScreen(AskingScreen[None]):
    """One to four articles side by side."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.articles: list[OpenArticle] = []
        self.overlays = Overlays()
        self.passages: dict[int, list[Passage]] = {}
        self.tags: dict[str, Tag] = {}
        self.tables: dict[tuple[int, int], Counterparts] = {}
        self.found: dict[int, tuple[Span, ...]] = {}
        self._saving: Timer | None = None

    @property
    def panes(self) -> list[ReadingPane]:
        """The panes of the open articles, in order; a preview is none of them."""
        children = self.query_one("#panes").children
        return [pane for pane in children if isinstance(pane, ReadingPane) and not pane.has_class("-preview")]

    @property
    def pane(self) -> ReadingPane | None:
        """The pane that has the reader's attention: the focused one, else the last that was."""
        panes = self.panes
        return panes[min(self.session.focus, len(panes) - 1)] if panes else None

    @property
    def here(self) -> OpenArticle | None:
        """The article in the pane that has the reader's attention."""
        index = min(self.session.focus, len(self.articles) - 1)
        return self.articles[index] if self.articles else None

    @property
    def ids(self) -> list[int]:
        return [one.article.id for one in self.articles]

    def pane_of(self, article: int) -> ReadingPane | None:
        return self.panes[self.ids.index(article)] if article in self.ids else None

    def index_of(self, article_pane: ArticlePane) -> int:
        return next(index for index, pane in enumerate(self.panes) if pane.article is article_pane)

    def places(self) -> dict[int, tuple[int, int]]:
        """Where the reader is in each open article: (top of the view, cursor)."""
        return {
            one.article.id: (pane.article.top_offset, pane.article.cursor.start)
            for pane, one in zip(self.panes, self.articles, strict=False)
        }

    # Attention

    def focus_pane(self, index: int) -> None:
        """Give a pane the reader's attention."""
        panes = self.panes
        if not panes:
            return
        self._turn_to(index % len(panes))
        panes[self.session.focus].article.focus()

    @on(events.DescendantFocus)
    def _attend(self, event: events.DescendantFocus) -> None:
        self.show_hints()
        if isinstance(event.widget, ArticlePane):
            self._turn_to(self.index_of(event.widget))

    def _turn_to(self, index: int) -> None:
        """Show which pane has the reader's attention, and what its cursor is on."""
        self.session.focus = index
        for number, pane in enumerate(self.panes):
            pane.set_class(number == index, "-attended")
        self.show_status()

    def go_to(self, article: int, offset: int) -> None:
        """Move the cursor of an open article's pane and look there."""
        pane = self.pane_of(article)
        if pane is None:
            return
        self.focus_pane(self.ids.index(article))
        pane.article.move_to(offset)
        pane.article.scroll_to_offset(offset, "center")

    # What is painted over the texts

    def marks_of(self, article: int) -> Marks:
        """Everything that is painted over an open article."""
        passages, found = self.passages.get(article, ()), self.found.get(article, ())
        if article in self.overlays.readings:
            return self.overlays.marks(article, passages, self.tags, found=found)
        return Marks(passages=tuple(passage_marks(passages, self.tags)), found=tuple(found))

    def repaint_marks(self) -> None:
        """Lay the present marks over every open text."""
        for pane, one in zip(self.panes, self.articles, strict=False):
            pane.set_marks(self.marks_of(one.article.id))

    def light_up(self, place: int | None) -> None:
        """Light an entity up in every pane."""
        for pane in self.panes:
            pane.article.focused_entity = place

    def passage_here(self) -> Passage | None:
        """The innermost passage under the cursor."""
        if self.pane is None or self.here is None:
            return None
        offset = self.pane.article.cursor.start
        covering = [
            passage
            for passage in self.passages.get(self.here.article.id, ())
            if passage.start <= offset < passage.end and not passage.orphaned
        ]
        return min(covering, key=lambda passage: passage.end - passage.start, default=None)

    # What is told of them

    def show_status(self) -> None:
        self.query_one(StatusLine).left = self.status_of_cursor()

    def status_of_cursor(self) -> str:
        """What the status line says of the cursor's place."""
        return "" if self.articles else "Nothing is open. L opens the library, a adds articles, / searches"

    def show_top(self) -> None:
        """What is open at the left of the top line, facts at its right; the title gives way."""
        if not self.articles:
            self.query_one("#top", Static).update(Content("Diptych"))
            return
        first = self.articles[0].article
        number, right = f" · {count(len(self.articles), 'article')}", "   ".join(self.top_facts())
        room = self.size.width - cell_len(right) - len(number) - 5
        title = Content(printable(first.title or first.source).replace("\n", " ")).truncate(max(0, room), ellipsis=True)
        gap = max(1, self.size.width - title.cell_length - len(number) - cell_len(right) - 3)
        self.query_one("#top", Static).update(Content.assemble(" ", title, number, " " * gap, right))

    def top_facts(self) -> list[str]:
        """What stands at the right of the top line."""
        return [f"■ shared {len(self.overlays.comparison.shared)}"] if len(self.articles) > 1 else []

    def on_resize(self) -> None:
        self.show_top()

    # Keeping the session

    def save_soon(self) -> None:
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self._save)
        else:
            self._saving.reset()

    async def _save(self) -> None:
        self._saving = None
        places = {article: top for article, (top, _) in self.places().items()}
        with self.errors_in_words():
            await asyncio.to_thread(self.session.save, self.library, places)

    def save_now(self) -> None:
        """Keep places and layout at once, before the program ends."""
        self.session.save(self.library, {article: top for article, (top, _) in self.places().items()})
