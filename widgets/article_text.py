"""One article's text, painted line by line: what is shown, how it is laid out, where it is scrolled to.

Lines are wrapped by ``layout``, cut by ``layers``, coloured by ``palette`` and kept as strips. ``render_lines`` hands
the kept strips to the compositor as they are, so the text itself takes no border, padding, opacity or tint: its parent
has them. The cursor is in ``article_cursor``, the selection in ``article_pane``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.model import Span
from widgets.layers import Highlight, Marks, Overlay, Run
from widgets.layout import Lines, Page
from widgets.line_painter import GUTTER, LinePainter
from widgets.palette import Palette
from widgets.units import Units

Align = Literal["top", "center", "nearest"]


class ArticleText(ScrollView):
    """An article under its marks. Offsets are code points into the article's text, as everywhere."""

    DEFAULT_CSS = """
    ArticleText { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 0; }
    """

    highlight_mode: reactive[Highlight] = reactive("all", init=False, repaint=False)
    dim_unaligned = reactive(False, init=False, repaint=False)
    show_folded = reactive(False, init=False, repaint=False)
    focused_entity: reactive[int | None] = reactive(None, init=False, repaint=False)
    measure = reactive(72, init=False, repaint=False)

    @dataclass
    class Scrolled(Message):
        """The reader scrolled: ``top_offset`` now begins the first line in view."""

        pane: ArticleText
        top_offset: int

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleText.Scrolled) and message.pane is self.pane

        @property
        def control(self) -> ArticleText:
            return self.pane

    @dataclass
    class LaidOut(Message):
        """The text was wrapped anew: what is in view may differ though nothing scrolled."""

        pane: ArticleText

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleText.LaidOut) and message.pane is self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.page = Page()
        self.marks = Marks()
        self._lines = Lines(self.page, 0)
        self._overlay = Overlay(self.marks)
        self._units = Units("", ())
        self._strips: dict[int, Strip] = {}
        self._kept_painter: LinePainter | None = None
        self._width = self._height = 0
        self._top_wanted = 0
        self._top_kept = 0
        self._following = False

    # Values in

    def load(self, page: Page, marks: Marks | None = None) -> None:
        """Show another article from its top."""
        self.page = page
        self.set_marks(marks or Marks())
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
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Take another size; the same text stays at the top."""
        width, (self._width, self._height) = self._width, size
        if width != self._width:
            self._reflow()

    def _reflow(self) -> None:
        """Wrap again if the text's width changed."""
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
        self.set_reactive(ArticleText.virtual_size, Size(self._width, len(self._lines)))
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
        """The kept strips. After a resize Textual paints first and tells later, so the size is looked at here."""
        self._fit(self.size)
        top = self.scroll_offset.y
        lines = range(top + crop.y, top + crop.bottom)
        kept, over = self._strips, self._over(lines)
        strips = [
            kept[line] if line in kept and line not in over else self._strip(line, over.get(line, ())) for line in lines
        ]
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

    def _over(self, lines: range) -> dict[int, list[Run]]:
        """What is drawn over the kept strips of ``lines``, by line."""
        over: dict[int, list[Run]] = {}
        for run in self._touched():
            touched = self._lines.lines_of(run[0], run[1])
            for line in range(max(lines.start, touched.start), min(lines.stop, touched.stop)):
                over.setdefault(line, []).append(run)
        return over

    def _touched(self) -> tuple[Run, ...]:
        """What is drawn over the text and its marks."""
        return ()

    def _strip(self, line: int, over: Sequence[Run]) -> Strip:
        """The strip of a line, kept unless something is drawn over it."""
        if line >= len(self._lines):
            return self._painter.blank
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

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint. Textual's own would also move the hidden scrollbar, and the screen be arranged anew for it."""
        if self.size == (self._width, self._height):  # Else a resize clamped it, and the next wrapping puts it right.
            self._top_kept = self.top_offset
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)
            if not self._following:
                self._tell(self.Scrolled(self, self.top_offset))

    def _tell(self, message: Message) -> None:
        """Post what comes with every key to the screen at once, not by way of all that holds the pane."""
        if self.is_attached:
            self.screen.post_message(message)


def ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
