"""Every tagged passage of the library: filter, jump, tag, export what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from store.exchange.passages import passage_rows
from store.model import CitedPassage, Passage
from tui.commands import Command, bindings
from tui.screens.listing import LIST_COMMANDS, ListScreen
from tui.targets import Target
from widgets.passage_list import PassageList
from widgets.row_table import FilteredTable, RowTable

PASSAGE_COMMANDS: tuple[Command, ...] = (
    *LIST_COMMANDS,
    Command("go", "enter", "Go there", "Open the article at this passage", "go", "Find", "go there"),
    Command("tag", "t", "Tag", "Put another tag on the passage", "tag", "Mark", "tag"),
    Command("note", "m", "Note", "Write the passage's note", "note", "Mark"),
    Command("untag", "x,delete", "Remove", "Remove the passage; u brings it back", "remove", "Mark"),
    Command("together-tags", "o", "Tags together", "Which tags stand on the same passages", "together", "Find"),
    Command(
        "export",
        "w",
        "Write out",
        "Write the passages that are seen to a file (.md, .csv, .json)",
        "export",
        "Elsewhere",
    ),
)


class PassagesScreen(ListScreen[CitedPassage]):
    """Tagged passages and notes."""

    TITLE_SHOWN = "Passages"
    KEY_COMMANDS = PASSAGE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(PASSAGE_COMMANDS)
    HELP = PassageList.HELP

    def __init__(self, tag: str = "") -> None:
        super().__init__()
        self._tag = tag

    def make_list(self) -> FilteredTable[CitedPassage]:
        return PassageList()

    async def on_mount(self) -> None:
        if self._tag:
            self.list.filter.value = self._tag

    def load(self) -> Sequence[CitedPassage]:
        return passage_rows(self.library)

    @property
    def passage(self) -> Passage | None:
        return self.row.passage if self.row is not None else None

    @on(RowTable.Chosen)
    def _chosen(self, message: RowTable.Chosen[CitedPassage]) -> None:
        message.stop()
        self.action_go()

    def action_go(self) -> None:
        if self.passage is not None:
            self.dismiss(Target((self.passage.article,), self.passage.start, beside=True))

    async def action_tag(self) -> None:
        from tui.screens.tagging import TagScreen

        if self.passage is not None:
            with self.errors_in_words():
                self.app.push_screen(TagScreen(await self.ask(self.library.tags.list)), self._tag_with)

    async def _tag_with(self, path: str | None) -> None:
        if path and self.passage is not None:
            with self.errors_in_words():
                await self.ask(self.library.passages.tag_each, [row.passage.id for row in self.chosen], path)
                await self.reload()
                self.say(f"tagged {path}")

    async def action_note(self) -> None:
        from store.model import Span
        from tui.screens.noting import NoteScreen

        passage = self.passage
        if passage is not None:
            span = Span(passage.start, passage.end)
            self.app.push_screen(
                NoteScreen(passage.article, span, passage.exact, passage.note, passage.id), self._noted
            )

    async def _noted(self, said: str | None) -> None:
        if said:
            await self.reload()
            self.say(said)

    async def action_remove(self) -> None:
        rows = self.chosen
        with self.errors_in_words():
            await self.ask(self.library.passages.remove, *(row.passage.id for row in rows))
            self.list.table.unpick()
            await self.reload()
            self.say(f"removed {len(rows)} · u brings back")

    async def action_together(self) -> None:
        with self.errors_in_words():
            together = await self.ask(self.library.passages.together)
            most = sorted(together.items(), key=lambda pair: -pair[1])[:5]
            told = " · ".join(f"{one} + {other} {count}" for (one, other), count in most)
            self.say(told or "no passage carries two tags yet")

    def action_export(self) -> None:
        from tui.screens.prompting import PromptScreen

        self.app.push_screen(
            PromptScreen("Write the passages that are seen to which file?", "passages.md"), self._export
        )

    async def _export(self, name: str | None) -> None:
        if not name:
            return
        from store.exchange.passages import write_passages

        rows = list(self.list.table.rows)
        with self.errors_in_words():
            path = await self.ask(write_passages, rows, name)
            self.say(f"wrote {len(rows)} passages to {path}")
