"""Textual's terminal driver, made to outlive bytes that are no UTF-8 and to end with its terminal.

Textual reads keys as strict UTF-8, spins or dies when its terminal goes away, and paints on standard error. It also
sends keys that are typed fast to where the focus was: after ``/`` the letters of a word would run as commands. So each
key waits until the one before has done its work.
"""

from __future__ import annotations

import os
import select
import sys
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.widget import Widget

from tui.signals import TERMINAL_LOST

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump

MOST_READ = 4096
"""Bytes taken from the keyboard at once."""

ENDING_CHECKED = 0.1
"""Seconds without a key until the thread looks whether the program has ended."""

LONGEST_KEY = 0.5
"""Seconds that a key may work before the next one is handed over all the same."""


class Screen:
    """The terminal that is painted on. Once it is gone, painting goes nowhere instead of failing or blocking."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class ReaderDriver(LinuxDriver):
    """Keys from the terminal, pictures to standard output, also while standard error is a file."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = Screen(sys.__stdout__)  # type: ignore[arg-type]

    def _run_input_thread(self) -> None:
        """Read keys until the program ends; end it when the terminal does."""
        try:
            self.run_input_thread()
        except OSError:
            self._app.call_later(self._app.exit, return_code=TERMINAL_LOST)
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Decode keys, what is no UTF-8 as U+FFFD. Raise OSError when the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], ENDING_CHECKED)
            if ready:
                received = os.read(self.fileno, MOST_READ)
                if not received:
                    raise OSError("the terminal is gone")
                for message in parser.feed(decode(received)):
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand over a message; after a key, wait until it has moved the focus where it will."""
        before = self._attended()
        super().process_message(message)
        if isinstance(message, events.Key) and not _is_typed_into(before[-1], message):
            self._wait_until_done(before)

    def _attended(self) -> Sequence[MessagePump]:
        """What a key goes to: the app, the screen on top if there is one, the widget that has the focus if one has."""
        screens = self._app.screen_stack
        focused = screens[-1].focused if screens else None
        return [self._app, *screens[-1:], *([focused] if focused else [])]

    def _wait_until_done(self, before: Sequence[MessagePump]) -> None:
        done = threading.Event()
        self._app.call_later(self._follow_key, None, before, done)
        until = time.monotonic() + LONGEST_KEY
        while not (done.wait(0.01) or self.exit_event.is_set() or time.monotonic() > until):
            pass

    def _follow_key(self, node: MessagePump | None, before: Sequence[MessagePump], done: threading.Event) -> None:
        """Go the way of a key, from the focus up to the app, and then behind what it asked for there."""
        above = self._attended()[-1] if node is None else node._parent
        if above is None:
            self._app.call_later(self._settle, before, done)
        else:
            above.call_later(self._follow_key, above, before, done)

    def _settle(self, before: Sequence[MessagePump], done: threading.Event) -> None:
        """Let what has the attention now be painted first. Of keys that move nothing but a cursor, few need be."""
        if self._attended() == before:
            done.set()
        else:
            self._app.screen.call_after_refresh(self._app.call_later, done.set)


def _is_typed_into(attended: MessagePump, key: events.Key) -> bool:
    """Whether a key becomes a letter of a text field."""
    return isinstance(attended, Widget) and attended.check_consume_key(key.key, key.character)
