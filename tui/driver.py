"""Textual's terminal driver, made to outlive bytes that are no UTF-8 and to end with its terminal.

Textual reads keys as strict UTF-8, spins or dies when its terminal goes away, and paints on standard error.
"""

from __future__ import annotations

import os
import select
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.signals import TERMINAL_LOST

if TYPE_CHECKING:
    from textual.app import App

MOST_READ = 4096
"""Bytes taken from the keyboard at once."""

ENDING_CHECKED = 0.1
"""Seconds without a key until the thread looks whether the program has ended."""


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
