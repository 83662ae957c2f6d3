"""What the reading pane costs: process CPU per first paint, cursor step, scrolled line, new marks, resize, two in step.

    python -m tests.benchmarks.panes

Two framed panes side by side in a real terminal (a pty of 150 × 48), marks of every layer, medians of three runs.
Every figure is the CPU time of the whole process from the key to the written frame, in milliseconds. In turn with them
runs the same text with nothing around it (``bare_pane``): what the machine does besides falls on both alike, and the
factor between them says what frame, gutter, ruler, palette and messages cost.
"""

from __future__ import annotations

import asyncio
import json
import platform
import random
import statistics
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from store.model import Block, Span
from widgets.layers import AlignedMark, Marks, NameMark, PassageMark, QuoteMark
from widgets.layout import Page, page

SIZE = (48, 150)
SIZES = ((5_000, 500), (100_000, 5_000))
RUNS = 3
STEPS = 40
GOALS = {"first paint": None, "cursor": 2, "scroll": 4, "re-highlight": 6, "resize": 20, "in step": 5}
SLACK = 1.5  # What the goals are multiplied by at the larger size.
SETTLE = 0.03
_SYLLABLES = ("ba", "con", "der", "el", "fi", "gra", "hol", "in", "ka", "lor", "men", "nor", "pe", "quin", "ran", "sol")


def main() -> None:
    pairs = [(_measured(*SIZES[0]), _measured(*SIZES[0], bare=True)) for _ in range(RUNS)]
    results = {SIZES[0]: [pane for pane, _ in pairs], SIZES[1]: [_measured(*SIZES[1]) for _ in range(RUNS)]}
    print(f"Two panes, {SIZE[1]} × {SIZE[0]}, CPU ms, medians of {RUNS}; {platform.machine()}, Python "
          f"{platform.python_version()}\n")  # fmt: skip
    print(f"| words / spans | {' | '.join(GOALS)} | MB |")
    print("|---" * (len(GOALS) + 2) + "|")
    for factor, (size, runs) in zip((1, SLACK), results.items(), strict=True):
        cells = [_cell(statistics.median(run[name] for run in runs), goal, factor) for name, goal in GOALS.items()]
        memory = statistics.median(run["MB"] for run in runs)
        print(f"| {size[0]:,} / {size[1]:,} | {' | '.join(cells)} | {memory:.1f} |")
    bare = [f"{statistics.median(rival[name] for _, rival in pairs):.1f}" for name in (*GOALS, "MB")]
    factors = [f"× {statistics.median(pane[name] / rival[name] for pane, rival in pairs):.2f}" for name in GOALS]
    print(f"| bare, {SIZES[0][0]:,} | {' | '.join(bare)} |\n| pane / bare | {' | '.join(factors)} | |")


def _cell(value: float, goal: float | None, factor: float) -> str:
    return f"{value:.1f}" if goal is None else f"{value:.1f} (≤ {goal * factor:g})"


def _measured(words: int, spans: int, bare: bool = False) -> dict[str, float]:
    """Run one measurement in a pty of its own and read its figures back."""
    import pexpect

    with tempfile.TemporaryDirectory() as folder:
        out, resize = Path(folder) / "figures.json", Path(folder) / "resize"
        command = [sys.executable, "-m", "tests.benchmarks.panes", str(words), str(spans), str(out), str(resize)]
        command += ["bare"] * bare
        child = pexpect.spawn(command[0], command[1:], dimensions=SIZE, env=_terminal())
        while child.isalive():
            try:
                child.read_nonblocking(1 << 20, timeout=0.05)
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                break
            if resize.exists():
                columns = int(resize.read_text() or 0)
                resize.unlink()
                child.setwinsize(SIZE[0], columns)
        child.close()
        return json.loads(out.read_text())


def _terminal() -> dict[str, str]:
    import os

    return {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}


