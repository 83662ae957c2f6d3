"""The search thread as the screens use it: started once, latest query wins, replaced after a failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.model import SearchResult
from widgets.search_sidebar import MOST_HITS

if TYPE_CHECKING:
    from store.library import Store
    from store.search.engine import SearchEngine
    from store.search.thread import SearchThread

Deliver = Callable[[SearchResult], None]
Failed = Callable[[Exception], None]


class Searcher:
    """Searches a library in a thread of its own."""

    def __init__(self, library: Store) -> None:
        self._library = library
        self._thread: SearchThread | None = None
        self._deliver: Deliver = lambda result: None
        self._failed: Failed = lambda error: None
        self._completing = threading.Lock()
        self._completer: SearchEngine | None = None

    def start(self, deliver: Deliver, failed: Failed) -> None:
        """Start the thread, so that it knows the library's words when the first query comes.

        ``deliver`` and ``failed`` are called in the search thread. May be called from any thread.
        """
        self._deliver, self._failed = deliver, failed
        self._running()

    @property
    def reading(self) -> bool:
        """Whether the library's words are still being read, so that none is corrected yet."""
        return self._thread is not None and self._thread.reading

    def submit(self, query: str, *, in_pane: Sequence[int] = (), exact: bool = False) -> None:
        """Search for ``query`` unless a newer query comes first. ``in_pane`` are the open articles."""
        self._running().submit(query, limit=MOST_HITS, exact=exact, articles=tuple(in_pane))

    def completions(self, query: str) -> tuple[str, ...]:
        """Queries that the scope at the end of ``query`` may become. Waits for the library: call it in a thread."""
        from store.search.engine import SearchEngine

        with self._completing:
            if self._completer is None:
                self._completer = SearchEngine(self._library.path)
            return self._completer.completions(query)

    def close(self) -> None:
        """End the thread and every connection."""
        if self._thread is not None:
            self._thread.close()
            self._thread = None
        with self._completing:
            if self._completer is not None:
                self._completer.close()
                self._completer = None

    def _running(self) -> SearchThread:
        from store.search.thread import SearchThread

        if self._thread is None:
            self._thread = SearchThread(self._library.path, self._hand_over, self._give_up)
        return self._thread

    def _hand_over(self, result: SearchResult) -> None:
        self._deliver(result)

    def _give_up(self, error: Exception) -> None:
        """Tell, and let the next query begin with a new thread: this one may have ended."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()
        self._failed(error)
