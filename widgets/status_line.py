"""The line at the bottom: what the cursor is on, at the left; what just happened or can be done, at the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from widgets.labels import MUTED, one_line, plain


class StatusLine(Widget):
    """Two short texts on one line; the left one gives way."""

    HELP = "What the cursor is on, and what was just done."
    DEFAULT_CSS = """
    StatusLine { height: 1; width: 1fr; padding: 0 1; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    left = reactive("")
    right = reactive("")

    def render(self) -> Content:
        left, right = one_line(self.left), one_line(self.right)
        room = self.size.width - cell_len(right) - 2
        shown = Content(left).truncate(max(0, room), ellipsis=True)
        gap = max(1, self.size.width - shown.cell_length - cell_len(right))
        return Content.assemble(shown, " " * gap, plain(right, MUTED))
