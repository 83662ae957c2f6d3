"""Writing a note. What is typed is kept as a draft at once, so that nothing is lost whatever happens."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from store.errors import DiptychError
from store.language.printable import printable
from store.model import Span
from tui.asking import AskingScreen
from widgets.note_editor import NoteEditor

SAVE_DRAFT_AFTER = 0.3
"""Seconds without typing until the draft is in the library."""


class NoteScreen(ModalScreen[str | None], AskingScreen[str | None]):
    """A note on one passage: ``passage`` where it is one already. Answers with what was done, or None."""

    CSS_PATH = "modal.tcss"

    def __init__(self, article: int, span: Span, exact: str, note: str = "", passage: int | None = None) -> None:
        super().__init__()
        self._article = article
        self._span = span
        self._exact = exact
        self._note = note
        self._passage = passage
        self._typed_text = ""
        self._has_draft = False
        self._failed = self._told_unsafe = False
        self._saving: Timer | None = None

    @property
    def _key(self) -> str:
        """The name of this passage's draft."""
        return f"note/{self._article}/{self._span.start}-{self._span.end}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="card -note"):
            yield Static(Content(printable(self._exact)), classes="quoted")
            yield NoteEditor()

    async def on_mount(self) -> None:
        if self.library.read_only:
            self.complain("no note can be kept: the library can only be read")
            self.dismiss(None)
            return
        editor, text = self.query_one(NoteEditor), self._note
        with self.errors_in_words():
            draft = (await self.ask(self.library.state.drafts)).get(self._key)
            self._has_draft = draft is not None
            if draft and draft != self._note:
                text = draft
                editor.border_title = "Note · your draft from before"
        editor.show(text)
        editor.focus()

    @on(NoteEditor.DraftChanged)
    def _typed(self, message: NoteEditor.DraftChanged) -> None:
        message.stop()
        self._stop_saving()
        self._typed_text = message.text
        self._saving = self.set_timer(SAVE_DRAFT_AFTER, self._save_draft)

    def _stop_saving(self) -> None:
        if self._saving is not None:
            self._saving.stop()
        self._saving = None

    async def _save_draft(self) -> None:
        """Keep what was typed so far; that it cannot be kept is told once."""
        self._stop_saving()
        try:
            await self.ask(self._keep_draft)
        except DiptychError as error:
            if not self._told_unsafe:
                self.complain(f"this draft is not safe yet: {error}")
            self._told_unsafe = True

    def _keep_draft(self) -> None:
        if self._typed_text.strip() and self._typed_text != self._note:
            self.library.state.save_draft(self._key, self._typed_text)
            self._has_draft = True
        else:
            self._forget_draft()

    def on_unmount(self) -> None:
        """The program ends while a note is written: its draft does not wait for the timer."""
        if self._saving is not None:
            self._stop_saving()
            with suppress(DiptychError):
                self._keep_draft()

    @on(NoteEditor.Finished)
    async def _finished(self, message: NoteEditor.Finished) -> None:
        """Write the note. This screen closes when it is committed, and stays open when it could not be."""
        message.stop()
        self._stop_saving()
        self._typed_text = message.text
        changed = message.text != self._note
        try:
            if changed:
                await self.ask(self._write, message.text)
            else:
                await self.ask(self._forget_draft)
        except DiptychError as error:
            await self._not_written(str(error))
            return
        self.dismiss(None if not changed else "note saved" if message.text else "note removed · u brings it back")

    async def _not_written(self, why: str) -> None:
        """Stay open, once; then there is a way out, if what was typed is safe as a draft."""
        try:
            await self.ask(self._keep_draft)
        except DiptychError:
            self.complain(f"{why} Esc tries again; without its text the note can be left")
            return
        if self._failed:
            self.dismiss("the note is not saved; what you wrote is kept as a draft")
            return
        self._failed = True
        self.complain(f"{why} Esc tries again and leaves; what you wrote is kept as a draft")

    def _write(self, text: str) -> None:
        passages, span = self.library.passages, self._span
        same = [one.id for one in passages.of(self._article) if (one.start, one.end) == (span.start, span.end)]
        passage = self._passage or next(iter(same), None)
        if passage is not None:
            passages.set_note(passage, text)
        elif text:
            passages.add(self._article, span.start, span.end, note=text)
        self._forget_draft()

    def _forget_draft(self) -> None:
        if self._has_draft:
            self.library.state.drop_draft(self._key)
            self._has_draft = False

    @on(NoteEditor.ElsewhereWanted)
    def _edit_elsewhere(self, message: NoteEditor.ElsewhereWanted) -> None:
        """Hand the note to $VISUAL or $EDITOR and take it back."""
        message.stop()
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            self.complain("no editor is set: set EDITOR, for example to nano")
            return
        with tempfile.TemporaryDirectory(prefix="diptych-") as folder:
            file = Path(folder) / "note.md"
            file.write_text(message.text, encoding="utf-8")
            try:
                with self.app.suspend():
                    failure = _edited(command, file)
            except SuspendNotSupported:
                failure = "this terminal cannot be lent to it"
            if failure:
                self.complain(f"'{command}' failed: {failure}. What you wrote is still here; EDITOR names the editor")
                return
            self.query_one(NoteEditor).show(file.read_text(encoding="utf-8", errors="replace").rstrip("\n"))


def _edited(command: str, file: Path) -> str:
    """Let the reader's editor edit the file; why it failed, empty when it did not.

    Nothing is raised: while the application is suspended, an error would leave it so.
    """
    try:
        subprocess.run([*shlex.split(command), str(file)], check=True)
        return "" if file.is_file() else "it took the file away"
    except subprocess.CalledProcessError as error:
        return f"it ended with {error.returncode}"
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    except KeyboardInterrupt:
        return "it was stopped"
