"""What the screens of lists share: a title, a filtered table, a line that says what was done and which keys do what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tui.asking import AskingScreen
from tui.commands import Command, bindings
from tui.targets import Target
from widgets.row_table import FilteredTable
from widgets.status_line import StatusLine

Row = TypeVar("Row")

LIST_COMMANDS: tuple[Command, ...] = (
    Command(
        "filter", "slash", "Filter", "Type to filter the rows; ↓ or Enter goes back to them", "filter", "Find", "filter"
    ),
    Command("leave-list", "escape", "Back", "Clear the filter, then go back", "back", "Find"),
)


class ListScreen(AskingScreen[Target | None], Generic[Row]):
    """A table over the library."""

    TITLE_SHOWN: ClassVar[str] = ""
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = LIST_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_COMMANDS)
    CSS_PATH = "listing.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.list = self.make_list()

    def make_list(self) -> FilteredTable[Row]:
        """The table that this screen is about."""
        raise NotImplementedError

    def load(self) -> Sequence[Row]:
        """The rows, from the library; called in a thread."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Static(self.TITLE_SHOWN, id="title", markup=False)
        yield self.list
        yield StatusLine(id="status")

    async def on_mount(self) -> None:
        await self.reload()
        self.list.table.focus()
        self.say("")

    async def reload(self) -> None:
        """Ask the library for the rows again."""
        with self.errors_in_words():
            rows = await self.ask(self.load)
            self.list.show(rows)
            self.query_one("#title", Static).update(Content(f"{self.TITLE_SHOWN} · {len(rows):,}"))

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.list.table.row

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The picked rows, else the one under the cursor."""
        return self.list.table.chosen

    def action_filter(self) -> None:
        self.list.filter.focus()

    def action_back(self) -> None:
        if self.list.filter.value:
            self.list.filter.value = ""
            self.list.table.focus()
        elif isinstance(self.focused, Input):
            self.list.table.focus()
        else:
            self.dismiss(None)

    async def changed(self) -> None:
        await self.reload()
