"""Asking for one line of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from store.language.printable import printable


class PromptScreen(ModalScreen[str | None]):
    """A question and an input; Enter takes what was typed, Escape takes nothing."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Cancel")]

    def __init__(self, question: str, value: str = "", suggestions: Sequence[str] = ()) -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._suggestions = suggestions

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(Content(printable(self._question)), classes="question")
            suggester = SuggestFromList(self._suggestions, case_sensitive=False) if self._suggestions else None
            yield Input(printable(self._value), max_length=1_000, suggester=suggester)
            yield Static("Enter takes it · Esc leaves it", classes="hint")

    @on(Input.Submitted)
    async def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        answer = message.value.strip()
        if answer:
            await self.take(answer)
        else:
            self.dismiss(None)

    async def take(self, answer: str) -> None:
        """Do what the answer means."""
        self.dismiss(answer)
