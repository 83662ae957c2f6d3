"""Write a note. What is typed goes out as drafts, so that a crash loses nothing; Escape keeps and closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from store.language.printable import printable

LARGEST_PASTE = 100_000


class NoteEditor(TextArea):
    """A text area for one note."""

    HELP = """\
Your note on this passage. It is kept as you type; Escape closes it, Ctrl-E opens it in your own editor. An empty note
is no note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "finish", "Keep and close", id="note.finish"),
        Binding("ctrl+s", "finish", "Keep and close", show=False, id="note.save"),
        Binding("ctrl+e", "edit_elsewhere", "Edit in $EDITOR", id="note.editor"),
    ]
    DEFAULT_CSS = """
    NoteEditor {
        width: 64; max-width: 100%; height: 12; max-height: 100%; border: round $primary; padding: 0 1;
        background: $surface; border-title-style: bold; border-subtitle-color: $text-muted;
        &:focus { border: round $primary; }
        &:ansi { border: heavy ansi_default; background: ansi_default; }
    }
    """

    @dataclass
    class DraftChanged(Message):
        """The note as typed so far."""

        editor: NoteEditor
        text: str

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, NoteEditor.DraftChanged) and message.editor is self.editor

    @dataclass
    class Finished(Message):
        """The reader is done; ``text`` is the note, empty to have none."""

        editor: NoteEditor
        text: str

    @dataclass
    class ElsewhereWanted(Message):
        """The reader wants their own editor; give its result to ``show``."""

        editor: NoteEditor
        text: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.border_title = "Note"
        self.border_subtitle = "Esc keeps · Ctrl-E your editor"

    def show(self, text: str) -> None:
        """Edit ``text``, the cursor at its end."""
        self.load_text(printable(text))
        self.move_cursor(self.document.end)

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        message.stop()
        self.post_message(self.DraftChanged(self, self.text))

    async def _on_paste(self, event: events.Paste) -> None:
        """Pastes are cut at ``LARGEST_PASTE`` characters and made printable."""
        event.text = printable(event.text[:LARGEST_PASTE].replace("\r\n", "\n").replace("\r", "\n"))

    def action_finish(self) -> None:
        self.post_message(self.Finished(self, self.text.strip()))

    def action_edit_elsewhere(self) -> None:
        self.post_message(self.ElsewhereWanted(self, self.text))
