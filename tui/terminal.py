"""The terminal the reader runs in: is there one, and where do its keys come from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from store.errors import DiptychError


class NoTerminalError(DiptychError):
    """The reader cannot be shown."""


def require_terminal() -> None:
    """Raise ``NoTerminalError`` where a full-screen program cannot run."""
    if not sys.stdout.isatty():
        raise NoTerminalError(
            "cannot open the reader",
            "standard output is not a terminal",
            "Run it in a terminal, or use a verb that prints: diptych list, show, compare, search",
        )
    if os.environ.get("TERM") == "dumb":
        raise NoTerminalError("cannot open the reader", "TERM is 'dumb'", "Set TERM, for example to xterm-256color")


@contextmanager
def keyboard() -> Iterator[None]:
    """While the reader runs, standard input is the terminal, also when text was piped in."""
    if sys.stdin is not None and sys.stdin.isatty():
        yield
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise NoTerminalError(
            "cannot open the reader", "there is no terminal to read keys from", "Run it in a terminal"
        ) from error
    piped = os.dup(0)
    try:
        os.dup2(terminal, 0)
        sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        yield
    finally:
        os.dup2(piped, 0)
        os.close(piped)
        os.close(terminal)
