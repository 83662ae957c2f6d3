"""The library as a table: outlet, title, date, words, tags; unread articles bold, starred ones with a star."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from store.model import ArticleRow
from widgets.row_table import Column, FilteredTable


def _state(row: ArticleRow) -> str:
    return ("★" if row.starred else " ") + ("…" if row.pending else "•" if row.unread else " ")


class ArticleList(FilteredTable[ArticleRow]):
    """Every article of the library, filtered as you type."""

    HELP = """\
The library. Type to filter by outlet, title, date or tag; ↓ goes to the rows. Space picks several articles, Enter
opens them side by side. Bold and • are unread, ★ is starred, … still waits for its names."""
    PROMPT = "filter by title, outlet, date, tag …"
    EMPTY = "The library is empty.\n\na adds a file or a folder · or run: diptych add FILE"
    COLUMNS: ClassVar[Sequence[Column[ArticleRow]]] = (
        Column("", _state, 2),
        Column("Title", lambda row: row.title or row.source),
        Column("Outlet", lambda row: row.outlet, 22, quiet=True),
        Column("Published", lambda row: row.published[:10], 10, quiet=True),
        Column("Words", lambda row: f"{row.words:,}", 6, right=True, quiet=True),
        Column("Tags", lambda row: " ".join(row.tags), 18, quiet=True),
    )

    def key_of(self, row: ArticleRow) -> int:
        return row.id

    def is_loud(self, row: ArticleRow) -> bool:
        return row.unread

    def words_of(self, row: ArticleRow) -> str:
        return f"{row.title} {row.outlet} {row.published} {row.byline} {' '.join(row.tags)} {row.source}"
