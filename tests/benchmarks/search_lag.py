"""How late the screen's event loop runs while somebody types a search and articles come in.

``python -m tests.benchmarks.search_lag LIBRARY [SECONDS]`` opens the reader (headless, 150 × 48) on a copy of a library
of ``tests.benchmarks.corpus``, asks the event loop to wake up every 5 ms, and prints by how many milliseconds it was
late: with nobody typing, then with a key every 120 ms, then with another process importing beside that. What a machine
busy with other work adds is in all three rows; the processor time that the loop's thread itself spent between two looks
is not changed by it.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import chain, cycle
from multiprocessing.synchronize import Event
from pathlib import Path

from textual import events
from textual.app import App
from textual.pilot import Pilot

from store import open_store
from store.model import Reading
from tests.benchmarks.corpus import BATCH, Corpus
from tests.benchmarks.ingest import draft_of
from tests.benchmarks.search import workload
from tui.app import DiptychApp
from tui.settings import Settings
from widgets.search_sidebar import SearchSidebar

SIZE = (150, 48)
Look = tuple[float, float]
"""How many milliseconds too late the event loop woke up, and how many its thread worked since the look before."""
WAKE, KEY = 0.005, 0.12
"""Seconds between two looks at the clock, and between two keys."""
QUERIES = 20
NEW = 3_000_000
"""The number of the first article that is imported: none of the library's own."""


def keys(path: Path) -> Iterator[str]:
    """Return the keys of misspelt queries, typed one after the other for ever, each deleted again at its end."""
    with sqlite3.connect(path) as connection:
        typed = [task.misspelt for task in workload(connection, QUERIES)]
    return cycle(chain.from_iterable([*query, "ctrl+u"] for query in typed))


async def type_on(app: App[None], typing: Iterator[str]) -> None:
    """Press a key every 120 ms until cancelled."""
    while True:
        key = next(typing)
        character = key if len(key) == 1 else None
        app.post_message(events.Key({" ": "space"}.get(key, key), character))
        await asyncio.sleep(KEY)


async def lags(seconds: float) -> list[Look]:
    """Return what was seen at each look at the clock."""
    found = []
    end = time.perf_counter() + seconds
    while (started := time.perf_counter()) < end:
        worked = time.thread_time()
        await asyncio.sleep(WAKE)
        late = time.perf_counter() - started - WAKE
        found.append((late * 1000, (time.thread_time() - worked) * 1000))
    return found


def import_on(path: Path, begin: Event, begun: Event) -> None:
    """Once told to begin, bring articles in, 250 a commit, until killed; say when the first are in."""
    corpus = Corpus()
    begin.wait()
    with open_store(path) as library, library.articles.importing() as importing:
        for first in range(NEW, 2 * NEW, BATCH):
            drafts = map(draft_of, corpus.articles(first, first + BATCH))
            importing.add([(draft, Reading(draft.text, draft.blocks)) for draft in drafts])
            begun.set()


async def measured(path: Path, seconds: float, begin: Event, begun: Event) -> dict[str, list[Look]]:
    """Return the lags of the three states."""
    with open_store(path) as library:
        app = DiptychApp(library, Settings(names_engine="rules"), [1, 2])
        async with app.run_test(size=SIZE) as pilot:
            await _search_is_ready(pilot, app)
            gc.freeze()
            found = {"nobody types": await lags(seconds)}
            typing = asyncio.create_task(type_on(app, keys(path)))
            found["a key every 120 ms"] = await lags(seconds)
            begin.set()
            await asyncio.to_thread(begun.wait)
            found["a key every 120 ms, another process importing"] = await lags(seconds)
            typing.cancel()
    return found


async def _search_is_ready(pilot: Pilot[None], app: DiptychApp) -> None:
    await pilot.pause(1)
    await pilot.press("slash")
    while app.searcher.reading or not app.screen.query_one(SearchSidebar).has_focus_within:
        await pilot.pause(0.1)


def main() -> None:
    """Print the table."""
    library, seconds = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(library, Path(folder) / "library.db"))
        spawning = multiprocessing.get_context("spawn")
        begin, begun = spawning.Event(), spawning.Event()
        importing = spawning.Process(target=import_on, args=(copy, begin, begun))
        importing.start()
        found = asyncio.run(measured(copy, seconds, begin, begun))
        importing.kill()
        importing.join()
    print("| | late p50 / p95 / p99 / max, ms | work of the loop p50 / p95 / p99 / max, ms |\n|---|---|---|")
    for state, looks in found.items():
        late, worked = (" / ".join(f"{value:.1f}" for value in _shares(values)) for values in zip(*looks, strict=True))
        print(f"| {state} | {late} | {worked} |")


def _shares(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered[int((len(ordered) - 1) * share)] for share in (0.5, 0.95, 0.99, 1)]


if __name__ == "__main__":
    main()
