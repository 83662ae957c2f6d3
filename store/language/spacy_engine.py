"""An installed spaCy pipeline in place of the shipped model: ``names.engine = "spacy:en_core_web_trf"``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from store.language.name_engine import EngineError, Name
from store.model import Kind, Span

_KINDS: dict[str, Kind] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "NORP": "people",
    "PRODUCT": "product",
    "EVENT": "event",
    "MISC": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
"""OntoNotes and CoNLL labels; every other label (dates, amounts) is no name."""


class SpacyEngine:
    """Names as spaCy's named-entity recogniser finds them. ``version`` is the pipeline's own."""

    def __init__(self, model: str) -> None:
        self.name = f"spacy:{model}"
        self._pipeline = _loaded(model)
        self.version = version(model)

    def find(self, text: str, sentences: Sequence[Span]) -> list[Name]:
        """Names in ``text``, each sentence read alone; see ``names.Engine``."""
        documents = self._pipeline.pipe(text[sentence.start : sentence.end] for sentence in sentences)
        return [
            Name(sentence.start + entity.start_char, sentence.start + entity.end_char, kind, 0.9, "model")
            for sentence, document in zip(sentences, documents, strict=True)
            for entity in document.ents
            if (kind := _KINDS.get(entity.label_))
        ]


def version(model: str) -> str:
    """The version of an installed pipeline, a package or a folder, without loading it. Raises EngineError."""
    try:
        return metadata.version(model)
    except (metadata.PackageNotFoundError, ValueError):
        pass
    try:
        return str(json.loads((Path(model) / "meta.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError) as error:
        raise _no_pipeline(model, "no such pipeline is installed") from error


def _loaded(model: str) -> Any:
    try:
        import spacy
    except ImportError as error:
        raise EngineError("names.engine", f'"spacy:{model}" needs spaCy', "Install diptych[spacy]") from error
    try:
        return spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler"])
    except (OSError, ValueError) as error:
        raise _no_pipeline(model, "spaCy cannot load it") from error


def _no_pipeline(model: str, why: str) -> EngineError:
    return EngineError("names.engine", f'"spacy:{model}": {why}', f"Install {model or 'a pipeline'}, or choose crf")
