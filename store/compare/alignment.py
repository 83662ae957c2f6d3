"""Which sentences of two or more articles say the same.

Every pair of sentences gets a probability from ``features``; what is shown is the mutual best at 0.6 and above,
a one-way best at 0.9 and above, and, dim, the mutual best between 0.45 and 0.6.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
Probabilities = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Two articles' sentences and the probability that each two of them say the same.

    ``scores`` is a matrix ``(len(left), len(right))``; ``bodies`` are the rows and the columns of body text.
    """

    keys: tuple[int, int]
    left: Sequence[Sentence]
    right: Sequence[Sentence]
    scores: Probabilities
    bodies: tuple[NDArray[np.intp], NDArray[np.intp]]


def align(readings: Sequence[Reading], *, min_score: float | None = None) -> tuple[AlignedPair, ...]:
    """Aligned sentences of every two of ``readings``, in text order; symmetric in its readings.

    With ``min_score`` every pair of sentences scored at least that much is listed, titles and captions too.
    Keys of the pairs are article ids, or 1, 2, … in order when no reading has one.
    """
    scored = score(readings)
    return shown(scored) if min_score is None else listed(scored, min_score)


def score(readings: Sequence[Reading]) -> tuple[Scored, ...]:
    """Every two of ``readings``, in order, all their sentences scored."""
    keys = article_keys(readings)
    sides = [describe(reading, reading.sentences) for reading in readings]
    bodies = [_body_places(reading) for reading in readings]
    return tuple(
        Scored((keys[a], keys[b]), sides[a], sides[b], probabilities(sides[a], sides[b]), (bodies[a], bodies[b]))
        for a, b in combinations(range(len(readings)), 2)
    )


def shown(scored: Iterable[Scored]) -> tuple[AlignedPair, ...]:
    """The pairs of body sentences that are worth showing."""
    return tuple(
        _pair(each, int(each.bodies[0][row]), int(each.bodies[1][column]), strength)
        for each in scored
        for row, column, strength in _shown(each.scores[np.ix_(*each.bodies)])
    )


def listed(scored: Iterable[Scored], min_score: float) -> tuple[AlignedPair, ...]:
    """Every pair of sentences that scores ``min_score`` or more."""
    return tuple(
        _pair(each, int(row), int(column), "strong" if each.scores[row, column] >= MUTUAL else "weak")
        for each in scored
        for row, column in np.argwhere(each.scores >= min_score)
    )


def _pair(scored: Scored, row: int, column: int, strength: Strength) -> AlignedPair:
    (one, other), probability = scored.keys, float(scored.scores[row, column])
    return AlignedPair({one: scored.left[row].span, other: scored.right[column].span}, round(probability, 4), strength)


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


def probabilities(left: Sequence[Sentence], right: Sequence[Sentence]) -> Probabilities:
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
    return tuple(reading.sentences[place] for place in _body_places(reading))


def _body_places(reading: Reading) -> NDArray[np.intp]:
    """Indexes of the sentences of the article's body; of all of them when it has no body."""
    apart = [Span(block.start, block.end) for block in reading.blocks if block.kept and block.role in APART]
    body = [not any(block.contains(span) for block in apart) for span in reading.sentences]
    return np.flatnonzero(body) if any(body) else np.arange(len(body))


def _shown(scores: Probabilities) -> Iterator[tuple[int, int, Strength]]:
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
