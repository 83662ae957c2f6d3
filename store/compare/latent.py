"""How alike sentences are in what they are about: latent semantic analysis of two articles and nothing else.

Words that stand in the same sentences of the two articles ("lawsuit", "negligence", the plaintiff's name) come to
stand for one another. The sentences are vectors in the space of the strongest singular vectors of the sentence–term
matrix, which a few rounds of subspace iteration find.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 8
OVERSAMPLED = 16
ROUNDS = 6
SMALLEST = 1e-9

Vectors = NDArray[np.float64]


def latent_vectors(sentences: Sequence[Sequence[str]], weights: Mapping[str, float]) -> NDArray[np.float32]:
    """Unit vectors ``(len(sentences), at most 8)`` of sentences given as distinct terms, each term with its weight.

    A sentence without terms has the zero vector.
    """
    incidence = _Incidence(sentences, weights)
    if not incidence.terms:
        return np.zeros((len(sentences), 1), dtype=np.float32)
    size = min(OVERSAMPLED, incidence.terms, len(sentences))
    basis = np.random.default_rng(0).standard_normal((incidence.terms, size))
    for _ in range(ROUNDS):
        basis = _orthogonal(incidence.transposed(incidence.times(basis)), unit=True)
    vectors = _orthogonal(incidence.times(basis))[:, :DIMENSIONS]
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > SMALLEST, norms, 1), dtype=np.float32)


class _Incidence:
    """The sparse sentence–term matrix of weights, its rows of unit length, kept as entries in row order."""

    def __init__(self, sentences: Sequence[Sequence[str]], weights: Mapping[str, float]) -> None:
        numbers: dict[str, int] = {}
        places = [
            (row, numbers.setdefault(term, len(numbers))) for row, terms in enumerate(sentences) for term in terms
        ]
        self.rows, self.columns = np.array(places, dtype=np.intp).reshape(-1, 2).T
        norms = [sqrt(sum(weights[term] ** 2 for term in terms)) for terms in sentences]
        self.values = np.array([weights[term] / norms[at] for at, terms in enumerate(sentences) for term in terms])
        self.terms, self.sentences = len(numbers), len(sentences)
        self.filled, self.row_starts = np.unique(self.rows, return_index=True)
        self.by_column = np.argsort(self.columns, kind="stable")
        _, self.column_starts = np.unique(self.columns[self.by_column], return_index=True)

    def times(self, basis: Vectors) -> Vectors:
        """``(sentences, size)``: the matrix times ``(terms, size)``."""
        product = np.zeros((self.sentences, basis.shape[1]))
        product[self.filled] = np.add.reduceat(self.values[:, None] * basis[self.columns], self.row_starts)
        return product

    def transposed(self, vectors: Vectors) -> Vectors:
        """``(terms, size)``: the transposed matrix times ``(sentences, size)``."""
        entries = (self.values[:, None] * vectors[self.rows])[self.by_column]
        return np.asarray(np.add.reduceat(entries, self.column_starts))


def _orthogonal(vectors: Vectors, *, unit: bool = False) -> Vectors:
    """The columns turned until they are orthogonal, the longest first; of length 1 if ``unit``.

    By the eigenvectors of their few inner products: a decomposition of the columns themselves would wake the
    threads of a BLAS, which takes longer than the work.
    """
    squares, turn = np.linalg.eigh(np.einsum("ia,ib->ab", vectors, vectors))
    turned = np.einsum("ia,ab->ib", vectors, turn[:, ::-1])
    lengths = np.sqrt(np.maximum(squares[::-1], 0))
    return np.asarray(turned / np.where(lengths > SMALLEST, lengths, np.inf) if unit else turned)
