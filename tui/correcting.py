"""The reader's word on a name, as commands that the reading screen, the name card and the names screen share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from store.model import KINDS, Entity, Kind
from tui.asking import AskingScreen, Result
from tui.commands import Command

CORRECTING_COMMANDS: tuple[Command, ...] = (
    Command("merge-names", "m,M", "Merge", "It is the same as another name", "merge", "Names", "merge"),
    Command("rename-name", "r,R", "Rename", "Show it under another name", "rename", "Names", "rename"),
    Command("retype-name", "k,K", "Kind", "Say what kind of name it is", "retype", "Names", "kind"),
    Command("split-name", "S", "Split", "One of its spellings is somebody else", "split", "Names"),
    Command("alias-name", "plus,A", "Add alias", "Another spelling that means the same", "alias", "Names"),
    Command(
        "not-a-name", "X", "Not a name", "It is no name: forget it, now and in later articles", "not_a_name", "Names"
    ),
)


def in_text(command: Command) -> Command:
    """The command for the name under the cursor in a text, where small letters and + do other things."""
    key = command.key.split(",")[-1]
    return replace(command, id=f"{command.id}-here", key=key, title=f"{command.title}: name here", hint="")


class CorrectingScreen(AskingScreen[Result]):
    """A screen on which a name can be corrected. Every correction is undoable and remembered for later imports."""

    async def corrected(self) -> Entity | None:
        """The entity that commands are about."""
        raise NotImplementedError

    @property
    def others(self) -> Sequence[Entity]:
        """Entities picked to be merged into the corrected one."""
        return ()

    async def told(self, message: str) -> None:
        """Something was corrected: show it and say so."""
        raise NotImplementedError

    async def action_merge(self) -> None:
        entity, others = await self._corrected_or_said(), self.others
        if entity is None:
            return
        if others:
            await self._do(lambda: self.library.entities.merge(entity.id, *(one.id for one in others)), _merged(entity))
            return
        known = [row.entity for row in await self.ask(self.library.entities.list) if row.entity.id != entity.id]
        by_spelling = {alias.surface.casefold(): one for one in reversed(known) for alias in one.aliases}
        by_spelling |= {one.name.casefold(): one for one in reversed(known)}
        self._prompt(
            f"'{entity.name}' is the same as which name?",
            "",
            lambda name: self._merge_into(entity, by_spelling.get(name.casefold())),
            [one.name for one in known],
        )

    async def _merge_into(self, entity: Entity, other: Entity | None) -> None:
        if other is None:
            self.complain("there is no name spelt so; E lists them all")
            return
        await self._do(lambda: self.library.entities.merge(other.id, entity.id), f"{entity.name} is {other.name} now")

    async def action_rename(self) -> None:
        entity = await self._corrected_or_said()
        if entity is not None:
            self._prompt(
                f"What shall '{entity.name}' be called?",
                entity.name,
                lambda name: self._do(lambda: self.library.entities.rename(entity.id, name), f"renamed to {name}"),
            )

    async def action_retype(self) -> None:
        entity = await self._corrected_or_said()
        if entity is not None:
            self._prompt(
                f"What is '{entity.name}'? {', '.join(KINDS)}",
                entity.kind,
                lambda kind: self._retype(entity, kind),
                KINDS,
            )

    async def _retype(self, entity: Entity, answer: str) -> None:
        kind = kind_meant(answer)
        if kind is None:
            self.complain(f"'{answer}' is no kind; the kinds are {', '.join(KINDS)}")
            return
        await self._do(lambda: self.library.entities.retype(entity.id, kind), f"{entity.name} is {of_kind(kind)}")

    async def action_split(self) -> None:
        entity = await self._corrected_or_said()
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

    async def action_alias(self) -> None:
        entity = await self._corrected_or_said()
        if entity is not None:
            self._prompt(
                f"Which other spelling means {entity.name}?",
                "",
                lambda surface: self._do(
                    lambda: self.library.entities.add_alias(entity.id, surface), f"{surface} means {entity.name}"
                ),
            )

    async def action_not_a_name(self) -> None:
        entity = await self._corrected_or_said()
        if entity is not None:
            await self._do(lambda: self.library.entities.not_a_name(entity.id), f"{entity.name} is no name")

    async def _corrected_or_said(self) -> Entity | None:
        """The entity, or None after saying that there is none."""
        with self.errors_in_words():
            entity = await self.corrected()
            if entity is None:
                self.say("no name under the cursor; n goes to the next one")
            return entity
        return None

    def _prompt(
        self, question: str, value: str, then: Callable[[str], Awaitable[None]], suggestions: Sequence[str] = ()
    ) -> None:
        from tui.screens.prompting import PromptScreen

        async def answered(answer: str | None) -> None:
            if answer:
                await then(answer)

        self.app.push_screen(PromptScreen(question, value, suggestions), answered)

    async def _do(self, correction: Callable[[], object], message: str) -> None:
        with self.errors_in_words():
            await self.ask(correction)
            await self.told(f"{message} · u undoes")


def kind_meant(answer: str) -> Kind | None:
    """The kind that ``answer`` begins; None when there is no such kind."""
    return next((kind for kind in KINDS if kind.startswith(answer.strip().lower())), None)


def of_kind(kind: Kind) -> str:
    """The kind with its article: "a person", "an event"."""
    if kind in ("people", "other"):
        return kind
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _merged(entity: Entity) -> str:
    return f"merged into {entity.name}"
