"""How alike two sentences are, in several ways at once, for every pair of sentences of two articles.

The sentences of both articles are counted together: a word that half of them hold says little about which two
belong together, however rare it is elsewhere. Nothing here decides: ``alignment`` weighs the features.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from store.compare.background import Background
from store.compare.latent import latent_vectors
from store.compare.words import words
from store.model import Reading, Span

Matrix = NDArray[np.float32]

PRIOR_SENTENCES = 30
"""How many sentences of general English the background counts for, beside those of the two articles."""

LEAST_WEIGHT = 0.05
SHARPNESS = 20.0
BUCKETS = 1024
ROWS_AT_ONCE = 256
MANY = 50_000_000
"""Multiplications from which a product of matrices is given to the BLAS."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ready for comparing: where it stands, its distinct terms, and which of those are numbers."""

    span: Span
    terms: tuple[str, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(term for term in self.terms if term[0].isdigit())


def describe(reading: Reading, spans: Sequence[Span]) -> tuple[Sentence, ...]:
    """The sentences of ``reading`` at ``spans``, with their terms."""
    return tuple(Sentence(span, tuple(dict.fromkeys(words(reading.text[span.start : span.end])))) for span in spans)


def features(
    left: Sequence[Sentence], right: Sequence[Sentence], background: Background
) -> Iterator[dict[str, Matrix]]:
    """Named feature matrices, each ``(rows, len(right))``, for the rows of ``left`` in order, some rows at a time.

    ``words`` and ``characters`` are cosines, ``contained`` is the weight of the common terms over that of the
    lighter sentence, ``jaccard`` over that of their union, ``common`` the logarithm of that weight itself;
    ``latent`` is a cosine of what they are about (see ``latent``), and ``other_numbers`` is 1 where both have numbers
    and none in common. All are symmetric.
    """
    weights = term_weights(left, right, background)
    characters, other_characters = _character_vectors(left, right)
    latent = latent_vectors([sentence.terms for sentence in (*left, *right)], weights)
    latent, other_latent = latent[: len(left)], latent[len(left) :]
    for start in range(0, len(left), ROWS_AT_ONCE):
        rows = left[start : start + ROWS_AT_ONCE]
        yield {
            **_term_features(rows, right, weights),
            "characters": _products(characters[start : start + ROWS_AT_ONCE], other_characters),
            "latent": _products(latent[start : start + ROWS_AT_ONCE], other_latent),
            **_number_features(rows, right),
        }


def term_weights(left: Sequence[Sentence], right: Sequence[Sentence], background: Background) -> dict[str, float]:
    """Inverse sentence frequency of every term, counted in both articles and a little of general English."""
    counts = Counter(term for side in (left, right) for sentence in side for term in sentence.terms)
    held = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    total = len(left) + len(right) + PRIOR_SENTENCES
    weights = np.log((total + 1) / (held + PRIOR_SENTENCES * background.of(counts) + 0.5))
    return dict(zip(counts, np.maximum(weights, LEAST_WEIGHT).tolist(), strict=True))


def prominence(jaccard: Matrix) -> Matrix:
    """How far each pair stands out among all pairs of either of its sentences, in 0..1, by their Jaccard weights.

    The softmax share of the pair among those of its row or of its column, whichever is larger.
    """
    powers = np.exp(SHARPNESS * jaccard)
    shares = powers / powers.sum(axis=1, keepdims=True), powers / powers.sum(axis=0, keepdims=True)
    return np.asarray(np.maximum(*shares), dtype=np.float32)


def _term_features(
    left: Sequence[Sentence], right: Sequence[Sentence], weights: Mapping[str, float]
) -> dict[str, Matrix]:
    shared = _shared([s.terms for s in left], [s.terms for s in right])
    one, other = _incidence([s.terms for s in left], shared), _incidence([s.terms for s in right], shared)
    weight = np.array([weights[term] for term in shared], dtype=np.float32)
    common = _products(one * weight, other)
    products = _products(one * weight**2, other)
    masses, other_masses = _sums(left, weights, 1)[:, None], _sums(right, weights, 1)[None, :]
    norms = np.sqrt(_sums(left, weights, 2)[:, None] * _sums(right, weights, 2)[None, :])
    return {
        "words": _ratio(products, norms),
        "contained": _ratio(common, np.minimum(masses, other_masses)),
        "jaccard": _ratio(common, masses + other_masses - common),
        "common": np.log1p(common),
    }


def _number_features(left: Sequence[Sentence], right: Sequence[Sentence]) -> dict[str, Matrix]:
    numbers, other_numbers = [s.numbers for s in left], [s.numbers for s in right]
    shared = _shared(numbers, other_numbers)
    same = np.minimum(_products(_incidence(numbers, shared), _incidence(other_numbers, shared)), 1)
    both = np.minimum.outer([bool(found) for found in numbers], [bool(found) for found in other_numbers])
    return {"other_numbers": np.asarray(both * (1 - same), dtype=np.float32)}


def _shared(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> dict[str, int]:
    """A column for each term that stands on both sides."""
    elsewhere = {term for terms in right for term in terms}
    shared = dict.fromkeys(term for terms in left for term in terms if term in elsewhere)
    return {term: column for column, term in enumerate(shared)}


def _incidence(sentences: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Matrix:
    """Matrix ``(len(sentences), len(columns))``: 1 where the sentence holds the term."""
    matrix = np.zeros((len(sentences), len(columns)), dtype=np.float32)
    for row, terms in enumerate(sentences):
        matrix[row, [columns[term] for term in terms if term in columns]] = 1
    return matrix


def _sums(sentences: Sequence[Sentence], weights: Mapping[str, float], power: int) -> NDArray[np.float32]:
    return np.array([sum(weights[term] ** power for term in s.terms) for s in sentences], dtype=np.float32)


def _products(left: Matrix, right: Matrix) -> Matrix:
    """Inner products of the rows of two matrices.

    Small ones by ``einsum``: waking the threads of a BLAS for them takes longer than the work.
    """
    if len(left) * right.size > MANY:
        return np.asarray(left @ right.T, dtype=np.float32)
    return np.asarray(np.einsum("ik,jk->ij", left, right), dtype=np.float32)


def _ratio(part: NDArray[np.floating], whole: NDArray[np.floating]) -> Matrix:
    """``part / whole``, 0 where there is nothing."""
    return np.asarray(part / np.where(whole > 0, whole, 1), dtype=np.float32)


def _character_vectors(left: Sequence[Sentence], right: Sequence[Sentence]) -> tuple[Matrix, Matrix]:
    """Unit vectors over hashed 3- and 4-grams, weighted by inverse sentence frequency in both articles."""
    present = np.zeros((len(left) + len(right), BUCKETS), dtype=np.float32)
    for row, sentence in enumerate((*left, *right)):
        present[row, [bucket for term in sentence.terms for bucket in _grams(term)]] = 1
    vectors = present * np.log((len(present) + 1) / (present.sum(axis=0) + 0.5))
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = _ratio(vectors, norms)
    return vectors[: len(left)], vectors[len(left) :]


@lru_cache(maxsize=65536)
def _grams(term: str) -> tuple[int, ...]:
    """Buckets of the 3- and 4-grams of a term between two spaces."""
    padded = f" {term} "
    grams = (padded[at : at + size] for size in (3, 4) for at in range(len(padded) - size + 1))
    return tuple(zlib.crc32(gram.encode()) % BUCKETS for gram in grams)
