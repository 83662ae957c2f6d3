"""Which sentences of two or more articles say the same.

Every pair of sentences gets a probability from ``features``; what is shown is the mutual best at 0.6 and above,
a one-way best at 0.9 and above, and, dim, the mutual best between 0.45 and 0.6.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from store.compare.background import background
from store.compare.features import Matrix, Sentence, describe, features, prominence
from store.model import AlignedPair, Reading, Span

WEIGHTS = Path(__file__).parent / "data" / "alignment.json"
MUTUAL, ONE_WAY, WEAK = 0.6, 0.9, 0.45
APART = frozenset({"title", "byline", "dateline", "heading", "caption", "furniture"})
"""Roles of blocks that are not body text: they are aligned only where an article has nothing else."""

Strength = Literal["strong", "weak"]


def align(readings: Sequence[Reading], *, min_score: float | None = None) -> tuple[AlignedPair, ...]:
    """Aligned sentences of every two of ``readings``, in text order; symmetric in its readings.

    With ``min_score`` every pair of sentences scored at least that much is listed, titles and captions too.
    Keys of the pairs are article ids, or 1, 2, … in order when no reading has one.
    """
    keys = article_keys(readings)
    spans = [reading.sentences if min_score is not None else _body(reading) for reading in readings]
    sides = [describe(reading, chosen) for reading, chosen in zip(readings, spans, strict=True)]
    pairs: list[AlignedPair] = []
    for one, other in combinations(range(len(readings)), 2):
        scores = probabilities(sides[one], sides[other])
        chosen_pairs = _shown(scores) if min_score is None else _listed(scores, min_score)
        for row, column, strength in chosen_pairs:
            both = {keys[one]: sides[one][row].span, keys[other]: sides[other][column].span}
            pairs.append(AlignedPair(both, round(float(scores[row, column]), 4), strength))
    return tuple(pairs)


def only_passages(readings: Sequence[Reading], alignment: Iterable[AlignedPair]) -> Mapping[int, tuple[Span, ...]]:
    """By article, its body sentences that no strong pair of ``alignment`` holds."""
    paired = {(key, span) for pair in alignment if pair.strength == "strong" for key, span in pair.spans.items()}
    return {
        key: tuple(span for span in _body(reading) if (key, span) not in paired)
        for key, reading in zip(article_keys(readings), readings, strict=True)
    }


def article_keys(readings: Sequence[Reading]) -> tuple[int, ...]:
    """The article id of each reading; 1, 2, … when none has one."""
    if any(reading.article for reading in readings):
        return tuple(reading.article for reading in readings)
    return tuple(range(1, len(readings) + 1))


def probabilities(left: Sequence[Sentence], right: Sequence[Sentence]) -> NDArray[np.float64]:
    """Matrix ``(len(left), len(right))``: the probability that two sentences say the same, to five decimals.

    Equal to the last bit whichever side comes first.
    """
    if not left or not right:
        return np.zeros((len(left), len(right)))
    if [sentence.terms for sentence in left] > [sentence.terms for sentence in right]:
        return probabilities(right, left).T
    weights = _weights()
    evidence, jaccard = [], []
    for layers in features(left, right, background()):
        evidence.append(_blend(layers, weights))
        jaccard.append(layers["jaccard"])
    standing = prominence(np.vstack(jaccard)) * np.float32(weights["prominence"])
    logits = np.vstack(evidence) + standing + np.float32(weights["intercept"])
    return np.round(1 / (1 + np.exp(-logits.astype(np.float64))), 5)


def _blend(layers: Mapping[str, Matrix], weights: Mapping[str, float]) -> Matrix:
    """Weighted sum of the layers."""
    return np.asarray(sum(layer * np.float32(weights[name]) for name, layer in layers.items()), dtype=np.float32)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    """Logistic regression weights by feature, with their ``intercept``."""
    return dict(json.loads(WEIGHTS.read_text(encoding="utf8")))


def _body(reading: Reading) -> tuple[Span, ...]:
    """Sentences of the article's body; all of them when it has no body."""
    apart = [Span(block.start, block.end) for block in reading.blocks if block.kept and block.role in APART]
    body = tuple(span for span in reading.sentences if not any(block.contains(span) for block in apart))
    return body or reading.sentences


def _shown(scores: NDArray[np.float64]) -> Iterator[tuple[int, int, Strength]]:
    """The pairs worth showing, row by row."""
    if not scores.size:
        return
    ranked = scores - 1e-6 * _displacement(*scores.shape)
    best_of_row = ranked == ranked.max(axis=1, keepdims=True)
    best_of_column = ranked == ranked.max(axis=0, keepdims=True)
    mutual = best_of_row & best_of_column
    strong = (mutual & (scores >= MUTUAL)) | ((best_of_row | best_of_column) & (scores >= ONE_WAY))
    for row, column in np.argwhere(strong | (mutual & (scores >= WEAK))):
        yield int(row), int(column), "strong" if strong[row, column] else "weak"


def _displacement(rows: int, columns: int) -> NDArray[np.float64]:
    """How far apart two sentences stand in their articles, in 0..1; it decides between equal scores."""
    return np.abs(np.subtract.outer(np.arange(rows) / rows, np.arange(columns) / columns))


def _listed(scores: NDArray[np.float64], least: float) -> Iterator[tuple[int, int, Strength]]:
    for row, column in np.argwhere(scores >= least):
        yield int(row), int(column), "strong" if scores[row, column] >= MUTUAL else "weak"
