"""Choosing or making a tag."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from store.model import Tag
from tui.asking import AskingScreen
from widgets.tag_picker import TagPicker

RECENT = 9
"""Tags used last that are offered first, one for each digit."""


async def choose_tag(screen: AskingScreen[Any], chosen: Callable[[str | None], Awaitable[None]]) -> None:
    """Let the reader of ``screen`` choose or make a tag; ``chosen`` gets its path, or None."""
    with screen.errors_in_words():
        tags = await screen.ask(screen.library.tags.list)
        recent = [tag.path for tag in await screen.ask(screen.library.tags.recent, RECENT)]
        screen.app.push_screen(TagScreen(tags, recent), chosen)


class TagScreen(ModalScreen[str | None]):
    """The tag picker over the text. Answers with a tag's path, or None."""

    CSS_PATH = "modal.tcss"

    def __init__(self, tags: Sequence[Tag], recent: Sequence[str] = ()) -> None:
        super().__init__()
        self._tags = tags
        self._recent = recent

    def compose(self) -> ComposeResult:
        yield TagPicker()

    def on_mount(self) -> None:
        self.query_one(TagPicker).show(self._tags, self._recent)

    @on(TagPicker.Picked)
    def _picked(self, message: TagPicker.Picked) -> None:
        self.dismiss(message.path)

    @on(TagPicker.Cancelled)
    def _cancelled(self) -> None:
        self.dismiss(None)
