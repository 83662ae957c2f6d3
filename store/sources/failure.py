"""What goes wrong while text is brought in, in words, and what stands in the missing article's place."""

from __future__ import annotations

from dataclasses import dataclass


class SourceError(Exception):
    """Text cannot be brought in from a source. ``str()`` reads ``WHAT: WHY. WHAT TO DO``."""

    def __init__(self, what: str, why: str, what_to_do: str) -> None:
        super().__init__(f"{what}: {why}. {what_to_do}")
        self.what, self.why, self.what_to_do = what, why, what_to_do


@dataclass(frozen=True, slots=True)
class Failure:
    """One source, or one row of a source, that gave no article."""

    source: str
    error: SourceError
