"""The search thread as the screens use it: started at the first query, latest query wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.model import SearchResult

if TYPE_CHECKING:
    from store.library import Store
    from store.search.thread import SearchThread


class Searcher:
    """Searches a library in a thread of its own."""

    def __init__(self, library: Store) -> None:
        self._library = library
        self._thread: SearchThread | None = None
        self._deliver: Callable[[SearchResult], None] | None = None

    def submit(self, query: str, *, in_pane: Sequence[int], deliver: Callable[[SearchResult], None]) -> None:
        """Search for ``query``; ``deliver`` is called in the search thread unless a newer query came first."""
        from store.search.thread import SearchThread

        self._deliver = deliver
        if self._thread is None:
            self._thread = SearchThread(self._library.path, self._hand_over)
        self._thread.submit(query, articles=tuple(in_pane))

    def close(self) -> None:
        if self._thread is not None:
            self._thread.close()
            self._thread = None

    def _hand_over(self, result: SearchResult) -> None:
        if self._deliver is not None:
            self._deliver(result)
