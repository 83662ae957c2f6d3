"""Which engines of names there are.

``crf`` is the shipped model, ``rules`` needs nothing but Python, ``spacy:MODEL`` uses an installed spaCy pipeline.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib.util import find_spec

from store.language.name_engine import VERSIONS, Engine, EngineError


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