def article(words: int, seed: int) -> Page:
    """An article of invented words: sentences of 8 to 30 words, paragraphs of 2 to 5 sentences."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(3_000)]
    paragraphs: list[str] = []
    written = 0
    while written < words:
        sentences = [rng.choices(vocabulary, k=rng.randint(8, 30)) for _ in range(rng.randint(2, 5))]
        written += sum(map(len, sentences))
        paragraphs.append(" ".join(" ".join(sentence).capitalize() + "." for sentence in sentences))
    return _page(paragraphs)


def _page(paragraphs: list[str]) -> Page:
    blocks, sentences, start = [], [], 0
    for paragraph in paragraphs:
        blocks.append(Block(start, start + len(paragraph)))
        at = start
        for sentence in paragraph.split(". "):
            sentences.append(Span(at, min(at + len(sentence) + 1, start + len(paragraph))))
            at += len(sentence) + 2
        start += len(paragraph) + 2
    return page("", blocks, "\n\n".join(paragraphs), sentences)


def marks(page: Page, spans: int, seed: int) -> Marks:
    """``spans`` marks: seven names to every two counterparts and one of quotes, passages, differences and hits."""
    rng = random.Random(seed)
    words = [page.text.rfind(" ", 0, offset) + 1 for offset in sorted(rng.sample(range(1, len(page.text)), spans))]
    names = tuple(
        NameMark(
            start, start + 14, key % 40, key % 40 if key % 40 < 20 else None, "shared" if key % 40 < 20 else "only"
        )
        for key, start in enumerate(words[: spans * 7 // 10])
    )
    aligned = rng.sample(page.sentences, min(spans * 2 // 10, len(page.sentences)))
    others = [page.text.rfind(" ", 0, rng.randrange(1, len(page.text))) + 1 for _ in range(spans // 10)]
    return Marks(
        names=names,
        aligned=tuple(AlignedMark(span.start, span.end) for span in sorted(aligned)),
        quotes=tuple(QuoteMark(start, start + 90, True) for start in others[0::4]),
        passages=tuple(PassageMark(start, start + 120, "#c678dd", start) for start in others[1::4]),
        differences=tuple(Span(start, start + 6) for start in others[2::4]),
        hits=tuple(Span(start, start + 8) for start in others[3::4]),
    )


def measure(words: int, spans: int, out: Path, resize: Path, bare: bool = False) -> None:
    """Run the panes in this terminal, write the figures to ``out``; a width written to ``resize`` is obeyed outside."""
    import resource

    from textual import on
    from textual.app import App, ComposeResult
    from textual.screen import Screen

    from tests.benchmarks.bare_pane import BarePane
    from widgets.article_pane import ArticlePane
    from widgets.kept import Ground
    from widgets.reading_pane import Heading, ReadingPane

    pages = [article(words, seed) for seed in (1, 2)]
    laid = [[marks(page, spans, seed) for page in pages] for seed in (3, 4)]
    tops = [span.start for span in pages[1].sentences]
    figures: dict[str, float] = {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    class Row(Ground):
        DEFAULT_CSS = "Row { layout: horizontal; }"

    class Desk(Screen[None]):
        BLANK = True

    class Panes(App[None]):
        ENABLE_COMMAND_PALETTE = False
        BINDINGS = [("j", "scroll", "Scroll"), ("w", "word", "Word")]  # noqa: RUF012
        in_step = False

        def get_default_screen(self) -> Screen[None]:
            return Desk()

        def compose(self) -> ComposeResult:
            self.frames = 0
            self.drawn = asyncio.Event()
            self.panes = [BarePane() if bare else ReadingPane() for _ in pages]
            with Row():
                yield from self.panes

        def on_ready(self) -> None:
            self.run_worker(self.run_through())

        def post_display_hook(self) -> None:
            self.frames += 1
            self.drawn.set()

        def action_scroll(self) -> None:
            self.panes[0].article.scroll_lines(1)
            if bare and self.in_step:
                self.follow(self.panes[0].article.top_offset)

        def action_word(self) -> None:
            self.panes[0].article.move("word", 1)

        @on(ArticlePane.CursorMoved)
        def light_up(self, message: ArticlePane.CursorMoved) -> None:
            for pane in self.panes:
                pane.article.focused_entity = message.entity

        @on(ArticlePane.Scrolled)
        def lead(self, message: ArticlePane.Scrolled) -> None:
            if self.in_step and message.pane is self.panes[0].article:
                self.follow(message.top_offset)

        def follow(self, top: int) -> None:
            there = bisect_right(self.here, top) - 1
            self.panes[1].article.follow(tops[min(max(there, 0), len(tops) - 1)])

        here = tuple(span.start for span in pages[0].sentences)

        async def cost(self, change: Callable[[], object]) -> float:
            self.drawn.clear()
            started = time.process_time()
            change()
            await asyncio.wait_for(self.drawn.wait(), 10)
            await asyncio.sleep(SETTLE)
            return (time.process_time() - started) * 1000

        async def median(self, change: Callable[[], object], times: int = STEPS) -> float:
            return statistics.median([await self.cost(change) for _ in range(times)])

        def press(self, key: str) -> None:
            from textual.events import Key

            self.post_message(Key(key, key))

        def load(self) -> None:
            for pane, read, layer in zip(self.panes, pages, laid[0], strict=True):
                pane.load(Heading("An outlet", "2025-11-21", "A. Writer", words), read, layer)

        def lay_over(self) -> None:
            laid.reverse()
            for pane, layer in zip(self.panes, laid[0], strict=True):
                pane.set_marks(layer)

        async def run_through(self) -> None:
            await asyncio.sleep(0.3)
            self.panes[0].article.focus()
            await asyncio.sleep(0.2)
            figures["first paint"] = await self.cost(self.load)
            await asyncio.sleep(0.3)
            figures["scroll"] = await self.median(lambda: self.press("j"))
            self.panes[0].article.home()
            await asyncio.sleep(0.3)
            figures["cursor"] = await self.median(lambda: self.press("w"))
            figures["re-highlight"] = await self.median(self.lay_over, 10)
            self.in_step = True
            figures["in step"] = await self.median(lambda: self.press("j"))
            self.in_step = False
            figures["resize"] = await self.resized()
            figures["MB"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            out.write_text(json.dumps(figures))
            self.exit()

        async def resized(self) -> float:
            """The median over widths never seen before: nothing wrapped earlier can be used again."""
            costs = []
            for columns in (130, 148, 132, 146, 134, 144):
                started, frames = time.process_time(), self.frames
                part = resize.with_suffix(".part")
                part.write_text(str(columns))
                part.rename(resize)
                while self.frames == frames:
                    await asyncio.sleep(0.02)
                await asyncio.sleep(0.4)
                costs.append((time.process_time() - started) * 1000)
            return statistics.median(costs) - await self.idle(0.42)

        async def idle(self, seconds: float) -> float:
            """What the process costs while nothing happens, over ``seconds``."""
            started = time.process_time()
            for _ in range(round(seconds / 0.02)):
                await asyncio.sleep(0.02)
            return (time.process_time() - started) * 1000

    Panes().run()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), bare=len(sys.argv) > 5)
    else:
        main()
