"""An article's address: shown first, opened only if the reader says so."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.language.printable import printable


class LinkScreen(ModalScreen[None]):
    """Shows an address; Enter opens it in the browser."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss(None)", "Leave"),
        ("enter", "open", "Open"),
        ("y", "copy", "Copy"),
    ]

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("The article's address", classes="question")
            yield Static(Content(printable(self._url)), classes="quoted")
            allowed = "Enter opens it in your browser · y copies it · Esc leaves"
            yield Static(allowed if self._may_open else "not a web address: y copies it · Esc leaves", classes="hint")

    @property
    def _may_open(self) -> bool:
        return urlsplit(self._url).scheme in ("http", "https")

    def action_open(self) -> None:
        if self._may_open:
            self.app.open_url(self._url)
            self.dismiss(None)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._url)
        self.dismiss(None)
