"""How long comparing takes after the articles are read, in CPU milliseconds, as Markdown.

    python -m tests.benchmarks.compare_speed

The articles are NewsWCL50's, those of one outlet joined until they are as long as wanted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from store.compare import compare
from store.compare.alignment import align
from store.compare.coverage import coverage
from store.compare.shared import shared
from store.language import read
from store.language.names import engine
from store.model import Block, Draft, Reading
from tests.benchmarks.alignment import SHARED, rows

RUNS = 9


def article(sentences: list[str], words: int) -> Reading:
    """The first ``words`` words of ``sentences``, four a paragraph, read."""
    kept: list[str] = []
    for sentence in sentences:
        if sum(len(each.split()) for each in kept) < words:
            kept.append(sentence)
    paragraphs = [" ".join(kept[at : at + 4]) for at in range(0, len(kept), 4)]
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(start, start + len(paragraph)))
        start += len(paragraph) + 2
    draft = Draft("benchmark", b"", "text/plain", "\n\n".join(paragraphs), tuple(blocks), published="2018-04-18")
    return read(draft, engine())


def events() -> list[list[list[str]]]:
    """The sentences of every article, by event."""
    found: dict[str, list[list[str]]] = {}
    for row in rows(SHARED / "data/coreference/newswcl50_dev.jsonl.gz"):
        found.setdefault(row["event"], []).append(row["sents"])
    return list(found.values())


def timed(call: Callable[[], object]) -> float:
    call()
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        call()
        times.append(1000 * (time.process_time() - started))
    return median(times)


def row(name: str, readings: list[Reading]) -> None:
    pairs = sum(len(a.sentences) * len(b.sentences) for n, a in enumerate(readings) for b in readings[:n])
    alone, everything = timed(lambda: align(readings)), timed(lambda: compare(readings))
    print(f"| {name} | {pairs:,} | {alone:.1f} | {1000 * alone / pairs:.2f} | {everything:.1f} |")


if __name__ == "__main__":
    told = events()
    long = [[sentence for event in told for sentence in event[which]] for which in range(4)]
    print("| articles | sentence pairs | align, ms | align, µs a pair | compare, ms |\n|---|---|---|---|---|")
    row("two of 1,000 words", [article(each, 1000) for each in long[:2]])
    row("two of 5,000 words", [article(each, 5000) for each in long[:2]])
    row("four of 1,000 words", [article(each, 1000) for each in long])
    fifty = [article(each, 700) for event in told for each in event] * 2
    fifty = [replace(each, article=key, outlet=f"Outlet {key}") for key, each in enumerate(fifty, 1)]
    found = shared(fifty)
    print("\n| coverage of 50 articles | ms |\n|---|---|")
    print(f"| names joined | {timed(lambda: shared(fifty)):.0f} |")
    print(f"| the matrix | {timed(lambda: coverage(fifty, found)):.0f} |")
