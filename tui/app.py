"""The application: themes, screens, the palette, and a clean end whatever ends it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from store.errors import DiptychError
from store.language.printable import printable
from tui import themes
from tui.asking import AskingScreen
from tui.commands import Command, bindings, commands_of, shown_keys
from tui.crash import write_report
from tui.screens.reading import ReadingScreen
from tui.searching import Searcher
from tui.session import Session
from tui.signals import ENDING, exit_code

if TYPE_CHECKING:
    from textual.driver import Driver

    from store.library import Store
    from tui.settings import Settings
    from widgets.search_sidebar import SavedQuery

GENERAL_COMMANDS: tuple[Command, ...] = (
    Command(
        "library", "L", "Library", "All articles and stories: open, filter, add", "library", "Elsewhere", "library"
    ),
    Command(
        "names", "E", "Names", "Every name in the library: merge, split, rename, concordance", "names", "Elsewhere"
    ),
    Command("passages", "P", "Passages", "All tagged passages and notes", "passages", "Elsewhere"),
    Command("tags", "T", "Tags", "The tag tree: rename, move, recolour, merge", "tags", "Elsewhere"),
    Command("add", "a", "Add", "Bring in a file or folder", "add", "Elsewhere"),
    Command("undo", "u", "Undo", "Undo the last thing done, also from before a restart", "undo", "Elsewhere"),
    Command("redo", "ctrl+r", "Redo", "Do again what was undone", "redo", "Elsewhere"),
    Command(
        "theme",
        "f9",
        "Theme",
        "Choose colours: dark, light, high contrast, the terminal's own",
        "change_theme",
        "Elsewhere",
    ),
    Command("palette", "colon,ctrl+p", "All commands", "Find any command by its name", "command_palette", "Elsewhere"),
    Command("help", "question_mark,f1", "Help", "All keys", "help", "Elsewhere", "help"),
    Command(
        "leave", "q", "Back or quit", "Go back one level, then quit; nothing is ever unsaved", "leave", "Elsewhere"
    ),
    Command("suspend", "ctrl+z", "Suspend", "To the shell for a while; fg comes back", "suspend_process", "Elsewhere"),
)

STARTED_AFTER = 1.0
"""Seconds from the start until garbage is collected again, if it was not while the reader started."""


class DiptychApp(App[None]):
    """Reads a library."""

    TITLE = "Diptych"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    general_commands = GENERAL_COMMANDS
    BINDINGS: list[BindingType] = bindings(GENERAL_COMMANDS)
    CSS_PATH: ClassVar[list[str | PurePath]] = ["diptych.tcss", "screens/reading.tcss"]

    def __init__(self, library: Store, settings: Settings, opening: Sequence[int] = ()) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.session = Session.load(library, settings.measure)
        if opening:
            self.session.articles, self.session.focus = list(opening), 0
        self.searcher = Searcher(library)
        self.crash_report: Path | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def _first_theme(self) -> str:
        wanted = self.settings.theme or self.session.theme
        return wanted if wanted in self.available_themes else themes.DEFAULT

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver of this platform; in POSIX terminals our own, which more cannot kill."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tui.driver import ReaderDriver

        return ReaderDriver

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen lies below all others; there is no empty one beneath it to be styled and painted first."""
        self.reading = ReadingScreen(self.session)
        return self.reading

    def on_mount(self) -> None:
        self.set_timer(STARTED_AFTER, _collect_garbage)
        self._watch_signals()
        self.set_keymap(dict(self.settings.keys))
        self.theme_changed_signal.subscribe(self, lambda theme: setattr(self.session, "theme", theme.name))
        self._tell_of_unknown_keys()
        if not self.session.articles:
            self.call_after_refresh(self.action_library)

    def _tell_of_unknown_keys(self) -> None:
        """Warn of commands in the settings that there are not; loads every screen, so only when keys are set."""
        if not self.settings.keys:
            return
        from tui.key_ids import without_command

        if unknown := without_command(self.settings.keys):
            self.notify(printable(f"no such command in [keys]: {', '.join(unknown)}"), severity="warning", markup=False)

    # Where one can go

    def action_library(self) -> None:
        self.open_library()

    def open_library(self, like: int | None = None) -> None:
        from tui.screens.library import LibraryScreen

        self._go(LibraryScreen(like))

    def action_names(self) -> None:
        self.open_names()

    def open_names(self, entity: int | None = None) -> None:
        from tui.screens.names import NamesScreen

        self._go(NamesScreen(entity))

    def action_passages(self) -> None:
        self.open_passages()

    def open_passages(self, tag: str = "") -> None:
        from tui.screens.passages import PassagesScreen

        self._go(PassagesScreen(tag))

    def action_tags(self) -> None:
        from tui.screens.tags import TagsScreen

        self._go(TagsScreen())

    def open_coverage(self, articles: Sequence[int]) -> None:
        from tui.screens.coverage import CoverageScreen

        self._go(CoverageScreen(articles))

    def action_add(self) -> None:
        from tui.screens.adding import AddScreen

        self._go(AddScreen())

    def _go(self, screen: Screen[object]) -> None:
        """Show a screen over the reading screen; one of its kind that is open is used again."""
        if type(self.screen) is type(screen):
            return
        self.push_screen(screen, self._come_back)

    async def _come_back(self, target: object) -> None:
        """A screen was left, perhaps for a place to read."""
        from tui.targets import Target

        reading = self.reading
        if isinstance(target, Target):
            while self.screen is not reading:
                self.pop_screen()
            if target.beside:
                await reading.open_beside(target.articles[0])
            else:
                await reading.open(target.articles)
            if target.start is not None:
                reading.go_to(target.articles[0], target.start)
        elif self.screen is reading:
            await reading.refresh_from_library()

    def action_leave(self) -> None:
        """Back one level; from the reading screen, out."""
        if self.screen is self.reading:
            if self.reading.query_one("#comparison").has_focus_within:
                self.reading.action_comparison()
            else:
                self.exit()
        else:
            self.screen.dismiss(None)

    async def action_undo(self) -> None:
        await self._step_history(undo=True)

    async def action_redo(self) -> None:
        await self._step_history(undo=False)

    async def _step_history(self, *, undo: bool) -> None:
        """Where the reader is, so that it is seen there."""
        screen = self.screen if isinstance(self.screen, AskingScreen) else self.reading
        await screen.step_history(undo=undo)

    def action_help_quit(self) -> None:
        """Ctrl-C stops nothing: it copies what is selected, else tells how to leave."""
        pane = self.reading.pane if self.screen is self.reading else None
        if pane is not None and pane.article.selected is not None:
            self.reading.action_copy(False)
        else:
            key = shown_keys(self.keymap.get("leave", "q"))
            self.notify(f"{key} goes back and quits; nothing is ever unsaved", markup=False)

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(commands_of(self.screen), self.keymap))

    @property
    def keymap(self) -> dict[str, str]:
        """The keys in force by command id, where they differ from the defaults."""
        return dict(self.settings.keys)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for command in commands_of(screen):
            if command.id.startswith("digit-") or command.action == "command_palette":
                continue
            keys = shown_keys(self.keymap.get(command.id, command.key))
            yield SystemCommand(
                command.title, f"{command.help}  ({keys})", partial(self.run_action, command.action, screen)
            )

    def recent_searches(self) -> list[SavedQuery]:
        """The saved and the recent searches, for the empty sidebar."""
        from widgets.search_sidebar import SavedQuery

        saved = [SavedQuery(one.query, one.name) for one in self.library.searches.list()]
        return [*saved, *(SavedQuery(query) for query in self.session.recent_searches)]

    # Ending

    def _watch_signals(self) -> None:
        """A signal that ends programs ends this one with its terminal restored and its places saved."""
        loop = asyncio.get_running_loop()
        for number in ENDING:
            try:
                loop.add_signal_handler(number, self._end_by_signal, number)
            except (NotImplementedError, RuntimeError, ValueError):
                return

    def _end_by_signal(self, number: signal.Signals) -> None:
        self.exit(return_code=exit_code(number))

    def exit(self, result: None = None, return_code: int = 0, message: object | None = None) -> None:
        """End the program; first keep the layout and where the reader is."""
        if getattr(self, "reading", None) is not None and self.reading.is_mounted:
            try:
                self.reading.save_now()
            except DiptychError:
                self.log.warning("the layout could not be saved")
        super().exit(result, return_code)

    def on_unmount(self) -> None:
        self.searcher.close()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker's error is shown, not died of."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            where = write_report(event.worker.error)
            self.notify(
                printable(f"{event.worker.error}. What failed was noted in {where}"), severity="error", markup=False
            )

    def _handle_exception(self, error: Exception) -> None:
        """An error nobody expected: note it without the reader's texts, then let Textual end with code 1."""
        self.crash_report = write_report(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's traceback, which would print what was being read."""
        if os.environ.get("DIPTYCH_DEBUG") == "1":
            super()._fatal_error()
        else:
            self._close_messages_no_wait()


def _collect_garbage() -> None:
    """Collect garbage from now on, but never look for it again among what was loaded at the start."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
