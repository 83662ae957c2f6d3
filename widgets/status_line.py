"""The line at the bottom: what the cursor is on, at the left; what just happened or can be done, at the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from widgets.kept import Kept
from widgets.labels import MUTED, one_line, plain

KEYS_APART = "  "
"""What stands between two keys."""


class StatusLine(Kept):
    """Two short texts on one line. Keys, which stand two spaces apart at the right, give way first; then the left."""

    HELP = "What the cursor is on, and what was just done."
    DEFAULT_CSS = """
    StatusLine { height: 1; width: 1fr; padding: 0 1; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    left = reactive("")
    right = reactive("")

    def render(self) -> Content:
        left = one_line(self.left)
        right = _fitted(one_line(self.right), self.size.width - 2 - min(cell_len(left), self.size.width * 2 // 3))
        room = self.size.width - cell_len(right) - 2
        shown = Content(left).truncate(max(0, room), ellipsis=True)
        gap = max(1, self.size.width - shown.cell_length - cell_len(right))
        return Content.assemble(shown, " " * gap, plain(right, MUTED))


def _fitted(keys: str, room: int) -> str:
    """As many of the last keys as fit in ``room`` cells, at least one."""
    while cell_len(keys) > room and KEYS_APART in keys:
        keys = keys.split(KEYS_APART, 1)[1]
    return keys
