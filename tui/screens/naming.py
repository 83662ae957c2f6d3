"""The names in the open articles: the one under the cursor, its card, what the reader says of it."""

from __future__ import annotations

from contextlib import closing

from textual import work
from textual.worker import get_current_worker

from store.language.printable import printable
from store.model import Entity
from tui.correcting import CorrectingScreen
from tui.screens.finding import Finding
from tui.session import Session

READ_AFTER = 1.0
"""Seconds after the start until names that were left for later begin to be read."""

NAMES = "names"
"""The group of the worker that reads them."""

SEVERAL = 8
"""Articles from which on names are read in a process of their own."""


class Naming(Finding, CorrectingScreen[None]):
    """The naming part of the reading screen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.names_progress = ""

    def read_names_soon(self) -> None:
        """Let the first text be seen, then read the names that are missing."""
        if not self.library.read_only:
            self.set_timer(READ_AFTER, self.read_pending_names)

    async def refresh_from_library(self) -> None:
        """As ever; a text that changed is without its names, which are read now."""
        await super().refresh_from_library()
        if not self.library.read_only and not self._reads_names:
            self.read_pending_names()

    @property
    def _reads_names(self) -> bool:
        return any(worker.group == NAMES and worker.is_running for worker in self.workers)

    @work(thread=True, exclusive=True, group=NAMES, exit_on_error=False)
    def read_pending_names(self) -> None:
        """Read names that were left for later, or were read by another engine, while the reader reads."""
        from store.language import names
        from store.rereading import reread

        worker, engine = get_current_worker(), self.diptych.settings.names_engine
        pending = self.library.articles.pending(names.signature(engine))
        with closing(reread(self.library, pending, engine, jobs=2 if len(pending) >= SEVERAL else 1)) as done:
            for number, article in enumerate(done, 1):
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._names_read, article, number, len(pending))

    def _names_read(self, article: int, number: int, total: int) -> None:
        """Show how far it is, and the new names where their article lies open."""
        self.names_progress = f"reading names {number}/{total}" if number < total else ""
        if article in self.ids:
            self.compare_again()
        self.show_top()

    def top_facts(self) -> list[str]:
        return ([self.names_progress] if self.names_progress else []) + super().top_facts()

    def status_of_cursor(self) -> str:
        """What the status line says of the cursor's place: the name there, and how often each pane names it."""
        if self.pane is None or self.here is None:
            return super().status_of_cursor()
        place = self.pane.article.entity
        if place is None or place >= len(self.overlays.comparison.entities):
            return self._status_of_passage()
        entity = self.overlays.entity(place)
        here = self.here.article.id
        counts = [f"{len(entity.mentions.get(here, ()))} here"]
        others = [len(entity.mentions.get(article, ())) for article in self.ids if article != here]
        if others:
            counts.append(f"{', '.join(map(str, others))} there" if any(others) else "only here")
        return f"{printable(entity.name)} · {entity.kind} · {', '.join(counts)}".replace("\n", " ")

    def _status_of_passage(self) -> str:
        """The tags and note of the passage under the cursor, if there is one."""
        passage = self.passage_here()
        if passage is None:
            return ""
        tags = ", ".join(f"#{tag}" for tag in passage.tags)
        return printable(" · ".join(part for part in (tags, passage.note) if part)).replace("\n", " ") or "marked"

    def action_name_here(self) -> None:
        """Hold on to the name under the cursor."""
        place = self.pane.article.entity if self.pane else None
        if place is None:
            self.say("no name under the cursor; n goes to the next one")
            return
        self.hold_name(place)
        self.say(f"{self.walked_what} · {len(self.walked)} mentions · n N")

    def action_name_card(self) -> None:
        """Open the card of the name under the cursor, or of the selection as a name to be."""
        if self._selection_named():
            return
        from tui.screens.name_card import NameCardScreen

        entity = self._entity_here()
        if entity is not None:
            self.app.push_screen(NameCardScreen(entity), self._name_changed)
        else:
            self.say("no name under the cursor; select one with v to say that it is a name")

    async def action_retype(self) -> None:
        """Say what kind of name is under the cursor; of a selection, that it is a name and of what kind."""
        if not self._selection_named():
            await super().action_retype()

    def _selection_named(self) -> bool:
        """Ask what kind of name the selection is; False when nothing is selected."""
        selected = self.pane.article.selected if self.pane else None
        if selected is None or self.here is None:
            return False
        from tui.screens.name_card import NewNameScreen

        exact = self.here.article.text[selected.start : selected.end]
        self.app.push_screen(NewNameScreen(self.here.article.id, selected, exact), self._name_changed)
        return True

    def _entity_here(self) -> int | None:
        """The library's entity under the cursor."""
        place = self.pane.article.entity if self.pane else None
        return self.overlays.entity(place).entity if place is not None else None

    async def corrected(self) -> Entity | None:
        entity = self._entity_here()
        return None if entity is None else await self.ask(self.library.entities.get, entity)

    async def told(self, message: str) -> None:
        await self._name_changed(message)

    async def _name_changed(self, said: str | None) -> None:
        if said:
            await self.refresh_from_library()
            self.say(said)
