"""How alike two sentences are, in several ways at once, for every pair of sentences of two articles.

A sentence becomes bags of numbered terms (words, names, character n-grams); a pair of bags becomes one matrix.
Nothing here decides: ``alignment`` weighs the features.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from store.compare.background import Background
from store.compare.words import FUNCTION_WORDS, stem, words
from store.model import Reading, Span

Matrix = NDArray[np.float32]

FEATURES = (
    "words",
    "characters",
    "contained",
    "jaccard",
    "names_contained",
    "names_jaccard",
    "token_set",
    "token_sort",
    "numbers_shared",
    "numbers_differ",
    "length",
)

CAPITALISED = re.compile(r"(?<![\w'’])[A-Z][\w'’.-]*|\d[\d,.]*")
BUCKETS = 4096


@dataclass(frozen=True, slots=True)
class Bag:
    """Terms of each sentence: parallel arrays of sentence row, term id and sublinear count."""

    rows: NDArray[np.int32]
    terms: NDArray[np.int32]
    counts: Matrix
    length: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ready for comparing."""

    span: Span
    words: tuple[str, ...]
    names: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(name for name in self.names if name[0].isdigit())


def describe(reading: Reading, spans: Sequence[Span]) -> tuple[Sentence, ...]:
    """The sentences at ``spans`` with their words and the tokens of the names in them."""
    names = {entity.id: entity.name for entity in reading.entities}
    return tuple(
        Sentence(span, tuple(words(reading.text[span.start : span.end])), _names(reading, span, names))
        for span in spans
    )


def _names(reading: Reading, span: Span, names: dict[int, str]) -> frozenset[str]:
    """Tokens of capitalised words and numbers in a sentence, and of the full names of who is mentioned there."""
    surfaces = CAPITALISED.findall(reading.text[span.start : span.end])
    mentioned = (m for m in reading.mentions if span.start <= m.start and m.end <= span.end)
    full = (token for m in mentioned for token in names.get(m.entity, "").split())
    return frozenset(token for token in map(_name_token, (*surfaces, *full)) if token)


@lru_cache(maxsize=16384)
def _name_token(surface: str) -> str:
    folded = surface.casefold().replace("’", "'").rstrip(".,'-").removesuffix("'s").replace(",", "")
    return "" if folded in FUNCTION_WORDS else stem(folded)


def features(left: Sequence[Sentence], right: Sequence[Sentence], background: Background) -> NDArray[np.float32]:
    """Array ``(len(left), len(right), len(FEATURES))``; every value lies in 0..1 and does not depend on the order."""
    contained, jaccard = _overlap([s.words for s in left], [s.words for s in right], background)
    names_contained, names_jaccard = _overlap([s.names for s in left], [s.names for s in right], background)
    shared, differ = _numbers(left, right)
    texts = [" ".join(s.words) for s in left], [" ".join(s.words) for s in right]
    layers = (
        _cosine([s.words for s in left], [s.words for s in right], background),
        _character_cosine([s.words for s in left], [s.words for s in right]),
        contained,
        jaccard,
        names_contained,
        names_jaccard,
        process.cdist(*texts, scorer=fuzz.token_set_ratio, dtype=np.float32) / 100,
        process.cdist(*texts, scorer=fuzz.token_sort_ratio, dtype=np.float32) / 100,
        shared,
        differ,
        _length_ratio(left, right),
    )
    return np.stack(layers, axis=-1)


def _vocabulary(left: Sequence[Iterable[str]], right: Sequence[Iterable[str]]) -> dict[str, int]:
    terms = dict.fromkeys(term for side in (left, right) for sentence in side for term in sentence)
    return {term: number for number, term in enumerate(terms)}


def _bag(sentences: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> Bag:
    """Sublinear counts ``1 + log(count)`` of each sentence's terms."""
    counted = [Counter(sentence) for sentence in sentences]
    rows = np.repeat(np.arange(len(counted), dtype=np.int32), [len(counts) for counts in counted])
    terms = np.array([vocabulary[term] for counts in counted for term in counts], dtype=np.int32)
    values = np.array([count for counts in counted for count in counts.values()], dtype=np.float32)
    return Bag(rows, terms, 1 + np.log(values), len(counted))


def _dense(bag: Bag, size: int) -> Matrix:
    matrix = np.zeros((bag.length, size), dtype=np.float32)
    matrix[bag.rows, bag.terms] = bag.counts
    return matrix


def _cosine(left: Sequence[Iterable[str]], right: Sequence[Iterable[str]], background: Background) -> Matrix:
    vocabulary = _vocabulary(left, right)
    idf = background.idf(list(vocabulary))
    one, other = (_unit(_dense(_bag(side, vocabulary), len(vocabulary)) * idf) for side in (left, right))
    return np.asarray(one @ other.T, dtype=np.float32)


def _unit(matrix: Matrix) -> Matrix:
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms > 0, norms, 1), dtype=np.float32)


def _overlap(
    left: Sequence[Iterable[str]], right: Sequence[Iterable[str]], background: Background
) -> tuple[Matrix, Matrix]:
    """Weighted containment of the lighter sentence in the other, and weighted Jaccard."""
    vocabulary = _vocabulary(left, right)
    root = np.sqrt(background.idf(list(vocabulary)))
    one, other = (np.minimum(_dense(_bag(side, vocabulary), len(vocabulary)), 1) * root for side in (left, right))
    common = one @ other.T
    weights = (one**2).sum(axis=1)[:, None], (other**2).sum(axis=1)[None, :]
    return _share(common, np.minimum(*weights)), _share(common, weights[0] + weights[1] - common)


def _share(part: Matrix, whole: Matrix) -> Matrix:
    return np.asarray(part / np.where(whole > 0, whole, 1), dtype=np.float32)


def _character_cosine(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Matrix:
    one, other = (_unit(np.log1p(_character_counts(side))) for side in (left, right))
    return np.asarray(one @ other.T, dtype=np.float32)


def _character_counts(sentences: Sequence[Sequence[str]]) -> Matrix:
    counts = np.zeros((len(sentences), BUCKETS), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        grams = [gram for word in sentence for gram in _grams(word)]
        counts[row] = np.bincount(grams, minlength=BUCKETS) if grams else 0
    return counts


@lru_cache(maxsize=65536)
def _grams(word: str) -> tuple[int, ...]:
    """Buckets of the 3- to 5-grams of a word and its two edges."""
    padded = f" {word} "
    grams = (padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1))
    return tuple(zlib.crc32(gram.encode()) % BUCKETS for gram in grams)


def _numbers(left: Sequence[Sentence], right: Sequence[Sentence]) -> tuple[Matrix, Matrix]:
    """Whether a number stands in both; whether both have numbers and none in common."""
    sides = [s.numbers for s in left], [s.numbers for s in right]
    vocabulary = _vocabulary(*sides)
    one, other = (_dense(_bag(side, vocabulary), len(vocabulary)) for side in sides)
    shared = np.minimum(one @ other.T, 1)
    both = np.minimum.outer(one.max(axis=1, initial=0), other.max(axis=1, initial=0))
    return shared, both * (1 - shared)


def _length_ratio(left: Sequence[Sentence], right: Sequence[Sentence]) -> Matrix:
    one, other = (np.array([len(s.words) for s in side], dtype=np.float32) for side in (left, right))
    return _share(np.minimum.outer(one, other), np.maximum.outer(one, other))
