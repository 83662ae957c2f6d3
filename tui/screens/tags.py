"""The tag tree: how often each tag is used; rename, move, recolour, describe, merge, remove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from store.model import Tag
from tui.commands import Command, bindings
from tui.screens.listing import LIST_COMMANDS, ListScreen
from tui.screens.prompting import PromptScreen
from widgets.row_table import FilteredTable, RowTable
from widgets.tag_list import TagList

TAG_COMMANDS: tuple[Command, ...] = (
    *LIST_COMMANDS,
    Command(
        "open-passages", "enter", "Passages", "Show the passages that carry this tag", "passages_of", "Find", "passages"
    ),
    Command("new-tag", "plus", "New tag", "Make a tag; a/b makes b below a", "new", "Mark"),
    Command(
        "rename-tag",
        "r",
        "Rename or move",
        "Give the tag another path: claims/denied moves it below claims",
        "rename",
        "Mark",
        "rename",
    ),
    Command("colour", "c", "Colour", "Give the tag the next colour", "colour", "Mark"),
    Command("merge-tags", "m", "Merge", "Merge the picked tags into the first one picked", "merge", "Mark"),
    Command(
        "remove-tag", "x,delete", "Remove", "Remove the tag from every passage; u brings it back", "remove", "Mark"
    ),
)


class TagsScreen(ListScreen[Tag]):
    """All tags."""

    TITLE_SHOWN = "Tags"
    KEY_COMMANDS = TAG_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(TAG_COMMANDS)

    def make_list(self) -> FilteredTable[Tag]:
        return TagList()

    def load(self) -> Sequence[Tag]:
        return self.library.tags.list()

    @on(RowTable.Chosen)
    def _chosen(self, message: RowTable.Chosen[Tag]) -> None:
        message.stop()
        self.action_passages_of()

    def action_passages_of(self) -> None:
        if self.row is not None:
            self.diptych.open_passages(self.row.path)

    def action_new(self) -> None:
        self.app.push_screen(PromptScreen("What is the new tag called? a/b makes b below a"), self._make)

    async def _make(self, path: str | None) -> None:
        if path:
            with self.errors_in_words():
                await self.ask(self.library.tags.ensure, path)
                await self.reload()
                self.say(f"made {path}")

    def action_rename(self) -> None:
        if self.row is not None:
            question = f"What shall '{self.row.path}' be called?"
            self.app.push_screen(PromptScreen(question, self.row.path), self._rename)

    async def _rename(self, path: str | None) -> None:
        if path and self.row is not None and path != self.row.path:
            with self.errors_in_words():
                await self.ask(self.library.tags.rename, self.row.path, path)
                await self.reload()
                self.say(f"renamed to {path}")

    async def action_colour(self) -> None:
        from store.tags import COLOURS

        if self.row is not None:
            with self.errors_in_words():
                colours = list(COLOURS)
                place = colours.index(self.row.colour) if self.row.colour in colours else -1
                await self.ask(self.library.tags.recolour, self.row.path, colours[(place + 1) % len(colours)])
                await self.reload()

    async def action_merge(self) -> None:
        if len(self.chosen) < 2:
            self.say("pick two or more tags with Space, the one to keep first")
            return
        kept, *others = self.chosen
        with self.errors_in_words():
            await self.ask(self.library.tags.merge_each, [other.path for other in others], kept.path)
            self.list.table.unpick()
            await self.reload()
            self.say(f"merged {len(others)} into {kept.path} · u undoes")

    async def action_remove(self) -> None:
        if self.row is not None:
            path = self.row.path
            with self.errors_in_words():
                await self.ask(self.library.tags.remove, path)
                await self.reload()
                self.say(f"removed {path} · u brings it back")
