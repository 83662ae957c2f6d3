"""Names in a text: what an engine is, and which engines there are.

An engine finds names sentence by sentence; ``document.refine`` then reads the whole article through once more.
``crf`` is the shipped model, ``rules`` needs nothing but Python, ``spacy:MODEL`` uses an installed spaCy pipeline.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
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


@cache
def engine(choice: str = "crf") -> Engine:
    """The engine called ``choice``: "crf", "rules" or "spacy:MODEL".

    Where numpy is not installed "rules" takes the place of "crf", and the log says so.
    Raises EngineError for an unknown choice, and for a spaCy pipeline that is not installed.
    """
    name, _, model = _checked(choice).partition(":")
    if name == "spacy":
        from store.language.spacy_engine import SpacyEngine

        return SpacyEngine(model)
    if name == "crf" and _trained_can_run():
        from store.language.crf import TrainedEngine

        return TrainedEngine()
    if name == "crf":
        logging.getLogger(__name__).warning(
            "names.engine: numpy is not installed, so names are found by rules, less well. "
            "Install numpy to use the trained model."
        )
    from store.language.rules import RuleEngine

    return RuleEngine()


def signature(choice: str = "crf") -> str:
    """What ``Reading.engine`` will be with ``engine(choice)``, such as "crf/1", without loading a model.

    Raises EngineError where ``engine`` does, save that a spaCy pipeline without spaCy passes.
    """
    name, _, model = _checked(choice).partition(":")
    if name == "spacy":
        from store.language.spacy_engine import version

        return f"{choice}/{version(model)}"
    if name == "crf" and not _trained_can_run():
        name = "rules"
    return f"{name}/{VERSIONS[name]}"


def _checked(choice: str) -> str:
    if choice in VERSIONS or choice.startswith("spacy:"):
        return choice
    raise EngineError("names.engine", f'there is no engine "{choice}"', "Choose crf, rules or spacy:MODEL")


def _trained_can_run() -> bool:
    return find_spec("numpy") is not None
