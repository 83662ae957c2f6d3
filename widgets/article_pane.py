"""The reading pane: an article's text (``article_text``), the cursor in it (``article_cursor``), what is selected.

A selection is made by keys, from an anchor to the cursor, or by the mouse, which is the screen's own selection.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.selection import Selection

from store.language.printable import printable
from store.model import Span
from widgets import layers
from widgets.article_cursor import ArticleCursor, Movement
from widgets.article_text import ends
from widgets.layers import Marks, Run
from widgets.layout import Page
from widgets.movement import character_at
from widgets.palette import COMPONENTS, CSS
from widgets.units import Unit

__all__ = ["ArticlePane", "Movement"]


class ArticlePane(ArticleCursor, can_focus=True, inherit_bindings=False):
    """One article to read and to select from."""

    HELP = """\
The article. Move by line, word, sentence or paragraph; a click sets the cursor, a double click selects the word,
dragging selects. In the gutter: ≈ has a counterpart, + only here, “ shared quote, ▍ tagged."""

    # Here, not where they are painted with: Textual reads the style sheets of base classes in another order.
    DEFAULT_CSS = CSS
    COMPONENT_CLASSES = COMPONENTS

    @dataclass
    class SelectionChanged(Message):
        """What is selected, by keys or mouse, is now ``span``; None when nothing is."""

        pane: ArticlePane
        span: Span | None

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticlePane.SelectionChanged) and message.pane is self.pane

        @property
        def control(self) -> ArticlePane:
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._anchor: Span | None = None

    def load(self, page: Page, marks: Marks | None = None) -> None:
        self._anchor = None
        super().load(page, marks)

    # What is selected

    @property
    def selected(self) -> Span | None:
        """The selected span, made by keys or by the mouse."""
        if self._anchor is not None:
            return Span(min(self._anchor.start, self.cursor.start), max(self._anchor.end, self.cursor.end))
        selection = self.text_selection
        return self._span_of(selection) if selection is not None else None

    @property
    def selecting(self) -> bool:
        """Whether movements extend a selection."""
        return self._anchor is not None

    def begin_select(self) -> None:
        """Select what the cursor is on; every movement then extends the selection."""
        self._select(self.cursor, self.cursor)

    def select_unit(self, unit: Unit) -> bool:
        """Select the unit around the cursor; False when there is none there."""
        span = self._units.around(unit, self.cursor.start)
        if span is None:
            return False
        last = self._units.around("word", max(span.start, span.end - 1))
        self._select(Span(*ends(span)), Span(max(span.start, min(last.start, span.end)), span.end) if last else span)
        return True

    def clear_select(self) -> None:
        """Forget the selection, whoever made it."""
        if self._anchor is not None:
            self._anchor = None
            self.refresh()
            self.post_message(self.SelectionChanged(self, None))
        if self.text_selection is not None:
            self.screen.clear_selection()

    def watch_cursor(self, old: Span, new: Span) -> None:
        super().watch_cursor(old, new)
        if self._anchor is not None:
            self._refresh_visible(self._lines.lines_of(min(old.start, new.start), max(old.end, new.end)))
            self.post_message(self.SelectionChanged(self, self.selected))

    def _select(self, anchor: Span, cursor: Span) -> None:
        if self.text_selection is not None:
            self.screen.clear_selection()
        self._anchor = anchor
        self.set_reactive(ArticlePane.cursor, cursor)
        self.refresh()
        self.post_message(self.SelectionChanged(self, self.selected))

    def _recall(self) -> None:
        """A selection that is being made goes on from where the cursor is, in view or not."""
        if self._anchor is None:
            super()._recall()

    def _touched(self) -> tuple[Run, ...]:
        start, end = ends(self.selected or Span(0, 0))
        return ((start, end, layers.SELECTED), *super()._touched()) if start < end else super()._touched()

    # The mouse

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        span = self._span_of(selection)
        return printable(self.page.text[span.start : span.end]), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        if selection is not None:
            self._anchor = None
        self.refresh()
        self.post_message(self.SelectionChanged(self, self.selected))

    def on_click(self, event: events.Click) -> None:
        """One click sets the cursor; two select the name or the word, three the sentence."""
        event.prevent_default()
        offset = self._offset_at(event.x, event.y)
        if offset is None:
            return
        self._column = None
        self._place(self._units.around("word", offset), reveal=False)
        if event.chain == 2:
            _ = self.select_unit("name") or self.select_unit("word")
        elif event.chain > 2:
            self.select_unit("sentence")

    def _span_of(self, selection: Selection) -> Span:
        """The screen's selection, whose offsets are (character, paragraph), as a span of the text."""
        page = self._lines.page
        start = page.offset(selection.start.y, selection.start.x) if selection.start else 0
        end = page.offset(selection.end.y, selection.end.x) if selection.end else len(self.page.text)
        return Span(min(start, end), max(start, end))

    def _offset_at(self, x: int, y: int) -> int | None:
        """The offset under a cell of the pane, None on lines that are not of the text."""
        line = self.scroll_offset.y + y
        if line >= len(self._lines):
            return None
        index, start, end = self._lines.at(line)
        paragraph = self._lines.page.paragraphs[index]
        if not paragraph.in_text:
            return None
        return paragraph.start + start + character_at(paragraph.text[start:end], x - self._painter.left)
