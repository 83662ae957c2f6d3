"""An article's text with a cursor in it: it stands on a word, a sentence or a paragraph. Keys belong to the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message
from textual.reactive import var

from store.model import Span
from widgets import layers
from widgets.article_text import ArticleText, ends
from widgets.layers import Marks, Run
from widgets.layout import Page
from widgets.movement import by_lines, column_of, nearest_word

Movement = Literal["word", "sentence", "paragraph", "line"]


class ArticleCursor(ArticleText):
    """An article with a cursor, drawn only on the lines that it touches."""

    cursor: var[Span] = var(Span(0, 0), init=False)

    @dataclass
    class CursorMoved(Message):
        """The cursor stands elsewhere; ``entity`` and ``passages`` are what it stands on."""

        pane: ArticleText
        offset: int
        entity: int | None
        passages: tuple[int, ...]

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleCursor.CursorMoved) and message.pane is self.pane

        @property
        def control(self) -> ArticleText:
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._column: int | None = None

    def load(self, page: Page, marks: Marks | None = None) -> None:
        super().load(page, marks)
        self._column = None
        first = self._units.around("word", page.body[0].start) if page.body else None
        self.set_reactive(ArticleCursor.cursor, first or Span(0, 0))

    @property
    def entity(self) -> int | None:
        """The entity named under the cursor."""
        mark = self._overlay.names.at(self.cursor.start)
        return mark.entity_key if mark else None

    def move(self, unit: Movement, direction: int) -> None:
        """Move the cursor to the next (``direction`` > 0) or previous word, sentence, paragraph or line."""
        if not len(self._lines):
            return
        self._recall()
        if unit == "line":
            self._move_line(direction)
        else:
            here = self._units.around(unit, self.cursor.start) if unit != "word" else self.cursor
            self._column = None
            self._place(self._units.step(unit, here or self.cursor, direction))

    def move_to(self, offset: int) -> None:
        """Put the cursor on the word at ``offset`` and bring it into view."""
        self._column = None
        self._place(self._units.around("word", min(max(offset, 0), len(self.page.text))))

    def half_page(self, direction: int) -> None:
        self._page_by(direction * max(1, self._height // 2))

    def whole_page(self, direction: int) -> None:
        self._page_by(direction * max(1, self._height - 2))

    def home(self) -> None:
        self.move_to(0)

    def end(self) -> None:
        self.move_to(len(self.page.text))

    def watch_cursor(self, old: Span, new: Span) -> None:
        self._refresh_visible(self._lines.lines_of(*ends(old)))
        self._refresh_visible(self._lines.lines_of(*ends(new)))
        passages = tuple(mark.id for mark in self._overlay.passages.between(new.start, new.end))
        self._tell(self.CursorMoved(self, new.start, self.entity, passages))

    def _place(self, span: Span | None, reveal: bool = True) -> None:
        if span is not None and span != self.cursor:
            self.cursor = span
        if span is not None and reveal:
            self.scroll_to_offset(span.start)

    def _move_line(self, direction: int) -> None:
        if self._column is None:
            self._column = column_of(self._lines, self.cursor.start)
        line = self._lines.line_of_offset(self.cursor.start)
        self._place(by_lines(self._lines, self._units, line, direction, self._column))

    def _page_by(self, lines: int) -> None:
        """Scroll, and take the cursor along on its row of the screen."""
        if not len(self._lines):
            return
        line = self._lines.line_of_offset(self.cursor.start) + lines
        word = nearest_word(self._lines, self._units, min(max(line, 0), len(self._lines) - 1))
        self.scroll_lines(lines)
        self._place(word, reveal=False)

    def _recall(self) -> None:
        """When the reader scrolled away from the cursor, go on from what is in view."""
        line, top = self._lines.line_of_offset(self.cursor.start), self.scroll_offset.y
        if not top <= line < top + max(1, self._height):
            word = nearest_word(self._lines, self._units, top)
            self.set_reactive(ArticleCursor.cursor, word or self.cursor)

    def _touched(self) -> tuple[Run, ...]:
        start, end = ends(self.cursor)
        return (*super()._touched(), (start, end, self._cursor_bit)) if start < end else super()._touched()

    @property
    def _cursor_bit(self) -> int:
        """A word is marked as a block, a sentence or paragraph as a quiet stretch."""
        return layers.CURSOR if " " not in self.page.text[self.cursor.start : self.cursor.end] else layers.STRETCH
