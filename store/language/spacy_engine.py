"""An installed spaCy pipeline in place of the shipped model: ``names.engine = "spacy:en_core_web_trf"``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.language.names import EngineError, Name
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
        self.version = str(self._pipeline.meta.get("version", "0"))

    def find(self, text: str, sentences: Sequence[Span]) -> list[Name]:
        """Names in ``text``, each sentence read alone; see ``names.Engine``."""
        documents = self._pipeline.pipe(text[sentence.start : sentence.end] for sentence in sentences)
        return [
            Name(sentence.start + entity.start_char, sentence.start + entity.end_char, kind, 0.9, "model")
            for sentence, document in zip(sentences, documents, strict=True)
            for entity in document.ents
            if (kind := _KINDS.get(entity.label_))
        ]


def _loaded(model: str) -> Any:
    try:
        import spacy
    except ImportError as error:
        raise EngineError(f'names.engine: "spacy:{model}" needs spaCy. Install diptych[spacy]') from error
    try:
        return spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler"])
    except (OSError, ValueError) as error:
        raise EngineError(f'names.engine: spaCy cannot load "{model}": {error}. Install that pipeline first') from error
