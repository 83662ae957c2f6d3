"""What an engine of names is, and what it finds.

An engine finds names sentence by sentence; ``document.refine`` then reads the whole article through once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from store.errors import DiptychError
from store.model import Kind, Span

VERSIONS = {"crf": "3", "rules": "3"}
"""The version of each shipped engine. Count it up with every change that finds other names."""

Label = str
"""What the engines' models and rules call a kind: PER, ORG, LOC, NORP, PROD, WEAPON, EVENT or MISC."""

KIND_OF_LABEL: dict[Label, Kind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "NORP": "people",
    "PROD": "product",
    "WEAPON": "weapon",
    "EVENT": "event",
    "MISC": "other",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name found at ``text[start:end]``; ``confidence`` is the engine's own, between 0 and 1."""

    start: int
    end: int
    kind: Kind
    confidence: float = 1.0
    by: Literal["model", "rule", "person"] = "rule"


class Engine(Protocol):
    """Finds names. ``name`` and ``version`` go into ``Reading.engine``; a new version makes readings stale."""

    name: str
    version: str

    def find(self, text: str, sentences: Sequence[Span]) -> list[Name]:
        """Names in order of their start, never overlapping, none across the edge of a sentence."""
        ...


class EngineError(DiptychError):
    """The chosen engine does not exist or cannot be loaded."""

    def __reduce__(self) -> tuple[type[EngineError], tuple[str, str, str]]:
        """Engines are loaded in processes of their own; the error has to find its way back whole."""
        return EngineError, (self.what, self.why, self.what_to_do)
