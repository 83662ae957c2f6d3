"""All keys of the screen one came from, with what they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

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
            yield Static("Keys", classes="question")
            with VerticalScroll():
                yield Static(self._content())
            yield Static(
                "↑ ↓ scroll · Esc closes · : finds any command by name · keys change in settings.toml", classes="hint"
            )

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _content(self) -> Content:
        lines: list[Content] = []
        for group in GROUPS:
            of_group = [command for command in self._commands if command.group == group]
            if of_group:
                lines += [Content.styled(group, "bold"), *map(self._line, _without_digits(of_group)), Content("")]
        lines.append(Content.styled("In the gutter", "bold"))
        lines += [Content.assemble(f"  {sign:<16}", meaning) for sign, meaning in SIGNS]
        lines += [Content(""), Content.styled("Files", "bold"), *map(Content, _places())]
        return Content("\n").join(lines)

    def _line(self, command: Command) -> Content:
        keys = shown_keys(self._keymap.get(command.id, command.key))
        return Content.assemble(
            (f"  {keys:<16}", "$text-accent"), f"{command.title:<20} ", (command.help, "$text-muted")
        )


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


def _places() -> tuple[str, ...]:
    from tui.paths import library_file, settings_file

    return (f"  settings        {settings_file()}", f"  library         {library_file()}")
