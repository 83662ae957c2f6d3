"""Bringing in: ``sources.read`` → ``language.read`` → the library, a few committed articles at a time.

The one journey behind ``diptych add`` and the reader's *add* screen. Reading names is the slow part and may run in
several processes; only the calling process writes.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Literal

from store.adding import CHUNK, Added, Import
from store.errors import DiptychError
from store.grouping import group
from store.model import Draft, Kind, Reading

if TYPE_CHECKING:
    from store.language.name_engine import Engine
    from store.library import Store
    from store.sources import Failure

FEW = 32
"""Articles that are read before other processes are started to help: for fewer, starting them takes longer."""
AHEAD = 8
"""Articles read ahead of the writer, per process."""
PATIENCE = 0.5
"""Seconds after which what was read is committed, however little it is."""

Read = tuple["Draft | Failure", Reading | None]
"""An article and what was understood of it, or a failure and None."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article. ``id`` is its row when it is kept, the earlier row's when it is a duplicate."""

    source: str
    status: Literal["added", "duplicate", "updated", "failed"]
    id: int | None = None
    title: str = ""
    error: str | None = None
    notices: tuple[str, ...] = ()


def bring_in(
    library: Store,
    drafts: Iterable[Draft | Failure],
    *,
    engine: str | None = "crf",
    tags: Sequence[str] = (),
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Keep each draft and tell what became of it, in order; an outcome that was yielded is committed.

    ``engine`` is the name engine's choice; None keeps and indexes now and leaves the names for later. All of it is one
    step of undo. Closing the iterator stops the work and leaves nothing half-written. Raises ``ReadOnlyError`` before
    anything is read where nothing can be kept.
    """
    library.database.refuse_when_read_only()
    with closing(library.entities.known()) as known, library.articles.importing() as importing:
        for chunk in _chunks(readings(drafts, engine, jobs, known)):
            yield from _kept(library, importing, chunk, tags)


def _chunks(articles: Iterable[Read]) -> Iterator[list[Read]]:
    """What is committed together: what comes in within ``PATIENCE``, so that an article does not wait for the next."""
    chunk: list[Read] = []
    since = monotonic()
    for article in articles:
        chunk.append(article)
        if len(chunk) >= CHUNK or monotonic() - since >= PATIENCE:
            yield chunk
            chunk, since = [], monotonic()
    if chunk:
        yield chunk


def _kept(library: Store, importing: Import, chunk: Sequence[Read], tags: Sequence[str]) -> Iterator[Outcome]:
    """Keep a chunk in one transaction; where it fails, its articles one by one."""
    pairs = [(draft, reading) for draft, reading in chunk if isinstance(draft, Draft) and reading is not None]

    def finish(added: Sequence[Added]) -> None:
        for one, (_, reading) in zip(added, pairs, strict=True):
            _finish(library, one, reading, tags)

    try:
        added = iter(importing.add(pairs, finish))
    except DiptychError as error:
        if len(chunk) == 1:
            yield Outcome(chunk[0][0].source, "failed", title=pairs[0][0].title, error=str(error))
        else:
            for article in chunk:
                yield from _kept(library, importing, [article], tags)
        return
    for draft, _ in chunk:
        yield _outcome(draft, next(added)) if isinstance(draft, Draft) else _failed(draft)


def _finish(library: Store, added: Added, reading: Reading, tags: Sequence[str]) -> None:
    """Group and tag an article that came in just now."""
    if added.status == "duplicate":
        return
    if reading.engine:
        group(library, added.id, reading)
    if tags:
        _tag(library, added.id, tags)


def _outcome(draft: Draft, added: Added) -> Outcome:
    return Outcome(draft.source, added.status, added.id, draft.title, notices=draft.notices)


def _failed(failure: Failure) -> Outcome:
    return Outcome(failure.source, "failed", error=str(failure.error))


def readings(
    drafts: Iterable[Draft | Failure], engine: str | None, jobs: int = 1, known: Mapping[str, Kind] | None = None
) -> Iterator[Read]:
    """Each draft with what was understood of it, each failure with None, in the order they came.

    ``known`` are the names that the library has, by key, as ``entities.known`` gives them. With several ``jobs``, other
    processes help once there are more than a few articles.
    """
    remaining = iter(drafts)
    alone = None if jobs <= 1 or engine is None else FEW
    for draft in islice(remaining, alone):
        yield draft, read_one(draft, engine, known or {}) if isinstance(draft, Draft) else None
    if alone is not None:
        yield from _read_by_many(remaining, engine, jobs, known or {})


def _read_by_many(
    drafts: Iterator[Draft | Failure], engine: str | None, jobs: int, known: Mapping[str, Kind]
) -> Iterator[Read]:
    first = next(drafts, None)
    if first is None:
        return
    with ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_help, initargs=(known,)) as pool:
        waiting: deque[tuple[Draft | Failure, Future[Reading] | None]] = deque()
        try:
            for draft in chain([first], drafts):
                waiting.append((draft, pool.submit(_read_here, draft, engine) if isinstance(draft, Draft) else None))
                if len(waiting) >= jobs * AHEAD:
                    yield _finished(waiting.popleft())
            while waiting:
                yield _finished(waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def read_one(draft: Draft, engine: str | None, known: Mapping[str, Kind] | None = None) -> Reading:
    """``language.read`` with the chosen engine, loaded once a process; without one, everything is left for later."""
    if engine is None:
        return Reading(draft.text, draft.blocks, title=draft.title, outlet=draft.outlet, published=draft.published)
    from store import language

    return language.read(draft, _engine(engine), known)


_known: Mapping[str, Kind] = {}
"""Names that the library has; set once in each process that helps to read."""


def _help(known: Mapping[str, Kind]) -> None:
    """Make this a process that helps to read, for as long as the one that started it lives."""
    global _known
    _known = known
    Thread(target=_end_with_parent, name="end with parent", daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_here(draft: Draft, engine: str | None) -> Reading:
    return read_one(draft, engine, _known)


@lru_cache(1)
def _engine(choice: str) -> Engine:
    from store.language import names

    return names.engine(choice)


def _finished(item: tuple[Draft | Failure, Future[Reading] | None]) -> Read:
    draft, future = item
    return draft, None if future is None else future.result()


def _context() -> BaseContext:
    return get_context("forkserver" if sys.platform != "win32" else "spawn")


def _tag(library: Store, article: int, tags: Sequence[str]) -> None:
    """Tag an article as a whole: its first block, the headline where the page shows one."""
    kept = [block for block in library.articles.get(article).blocks if block.kept]
    if kept:
        library.passages.add(article, kept[0].start, kept[0].end, tags=tuple(tags))
