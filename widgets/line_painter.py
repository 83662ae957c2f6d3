"""One line of an article as segments: margin, gutter, text. Knows styles and marks, nothing of scrolling or cursors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from store.model import Role
from widgets import layers
from widgets.layers import Overlay, Run, Sign
from widgets.layout import Lines, Paragraph
from widgets.palette import Palette

GUTTER = 2
BAR = "▍"

_ROLES: dict[Role, int] = {
    "title": layers.TITLE,
    "heading": layers.HEADING,
    "byline": layers.ASIDE,
    "dateline": layers.ASIDE,
    "caption": layers.ASIDE,
}


class LinePainter:
    """Paints the lines of one layout, under one palette, into strips ``width`` cells wide."""

    def __init__(self, lines: Lines, palette: Palette, width: int) -> None:
        self.lines = lines
        self.palette = palette
        self.width = width
        self.left = max(0, (width - lines.width - GUTTER) // 2) + GUTTER
        self.blank = Strip.blank(width, palette.base)
        self._edge = cache(self._gutter)

    def strip(self, overlay: Overlay, line: int, over: Sequence[Run] = ()) -> Strip:
        """The whole line, ``over`` drawn over its marks."""
        index, start, end = self.lines.at(line)
        paragraph = self.lines.page.paragraphs[index]
        first, last = paragraph.start + start, paragraph.start + end
        if not paragraph.in_text:
            segments = [*self._edge("", ()), *self._text(overlay, paragraph, start, end)]
        elif start == end:
            segments = [*self._edge("", tuple(overlay.bars(first, last)[:2]))]
        else:
            segments = [*self._edge(overlay.sign(first, last), tuple(overlay.bars(first, last)[:2]))]
            segments += self._text(overlay, paragraph, start, end, over)
        return self._padded(segments, self.left + cell_len(paragraph.text[start:end]))

    def text(self, overlay: Overlay, line: int) -> list[Segment]:
        """The characters of a line, one segment for every change of style."""
        index, start, end = self.lines.at(line)
        return self._text(overlay, self.lines.page.paragraphs[index], start, end)

    def _text(
        self, overlay: Overlay, paragraph: Paragraph, start: int, end: int, over: Sequence[Run] = ()
    ) -> list[Segment]:
        text, base, style = paragraph.text, paragraph.start, self.palette.style
        role = _ROLES.get(paragraph.role, 0)
        if not paragraph.in_text:
            return [Segment(text[start:end], style(role if paragraph.role == "title" else role | layers.FOLDED))]
        runs = overlay.runs(base + start, base + end, over)
        return [Segment(text[first - base : last - base], style(key | role)) for first, last, key in runs]

    def _gutter(self, sign: Sign, bars: tuple[int, ...]) -> tuple[Segment, Segment, Segment]:
        """The margin, the sign of what begins on the line, and the bars of its passages, innermost next to the text."""
        palette = self.palette
        character, style = palette.sign(sign)
        outer = Segment(BAR, palette.bar(bars[1])) if len(bars) > 1 and not sign else Segment(character, style)
        inner = Segment(BAR, palette.bar(bars[0])) if bars else Segment(" ", palette.base)
        return Segment(" " * (self.left - GUTTER), palette.base), outer, inner

    def _padded(self, segments: list[Segment], cells: int) -> Strip:
        if cells > self.width:
            return Strip(segments, cells).adjust_cell_length(self.width)
        if cells < self.width:
            segments.append(Segment(" " * (self.width - cells), self.palette.base))
        return Strip(segments, self.width)
