"""The library and what is understood of its articles. ``open_store`` is the one door."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.library import Store as Store

__all__ = ["open_store"]


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """Open the library at ``path``, making a new one when there is none and it may be written.

    Raises ``StoreError`` when the folder is missing, or the file is something else, damaged or unreadable.
    A library that cannot be written is opened for reading, and ``Store.notices`` says so.
    """
    from store.library import Store

    return Store(Path(path), read_only=read_only)
