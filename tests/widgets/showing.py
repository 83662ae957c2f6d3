"""One widget on a screen of its own, and the messages it posts."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget


class Stage(App[None]):
    """Shows ``widget`` and keeps every message that reaches the app."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.shown = widgets
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield from self.shown

    async def _on_message(self, message: Message) -> None:
        self.posted.append(message)
        await super()._on_message(message)

    def of(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.posted if type(message) is kind]

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())
