"""A table of one-line rows that are drawn only when seen: a hundred thousand open as fast as ten.

``RowTable`` paints and moves; what a row says comes from its ``Column``s. ``FilteredTable`` puts an input above it
that keeps the rows in which every typed word occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from widgets.component_style import component_style
from widgets.labels import one_line

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``text`` gives a row's cell. ``width`` is in cells; 0 shares what is left. ``quiet`` cells are drawn muted."""

    title: str
    text: Callable[[Row], str]
    width: int = 0
    right: bool = False
    quiet: bool = False


class RowTable(ScrollView, Generic[Row], can_focus=True):
    """Rows under a heading, one of them under the cursor, any of them picked."""

    HELP = "↑ ↓ PgUp PgDn Home End move · Space picks several · Enter opens."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="table.down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="table.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="table.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="table.page_up"),
        Binding("home", "move(-1000000000)", "First", show=False, id="table.first"),
        Binding("end", "move(1000000000)", "Last", show=False, id="table.last"),
        Binding("space", "pick", "Pick", show=False, id="table.pick"),
        Binding("enter", "choose", "Open", show=False, id="table.choose"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--heading",
        "table--quiet",
        "table--loud",
        "table--cursor",
        "table--picked",
    }
    DEFAULT_CSS = """
    RowTable {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        background: transparent; scrollbar-background: transparent; scrollbar-color: $foreground 20%;
        scrollbar-background-hover: transparent; scrollbar-background-active: transparent;
        & > .table--heading { color: $foreground 50%; }
        & > .table--quiet { color: $foreground 60%; }
        & > .table--loud { text-style: bold; }
        & > .table--cursor { background: $foreground 12%; }
        &:focus > .table--cursor { background: $primary 40%; }
        & > .table--picked { color: $text-accent; text-style: bold; }
        &:ansi > .table--quiet, &:ansi > .table--heading { color: ansi_bright_black; }
        &:ansi > .table--cursor { text-style: reverse; background: ansi_default; }
        &:nocolor > .table--cursor { text-style: reverse; }
    }
    """

    highlighted = reactive(0, init=False, repaint=False)

    class Highlighted(Message):
        """The cursor is on ``row``, or on nothing."""

        def __init__(self, table: RowTable[Any], row: Any) -> None:
            super().__init__()
            self.table = table
            self.row = row

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RowTable.Highlighted) and message.table is self.table

        @property
        def control(self) -> RowTable[Any]:
            return self.table

    class Chosen(Message):
        """The reader chose the picked rows, or the one under the cursor."""

        def __init__(self, table: RowTable[Any], rows: tuple[Any, ...]) -> None:
            super().__init__()
            self.table = table
            self.rows = rows

        @property
        def control(self) -> RowTable[Any]:
            return self.table

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], int],
        loud: Callable[[Row], bool] = lambda row: False,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``key`` tells rows apart, whatever else about them changes; ``loud`` rows are drawn bold."""
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.key = key
        self.loud = loud
        self.rows: Sequence[Row] = ()
        self.picked: dict[int, Row] = {}

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.highlighted] if 0 <= self.highlighted < len(self.rows) else None

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The picked rows in the order they were picked, else the one under the cursor."""
        if self.picked:
            return tuple(self.picked.values())
        return () if self.row is None else (self.row,)

    def show(self, rows: Sequence[Row]) -> None:
        """Show ``rows``; the cursor stays on the row it was on, if that is still there."""
        kept = None if self.row is None else self.key(self.row)
        self.rows = rows
        place = next((index for index, row in enumerate(rows) if self.key(row) == kept), 0) if kept is not None else 0
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self.set_reactive(RowTable.highlighted, place)
        self._into_view()
        self.refresh()
        self.post_message(self.Highlighted(self, self.row))

    def unpick(self) -> None:
        """Forget what was picked."""
        self.picked.clear()
        self.refresh()

    def validate_highlighted(self, highlighted: int) -> int:
        return max(0, min(highlighted, len(self.rows) - 1))

    def watch_highlighted(self) -> None:
        self._into_view()
        self.refresh()
        self.post_message(self.Highlighted(self, self.row))

    def _into_view(self) -> None:
        """Scroll as little as needed; the heading covers the first line of the view."""
        top, height = self.scroll_offset.y, max(1, self.size.height - 1)
        if self.highlighted < top:
            self.scroll_to(y=self.highlighted, animate=False)
        elif self.highlighted >= top + height:
            self.scroll_to(y=self.highlighted - height + 1, animate=False)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self._into_view()

    def action_move(self, rows: int) -> None:
        self.highlighted += rows

    def action_page(self, direction: int) -> None:
        self.highlighted += direction * max(1, self.size.height - 2)

    def action_pick(self) -> None:
        """Pick the row, or let it go, and go on to the next."""
        if self.row is not None:
            key = self.key(self.row)
            if self.picked.pop(key, None) is None:
                self.picked[key] = self.row
            self.action_move(1)
            self.refresh()

    def action_choose(self) -> None:
        if self.chosen:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y - 1
        if event.y > 0 and row < len(self.rows):
            self.highlighted = row
            if event.chain == 2:
                self.action_choose()

    # Painting

    def render_line(self, y: int) -> Strip:
        widths = self._widths()
        if y == 0:
            heading = self.rich_style + component_style(self, "table--heading")
            return self._strip([column.title for column in self.columns], widths, [heading] * len(widths), heading)
        index = self.scroll_offset.y + y - 1
        if index >= len(self.rows):
            return Strip.blank(self.size.width, self.rich_style)
        return self._row_strip(index, widths)

    def _row_strip(self, index: int, widths: Sequence[int]) -> Strip:
        row = self.rows[index]
        ground = self.rich_style
        if index == self.highlighted:
            ground += component_style(self, "table--cursor")
        loud = ground + component_style(self, "table--loud") if self.loud(row) else ground
        if self.key(row) in self.picked:
            loud += component_style(self, "table--picked")
        styles = [ground + component_style(self, "table--quiet") if column.quiet else loud for column in self.columns]
        return self._strip([column.text(row) for column in self.columns], widths, styles, ground)

    def _strip(self, cells: Sequence[str], widths: Sequence[int], styles: Sequence[Style], ground: Style) -> Strip:
        segments = [Segment(" ", ground)]
        for column, cell, width, style in zip(self.columns, cells, widths, styles, strict=True):
            if width:
                segments += [Segment(_fit(one_line(cell), width, column.right), style), Segment("  ", ground)]
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def _widths(self) -> list[int]:
        """The columns' widths: fixed ones give way, last first, before what is shared gets less than 20 cells."""
        widths = [column.width for column in self.columns]
        for index in reversed(range(len(widths))):
            if self._left(widths) >= 20:
                break
            widths[index] = 0
        shared = [index for index, column in enumerate(self.columns) if not column.width]
        for position, index in enumerate(shared):
            widths[index] = max(1, self._left(widths) // (len(shared) - position) - 2)
        return widths

    def _left(self, widths: Sequence[int]) -> int:
        return self.size.width - 1 - sum(width + 2 for width in widths if width)


def _fit(text: str, width: int, right: bool) -> str:
    """``text`` in exactly ``width`` cells, an ellipsis where it was cut."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)


class FilteredTable(Vertical, Generic[Row]):
    """A table with an input that filters it as you type. Subclasses say what the rows are."""

    COLUMNS: ClassVar[Sequence[Column[Any]]] = ()
    EMPTY: ClassVar[str] = "Nothing here yet."
    PROMPT: ClassVar[str] = "filter …"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "into_table", "To the rows", show=False, id="table.from_filter"),
    ]
    DEFAULT_CSS = """
    FilteredTable {
        height: 1fr; width: 1fr;
        & > Input, & > Input:focus {
            border: none; height: 1; padding: 0 1; background: transparent; background-tint: transparent 0%;
        }
        & > Input { margin-bottom: 1; }
        & > Static {
            display: none; height: 1fr; width: 1fr; content-align: center middle; text-align: center;
            color: $text-muted;
        }
        &.-empty > Static { display: block; }
        &.-empty > RowTable { display: none; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.filter = Input(placeholder=self.PROMPT, max_length=256)
        self.table: RowTable[Row] = RowTable(self.COLUMNS, self.key_of, self.is_loud)
        self._nothing = Static(self.EMPTY, markup=False)
        self._rows: Sequence[Row] = ()
        self._haystacks: list[str] | None = None
        self.add_class("-empty")

    def compose(self) -> ComposeResult:
        yield self.filter
        yield self._nothing
        yield self.table

    def key_of(self, row: Row) -> int:
        """What tells this row apart from every other."""
        raise NotImplementedError

    def is_loud(self, row: Row) -> bool:
        """Whether the row is drawn bold."""
        return False

    def words_of(self, row: Row) -> str:
        """What the filter looks through; the cells, unless a subclass knows better."""
        return " ".join(column.text(row) for column in self.COLUMNS)

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, filtered out or not."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows under the same filter."""
        self._rows, self._haystacks = rows, None
        self._apply()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._apply()

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.table.call_later(self.table.action_choose)  # Posted from here, the choice would not pass this widget.

    def action_into_table(self) -> None:
        self.table.focus()

    def _apply(self) -> None:
        words = self.filter.value.casefold().split()
        rows = self._matching(words) if words else self._rows
        self.set_class(not rows, "-empty")
        nothing = f"Nothing matches {one_line(self.filter.value)}." if self._rows else self.EMPTY
        self._nothing.update(Content(nothing))
        self.table.show(rows)

    def _matching(self, words: Sequence[str]) -> list[Row]:
        """The rows in which every one of ``words`` occurs."""
        if self._haystacks is None:
            self._haystacks = [self.words_of(row).casefold() for row in self._rows]
        kept: Sequence[int] = range(len(self._haystacks))
        for word in sorted(words, key=len, reverse=True):
            kept = [index for index in kept if word in self._haystacks[index]]
        return [self._rows[index] for index in kept]
