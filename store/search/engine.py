"""What is typed in, what is found: queries over the library's search index, on a read connection of its own."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from pathlib import Path

from store.model import Hit, HitKind, SearchResult
from store.search.tokens import terms


class SearchEngine:
    """Searches one library file. Not to be shared between threads; ``close`` ends its connection."""

    def __init__(self, path: str | Path) -> None:
        uri = f"{Path(path).resolve().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)

    def close(self) -> None:
        self._connection.close()

    def search(
        self,
        query: str,
        kinds: Collection[HitKind] | None = None,
        limit: int = 50,
        exact: bool = False,
        article: int | None = None,
    ) -> SearchResult:
        """Return the best ``limit`` hits of each of ``kinds`` (all of them when None)."""
        started = time.perf_counter()
        words = terms(query)[:32]
        match = " ".join(f'"{word}"' for word in words) + ("" if exact or not words else "*")
        hits = self._passages(match, limit) if words and (kinds is None or "passage" in kinds) else ()
        return SearchResult(
            query, hits, milliseconds=(time.perf_counter() - started) * 1000, counts={"passage": len(hits)}
        )

    def _passages(self, match: str, limit: int) -> tuple[Hit, ...]:
        rows = self._connection.execute(
            'SELECT p.id, p.id >> 12, p.start, p."end", substr(a.text, p.start + 1, p."end" - p.start), a.title, o.name'
            " FROM search_text JOIN search_paragraphs AS p ON p.id = search_text.rowid"
            " JOIN articles AS a ON a.id = p.id >> 12 LEFT JOIN outlets AS o ON o.id = a.outlet_id"
            " WHERE search_text MATCH ? ORDER BY bm25(search_text) LIMIT ?",
            (match, limit),
        )
        return tuple(
            Hit("passage", number, title, 1.0, article, start, end, text, outlet=outlet or "")
            for number, article, start, end, text, title, outlet in rows
        )
