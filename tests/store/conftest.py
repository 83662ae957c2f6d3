"""A new library for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import open_store
from store.library import Store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a library may be made."""
    return tmp_path / "library.db"


@pytest.fixture
def library(place: Path) -> Iterator[Store]:
    """An empty library."""
    with open_store(place) as opened:
        yield opened
