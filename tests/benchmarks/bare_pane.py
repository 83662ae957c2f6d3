"""The rival of the reading pane: the same text and marks with nothing around them, so that Textual's share is seen.

No frame, gutter, ruler, messages, palette of the theme or entity in focus; lines are cut, kept and painted alike. Made
for the words of the benchmark, which are one cell a letter.
"""

from __future__ import annotations

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.model import Span
from widgets.layers import Marks, Overlay, Run
from widgets.layout import Lines, Page
from widgets.units import Units


class BarePane(ScrollView, can_focus=True):
    """Answers to what the benchmark asks of a ``ReadingPane`` and of its article, which is itself."""

    DEFAULT_CSS = (
        "BarePane { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 0; }"
    )
    focused_entity: int | None = None

    def __init__(self) -> None:
        super().__init__()
        self.article = self
        self.page, self.cursor, self.strips = Page(), Span(0, 0), dict[int, Strip]()
        self.lines = Lines(self.page, 0)
        self.style = cache(self._style)

    def load(self, heading: object, page: Page, marks: Marks) -> None:
        self.page, self.units = page, Units(page.text, page.body)
        self.set_marks(marks)
        self.on_resize()

    def set_marks(self, marks: Marks) -> None:
        self.overlay = Overlay(marks)
        self.strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        top = self.top_offset
        self.lines = Lines(self.page, max(1, self.size.width))
        self.strips.clear()
        self.set_reactive(BarePane.virtual_size, Size(self.size.width, len(self.lines)))
        self.follow(top)

    def render_lines(self, crop: Region) -> list[Strip]:
        top, cursor = self.scroll_offset.y, self.lines.lines_of(self.cursor.start, self.cursor.end)
        strips = [self._strip(top + y, top + y in cursor) for y in crop.line_range]
        return strips if crop.width == self.size.width else [strip.crop(*crop.column_span) for strip in strips]

    def _strip(self, line: int, on_cursor: bool) -> Strip:
        if line >= len(self.lines):
            return Strip.blank(self.size.width, self.rich_style)
        if on_cursor or line not in self.strips:
            self.strips[line] = self._painted(
                line, [(self.cursor.start, self.cursor.end, 1 << 13)] if on_cursor else []
            )
        return self.strips.pop(line) if on_cursor else self.strips[line]

    def _painted(self, line: int, over: list[Run]) -> Strip:
        paragraph, start, end = self.lines.at(line)
        base = self.page.paragraphs[paragraph].start
        runs = self.overlay.runs(base + start, base + end, over) if end > start else []
        segments = [Segment(self.page.text[first:last], self.style(key)) for first, last, key in runs]
        segments.append(Segment(" " * (self.size.width - (end - start)), self.rich_style))
        return Strip(segments, self.size.width)

    def _style(self, key: int) -> Style:
        return self.rich_style + Style(bold=bool(key & 1), underline=key > 1, reverse=bool(key >> 13 & 1))

    @property
    def top_offset(self) -> int:
        return self.lines.offset_of_line(self.scroll_offset.y)

    def move(self, unit: str, direction: int) -> None:
        old, self.cursor = self.cursor, self.units.step("word", self.cursor, direction) or self.cursor
        for span in (old, self.cursor):
            lines = self.lines.lines_of(span.start, span.end)
            self.refresh_lines(lines.start, len(lines))

    def home(self) -> None:
        self.scroll_to(y=0, animate=False)

    def scroll_lines(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def follow(self, offset: int) -> None:
        self.scroll_to(y=self.lines.line_of_offset(offset), animate=False)
