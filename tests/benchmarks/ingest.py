"""How fast articles come into a library, how long one step takes, and how large the file gets.

``python -m tests.benchmarks.ingest [COUNT]`` prints medians of three runs as a Markdown table: seconds by the clock,
and of the processor alone, which a busy machine changes less.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from store import language, open_store
from store.intake import bring_in
from store.language import names
from store.library import Store
from store.model import Draft, Reading
from store.sources.folding import Piece, join
from tests.benchmarks import corpus

RUNS = 3
SINGLE, NAMED, STEPS, WITH_NAMES = 500, 200, 100, 400
LEAST = 50
"""Bytes an article from which a table is told."""

Pairs = Sequence[tuple[Draft, Reading]]
Times = tuple[float, float]
"""Seconds by the clock and of the processor."""


def drafts(count: int) -> list[Draft]:
    """That many made-up news articles, of about 880 words."""
    whole = -(-count // corpus.BATCH) * corpus.BATCH
    return [draft_of(article) for article in islice(corpus.Corpus().articles(0, whole), count)]


def draft_of(article: corpus.Article) -> Draft:
    """Return a made-up article as something read from a file."""
    text, blocks = join(Piece(paragraph) for paragraph in article.paragraphs)
    return Draft(
        source=f"corpus/{article.number}",
        original=text.encode(),
        media_type="text/plain",
        text=text,
        blocks=blocks,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
    )


def measured(work: Callable[[Store], None], fill: Pairs = ()) -> Times:
    """Medians of ``work`` on a new library that holds ``fill``."""
    clock, processor = zip(*(_once(work, fill) for _ in range(RUNS)), strict=True)
    return statistics.median(clock), statistics.median(processor)


def _once(work: Callable[[Store], None], fill: Pairs) -> Times:
    with TemporaryDirectory() as folder, open_store(Path(folder) / "library.db") as library:
        list(library.articles.add_many(fill))
        clock, processor = time.perf_counter(), time.process_time()
        work(library)
        return time.perf_counter() - clock, time.process_time() - processor


def add_many(pairs: Pairs) -> Callable[[Store], None]:
    def work(library: Store) -> None:
        list(library.articles.add_many(pairs))

    return work


def add_each(pairs: Pairs) -> Callable[[Store], None]:
    def work(library: Store) -> None:
        for pair in pairs:
            library.articles.add(*pair)

    return work


def tag_and_undo(library: Store) -> None:
    for start in range(STEPS):
        library.passages.add(1, start, 200, tags=("claims/denied",))
    for _ in range(STEPS):
        library.history.undo()


def read_all(library: Store) -> None:
    for article in range(1, NAMED + 1):
        library.articles.reading(article)


def bring(count: int, jobs: int) -> float:
    """Seconds by the clock of one import of that many articles with names by the trained engine."""
    found = drafts(count)
    with TemporaryDirectory() as folder, open_store(Path(folder) / "library.db") as library:
        clock = time.perf_counter()
        for _ in bring_in(library, found, engine="crf", jobs=jobs):
            pass
        return time.perf_counter() - clock


def sizes(pairs: Pairs) -> dict[str, float]:
    """Bytes of the closed file for each article: all together, then by table and index."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with open_store(path) as library:
            list(library.articles.add_many(pairs))
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name ORDER BY size DESC")
            return {"all": path.stat().st_size / len(pairs)} | {name: size / len(pairs) for name, size in rows}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    found = drafts(count)
    pending = [(draft, Reading(draft.text, draft.blocks)) for draft in found]
    engine = names.engine("rules")
    named = [(draft, language.read(draft, engine)) for draft in found[:NAMED]]
    print("| what | by the clock | processor |\n|---|---|---|")
    _print_rate(f"articles/s, `add_many`, {count} articles, names pending", count, measured(add_many(pending)))
    for jobs in (1, 2):
        rate = WITH_NAMES / bring(WITH_NAMES, jobs)
        print(f"| articles/s with names, `crf`, {WITH_NAMES} articles, jobs={jobs} | {rate:,.0f} | |", flush=True)
    _print_rate("articles/s, `add`, names pending", SINGLE, measured(add_each(pending[:SINGLE])))
    _print_rate("articles/s, `add`, names read before", NAMED, measured(add_each(named)))
    _print_milliseconds("a passage tagged, or that undone", 2 * STEPS, measured(tag_and_undo, pending[:1000]))
    _print_milliseconds("`articles.reading`, the first time", NAMED, measured(read_all, named))
    print("\n| bytes an article | |\n|---|---|")
    for name, size in sizes(pending).items():
        if size >= LEAST:
            print(f"| {name} | {size:,.0f} |")


def _print_rate(what: str, count: int, times: Times) -> None:
    print(f"| {what} | {count / times[0]:,.0f} | {count / times[1]:,.0f} |", flush=True)


def _print_milliseconds(what: str, count: int, times: Times) -> None:
    print(f"| {what} | {times[0] / count * 1000:.1f} ms | {times[1] / count * 1000:.1f} ms |", flush=True)


if __name__ == "__main__":
    main()
