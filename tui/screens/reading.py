"""The reading screen: two to four articles side by side, the sidebar, the status line.

What is done to passages is in ``marking``, what is looked for in ``finding``, what concerns names in ``naming``;
this module opens articles, moves among the panes and keeps them together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from store.errors import DiptychError
from store.language.printable import printable
from store.model import Passage, Tag
from tui.commands import bindings
from tui.desk import MOST_PANES, OpenArticle, compare_articles, open_article
from tui.marks import Overlays
from tui.reading_commands import READING_COMMANDS
from tui.screens.finding import LONGEST_FIND, Finding
from tui.screens.marking import Marking
from tui.screens.moving import Moving
from tui.screens.naming import Naming
from tui.screens.viewing import Viewing
from tui.session import Session
from tui.together import Counterparts, counterparts
from widgets.article_pane import ArticlePane
from widgets.comparison_panel import ComparisonPanel
from widgets.reading_pane import Heading, ReadingPane
from widgets.search_sidebar import SearchSidebar
from widgets.status_line import StatusLine

WIDE = 118
"""Columns from which on the sidebar stands beside the panes."""

SAVE_AFTER = 1.0
"""Seconds after the last movement until reading positions are saved."""


class _Desk(Horizontal):
    """What lies on it covers it whole, so it is never painted."""

    BLANK = True


class _Panes(Container):
    """As the desk, covered by its panes."""

    BLANK = True


class ReadingScreen(Moving, Viewing, Finding, Marking, Naming):
    """Articles side by side."""

    BLANK = True
    KEY_COMMANDS = READING_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(READING_COMMANDS)
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [(0, "-stacked"), (70, "-normal"), (WIDE, "-wide")]
    CSS_PATH = "reading.tcss"
    HELP = "Read side by side: Tab changes the pane, / searches, v selects, t tags, = jumps to the counterpart."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.articles: list[OpenArticle] = []
        self.overlays = Overlays()
        self.passages: dict[int, list[Passage]] = {}
        self.tags: dict[str, Tag] = {}
        self.tables: dict[tuple[int, int], Counterparts] = {}
        self._saving: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        with _Desk(id="desk"):
            yield SearchSidebar(id="sidebar")
            yield ComparisonPanel(id="comparison")
            yield _Panes(id="panes")
        yield Input(placeholder="find in the open articles", id="find", max_length=LONGEST_FIND)
        yield StatusLine(id="status")

    async def on_mount(self) -> None:
        self.query_one("#comparison").display = self.query_one("#find").display = False
        self.query_one("#sidebar").display = self.session.sidebar and self.size.width >= WIDE
        self.say("")
        self.set_reactive(Moving.together, self.session.together)
        await self.open(self.session.articles, focus=self.session.focus)
        self.read_names_soon()

    # The panes

    @property
    def panes(self) -> list[ReadingPane]:
        return list(self.query_one("#panes").query(ReadingPane).exclude(".-preview"))

    @property
    def pane(self) -> ReadingPane | None:
        """The pane that has the reader's attention: the focused one, else the last that was."""
        panes = self.panes
        return panes[min(self.session.focus, len(panes) - 1)] if panes else None

    @property
    def here(self) -> OpenArticle | None:
        """The article in the pane that has the reader's attention."""
        index = min(self.session.focus, len(self.articles) - 1)
        return self.articles[index] if self.articles else None

    @property
    def ids(self) -> list[int]:
        return [one.article.id for one in self.articles]

    def pane_of(self, article: int) -> ReadingPane | None:
        return self.panes[self.ids.index(article)] if article in self.ids else None

    def index_of(self, article_pane: ArticlePane) -> int:
        return next(index for index, pane in enumerate(self.panes) if pane.article is article_pane)

    async def open(self, identifiers: Sequence[int], *, focus: int = 0) -> None:
        """Lay these articles on the desk, at most four, and show their text at once; the comparison follows."""
        opened = []
        for identifier in list(dict.fromkeys(identifiers))[:MOST_PANES]:
            with self.errors_in_words():
                opened.append(await self.ask(open_article, self.library, identifier))
        if len(set(identifiers)) > MOST_PANES:
            self.say(f"{MOST_PANES} articles fit side by side; the first {MOST_PANES} are open")
        await self._lay_out(opened, min(focus, max(0, len(opened) - 1)))

    async def open_beside(self, identifier: int) -> None:
        """Add an article to the desk, or replace the next pane's when the desk is full."""
        ids = self.ids
        if identifier in ids:
            self.focus_pane(ids.index(identifier))
            return
        if len(ids) < MOST_PANES:
            await self.open([*ids, identifier], focus=len(ids))
        else:
            index = (self.session.focus + 1) % len(ids)
            await self.open([*ids[:index], identifier, *ids[index + 1 :]], focus=index)

    async def open_here(self, identifier: int) -> None:
        """Show an article in the focused pane."""
        ids = self.ids
        if identifier in ids:
            self.focus_pane(ids.index(identifier))
            return
        index = min(self.session.focus, max(0, len(ids) - 1))
        await self.open([*ids[:index], identifier, *ids[index + 1 :]], focus=index)

    async def _lay_out(self, opened: list[OpenArticle], focus: int) -> None:
        self.end_preview()
        places = self.places()
        container = self.query_one("#panes")
        missing = max(1, len(opened)) - len(self.panes)
        if missing > 0:
            await container.mount_all(ReadingPane() for _ in range(missing))
        elif missing < 0:
            await container.remove_children(self.panes[missing:])
        self.articles, self.overlays, self.tables = opened, Overlays(), {}
        self.session.articles, self.session.focus = self.ids, focus
        await self._load_passages()
        for pane in self.panes[len(opened) :]:
            pane.clear()
        for pane, one in zip(self.panes, opened, strict=False):
            self.show_article(pane, one, places.get(one.article.id, (one.article.position, one.article.position)))
        self.focus_pane(focus)
        self.show_top()
        if opened:
            self.call_after_refresh(self._compare, self.ids)

    def places(self) -> dict[int, tuple[int, int]]:
        """Where the reader is in each open article: (top of the view, cursor)."""
        return {
            one.article.id: (pane.article.top_offset, pane.article.cursor.start)
            for pane, one in zip(self.panes, self.articles, strict=False)
        }

    def show_article(self, pane: ReadingPane, one: OpenArticle, place: tuple[int, int]) -> None:
        """Load an article into a pane at ``place``: (top of the view, cursor)."""
        article, (top, cursor) = one.article, place
        heading = Heading(
            one.outlet, article.published, article.byline, article.words, article.hidden_characters, _note(one)
        )
        pane.article.measure = self.session.measure
        pane.article.highlight_mode = self.session.highlights
        pane.article.dim_unaligned = self.session.dim
        pane.load(heading, one.page, self.marks_of(article.id))
        if cursor:
            pane.article.move_to(cursor)
        if top:
            pane.article.follow(top)

    def focus_pane(self, index: int) -> None:
        """Give a pane the reader's attention."""
        panes = self.panes
        if not panes:
            return
        self.session.focus = index % len(panes)
        for number, pane in enumerate(panes):
            pane.set_class(number == self.session.focus, "-attended")
        panes[self.session.focus].article.focus()
        self.show_status()

    @on(events.DescendantFocus)
    def _attend(self, event: events.DescendantFocus) -> None:
        self.show_hints()
        if isinstance(event.widget, ArticlePane):
            self.session.focus = self.index_of(event.widget)
            for number, pane in enumerate(self.panes):
                pane.set_class(number == self.session.focus, "-attended")
            self.show_status()

    # The comparison, which arrives while the reader already reads

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False)
    def _compare(self, identifiers: list[int]) -> None:
        worker = get_current_worker()
        try:
            overlays = compare_articles(self.library, identifiers)
        except DiptychError as error:
            self.app.call_from_thread(self.complain, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_comparison, overlays)

    def _show_comparison(self, overlays: Overlays) -> None:
        if list(overlays.comparison.articles) != self.ids:
            return
        self.overlays = overlays
        self.tables = {
            (one, other): counterparts(overlays.comparison, one, other)
            for one in self.ids
            for other in self.ids
            if one != other
        }
        self.repaint_marks()
        titles = {one.article.id: one.outlet for one in self.articles}
        self.query_one(ComparisonPanel).show(
            overlays.comparison, titles, {i: r.text for i, r in overlays.readings.items()}
        )
        self.show_top()
        self.show_status()

    def compare_again(self) -> None:
        """The names of an open article changed: compare anew, every place kept."""
        self._compare(self.ids)

    def repaint_marks(self) -> None:
        """Lay the present marks over every open text."""
        for pane, one in zip(self.panes, self.articles, strict=False):
            pane.set_marks(self.marks_of(one.article.id))

    async def refresh_from_library(self) -> None:
        """After something changed: passages, names and texts anew, every place kept."""
        await self.open(self.ids, focus=self.session.focus)

    async def _load_passages(self) -> None:
        self.tags = {tag.path: tag for tag in await self.ask(self.library.tags.list)}
        self.passages = {article: await self.ask(self.library.passages.of, article) for article in self.ids}

    async def refresh_passages(self) -> None:
        """After marking: the passages anew, nothing else."""
        await self._load_passages()
        self.repaint_marks()
        self.show_status()

    # Panes

    async def action_close_pane(self) -> None:
        ids = self.ids
        if ids:
            del ids[min(self.session.focus, len(ids) - 1)]
            await self.open(ids, focus=min(self.session.focus, max(0, len(ids) - 1)))

    def action_sidebar(self) -> None:
        sidebar = self.query_one("#sidebar")
        sidebar.display = not sidebar.display
        self.session.sidebar = sidebar.display
        if sidebar.display:
            self.query_one("#comparison").display = False
        elif self.pane:
            self.pane.article.focus()

    def action_comparison(self) -> None:
        panel = self.query_one(ComparisonPanel)
        panel.display = not panel.display
        self.query_one("#sidebar").display = False if panel.display else self.session.sidebar
        if panel.display:
            panel.focus_list()
        elif self.pane:
            self.pane.article.focus()

    def action_other_coverage(self) -> None:
        if self.here is not None:
            self.diptych.open_library(self.here.article.id)

    async def action_versions(self) -> None:
        """Open the versions of this article side by side, oldest first."""
        if self.here is None:
            return
        with self.errors_in_words():
            versions = await self.ask(self.library.articles.versions, self.here.article.id)
            if len(versions) < 2:
                self.say("there is one version of this article")
                return
            await self.open(versions[-MOST_PANES:], focus=min(len(versions), MOST_PANES) - 1)
            self.say(f"{len(versions)} versions; what one has and the next has not is marked")

    def action_coverage(self) -> None:
        self.diptych.open_coverage(self.ids)

    @on(ComparisonPanel.Chosen)
    def _compared_item_chosen(self, message: ComparisonPanel.Chosen) -> None:
        for article, span in message.item.spans.items():
            pane = self.pane_of(article)
            if pane is not None:
                pane.article.move_to(span.start)
                pane.article.scroll_to_offset(span.start, "center")
        for place, entity in enumerate(self.overlays.comparison.entities):
            if message.item.entity is not None and entity.entity == message.item.entity:
                self.hold_name(place)

    async def action_open_link(self) -> None:
        if self.here is None or not self.here.article.url:
            self.say("this article has no address")
            return
        from tui.screens.links import LinkScreen

        self.app.push_screen(LinkScreen(self.here.article.url))

    # What is said about it all

    @property
    def hints(self) -> str:
        if self.query_one(ComparisonPanel).has_focus_within:
            return self.hints_of((("choose", "enter", "shows it in every pane"), ("comparison", "C", "close")))
        return super().hints

    def show_status(self) -> None:
        self.query_one(StatusLine).left = self.status_of_cursor()

    def show_top(self) -> None:
        self.query_one("#top", Static).update(Content(self._top_line()))

    def _top_line(self) -> str:
        if not self.articles:
            return "Diptych"
        titles = [one.article.title or one.article.source for one in self.articles]
        name = printable(titles[0]).replace("\n", " ")
        count = f"{len(titles)} articles" if len(titles) > 1 else "1 article"
        facts = [self.names_progress] if self.names_progress else []
        if len(titles) > 1:
            facts.append("⇄ together" if self.together else "⇄ apart")
            facts.append(f"■ shared {len(self.overlays.comparison.shared)}")
        right = "   ".join(facts)
        room = self.size.width - len(right) - len(count) - 8
        return f" {_cut(name, room)} · {count}".ljust(max(0, self.size.width - len(right) - 2)) + right

    def on_resize(self) -> None:
        self.show_top()

    # Keeping the session

    def save_soon(self) -> None:
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SAVE_AFTER, self._save)

    async def _save(self) -> None:
        self._saving = None
        places = {article: top for article, (top, _) in self.places().items()}
        with self.errors_in_words():
            await asyncio.to_thread(self.session.save, self.library, places)

    def save_now(self) -> None:
        """Keep places and layout at once, before the program ends."""
        self.session.save(self.library, {article: top for article, (top, _) in self.places().items()})


def _note(one: OpenArticle) -> str:
    folded = sum(not block.kept for block in one.article.blocks)
    return f"{folded} lines folded" if folded else ""


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)] + "…"
