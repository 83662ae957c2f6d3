"""The reader's word on a name, as commands that the name card and the names screen share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store.model import KINDS, Entity
from tui.asking import AskingScreen, Result
from tui.commands import Command
from tui.screens.prompting import PromptScreen

CORRECTING_COMMANDS: tuple[Command, ...] = (
    Command("merge-names", "m", "Merge", "It is the same as another name", "merge", "Names", "merge"),
    Command("rename-name", "r", "Rename", "Show it under another name", "rename", "Names", "rename"),
    Command("retype-name", "k", "Kind", "Say what kind of name it is", "retype", "Names", "kind"),
    Command("split-name", "S", "Split", "One of its spellings is somebody else", "split", "Names"),
    Command("alias-name", "plus", "Add alias", "Another spelling that means the same", "alias", "Names"),
    Command(
        "not-a-name", "X", "Not a name", "It is no name: forget it, now and in later articles", "not_a_name", "Names"
    ),
)


class CorrectingScreen(AskingScreen[Result]):
    """A screen on which a name can be corrected. Every correction is undoable and remembered for later imports."""

    @property
    def corrected(self) -> Entity | None:
        """The entity that commands are about."""
        raise NotImplementedError

    @property
    def others(self) -> Sequence[Entity]:
        """Entities picked to be merged into ``corrected``."""
        return ()

    async def told(self, message: str) -> None:
        """Something was corrected: show it and say so."""
        raise NotImplementedError

    async def action_merge(self) -> None:
        entity, others = self.corrected, self.others
        if entity is None:
            return
        if others:
            await self._do(lambda: self.library.entities.merge(entity.id, *(one.id for one in others)), _merged(entity))
            return
        known = [row.entity for row in await self.ask(self.library.entities.list) if row.entity.id != entity.id]
        by_name = {one.name: one for one in known}
        self._prompt(
            f"'{entity.name}' is the same as which name?",
            "",
            lambda name: self._merge_into(entity, by_name.get(name)),
            list(by_name),
        )

    async def _merge_into(self, entity: Entity, other: Entity | None) -> None:
        if other is None:
            self.complain("there is no name spelt so; the names screen lists them all")
            return
        await self._do(lambda: self.library.entities.merge(other.id, entity.id), f"{entity.name} is {other.name} now")

    def action_rename(self) -> None:
        entity = self.corrected
        if entity is not None:
            self._prompt(
                f"What shall '{entity.name}' be called?",
                entity.name,
                lambda name: self._do(lambda: self.library.entities.rename(entity.id, name), f"renamed to {name}"),
            )

    def action_retype(self) -> None:
        entity = self.corrected
        if entity is not None:
            self._prompt(f"What is '{entity.name}'? {', '.join(KINDS)}", entity.kind, self._retype, KINDS)

    async def _retype(self, kind: str) -> None:
        entity = self.corrected
        matching = [one for one in KINDS if one.startswith(kind.lower())]
        if not matching or entity is None:
            self.complain(f"'{kind}' is no kind; the kinds are {', '.join(KINDS)}")
            return
        await self._do(
            lambda: self.library.entities.retype(entity.id, matching[0]), f"{entity.name} is a {matching[0]}"
        )

    def action_split(self) -> None:
        entity = self.corrected
        if entity is None:
            return
        surfaces = [alias.surface for alias in entity.aliases]
        if len(surfaces) < 2:
            self.say(f"{entity.name} has one spelling only; nothing to split")
            return
        self._prompt(
            f"Which spelling is not {entity.name}? {', '.join(surfaces)}",
            "",
            lambda surface: self._do(
                lambda: self.library.entities.split(entity.id, [surface]), f"{surface} stands for itself now"
            ),
            surfaces,
        )

    def action_alias(self) -> None:
        entity = self.corrected
        if entity is not None:
            self._prompt(
                f"Which other spelling means {entity.name}?",
                "",
                lambda surface: self._do(
                    lambda: self.library.entities.add_alias(entity.id, surface), f"{surface} means {entity.name}"
                ),
            )

    async def action_not_a_name(self) -> None:
        entity = self.corrected
        if entity is not None:
            await self._do(lambda: self.library.entities.not_a_name(entity.id), f"{entity.name} is no name")

    def _prompt(
        self, question: str, value: str, then: Callable[[str], Awaitable[None]], suggestions: Sequence[str] = ()
    ) -> None:
        async def answered(answer: str | None) -> None:
            if answer:
                await then(answer)

        self.app.push_screen(PromptScreen(question, value, suggestions), answered)

    async def _do(self, correction: Callable[[], object], message: str) -> None:
        with self.errors_in_words():
            await self.ask(correction)
            await self.told(f"{message} · u undoes")


def _merged(entity: Entity) -> str:
    return f"merged into {entity.name}"
