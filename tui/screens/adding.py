"""Bringing articles in from the reader: a path or an address, progress, cancel, what became of each."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, RichLog, Static
from textual.worker import get_current_worker

from store.errors import DiptychError
from store.language.printable import printable
from tui.asking import AskingScreen
from tui.targets import Target

KEYS_TOLD = "→ completes the path · Enter brings in · Ctrl-L private addresses · Esc leaves"


def _expanded(path: str) -> str:
    """The path with its ``~``; as it is where nobody has that home."""
    try:
        return str(Path(path).expanduser())
    except RuntimeError:
        return path


class PathSuggester(Suggester):
    """Completes paths as a shell does."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        if not value or "://" in value:
            return None
        folder, _, begun = value.rpartition("/")
        try:
            place = Path((folder + "/") if "/" in value else ".").expanduser()
            names = sorted(entry.name + ("/" if entry.is_dir() else "") for entry in os.scandir(place))
        except (OSError, ValueError, RuntimeError):  # RuntimeError: nobody has that home.
            return None
        name = next((name for name in names if begun and name.startswith(begun)), None)
        return None if name is None else value + name[len(begun) :]


class AddScreen(ModalScreen[Target | None], AskingScreen[Target | None]):
    """Type a path; every article below it is brought in. Answers with the articles to open, or None."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Stop or leave"),
        ("ctrl+o", "open", "Open"),
        ("ctrl+l", "allow_private", "Fetch private addresses too"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._added: list[int] = []
        self._counts: Counter[str] = Counter()
        self._allow_private = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="card -wide"):
            yield Static("Bring in which file, folder, .jsonl or address?", classes="question")
            yield Input(placeholder="~/saved/pages", suggester=PathSuggester(), max_length=4_000)
            yield RichLog(markup=False, wrap=True, max_lines=2_000)
            yield Static(KEYS_TOLD, classes="hint")

    def on_mount(self) -> None:
        self.query_one(RichLog).can_focus = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        where = message.value.strip()
        if self._busy:
            self._hint("one source at a time · Esc stops after this article")
        elif where == "-":
            self._hint("standard input is the keyboard here; use diptych add - in a shell")
        elif where:
            self._counts.clear()
            self._bring_in(where if "://" in where else _expanded(where))

    @property
    def _busy(self) -> bool:
        return any(worker.group == "bring-in" and worker.is_running for worker in self.workers)

    @work(thread=True, exclusive=True, group="bring-in", exit_on_error=False)
    def _bring_in(self, where: str) -> None:
        from store import sources
        from store.intake import bring_in

        worker, call = get_current_worker(), self.app.call_from_thread
        try:
            drafts = sources.read(
                where, choices=self.library.articles.folding_choices(), allow_private=self._allow_private
            )
            for outcome in bring_in(self.library, drafts, engine=self.diptych.settings.names_engine):
                call(self._tell, outcome.status, outcome.id, outcome.error or outcome.title or outcome.source)
                if worker.is_cancelled:
                    break
        except DiptychError as error:
            call(self._tell, "failed", None, str(error))
        call(self._finished, worker.is_cancelled)

    def _tell(self, status: str, article: int | None, text: str) -> None:
        self._counts[status] += 1
        if article is not None and status != "failed":
            self._added.append(article)
        self.query_one(RichLog).write(f"{status:<9} {printable(text)}".replace("\n", " "))
        self._hint(f"{self._told()} so far · Esc stops after this article")

    def _finished(self, stopped: bool) -> None:
        last = "stopped; what is listed is safe" if stopped else "done"
        self._hint(f"{self._told()} · {last} · Ctrl-O opens them · Esc leaves")

    def _told(self) -> str:
        return ", ".join(f"{number} {status}" for status, number in self._counts.items()) or "nothing found"

    def _hint(self, text: str) -> None:
        self.query_one(".hint", Static).update(Content(text))

    def action_allow_private(self) -> None:
        """Fetch addresses of this machine and the local network too, or no longer, while this card is open."""
        self._allow_private = not self._allow_private
        fetched = "are fetched too" if self._allow_private else "are not fetched"
        self._hint(f"addresses of this machine and the local network {fetched} · Ctrl-L changes it")

    def action_open(self) -> None:
        if not self._added:
            self._hint(f"nothing to open yet · {KEYS_TOLD}")
        else:
            self.dismiss(Target(tuple(dict.fromkeys(self._added))[:4]))

    def action_leave(self) -> None:
        if self._busy:
            self.workers.cancel_group(self, "bring-in")
        else:
            self.dismiss(None)
