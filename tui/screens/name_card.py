"""The card of one name: what is known of it, and the reader's word on it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from store.model import KINDS, Entity, Span
from tui.asking import AskingScreen
from tui.commands import Command, bindings
from tui.correcting import CORRECTING_COMMANDS, CorrectingScreen, kind_meant, of_kind
from tui.screens.prompting import PromptScreen
from widgets.name_card import Card, NameCard

CARD_COMMANDS: tuple[Command, ...] = (
    *CORRECTING_COMMANDS,
    Command("close-card", "escape,q,e", "Close", "Back to the text", "close", "Elsewhere"),
)


class NameCardScreen(ModalScreen[str | None], CorrectingScreen[str | None]):
    """Answers with what was said of the name, or None."""

    CSS_PATH = "modal.tcss"
    KEY_COMMANDS = CARD_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(CARD_COMMANDS)

    def __init__(self, entity: int) -> None:
        super().__init__()
        self._entity_id = entity
        self._entity: Entity | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield NameCard()
            yield Static("m same as …  r rename  k kind  S split  + alias  X not a name  Esc", classes="hint")

    async def on_mount(self) -> None:
        with self.errors_in_words():
            card = await self.ask(self._load)
            self._entity = card.entity
            self.query_one(NameCard).show(card)

    def _load(self) -> Card:
        entities = self.library.entities
        entity = entities.get(self._entity_id)
        row = next((row for row in entities.list(text=entity.name) if row.entity.id == entity.id), None)
        related = tuple((other.name, how) for how, other in entities.relations(entity.id))
        return Card(entity, row.outlets if row else {}, related, row.articles if row else 0)

    async def corrected(self) -> Entity | None:
        return self._entity

    async def told(self, message: str) -> None:
        self.dismiss(message)

    def action_close(self) -> None:
        self.dismiss(None)


class NewNameScreen(PromptScreen, AskingScreen[str | None]):
    """Says that a selection is a name. Answers with what was said, or None."""

    def __init__(self, article: int, span: Span, exact: str) -> None:
        PromptScreen.__init__(self, f"'{exact}' is a name of what kind? {', '.join(KINDS)}", "person", KINDS)
        self._place = article, span

    async def take(self, answer: str) -> None:
        kind = kind_meant(answer)
        if kind is None:
            self.complain(f"'{answer}' is no kind; the kinds are {', '.join(KINDS)}")
            return
        article, span = self._place
        with self.errors_in_words():
            entity = await self.ask(self.library.entities.add_name, article, span.start, span.end, kind)
            self.dismiss(f"{entity.name} is {of_kind(kind)} · u undoes")
