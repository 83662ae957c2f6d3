"""Every entity of the library as a table: kind, aliases, how often and in how many articles it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from store.model import Entity
from widgets.row_table import Column, FilteredTable


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with its counts."""

    entity: Entity
    mentions: int = 0
    articles: int = 0


class EntityList(FilteredTable[EntityRow]):
    """Entities, filtered as you type by name, alias or kind."""

    HELP = """\
Every name of the library. Type to filter by name, alias or kind; Space picks several, to merge them; Enter shows
where a name stands. ✎ marks what you changed yourself."""
    PROMPT = "filter by name, alias, kind …"
    EMPTY = "No names yet.\n\nThey are read when articles are added · L opens the library"
    COLUMNS: ClassVar[Sequence[Column[EntityRow]]] = (
        Column("Name", lambda row: row.entity.name + (" ✎" if row.entity.by_person else "")),
        Column("Kind", lambda row: row.entity.kind, 12, quiet=True),
        Column("Mentions", lambda row: f"{row.mentions:,}", 8, right=True),
        Column("Articles", lambda row: f"{row.articles:,}", 8, right=True),
        Column("Also", lambda row: ", ".join(alias.surface for alias in row.entity.aliases), 36, quiet=True),
    )

    def key_of(self, row: EntityRow) -> int:
        return row.entity.id
