"""Bringing in: ``sources.read`` → ``language.read`` → ``articles.add``, one committed article at a time.

The one journey behind ``diptych add`` and the reader's *add* screen. Reading names is the slow part and may run in
several processes; only the calling process writes.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, Literal

from store.errors import DiptychError
from store.grouping import group
from store.model import Draft, Kind, Reading

if TYPE_CHECKING:
    from store.language.names import Engine
    from store.library import Store
    from store.sources import Failure

AHEAD = 8
"""Articles read ahead of the writer, per process."""


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

    ``engine`` is the name engine's choice; None keeps and indexes now and leaves the names for later.
    Closing the iterator stops the work and leaves nothing half-written.
    """
    known = library.entities.known() if engine is not None else {}
    for draft, reading in readings(drafts, engine, jobs, known):
        if reading is None or not isinstance(draft, Draft):
            yield Outcome(draft.source, "failed", error=str(draft.error))  # type: ignore[union-attr]
            continue
        try:
            added = library.articles.add(draft, reading)
            if added.status != "duplicate" and engine is not None:
                group(library, added.id, reading)
            if tags and added.status != "duplicate":
                _tag(library, added.id, tags)
        except DiptychError as error:
            yield Outcome(draft.source, "failed", title=draft.title, error=str(error))
            continue
        yield Outcome(draft.source, added.status, added.id, draft.title, notices=draft.notices)


def readings(
    drafts: Iterable[Draft | Failure], engine: str | None, jobs: int = 1, known: Mapping[str, Kind] | None = None
) -> Iterator[tuple[Draft | Failure, Reading | None]]:
    """Each draft with what was understood of it, each failure with None, in the order they came.

    ``known`` are the names that the library has, by key, as ``entities.known`` gives them.
    """
    _know(known or {})
    if jobs <= 1 or engine is None:
        for draft in drafts:
            yield draft, read_one(draft, engine) if isinstance(draft, Draft) else None
        return
    with ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_know, initargs=(known or {},)) as pool:
        waiting: deque[tuple[Draft | Failure, Future[Reading] | None]] = deque()
        try:
            for draft in drafts:
                waiting.append((draft, pool.submit(read_one, draft, engine) if isinstance(draft, Draft) else None))
                if len(waiting) >= jobs * AHEAD:
                    yield _finished(waiting.popleft())
            while waiting:
                yield _finished(waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def read_one(draft: Draft, engine: str | None) -> Reading:
    """``language.read`` with the chosen engine, loaded once a process."""
    from store import language

    return language.read(draft, None if engine is None else _engine(engine), _known)


_known: Mapping[str, Kind] = {}
"""Names that the library has; set once in each process that reads."""


def _know(known: Mapping[str, Kind]) -> None:
    global _known
    _known = known


@lru_cache(1)
def _engine(choice: str) -> Engine:
    from store.language import names

    return names.engine(choice)


def _finished(item: tuple[Draft | Failure, Future[Reading] | None]) -> tuple[Draft | Failure, Reading | None]:
    draft, future = item
    return draft, None if future is None else future.result()


def _context() -> BaseContext:
    return get_context("forkserver" if sys.platform != "win32" else "spawn")


def _tag(library: Store, article: int, tags: Sequence[str]) -> None:
    """Tag an article as a whole: its first block, the headline where the page shows one."""
    kept = [block for block in library.articles.get(article).blocks if block.kept]
    if kept:
        library.passages.add(article, kept[0].start, kept[0].end, tags=tuple(tags))
