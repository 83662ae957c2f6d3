"""What stands in an article's place when it could not be brought in."""

from __future__ import annotations

from dataclasses import dataclass

from store.errors import SourceError


@dataclass(frozen=True, slots=True)
class Failure:
    """One source, or one row of a source, that gave no article."""

    source: str
    error: SourceError
