"""One column beside a text that shows the whole of it: what is where, and which part is in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.component_style import component_style
from widgets.layers import Marks, Ranged

_SIGNS = (
    ("hit", "•"),
    ("quote", "“"),
    ("passage", "▍"),
    ("counterpart", "≈"),
)
"""What a row shows, the weightiest first."""


class OverviewRuler(Widget):
    """The marks of a text at their place in it. A click asks for that place."""

    HELP = "The whole article in one column: ≈ counterparts, “ shared quotes, ▍ tagged passages, • search hits."
    COMPONENT_CLASSES = {f"ruler--{name}" for name, _ in _SIGNS} | {"ruler--track", "ruler--window"}
    DEFAULT_CSS = """
    OverviewRuler {
        width: 1; height: 1fr; background: transparent;
        & > .ruler--track { color: $foreground 12%; }
        & > .ruler--window { background: $foreground 16%; }
        & > .ruler--hit { color: $text-warning; text-style: bold; }
        & > .ruler--quote { color: $text-warning; }
        & > .ruler--passage { color: $text-accent; }
        & > .ruler--counterpart { color: $text-success 70%; }
        &:ansi > .ruler--track { color: ansi_bright_black; }
        &:ansi > .ruler--window { text-style: reverse; background: ansi_default; }
        &:nocolor > .ruler--window { text-style: reverse; }
    }
    """

    class Chosen(Message):
        """The reader asked for ``offset``."""

        def __init__(self, ruler: OverviewRuler, offset: int) -> None:
            super().__init__()
            self.ruler = ruler
            self.offset = offset

        @property
        def control(self) -> OverviewRuler:
            return self.ruler

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._length = 1
        self._marks = Marks()
        self._window = (0, 0)
        self._height = 0
        self._rows: dict[int, str] | None = None
        self._strips: dict[tuple[str, bool], Strip] = {}

    def show(self, length: int, marks: Marks) -> None:
        """Show the marks of a text of ``length`` characters."""
        self._length, self._marks, self._rows = max(1, length), marks, None
        self.refresh()

    def show_window(self, start: int, end: int) -> None:
        """Show that ``[start, end)`` of the text is in view."""
        before, self._window = self._window_rows, (start, max(start, end - 1))
        changed = set(before).symmetric_difference(self._window_rows)
        if changed:
            self.refresh(*(Region(0, row, 1, 1) for row in changed))

    @property
    def _window_rows(self) -> range:
        """The rows that stand for what is in view."""
        start, end = self._window
        return range(start * self._height // self._length, end * self._height // self._length + 1)

    def on_resize(self) -> None:
        self._height, self._rows = self.size.height, None
        self._strips.clear()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The kept strip of every row; there are as many strips as kinds of rows."""
        if self._rows is None:
            self._rows = self._signs_by_row()
        window = self._window_rows
        return [self._strip(self._rows.get(y, "track"), y in window) for y in crop.line_range]

    def _strip(self, name: str, in_window: bool) -> Strip:
        strip = self._strips.get((name, in_window))
        if strip is None:
            strip = self._strips[name, in_window] = self._painted(name, in_window)
        return strip

    def _painted(self, name: str, in_window: bool) -> Strip:
        style = self.rich_style + component_style(self, f"ruler--{name}")
        if in_window:
            style += component_style(self, "ruler--window")
        strip = Strip([Segment(dict(_SIGNS).get(name, "│"), style)], 1)
        for line_filter in self.get_line_filters():
            if line_filter.enabled:
                strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Chosen(self, event.y * self._length // max(1, self._height)))

    def _signs_by_row(self) -> dict[int, str]:
        rows: dict[int, str] = {}
        height, length = self._height, self._length
        for name, marks in self._layers():
            for mark in marks:
                rows.setdefault(mark.start * height // length, name)
        return rows

    def _layers(self) -> Iterator[tuple[str, Sequence[Ranged]]]:
        marks = self._marks
        yield "hit", marks.hits
        yield "quote", [quote for quote in marks.quotes if quote.shared]
        yield "passage", marks.passages
        yield "counterpart", marks.aligned
