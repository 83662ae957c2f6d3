"""How the reader left things (open articles, layout, focus), and notes that are still being typed."""

from __future__ import annotations

import json
from typing import Any

from store.clock import now
from store.database import Database


class State:
    """Values by key. Nothing here is undone: it says where the person is, not what was done."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: Any = None) -> Any:
        """The JSON value under that key."""
        text = self._database.value("SELECT value FROM state WHERE key = ?", (key,))
        return default if text is None else json.loads(text)

    def set(self, key: str, value: Any) -> None:
        """Keep a JSON value."""
        with self._database.write() as db:
            db.execute(
                "INSERT INTO state(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value)),
            )

    def save_draft(self, key: str, text: str) -> None:
        """Keep what was typed so far, so that a crash loses nothing."""
        with self._database.write() as db:
            db.execute(
                "INSERT INTO drafts(key, text, changed) VALUES (?, ?, ?) "
                "ON CONFLICT(key) DO UPDATE SET text = excluded.text, changed = excluded.changed",
                (key, text, now()),
            )

    def drafts(self) -> dict[str, str]:
        """What was typed and neither saved nor thrown away, by key."""
        return {row["key"]: row["text"] for row in self._database.rows("SELECT key, text FROM drafts ORDER BY key")}

    def drop_draft(self, key: str) -> None:
        """Forget a draft: it was saved or thrown away."""
        with self._database.write() as db:
            db.execute("DELETE FROM drafts WHERE key = ?", (key,))
