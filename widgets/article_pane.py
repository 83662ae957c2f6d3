"""The reading pane: one article, its marks, a cursor and a selection, painted line by line.

Lines are wrapped by ``layout``, cut by ``layers``, coloured by ``palette`` and kept as strips; cursor and selection
are drawn only on the lines they touch. ``render_lines`` hands the kept strips to the compositor as they are, so the
pane itself takes no border, padding, opacity or tint: its parent has them. Keys belong to the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from store.language.printable import printable
from store.model import Span
from widgets import layers
from widgets.layers import Highlight, Marks, Overlay, Run
from widgets.layout import Lines, Page
from widgets.line_painter import GUTTER, LinePainter
from widgets.movement import by_lines, character_at, column_of, nearest_word
from widgets.palette import COMPONENTS, CSS, Palette
from widgets.units import Unit, Units

Movement = Literal["word", "sentence", "paragraph", "line"]
Align = Literal["top", "center", "nearest"]


class ArticlePane(ScrollView, can_focus=True, inherit_bindings=False):
    """One article as text. Offsets are code points into the article's text, as everywhere."""

    HELP = """\
The article. Move by line, word, sentence or paragraph; a click sets the cursor, a double click selects the word,
dragging selects. In the gutter: ≈ has a counterpart, + only here, “ shared quote, ▍ tagged."""

    DEFAULT_CSS = (
        """
ArticlePane { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 0; }
"""
        + CSS
    )
    COMPONENT_CLASSES = COMPONENTS

    highlight_mode: reactive[Highlight] = reactive("all", init=False, repaint=False)
    dim_unaligned = reactive(False, init=False, repaint=False)
    show_folded = reactive(False, init=False, repaint=False)
    focused_entity: reactive[int | None] = reactive(None, init=False, repaint=False)
    measure = reactive(72, init=False, repaint=False)
    cursor: var[Span] = var(Span(0, 0), init=False)

    @dataclass
    class CursorMoved(Message):
        """The cursor stands elsewhere; ``entity`` and ``passages`` are what it stands on."""

        pane: ArticlePane
        offset: int
        entity: int | None
        passages: tuple[int, ...]

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticlePane.CursorMoved) and message.pane is self.pane

        @property
        def control(self) -> ArticlePane:
            return self.pane

    @dataclass
    class Scrolled(Message):
        """The reader scrolled: ``top_offset`` now begins the first line in view."""

        pane: ArticlePane
        top_offset: int

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticlePane.Scrolled) and message.pane is self.pane

        @property
        def control(self) -> ArticlePane:
            return self.pane

    @dataclass
    class LaidOut(Message):
        """The text was wrapped anew: what is in view may differ though nothing scrolled."""

        pane: ArticlePane

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticlePane.LaidOut) and message.pane is self.pane

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
        self.page = Page()
        self.marks = Marks()
        self._lines = Lines(self.page, 0)
        self._overlay = Overlay(self.marks)
        self._units = Units("", ())
        self._strips: dict[int, Strip] = {}
        self._kept_painter: LinePainter | None = None
        self._anchor: Span | None = None
        self._column: int | None = None
        self._width = self._height = 0
        self._top_wanted = 0
        self._top_kept = 0
        self._following = False

    # Values in

    def load(self, page: Page, marks: Marks | None = None) -> None:
        """Show another article from its top."""
        self.page = page
        self._anchor = self._column = None
        self.set_marks(marks or Marks())
        first = self._units.around("word", page.body[0].start) if page.body else None
        self.set_reactive(ArticlePane.cursor, first or Span(0, 0))
        self._lay_out(top=0)

    def set_marks(self, marks: Marks) -> None:
        """Lay other marks over the same text; nothing is wrapped again."""
        self.marks = marks
        self._overlay = Overlay(marks, self.highlight_mode, self.focused_entity)
        self._units = Units(self.page.text, self.page.body, self.page.sentences, marks.quotes, marks.names)
        if self._kept_painter and self._kept_painter.palette.colours != self._overlay.colours:
            self._kept_painter = None
        self._repaint()

    def watch_highlight_mode(self, mode: Highlight) -> None:
        self._overlay.mode = mode
        self._repaint()

    def watch_dim_unaligned(self) -> None:
        self._kept_painter = None
        self._repaint()

    def watch_show_folded(self) -> None:
        self._lay_out(self.top_offset)

    def watch_measure(self) -> None:
        self._reflow()

    def watch_focused_entity(self, old: int | None, new: int | None) -> None:
        """Light the new entity up wherever it is named, and put the old one out."""
        self._overlay.focused = new
        for entity in (old, new):
            if entity is not None:
                for mark in self._overlay.mentions.get(entity, ()):
                    self._redraw(mark.start, mark.end)

    # Layout

    @property
    def text_width(self) -> int:
        """The width of the text's column, in cells."""
        return max(1, min(self.measure, self._width - GUTTER - 1))

    def on_resize(self, event: events.Resize) -> None:
        self._width, self._height = event.size
        self._reflow()

    def _reflow(self) -> None:
        """Wrap again if the text's width changed; the same text stays at the top."""
        if self.text_width == self._lines.width:
            self._kept_painter = None
            self._strips.clear()
        else:
            self._lay_out(self._top_kept)

    def _lay_out(self, top: int) -> None:
        self._top_wanted = self._top_kept = top
        if not self._width:
            return
        self._lines = Lines(self.page if self.show_folded else self.page.shown, self.text_width)
        self._kept_painter = None
        # The height of the text decides nothing of the layout, so the screen need not be laid out again.
        self.set_reactive(ArticlePane.virtual_size, Size(self._width, len(self._lines)))
        self._repaint()
        self.follow(top)
        self._top_kept = top
        self.post_message(self.LaidOut(self))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._kept_painter = None
        self._strips.clear()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _redraw(self, start: int, end: int) -> None:
        """Draw the lines that show ``[start, end)`` again; those out of view only when they come back."""
        lines = self._lines.lines_of(start, end)
        for line in lines:
            self._strips.pop(line, None)
        self._refresh_visible(lines)

    def _refresh_visible(self, lines: range) -> None:
        top = self.scroll_offset.y
        first, last = max(lines.start, top), min(lines.stop, top + self._height)
        if first < last:
            self.refresh_lines(first, last - first)

    # Painting

    @property
    def _painter(self) -> LinePainter:
        if self._kept_painter is None:
            palette = Palette(self, self._overlay.colours, self.dim_unaligned)
            self._kept_painter = LinePainter(self._lines, palette, self._width)
        return self._kept_painter

    def render_lines(self, crop: Region) -> list[Strip]:
        top, touched = self.scroll_offset.y, self._touched()
        strips = [self._strip(top + y, touched) for y in crop.line_range]
        if crop.column_span != (0, self._width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """A line with the (character, paragraph) offsets by which the screen selects text."""
        line = self.scroll_offset.y + y
        if line >= len(self._lines):
            return self._painter.blank
        paragraph, start, _ = self._lines.at(line)
        edge = Strip([Segment(" ")]).apply_offsets(start, paragraph)
        text = Strip(self._painter.text(self._overlay, line)).apply_offsets(start, paragraph)
        return Strip.join([*[edge] * self._painter.left, text])

    def _touched(self) -> tuple[tuple[range, Run], ...]:
        """What is drawn over the kept strips, with the lines it is on: the selection and the cursor."""
        over = []
        if (selected := self.selected) is not None and selected.end > selected.start:
            over.append((self._lines.lines_of(*_ends(selected)), (*_ends(selected), layers.SELECTED)))
        if self.cursor.end > self.cursor.start:
            over.append((self._lines.lines_of(*_ends(self.cursor)), (*_ends(self.cursor), self._cursor_bit)))
        return tuple(over)

    @property
    def _cursor_bit(self) -> int:
        """A word is marked as a block, a sentence or paragraph as a quiet stretch."""
        return layers.CURSOR if " " not in self.page.text[self.cursor.start : self.cursor.end] else layers.STRETCH

    def _strip(self, line: int, touched: tuple[tuple[range, Run], ...]) -> Strip:
        """The strip of a line, kept unless the cursor or the selection is on it."""
        if line >= len(self._lines):
            return self._painter.blank
        over = [run for lines, run in touched if line in lines]
        if over:
            return self._painter.strip(self._overlay, line, over)
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._painter.strip(self._overlay, line)
        return strip

    # Scrolling

    @property
    def top_offset(self) -> int:
        """The offset at which the first line in view begins."""
        return self._lines.offset_of_line(self.scroll_offset.y) if len(self._lines) else self._top_wanted

    @property
    def bottom_offset(self) -> int:
        """The offset at which the first line below the view begins; the text's end when there is none."""
        bottom = self.scroll_offset.y + self._height
        return self._lines.offset_of_line(bottom) if bottom < len(self._lines) else len(self.page.text)

    def scroll_to_offset(self, offset: int, align: Align = "nearest") -> None:
        """Bring ``offset`` into view: at the top, at a third of the height, or with as little movement as possible.

        Before the first layout the offset is kept, and is at the top then.
        """
        if not self._width:
            self._top_wanted = self._top_kept = offset
            return
        line, top, height = self._lines.line_of_offset(offset), self.scroll_offset.y, self._height
        context = min(2, max(0, height - 1) // 2)
        near = top - height // 2 <= line < top + height + height // 2
        if align == "top":
            top = line
        elif align == "center" or not near:
            top = line - height // 3
        elif line < top + context:
            top = line - context
        elif line >= top + height - context:
            top = line - height + 1 + context
        self._top_wanted = offset
        self.scroll_to(y=max(0, top), animate=False)

    def follow(self, offset: int) -> None:
        """Put ``offset`` at the top without saying so, as when another pane leads."""
        self._following = True
        try:
            self.scroll_to_offset(offset, "top")
        finally:
            self._following = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.size == (self._width, self._height):  # Else a resize clamped it, and the next wrapping puts it right.
            self._top_kept = self.top_offset
        if round(old_value) != round(new_value) and not self._following:
            self.post_message(self.Scrolled(self, self.top_offset))

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def half_page(self, direction: int) -> None:
        self._page_by(direction * max(1, self._height // 2))

    def whole_page(self, direction: int) -> None:
        self._page_by(direction * max(1, self._height - 2))

    def home(self) -> None:
        self.move_to(0)

    def end(self) -> None:
        self.move_to(len(self.page.text))

    def _page_by(self, lines: int) -> None:
        """Scroll, and take the cursor along on its row of the screen."""
        if not len(self._lines):
            return
        line = self._lines.line_of_offset(self.cursor.start) + lines
        word = nearest_word(self._lines, self._units, min(max(line, 0), len(self._lines) - 1))
        self.scroll_lines(lines)
        self._place(word, reveal=False)

    # The cursor

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

    def _move_line(self, direction: int) -> None:
        if self._column is None:
            self._column = column_of(self._lines, self.cursor.start)
        line = self._lines.line_of_offset(self.cursor.start)
        self._place(by_lines(self._lines, self._units, line, direction, self._column))

    def _recall(self) -> None:
        """When the reader scrolled away from the cursor, go on from what is in view."""
        line, top = self._lines.line_of_offset(self.cursor.start), self.scroll_offset.y
        if self._anchor is None and not top <= line < top + max(1, self._height):
            word = nearest_word(self._lines, self._units, top)
            self.set_reactive(ArticlePane.cursor, word or self.cursor)

    def _place(self, span: Span | None, reveal: bool = True) -> None:
        if span is not None and span != self.cursor:
            self.cursor = span
        if span is not None and reveal:
            self.scroll_to_offset(span.start)

    def watch_cursor(self, old: Span, new: Span) -> None:
        self._refresh_visible(self._lines.lines_of(*_ends(old)))
        self._refresh_visible(self._lines.lines_of(*_ends(new)))
        passages = tuple(mark.id for mark in self._overlay.passages.between(new.start, new.end))
        self.post_message(self.CursorMoved(self, new.start, self.entity, passages))
        if self._anchor is not None:
            self._refresh_visible(self._lines.lines_of(min(old.start, new.start), max(old.end, new.end)))
            self.post_message(self.SelectionChanged(self, self.selected))

    # The selection

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
        self._select(Span(*_ends(span)), Span(max(span.start, min(last.start, span.end)), span.end) if last else span)
        return True

    def clear_select(self) -> None:
        """Forget the selection, whoever made it."""
        if self._anchor is not None:
            self._anchor = None
            self.refresh()
            self.post_message(self.SelectionChanged(self, None))
        if self.text_selection is not None:
            self.screen.clear_selection()

    def _select(self, anchor: Span, cursor: Span) -> None:
        if self.text_selection is not None:
            self.screen.clear_selection()
        self._anchor = anchor
        self.set_reactive(ArticlePane.cursor, cursor)
        self.refresh()
        self.post_message(self.SelectionChanged(self, self.selected))

    def _span_of(self, selection: Selection) -> Span:
        """The screen's selection, whose offsets are (character, paragraph), as a span of the text."""
        page = self._lines.page
        start = page.offset(selection.start.y, selection.start.x) if selection.start else 0
        end = page.offset(selection.end.y, selection.end.x) if selection.end else len(self.page.text)
        return Span(min(start, end), max(start, end))

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        span = self._span_of(selection)
        return printable(self.page.text[span.start : span.end]), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        if selection is not None:
            self._anchor = None
        self.refresh()
        self.post_message(self.SelectionChanged(self, self.selected))

    # The mouse

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


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
