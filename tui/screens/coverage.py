"""The coverage of a story: names, quotes, figures and tags against the outlets, sorted by who leaves out what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from store.compare.coverage import Coverage, CoverageLine, coverage
from store.compare.shared import shared
from store.language.printable import printable
from store.library import Store
from tui.asking import AskingScreen
from tui.commands import Command, bindings
from tui.targets import Target
from widgets.coverage_matrix import CoverageMatrix, CoverageRow
from widgets.status_line import StatusLine

COVERAGE_COMMANDS: tuple[Command, ...] = (
    Command("cell", "enter", "Go there", "Open the passage of this cell", "go", "Find", "go there"),
    Command("confirm", "y", "Belongs", "Say that this outlet's article does tell this story", "confirm", "Mark"),
    Command("refuse", "n", "Does not belong", "Say that it tells another story; remembered", "refuse", "Mark"),
    Command("leave-coverage", "escape", "Back", "Back to the text", "back", "Find"),
)


class CoverageScreen(AskingScreen[Target | None]):
    """Who has what."""

    KEY_COMMANDS = COVERAGE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COVERAGE_COMMANDS)
    CSS_PATH = "listing.tcss"
    HELP = CoverageMatrix.HELP

    def __init__(self, articles: Sequence[int]) -> None:
        super().__init__()
        self._articles = tuple(articles)
        self._coverage = Coverage((), ())
        self._story: int | None = None

    def compose(self) -> ComposeResult:
        yield Static("Coverage", id="title", markup=False)
        yield CoverageMatrix()
        yield StatusLine(id="status")

    async def on_mount(self) -> None:
        await self.reload()
        self.query_one(CoverageMatrix).focus()

    async def reload(self) -> None:
        """Ask the library for the story again."""
        with self.errors_in_words():
            name, self._story, self._coverage = await self.ask(self._load)
            rows = [_row(line) for line in self._coverage.lines]
            self.query_one(CoverageMatrix).show([printable(outlet) for outlet in self._coverage.outlets], rows)
            outlets = len(self._coverage.outlets)
            told = f"Coverage · {printable(name)} · {outlets} outlet{'' if outlets == 1 else 's'}"
            self.query_one("#title", Static).update(Content(told.replace("\n", " ")))
        self.say("")

    async def changed(self) -> None:
        await self.reload()

    def _load(self) -> tuple[str, int | None, Coverage]:
        return load_coverage(self.library, self._articles)

    @on(CoverageMatrix.CellChosen)
    def _chosen(self, message: CoverageMatrix.CellChosen) -> None:
        message.stop()
        self._go(message.row, message.column)

    def action_go(self) -> None:
        self.query_one(CoverageMatrix).action_choose()

    def _go(self, row: CoverageRow, column: int) -> None:
        line = row.value
        assert isinstance(line, CoverageLine)
        cell = line.cells[column]
        if cell.article is None or cell.span is None:
            self.say(f"{self._coverage.outlets[column]} leaves it out")
        else:
            self.dismiss(Target((cell.article,), cell.span.start, beside=True))

    async def action_confirm(self) -> None:
        await self._decide(confirm=True)

    async def action_refuse(self) -> None:
        await self._decide(confirm=False)

    async def _decide(self, *, confirm: bool) -> None:
        """Confirm or refuse the articles of the outlet under the cursor."""
        matrix = self.query_one(CoverageMatrix)
        if self._story is None or not self._coverage.lines:
            self.say("these articles are not grouped as a story; open them together to compare them")
            return
        column = matrix.cell[1]
        articles = {line.cells[column].article for line in self._coverage.lines} - {None}
        stories = self.library.stories
        with self.errors_in_words():
            for article in articles:
                await self.ask(stories.confirm if confirm else stories.refuse, self._story, article)
            await self.reload()
            outlet = self._coverage.outlets[column] if confirm else "it"
            self.say(f"{outlet} belongs to this story" if confirm else "taken out of this story · u undoes")

    def action_back(self) -> None:
        self.dismiss(None)


def load_coverage(library: Store, articles: Sequence[int]) -> tuple[str, int | None, Coverage]:
    """The name and id of the story that the first of ``articles`` belongs to, and what each outlet has of it."""
    story = library.stories.of(articles[0]) if articles else None
    members = list(dict.fromkeys([*(story.articles if story else ()), *articles]))
    readings = [library.articles.reading(article) for article in members]
    passages = [passage for article in members for passage in library.passages.of(article)]
    name = story.name if story else readings[0].title if readings else "nothing open"
    return name, story.id if story else None, coverage(readings, shared(readings), passages)


def _row(line: CoverageLine) -> CoverageRow:
    label = " ".join(printable(line.label).split())
    return CoverageRow(label, line.kind, tuple(cell.count for cell in line.cells), line)
