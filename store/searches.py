"""Saved searches."""

from __future__ import annotations

from dataclasses import dataclass

from store.clock import now
from store.database import Database
from store.errors import RefusedError
from store.history import History
from store.language.printable import canonical


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    id: int
    name: str
    query: str
    created: str


class Searches:
    """The saved searches of a library."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history

    def list(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        rows = self._database.rows("SELECT id, name, query, created FROM searches ORDER BY name")
        return [SavedSearch(row["id"], row["name"], row["query"], row["created"]) for row in rows]

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name; the same name again keeps the new query."""
        name = " ".join(canonical(name)[0].split())
        if not name or not query.strip():
            raise RefusedError("a saved search", "its name or its query is empty", "Write both")
        with self._history.action(f"saved the search {name}") as db:
            db.execute(
                "INSERT INTO searches(name, query, created) VALUES (?, ?, ?) "
                "ON CONFLICT(name) DO UPDATE SET query = excluded.query",
                (name, canonical(query)[0], now()),
            )
        return next(each for each in self.list() if each.name == name)

    def remove(self, name: str) -> None:
        """Forget a saved search."""
        with self._history.action(f"removed the search {name}") as db:
            db.execute("DELETE FROM searches WHERE name = ?", (name,))
