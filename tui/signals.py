"""Signals as exit codes: a verb that is told to stop unwinds, so that transactions roll back, and exits 128+n."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

SIGPIPE = 13

ENDING: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)
"""Signals that end the program; SIGINT arrives as KeyboardInterrupt."""

TERMINAL_LOST = 128 + 1
"""Exit code when the terminal went away, told by SIGHUP or not."""


def exit_code(number: int) -> int:
    """The conventional exit code of a program ended by signal ``number``."""
    return 128 + number


@contextmanager
def as_exit_codes() -> Iterator[None]:
    """Within the block, SIGTERM, SIGHUP and SIGQUIT raise SystemExit(128+n) in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _leave) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(exit_code(number))
