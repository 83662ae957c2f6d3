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
from widgets.labels import MUTED
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

FEW = 8
"""Other spellings and names beside it that are told of one name."""


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
            self._show_concordance(message.row.entity)

    @work(thread=True, exclusive=True, group="concordance", exit_on_error=False)
    def _show_concordance(self, entity: Entity) -> None:
        worker, entities = get_current_worker(), self.library.entities
        lines = entities.concordance(entity.id, LINES)
        timeline = entities.timeline(entity.id)
        facts = _facts(entity, entities.comentions(entity.id, FEW), timeline)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_about, facts, lines, timeline)

    def _show_about(self, facts: Content, lines: Sequence[Line], timeline: dict[str, int]) -> None:
        if not self.is_attached:
            return
        self.query_one("#facts", Static).update(facts)
        self.query_one("#timeline", Sparkline).data = [timeline[day] for day in sorted(timeline)]
        self.query_one("#timeline").display = len(timeline) > 1
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


def _facts(entity: Entity, together: Sequence[tuple[Entity, int]], timeline: dict[str, int]) -> Content:
    """How else a name is written, what stands in the same articles, and when it was named."""
    others = ", ".join(printable(one.surface) for one in entity.aliases[:FEW] if one.surface != entity.name)
    beside = ", ".join(f"{printable(one.name)} {count}" for one, count in together)
    days = sorted(timeline)
    when = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else ""
    facts = (("also", others), ("with", beside), ("when", when))
    return Content("\n").join(
        Content.assemble((f"{title}  ", "bold"), (words.replace("\n", " "), MUTED)) for title, words in facts if words
    )


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
        (left[-before:].rjust(before) if before else "", MUTED),
        (match, "bold $text-accent"),
        (right[:after].rstrip(), MUTED),
    )
