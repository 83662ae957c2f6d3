"""How long until the first line of an article can be read, and what the verbs without a screen cost.

    python -m tests.benchmarks.startup [ARTICLES]

Every command is a process of its own in a pty of 120 × 40, from its start until its first text is written, beside the
smallest Textual application and a bare interpreter, all in turn, so that whatever else the machine does falls on all
of them alike. Medians of the clock and of the processor, and the factor over the rival: the median of each round's.
"""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store import open_store
from tests.benchmarks.corpus import Corpus, build

ARTICLES = 2_000
RUNS = 15
WAIT = 60.0
PYTHON = "bare Python"
TEXTUAL = "the smallest Textual application"
_MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("first text")

Minimal().run()
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A command, the text it is timed to (its end when empty), what it is compared with."""

    name: str
    arguments: tuple[str, ...]
    text: str = ""
    rival: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds by the clock and of the processor."""

    clock: float
    processor: float


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.diptych"
        open_store(library).close()
        build(library, count)
        cases = _cases(library)
        runs: dict[str, list[Spent]] = {case.name: [] for case in cases}
        for number in range(RUNS + 1):
            for case in cases:
                spent = first_text(case.arguments, case.text, Path(folder))
                if number:
                    runs[case.name].append(spent)
    print(f"| {count:,} articles | clock ms | processor ms | against | clock | processor |")
    print("|---|---|---|---|---|---|")
    for case in cases:
        print(_row(case, runs[case.name], runs.get(case.rival, [])))


def _cases(library: Path) -> list[Case]:
    article = next(iter(Corpus().articles(0, 1)))
    words = " ".join(article.paragraphs[1].split(" ")[:2])
    diptych = (sys.executable, "-m", "tui", "--library", str(library))
    return [
        Case(PYTHON, (sys.executable, "-c", "pass")),
        Case(TEXTUAL, (sys.executable, "-c", _MINIMAL), "first text"),
        Case("`diptych read 1`, the article's first line", (*diptych, "read", "1"), words, TEXTUAL),
        Case("`diptych read 1 2`", (*diptych, "read", "1", "2"), words, TEXTUAL),
        Case("`diptych --version`", (*diptych, "--version"), rival=PYTHON),
        Case("`diptych list --limit 20`", (*diptych, "list", "--limit", "20"), rival=PYTHON),
        Case("`diptych search --json government`", (*diptych, "search", "--json", "government"), rival=PYTHON),
    ]


def first_text(arguments: Sequence[str], text: str, home: Path) -> Spent:
    """Run a command in a pty until ``text`` is written, or to its end."""
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(arguments[0], arguments, _terminal(home))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    for piece in _written(terminal):
        seen += piece
        if text and text.encode() in seen:
            break
        if time.perf_counter() - started > WAIT:
            raise TimeoutError(f"{' '.join(arguments)} wrote no {text!r}:\n{seen.decode(errors='replace')}")
    else:
        if text:
            raise RuntimeError(f"{' '.join(arguments)} ended without {text!r}:\n{seen.decode(errors='replace')}")
    clock = time.perf_counter() - started
    if text:
        os.kill(pid, signal.SIGKILL)
    _, _, usage = os.wait4(pid, 0)
    os.close(terminal)
    return Spent(clock * 1000, (usage.ru_utime + usage.ru_stime) * 1000)


def _written(terminal: int) -> Iterator[bytes]:
    """What arrives in a pty, piece by piece, until its program ends."""
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:
            return
        if not piece:
            return
        yield piece


def _terminal(home: Path) -> dict[str, str]:
    """A terminal of a reader who has a home and, as after any second start, compiled modules."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_CONFIG_HOME": str(home), "HOME": str(home)}
    return {**inherited, **own, "PYTHONPYCACHEPREFIX": str(home / "compiled")}


def _row(case: Case, runs: Sequence[Spent], rivals: Sequence[Spent]) -> str:
    clock, processor = _medians(runs)
    cells = [case.name, f"{clock:.0f}", f"{processor:.0f}", case.rival]
    if case.rival == PYTHON:
        clocks = statistics.median(run.clock - rival.clock for run, rival in zip(runs, rivals, strict=True))
        processors = statistics.median(run.processor - rival.processor for run, rival in zip(runs, rivals, strict=True))
        cells += [f"{clocks:+.0f} ms", f"{processors:+.0f} ms"]
    elif case.rival:
        clocks = statistics.median(run.clock / rival.clock for run, rival in zip(runs, rivals, strict=True))
        processors = statistics.median(run.processor / rival.processor for run, rival in zip(runs, rivals, strict=True))
        cells += [f"× {clocks:.2f}", f"× {processors:.2f}"]
    else:
        cells += ["", ""]
    return f"| {' | '.join(cells)} |"


def _medians(runs: Sequence[Spent]) -> tuple[float, float]:
    return statistics.median(run.clock for run in runs), statistics.median(run.processor for run in runs)


if __name__ == "__main__":
    main()
