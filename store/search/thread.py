"""Searching beside the screen: one daemon thread, one read connection, the latest query wins."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from store.model import HitKind, SearchResult
from store.search.engine import SearchEngine, Superseded
from store.search.vocabulary import Vocabulary

SOONEST = 2.0
"""Seconds after which the vocabulary is read again if the library has changed, or twenty times what reading takes."""


@dataclass(frozen=True, slots=True)
class _Request:
    generation: int
    query: str
    kinds: Collection[HitKind] | None
    limit: int
    exact: bool
    articles: Sequence[int]


class SearchThread:
    """Runs searches for whoever types. Every method may be called from any thread and returns at once.

    ``deliver`` is called in the search thread with each result that no newer query has overtaken. ``failed`` is called
    there with what went wrong when a search raised; the thread goes on.
    """

    def __init__(
        self,
        path: str | Path,
        deliver: Callable[[SearchResult], None],
        failed: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        self._path, self._deliver, self._failed = path, deliver, failed
        self._generation = 0
        self._wanted: _Request | None = None
        self._changed = threading.Condition()
        self._closed = False
        self._engine: SearchEngine | None = None
        self._vocabulary: tuple[int, Vocabulary] | None = None
        threading.Thread(target=self._run, name="search", daemon=True).start()
        threading.Thread(target=self._read_vocabulary, name="search vocabulary", daemon=True).start()

    def submit(
        self,
        query: str,
        kinds: Collection[HitKind] | None = None,
        limit: int = 50,
        exact: bool = False,
        articles: Sequence[int] = (),
    ) -> None:
        """Search for ``query`` and forget the one before. ``articles`` are the open ones, for ``in:pane``."""
        with self._changed:
            self._generation += 1
            self._wanted = _Request(self._generation, query, kinds, limit, exact, articles)
            if self._engine is not None:
                self._engine.interrupt()
            self._changed.notify_all()

    def close(self) -> None:
        """Stop after the statement that runs; nothing is delivered any more."""
        with self._changed:
            self._generation += 1
            self._closed = True
            if self._engine is not None:
                self._engine.interrupt()
            self._changed.notify_all()

    @property
    def reading(self) -> bool:
        """Whether the vocabulary is still being read, so that words are not corrected yet."""
        return self._vocabulary is None

    def _run(self) -> None:
        try:
            with SearchEngine(self._path) as engine:
                with self._changed:
                    self._engine = engine
                while (request := self._next()) is not None:
                    self._answer(engine, request)
                with self._changed:
                    self._engine = None
        except sqlite3.Error as error:
            self._failed(error)

    def _next(self) -> _Request | None:
        """Wait for a query; None when closed."""
        with self._changed:
            while self._wanted is None and not self._closed:
                self._changed.wait()
            request, self._wanted = self._wanted, None
            return None if self._closed else request

    def _answer(self, engine: SearchEngine, request: _Request) -> None:
        def superseded() -> bool:
            return request.generation != self._generation

        engine.use(self._vocabulary[1] if self._vocabulary else None)
        try:
            result = engine.search(
                request.query, request.kinds, request.limit, request.exact, request.articles, superseded
            )
        except Superseded:
            self._again(request)
        except Exception as error:
            self._failed(error)
        else:
            if not superseded():
                self._deliver(result)

    def _again(self, request: _Request) -> None:
        """Take a query up again that an interrupt meant for the one before it has stopped."""
        with self._changed:
            if request.generation == self._generation and self._wanted is None:
                self._wanted = request

    def _read_vocabulary(self) -> None:
        """Read the vocabulary, and read it again when the library has changed for a while."""
        uri = f"{Path(self._path).resolve().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)) as connection:
                pause = SOONEST
                while not self._closed:
                    version, started = connection.execute("PRAGMA data_version").fetchone()[0], monotonic()
                    if self._vocabulary is None or self._vocabulary[0] != version:
                        self._vocabulary = version, Vocabulary.load(connection)
                        pause = max(SOONEST, 20 * (monotonic() - started))
                    with self._changed:
                        self._changed.wait_for(lambda: self._closed, pause)
        except sqlite3.Error as error:
            self._failed(error)
