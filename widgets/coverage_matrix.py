"""Who has what: names, quotes, figures and tags of a story against the outlets that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.component_style import component_style
from widgets.labels import one_line

CoverageKind = Literal["name", "quote", "figure", "tag"]

_LABEL = 34
_CELL = 12
_KIND_SIGNS: dict[CoverageKind, str] = {"name": "●", "quote": "“", "figure": "№", "tag": "#"}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One thing of the story; ``counts`` has a number for every outlet, 0 where it is left out."""

    label: str
    kind: CoverageKind
    counts: tuple[int, ...]
    value: object = None


class CoverageMatrix(ScrollView, can_focus=True):
    """Rows against outlets with a cursor cell. Cells are drawn only when seen."""

    HELP = """\
Every row is a name ●, a quote “, a figure № or a tag # of this story, every column an outlet. A number says how
often the outlet has it, · that it leaves it out. Arrows move, Enter goes to the passage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1,0)", "Down", show=False, id="coverage.down"),
        Binding("up,k", "move(-1,0)", "Up", show=False, id="coverage.up"),
        Binding("left,h", "move(0,-1)", "Left", show=False, id="coverage.left"),
        Binding("right,l", "move(0,1)", "Right", show=False, id="coverage.right"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="coverage.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="coverage.page_up"),
        Binding("enter", "choose", "Go to the passage", show=False, id="coverage.choose"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "coverage--heading",
        "coverage--absent",
        "coverage--present",
        "coverage--row",
        "coverage--cursor",
    }
    DEFAULT_CSS = """
    CoverageMatrix {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        background: transparent; scrollbar-background: transparent; scrollbar-color: $foreground 20%;
        scrollbar-background-hover: transparent; scrollbar-background-active: transparent;
        & > .coverage--heading { color: $foreground 60%; text-style: bold; }
        & > .coverage--absent { color: $foreground 30%; }
        & > .coverage--present { color: $text-success; text-style: bold; }
        & > .coverage--row { background: $foreground 7%; }
        & > .coverage--cursor { background: $foreground 18%; }
        &:focus > .coverage--cursor { background: $primary 60%; color: $foreground; }
        &:ansi > .coverage--absent { color: ansi_bright_black; }
        &:ansi > .coverage--row { background: ansi_default; }
        &:ansi > .coverage--cursor { text-style: reverse; background: ansi_default; }
        &:nocolor > .coverage--cursor { text-style: reverse; }
    }
    """

    cell: reactive[tuple[int, int]] = reactive((0, 0), init=False)

    class CellChosen(Message):
        """Go to what ``row`` stands for in the outlet of ``column``."""

        def __init__(self, matrix: CoverageMatrix, row: CoverageRow, column: int) -> None:
            super().__init__()
            self.matrix = matrix
            self.row = row
            self.column = column

        @property
        def control(self) -> CoverageMatrix:
            return self.matrix

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.outlets: tuple[str, ...] = ()
        self.rows: tuple[CoverageRow, ...] = ()

    def show(self, outlets: Sequence[str], rows: Sequence[CoverageRow]) -> None:
        """Show another story's coverage, the cursor at its first cell."""
        self.outlets, self.rows = tuple(outlets), tuple(rows)
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self.cell = (0, 0)
        self.refresh()

    def validate_cell(self, cell: tuple[int, int]) -> tuple[int, int]:
        row, column = cell
        return max(0, min(row, len(self.rows) - 1)), max(0, min(column, len(self.outlets) - 1))

    def watch_cell(self) -> None:
        row, top, height = self.cell[0], self.scroll_offset.y, max(1, self.size.height - 1)
        if row < top:
            self.scroll_to(y=row, animate=False)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)

    def action_move(self, rows: int, columns: int) -> None:
        self.cell = (self.cell[0] + rows, self.cell[1] + columns)

    def action_page(self, direction: int) -> None:
        self.action_move(direction * max(1, self.size.height - 2), 0)

    def action_choose(self) -> None:
        if self.rows and self.outlets:
            row, column = self.cell
            self.post_message(self.CellChosen(self, self.rows[row], column))

    def on_click(self, event: events.Click) -> None:
        row, column = (
            self.scroll_offset.y + event.y - 1,
            self._first_column() + (event.x - self._label_width()) // self._cell_width,
        )
        if event.y > 0 and row < len(self.rows) and event.x >= self._label_width() and column < len(self.outlets):
            self.cell = (row, column)
            if event.chain == 2:
                self.action_choose()

    # Painting

    def _label_width(self) -> int:
        return max(12, min(_LABEL, self.size.width // 2))

    @property
    def _cell_width(self) -> int:
        """Cells of a column: more than the least where there is room, so that outlets can be read."""
        room = (self.size.width - self._label_width()) // max(1, len(self.outlets))
        return max(_CELL, min(room, 2 * _CELL))

    def _columns_shown(self) -> int:
        return max(1, (self.size.width - self._label_width()) // self._cell_width)

    def _first_column(self) -> int:
        """The first outlet in view: as many to the left as let the cursor's be seen."""
        return max(0, self.cell[1] - self._columns_shown() + 1)

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y - 1
        if not self.rows:
            empty = "Nothing to set side by side yet: a story needs two articles. L opens the library."
            return self._finish([Segment(empty if y == 0 else "", self.rich_style)])
        if y == 0:
            return self._finish(list(self._headings()))
        return self._finish(self._cells(index) if index < len(self.rows) else [])

    def _headings(self) -> list[Segment]:
        style = self.rich_style + component_style(self, "coverage--heading")
        first = self._first_column()
        outlets = self.outlets[first : first + self._columns_shown()]
        label = Segment(" " * self._label_width(), style)
        return [label, *(Segment(_fit(one_line(outlet), self._cell_width - 1) + " ", style) for outlet in outlets)]

    def _cells(self, index: int) -> list[Segment]:
        row, first = self.rows[index], self._first_column()
        ground = self.rich_style + (component_style(self, "coverage--row") if index == self.cell[0] else Style.null())
        label = _fit(f"{_KIND_SIGNS[row.kind]} {one_line(row.label)}", self._label_width() - 1)
        segments = [Segment(label + " ", ground)]
        for column in range(first, min(len(self.outlets), first + self._columns_shown())):
            segments.append(self._cell(row.counts[column], (index, column) == self.cell, ground))
        return segments

    def _cell(self, number: int, under_cursor: bool, ground: Style) -> Segment:
        style = ground + component_style(self, "coverage--present" if number else "coverage--absent")
        if under_cursor:
            style += component_style(self, "coverage--cursor")
        return Segment(f"{number or '·':^{self._cell_width}}", style)

    def _finish(self, segments: list[Segment]) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)


def _fit(text: str, width: int) -> str:
    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else set_cell_size(text, width)
