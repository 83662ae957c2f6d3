"""The library: every article, filtered as you type; open one, or several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from store.grouping import other_coverage
from store.model import ArticleRow
from tui.commands import Command, bindings
from tui.desk import MOST_PANES
from tui.screens.listing import LIST_COMMANDS, ListScreen
from tui.targets import Target
from widgets.article_list import ArticleList
from widgets.row_table import FilteredTable, RowTable

LIBRARY_COMMANDS: tuple[Command, ...] = (
    *LIST_COMMANDS,
    Command(
        "open",
        "enter",
        "Open",
        "Open the picked articles side by side, or the one under the cursor",
        "open",
        "Find",
        "open",
    ),
    Command("pick", "space", "Pick", "Pick this article, to open several side by side", "pick", "Find", "pick"),
    Command("open-beside", "b", "Open beside", "Open beside what is already open", "beside", "Find"),
    Command("other-coverage", "l", "Other coverage", "Rank the library by likeness to this article", "like", "Find"),
    Command("story", "s", "Story", "Show only the articles that tell the same story", "story", "Find"),
    Command("star", "asterisk", "Star", "Star the article, or take the star off", "star", "Mark"),
    Command("read-mark", "r", "Read or unread", "Mark the article as read, or as unread", "read", "Mark"),
    Command(
        "remove", "delete,x", "Remove", "Take the articles out of the library; u brings them back", "remove", "Mark"
    ),
)


class LibraryScreen(ListScreen[ArticleRow]):
    """Every article."""

    TITLE_SHOWN = "Library"
    KEY_COMMANDS = LIBRARY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY_COMMANDS)
    HELP = ArticleList.HELP

    def __init__(self, like: int | None = None) -> None:
        super().__init__()
        self._like = like
        self._story: int | None = None

    def make_list(self) -> FilteredTable[ArticleRow]:
        return ArticleList()

    def load(self) -> Sequence[ArticleRow]:
        rows = self.library.articles.list(story=self._story)
        if self._like is None:
            return rows
        by_id = {row.id: row for row in rows}
        ranked = other_coverage(self.library, self._like, 200)
        return [by_id[self._like], *(by_id[one.article] for one in ranked if one.article in by_id)]

    @on(RowTable.Chosen)
    def _opened(self, message: RowTable.Chosen[ArticleRow]) -> None:
        message.stop()
        self._open(message.rows, beside=False)

    def action_open(self) -> None:
        self._open(self.chosen, beside=False)

    def action_beside(self) -> None:
        self._open(self.chosen[:1], beside=True)

    def action_pick(self) -> None:
        self.list.table.action_pick()

    def _open(self, rows: Sequence[ArticleRow], *, beside: bool) -> None:
        if len(rows) > MOST_PANES:
            self.say(f"{MOST_PANES} articles fit side by side; let some go with Space")
        elif rows:
            self.dismiss(Target(tuple(row.id for row in rows), beside=beside))

    async def action_like(self) -> None:
        """Rank by likeness to the article under the cursor; again: back to all."""
        self._like = self.row.id if self._like is None and self.row is not None else None
        await self.reload()
        self.say(
            "other coverage of the first row, most alike first · l shows all again" if self._like else "all articles"
        )

    async def action_story(self) -> None:
        """Only the articles of this one's story; again: all."""
        story = self.row.story if self._story is None and self.row is not None else None
        if story is None and self._story is None:
            self.say("this article is not grouped with another")
            return
        self._story = story
        await self.reload()
        self.say("the articles of one story · s shows all again" if story is not None else "all articles")

    async def action_star(self) -> None:
        if self.row is not None:
            with self.errors_in_words():
                await self.ask(self.library.articles.star, self.row.id, not self.row.starred)
                await self.reload()

    async def action_read(self) -> None:
        if self.row is not None:
            with self.errors_in_words():
                await self.ask(self.library.articles.mark_read, self.row.id, self.row.unread)
                await self.reload()

    async def action_remove(self) -> None:
        rows = self.chosen
        with self.errors_in_words():
            await self.ask(self.library.articles.remove, *(row.id for row in rows))
            self.list.table.unpick()
            await self.reload()
            self.say(f"removed {len(rows)} · u brings back")
