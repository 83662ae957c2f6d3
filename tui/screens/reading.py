"""The reading screen: one to four articles side by side, the sidebar, the comparison, the status line.

Each part of its work has a module of its own; this one puts them together. From the ground up: ``panes``,
``opening``, ``previewing``, ``searching``, ``finding``; on these ``comparing``, ``marking``, ``moving``, ``viewing``,
``naming``.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from tui.commands import bindings
from tui.reading_commands import READING_COMMANDS
from tui.screens.comparing import Comparing
from tui.screens.finding import LONGEST_FIND
from tui.screens.moving import Moving
from tui.screens.naming import Naming
from tui.screens.viewing import Viewing
from widgets.comparison_panel import ComparisonPanel
from widgets.kept import Ground, KeptText
from widgets.search_sidebar import SearchSidebar
from widgets.status_line import StatusLine

WIDE = 118
"""Columns from which on the sidebar stands beside the panes."""


class ReadingScreen(Moving, Viewing, Naming, Comparing):
    """Articles side by side."""

    BLANK = True
    KEY_COMMANDS = READING_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(READING_COMMANDS)
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [(0, "-stacked"), (70, "-normal"), (WIDE, "-wide")]
    AUTO_FOCUS = ""
    HELP = "Read side by side: Tab changes the pane, / searches, v selects, t tags, = jumps to the counterpart."

    def compose(self) -> ComposeResult:
        # Known before anything is styled: Textual finds it out after the first layout, and styles everything anew.
        self.add_class(
            next(breadth for least, breadth in reversed(self.HORIZONTAL_BREAKPOINTS) if self.app.size.width >= least)
        )
        yield KeptText("", id="top", markup=False)
        with Ground(id="desk"):
            yield SearchSidebar(id="sidebar")
            yield ComparisonPanel(id="comparison")
            yield Ground(id="panes")
        yield Input(placeholder="find in the open articles", id="find", max_length=LONGEST_FIND)
        yield StatusLine(id="status")

    async def on_mount(self) -> None:
        self.query_one("#comparison").display = self.query_one("#find").display = False
        self.query_one("#sidebar").display = self.session.sidebar and self.size.width >= WIDE
        self.say("")
        self.set_reactive(Moving.together, self.session.together)
        await self.open(self.session.articles, focus=self.session.focus)
        self.read_names_soon()

    def action_back(self) -> None:
        """Drop the innermost thing: the selection, then what was found and the search, then one-pane view."""
        finder = self.query_one("#find", Input)
        if finder.display:
            finder.display = False
            self.drop_walk()
            self.call_later(self.return_to_spot)
        elif self.pane is not None and self.pane.article.selected is not None:
            self.pane.article.clear_select()
        elif self.can_return:
            self.drop_walk()
            self.call_later(self.return_to_spot)
        elif self.walked or self.found:
            self.drop_walk()
            self.repaint_marks()
        elif self.maximised:
            self.maximised = False
        elif self.query_one("#comparison").display:
            self.action_comparison()

    def action_sidebar(self) -> None:
        sidebar = self.query_one("#sidebar")
        sidebar.display = not sidebar.display
        self.session.sidebar = sidebar.display
        if sidebar.display:
            self.query_one("#comparison").display = False
        elif self.pane:
            self.pane.article.focus()

    async def action_close_pane(self) -> None:
        ids = self.ids
        if ids:
            del ids[min(self.session.focus, len(ids) - 1)]
            await self.open(ids, focus=min(self.session.focus, max(0, len(ids) - 1)))

    async def action_open_link(self) -> None:
        if self.here is None or not self.here.article.url:
            self.say("this article has no address")
            return
        from tui.screens.links import LinkScreen

        self.app.push_screen(LinkScreen(self.here.article.url))
