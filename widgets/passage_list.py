"""Every tagged passage as a table: tags, the passage's words, its note, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from store.model import CitedPassage
from widgets.row_table import Column, FilteredTable


def _words(row: CitedPassage) -> str:
    lost = "⚠ " if row.passage.orphaned else ""
    return lost + row.passage.exact.strip()


class PassageList(FilteredTable[CitedPassage]):
    """Tagged passages and notes, filtered as you type."""

    HELP = """\
Every passage you tagged. Type to filter by tag, outlet, word or note; Enter goes to the passage. ⚠ marks one whose
article changed so much that its place was lost; its words are kept."""
    PROMPT = "filter by tag, outlet, word …"
    EMPTY = "No passages yet.\n\nIn an article, v selects and t tags"
    COLUMNS: ClassVar[Sequence[Column[CitedPassage]]] = (
        Column("Tags", lambda row: " ".join(row.passage.tags) or "note", 20),
        Column("Passage", _words),
        Column("Outlet", lambda row: row.outlet, 20, quiet=True),
        Column("Note", lambda row: row.passage.note, 24, quiet=True),
    )

    def key_of(self, row: CitedPassage) -> int:
        return row.passage.id

    def words_of(self, row: CitedPassage) -> str:
        passage = row.passage
        return f"{' '.join(passage.tags)} {passage.exact} {passage.note} {row.outlet} {row.title}"
