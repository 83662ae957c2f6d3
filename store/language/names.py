"""Names in a text: what an engine is, and which engines there are.

An engine finds names sentence by sentence; ``document.refine`` then reads the whole article through once more.
``crf`` is the shipped model, ``rules`` needs nothing but Python, ``spacy:MODEL`` uses an installed spaCy pipeline.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from store.model import Kind, Span

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


class EngineError(ValueError):
    """The chosen engine does not exist or cannot be loaded. The message says what to do."""


@cache
def engine(choice: str = "crf") -> Engine:
    """The engine called ``choice``: "crf", "rules" or "spacy:MODEL".

    Falls back from "crf" to "rules", with a warning, where numpy cannot be imported.
    Raises EngineError for an unknown choice, and for a spaCy pipeline that is not installed.
    """
    from store.language.rules import RuleEngine

    if choice == "rules":
        return RuleEngine()
    if choice == "crf":
        return _trained_or_rules()
    if choice.startswith("spacy:"):
        from store.language.spacy_engine import SpacyEngine

        return SpacyEngine(choice.removeprefix("spacy:"))
    raise EngineError(f'names.engine: there is no engine "{choice}". Choose crf, rules or spacy:MODEL')


def _trained_or_rules() -> Engine:
    from store.language.rules import RuleEngine

    try:
        from store.language.crf import TrainedEngine

        return TrainedEngine()
    except ImportError:
        warnings.warn(
            "names.engine: numpy is not installed, so names are found by rules, less well. "
            "Install numpy to use the trained model",
            stacklevel=3,
        )
        return RuleEngine()
