"""Where a screen sends the reader when it is left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Articles to open, and the code point of the first at which to stand. ``beside`` adds it to what is open."""

    articles: tuple[int, ...]
    start: int | None = None
    beside: bool = False
