"""How screens ask the library and tell what came of it: off the event loop, failures in words, nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, ParamSpec, Protocol, TypeVar

from textual.screen import Screen
from textual.timer import Timer

from store.errors import DiptychError
from store.language.printable import printable
from tui.commands import Command, commands_of, shown_key
from widgets.status_line import KEYS_APART, StatusLine

if TYPE_CHECKING:
    from store.library import Store
    from tui.searching import Searcher
    from tui.settings import Settings
    from widgets.search_sidebar import SavedQuery

Result = TypeVar("Result")
Returned = TypeVar("Returned")
Arguments = ParamSpec("Arguments")

TOLD_FOR = 6.0
"""Seconds that the status line tells what was done before it shows the keys again."""


class Application(Protocol):
    """What screens ask of the application that shows them."""

    library: Store
    settings: Settings
    searcher: Searcher

    @property
    def keymap(self) -> dict[str, str]: ...

    def open_library(self, like: int | None = None) -> None: ...

    def open_names(self, entity: int | None = None) -> None: ...

    def open_passages(self, tag: str = "") -> None: ...

    def open_coverage(self, articles: Sequence[int]) -> None: ...

    def recent_searches(self) -> list[SavedQuery]: ...


class AskingScreen(Screen[Result]):
    """A screen over the library."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    _telling: Timer | None = None

    @property
    def diptych(self) -> Application:
        return self.app  # type: ignore[return-value]

    @property
    def library(self) -> Store:
        return self.diptych.library

    async def ask(
        self, call: Callable[Arguments, Returned], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Returned:
        """Call the library in a thread; the screen keeps painting while it waits."""
        return await asyncio.to_thread(call, *arguments, **named)

    @contextmanager
    def errors_in_words(self) -> Iterator[None]:
        """Tell a failure instead of ending the program."""
        try:
            yield
        except DiptychError as error:
            self.complain(str(error))

    async def step_history(self, *, undo: bool) -> None:
        """Undo the last thing done, or redo what was undone; show it here and say what it was."""
        with self.errors_in_words():
            what = await self.ask(self.library.history.undo if undo else self.library.history.redo)
            if what is None:
                self.say("nothing to undo" if undo else "nothing to redo")
                return
            await self.changed()
            self.say(f"{'undid' if undo else 'redid'}: {what}")

    async def changed(self) -> None:
        """The library changed under this screen. Screens that show it ask again."""

    def complain(self, message: str) -> None:
        self.notify(printable(message), severity="error", timeout=8, markup=False)

    def say(self, message: str) -> None:
        """Tell what was done, for a moment, where the keys are shown otherwise."""
        line = next(iter(self.query(StatusLine)), None)
        if line is None:
            if message:
                self.notify(printable(message), markup=False)
            return
        line.right = message or self.hints
        if self._telling is not None:
            self._telling.stop()
        self._telling = self.set_timer(TOLD_FOR, self._told_long_enough) if message else None

    def _told_long_enough(self) -> None:
        self._telling = None
        self.show_hints()

    def show_hints(self) -> None:
        """Show the keys that matter now, unless something is being told in their place."""
        if self._telling is None:
            for line in self.query(StatusLine):
                line.right = self.hints

    @property
    def hints(self) -> str:
        """The keys that matter most here."""
        return self.hints_of((command.id, command.key, command.hint) for command in commands_of(self) if command.hint)

    def hints_of(self, keys: Iterable[tuple[str, str, str]]) -> str:
        """Commands as (id, usual keys, word) in one line, each with the first of the keys in force."""
        keymap = self.diptych.keymap
        return KEYS_APART.join(f"{shown_key(keymap.get(id_, usual).split(',')[0])} {word}" for id_, usual, word in keys)
