"""Progress on a terminal's standard error, for verbs that take long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from store.language.printable import printable


class TerminalProgress:
    """A bar when the total is known, else a counter, with the title at hand."""

    def __init__(self, progress: Progress, what: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=total, title="")

    def advance(self, title: str) -> None:
        shown = printable(title).replace("\n", " ")[:40]
        self._progress.update(self._task, advance=1, title=Text(shown).plain)


class _Rate(TextColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


@contextmanager
def terminal_progress(what: str, total: int | None = None) -> Iterator[TerminalProgress]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        *((BarColumn(),) if total else ()),
        MofNCompleteColumn() if total else TextColumn("{task.completed}", markup=False),
        _Rate("", markup=False),
        *((TimeRemainingColumn(),) if total else (TimeElapsedColumn(),)),
        TextColumn("{task.fields[title]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield TerminalProgress(progress, what, total)
