"""Choosing or making a tag."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from store.model import Tag
from widgets.tag_picker import TagPicker


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
