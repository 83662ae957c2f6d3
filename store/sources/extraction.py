"""Taking HTML apart in a child process, within limits of time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

from store.model import Role
from store.sources import worker

SECONDS = 10.0
"""Wall time that one page may take."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a page holds: the article's blocks, every line, and what the page says about itself."""

    blocks: tuple[tuple[Role, str], ...]
    lines: tuple[str, ...]
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


class Extractor:
    """One child process for any number of pages, started for the first and again after one that killed it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def extract(self, html: str) -> Extract | None:
        """Return what ``html`` holds, None when it took too long, too much memory, or could not be parsed."""
        child = self._child or self._start()
        limit = Timer(self._seconds, child.kill)
        limit.start()
        try:
            answer = _ask(child, html)
        except (OSError, ValueError):
            answer = None
        finally:
            limit.cancel()
        if answer is None:
            self.close()
            return None
        return _extract(answer)

    def close(self) -> None:
        """End the child process, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            with suppress(OSError), child:
                pass

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", str(Path(worker.__file__))]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._child


def _ask(child: subprocess.Popen[bytes], html: str) -> dict[str, Any] | None:
    assert child.stdin is not None and child.stdout is not None
    worker.send(child.stdin, html.encode("utf-8", "replace"))
    answer = worker.receive(child.stdout)
    return json.loads(answer) if answer is not None else None


def _extract(answer: dict[str, Any]) -> Extract:
    blocks = tuple((role, text) for role, text in answer.pop("blocks", ()) if text)
    lines = tuple(answer.pop("lines"))
    return Extract(blocks, lines, **answer)
