"""Looking at a place without going there: the preview, the very spot to come back to, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.content import Content

from store.language.printable import printable
from store.model import Span
from tui.desk import OpenArticle, open_article
from tui.screens.opening import Opening
from tui.session import Session
from widgets.article_pane import ArticlePane
from widgets.reading_pane import ReadingPane


@dataclass(frozen=True, slots=True)
class Spot:
    """The very spot to come back to: what was open, and each article's top of view and cursor."""

    articles: tuple[int, ...]
    focus: int
    places: dict[int, tuple[int, Span]]


@dataclass(frozen=True, slots=True)
class Preview:
    """An article that is shown in place of a pane, which waits behind it as it was."""

    one: OpenArticle
    pane: ReadingPane
    behind: ReadingPane


class Previewing(Opening):
    """The previewing part of the reading screen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._spot: Spot | None = None
        self._opened: tuple[int, ...] = ()
        self._preview: Preview | None = None

    # The spot

    def remember_spot(self) -> None:
        """Keep where the reader is."""
        places = {
            one.article.id: (pane.article.top_offset, pane.article.cursor)
            for pane, one in zip(self.panes, self.articles, strict=False)
        }
        self._spot = Spot(tuple(self.ids), self.session.focus, places)
        self._opened = self._spot.articles

    def remember_opened(self) -> None:
        """The articles that are open now were opened from the spot: the way back leads from them, too."""
        self._opened = tuple(self.ids)

    @property
    def can_return(self) -> bool:
        """Whether the reader still is where the spot's search led, and has not opened something else since."""
        return self._spot is not None and tuple(self.ids) == self._opened

    async def go_to_spot(self) -> None:
        """Put everything back as it was: the same articles, what is in view, cursors, the focus."""
        spot, self._spot = self._spot, None
        self.end_preview()
        self.found = {}
        if spot is None:
            self.repaint_marks()
            self.focus_pane(self.session.focus)
            return
        if list(spot.articles) != self.ids:
            await self.open(spot.articles, focus=spot.focus)
        self.repaint_marks()
        self._put_back(spot)
        self.focus_pane(spot.focus)
        self.call_after_refresh(self._put_back, spot)

    def _put_back(self, spot: Spot) -> None:
        """Show each open article as it was shown at the spot. Its cursor is set only where it moved."""
        for article, (top, cursor) in spot.places.items():
            pane = self.pane_of(article)
            if pane is not None:
                if pane.article.cursor != cursor:
                    pane.article.cursor = cursor
                pane.article.follow(top)

    # The preview

    async def preview(self, article: int, spans: Sequence[Span]) -> None:
        """Show ``spans`` of an article: in its pane when it is open, else in place of the focused one."""
        self.found = {article: tuple(spans)}
        if self._spot is not None:
            self._put_back(self._spot)
        if article in self.ids:
            self.end_preview()
            self.repaint_marks()
            pane = self.pane_of(article)
        else:
            self.repaint_marks()
            pane = await self._previewed(article)
        if pane is not None and spans:
            pane.article.scroll_to_offset(spans[0].start, "center")
            self.call_after_refresh(pane.article.scroll_to_offset, spans[0].start, "center")

    async def _previewed(self, article: int) -> ReadingPane | None:
        """The pane that shows an article which is not open."""
        shown = self._preview
        if shown is not None and shown.one.article.id == article:
            shown.pane.set_marks(self.marks_of(article))
            return shown.pane
        one = None
        with self.errors_in_words():
            one = await self.ask(open_article, self.library, article)
        if one is None:
            return None
        pane = shown.pane if shown is not None else ReadingPane(classes="-preview -attended")
        behind = shown.behind if shown is not None else self.pane
        if behind is None:
            return None
        self._preview = Preview(one, pane, behind)
        if shown is None:
            pane.article.can_focus = behind.display = False
            await self.query_one("#panes").mount(pane, before=behind)
        self.show_article(pane, one, (0, 0))
        pane.article.dim_unaligned = False
        pane.border_title = Content(f"{printable(one.outlet)} · preview")
        return pane

    async def lay_out(self, opened: list[OpenArticle], focus: int) -> None:
        self.end_preview()
        await super().lay_out(opened, focus)

    def end_preview(self) -> None:
        """Take the preview away: the pane behind it is as it was."""
        preview, self._preview = self._preview, None
        if preview is not None:
            preview.behind.display = True
            preview.pane.remove()

    @on(events.DescendantFocus)
    def _reader_went_elsewhere(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, ArticlePane):
            self.end_preview()
