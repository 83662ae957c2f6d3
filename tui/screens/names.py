"""Every name of the library: counts, aliases, where each stands in its context, what it stands with; corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Sparkline, Static
from textual.worker import get_current_worker

from store.entities import Line
from store.language.printable import printable
from store.model import Entity
from tui.commands import Command, bindings
from tui.correcting import CORRECTING_COMMANDS, CorrectingScreen
from tui.screens.listing import LIST_COMMANDS, ListScreen
from tui.targets import Target
from widgets.entity_list import EntityList, EntityRow
from widgets.grouped_list import Group, GroupedList, Item
from widgets.row_table import FilteredTable, RowTable
from widgets.status_line import StatusLine

NAMES_COMMANDS: tuple[Command, ...] = (
    *LIST_COMMANDS,
    Command(
        "concordance",
        "enter",
        "Where it stands",
        "Go into the lines of the concordance; Enter there opens the article",
        "concordance",
        "Find",
        "where",
    ),
    Command("pick", "space", "Pick", "Pick names, to merge them into the first", "pick", "Names"),
    *CORRECTING_COMMANDS,
)
LINES = 300
"""Lines of the concordance that are shown."""


class NamesScreen(ListScreen[EntityRow], CorrectingScreen[Target | None]):
    """Names on the left; on the right the concordance of the one under the cursor."""

    TITLE_SHOWN = "Names"
    KEY_COMMANDS = NAMES_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(NAMES_COMMANDS)
    CSS_PATH: ClassVar[list[str]] = ["listing.tcss", "names.tcss"]
    HELP = EntityList.HELP

    def __init__(self, entity: int | None = None) -> None:
        super().__init__()
        self._first = entity

    def make_list(self) -> FilteredTable[EntityRow]:
        return EntityList()

    def compose(self) -> ComposeResult:
        yield Static(self.TITLE_SHOWN, id="title", markup=False)
        with Horizontal():
            yield self.list
            with Vertical(id="about"):
                yield Static("", id="facts", markup=False)
                yield Sparkline([], id="timeline")
                yield GroupedList(id="lines")
        yield StatusLine(id="status")

    async def on_mount(self) -> None:
        rows = self.list.rows
        place = next((number for number, row in enumerate(rows) if row.entity.id == self._first), None)
        if place is not None:
            self.list.table.highlighted = place

    def load(self) -> Sequence[EntityRow]:
        return [EntityRow(row.entity, row.mentions, row.articles) for row in self.library.entities.list()]

    async def corrected(self) -> Entity | None:
        return self.chosen[0].entity if self.chosen else None

    @property
    def others(self) -> Sequence[Entity]:
        return [row.entity for row in self.chosen[1:]]

    async def told(self, message: str) -> None:
        self.list.table.unpick()
        await self.reload()
        self.say(message)

    def action_pick(self) -> None:
        self.list.table.action_pick()

    @on(RowTable.Highlighted)
    def _highlighted(self, message: RowTable.Highlighted[EntityRow]) -> None:
        if message.row is not None:
            self._show_concordance(message.row.entity.id)

    @work(thread=True, exclusive=True, group="concordance", exit_on_error=False)
    def _show_concordance(self, entity: int) -> None:
        worker, entities = get_current_worker(), self.library.entities
        lines = entities.concordance(entity, LINES)
        together = entities.comentions(entity, 8)
        timeline = entities.timeline(entity)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_about, lines, together, timeline)

    def _show_about(
        self, lines: Sequence[Line], together: Sequence[tuple[Entity, int]], timeline: dict[str, int]
    ) -> None:
        if not self.is_attached:
            return
        facts = [f"with {', '.join(f'{printable(one.name)} {count}' for one, count in together)}"] if together else []
        days = sorted(timeline)
        if days:
            facts.append(f"named {sum(timeline.values())} times, {days[0]}" + (f" to {days[-1]}" if days[1:] else ""))
        self.query_one("#facts", Static).update(Content("\n".join(facts)))
        self.query_one("#timeline", Sparkline).data = [timeline[day] for day in days]
        self.query_one("#timeline").display = len(days) > 1
        shown = self.query_one("#lines", GroupedList)
        shown.show(_groups(lines, shown.scrollable_content_region.width), highlight=False)

    @on(RowTable.Chosen)
    def _chosen(self, message: RowTable.Chosen[EntityRow]) -> None:
        message.stop()
        self.action_concordance()

    def action_concordance(self) -> None:
        lines = self.query_one("#lines", GroupedList)
        lines.focus()
        lines.action_first()

    @on(OptionList.OptionSelected, "#lines")
    def _line_chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        line = self.query_one("#lines", GroupedList).value
        if isinstance(line, Line):
            self.dismiss(Target((line.article,), line.start, beside=True))


def _groups(lines: Sequence[Line], width: int) -> list[Group]:
    """The concordance by outlet, a line of ``width`` cells for each mention."""
    outlets: dict[str, list[Item]] = {}
    for number, line in enumerate(lines):
        outlets.setdefault(line.outlet or "Outlet unknown", []).append(
            Item(str(number), _in_context(line, width), line)
        )
    return [Group(outlet, tuple(items)) for outlet, items in outlets.items()]


def _in_context(line: Line, width: int) -> Content:
    """The name in the middle third of the line, its context cut to what fits."""
    left, match, right = (printable(part).replace("\n", " ") for part in (line.left, line.match, line.right))
    before = max(0, min(width // 3, width - len(match) - 2))
    after = max(0, width - before - len(match) - 1)
    return Content.assemble(
        (left[-before:].rjust(before) if before else "", "$text-muted"),
        (match, "bold $text-accent"),
        (right[:after].rstrip(), "$text-muted"),
    )
