"""The tag tree as a table: each tag's colour, its path, how many passages carry it, what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from store.model import Tag
from widgets.row_table import Column, FilteredTable


def _indented(tag: Tag) -> str:
    return "  " * tag.path.count("/") + "● " + tag.name


class TagList(FilteredTable[Tag]):
    """Tags, filtered as you type by path or description."""

    HELP = "Every tag. Enter shows its passages; r renames or moves it; Space picks several, m merges them."
    PROMPT = "filter by name …"
    EMPTY = "No tags yet.\n\nIn an article, v selects and t tags"
    COLUMNS: ClassVar[Sequence[Column[Tag]]] = (
        Column("Tag", _indented),
        Column("Passages", lambda tag: f"{tag.passages:,}", 8, right=True),
        Column("Path", lambda tag: tag.path, 30, quiet=True),
        Column("Means", lambda tag: tag.description, 30, quiet=True),
    )

    def key_of(self, row: Tag) -> int:
        return row.id
