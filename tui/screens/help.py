"""All keys of the screen one came from, with what they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from store.language.printable import printable
from tui.commands import GROUPS, Command, shown_keys

SIGNS = (
    ("≈", "has a counterpart in another article"),
    ("+", "only here"),
    ("“", "a quote that another article has too"),
    ("▍", "a passage you tagged, in the tag's colour"),
)


class HelpScreen(ModalScreen[None]):
    """Keys by subject, and the signs in the gutter."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,question_mark,f1", "dismiss(None)", "Close")]

    def __init__(self, commands: Sequence[Command], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._commands = commands
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with Vertical(classes="card -help"):
            with VerticalScroll():
                yield Static(self._keys())
            yield Static(
                "↑ ↓ scroll · Esc closes · : finds any command by name · keys change in settings.toml", classes="hint"
            )

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _keys(self) -> Table:
        """A grid of key, command, what it does; long texts wrap within their column."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(min_width=14, no_wrap=True)
        grid.add_column(min_width=18)
        grid.add_column(ratio=1, style="dim")
        for group in GROUPS:
            of_group = [command for command in self._commands if command.group == group]
            if of_group:
                _section(grid, group)
            for command in _without_digits(of_group):
                keys = shown_keys(self._keymap.get(command.id, command.key))
                grid.add_row(Text(keys, "bold"), Text(command.title), Text(command.help))
        _section(grid, "In the gutter")
        for sign, meaning in SIGNS:
            grid.add_row(Text(sign, "bold"), "", Text(meaning))
        _section(grid, "Files")
        for name, place in _places():
            grid.add_row(Text(name, "bold"), "", Text(printable(place), overflow="fold"))
        return grid


def _section(grid: Table, title: str) -> None:
    grid.add_row()
    grid.add_row(Text(title, "bold underline"))


def _without_digits(commands: Sequence[Command]) -> list[Command]:
    """The nine digit keys are told once."""
    first = [command for command in commands if command.id == "digit-1"]
    others = [command for command in commands if not command.id.startswith("digit-")]
    if not first:
        return others
    told = Command(
        "digits", "1,9", "Pane or recent tag", "1–4 go to a pane; in a selection 1–9 tag with a recent tag", "", "Panes"
    )
    return [*others, told]


def _places() -> tuple[tuple[str, str], ...]:
    from tui.paths import library_file, settings_file

    return ("settings", str(settings_file())), ("library", str(library_file()))
