"""The shipped name model: a linear chain whose weights were trained with python-crfsuite (averaged perceptron).

Only weights are shipped (``data/names.model.gz``), so that finding names needs numpy and no python-crfsuite. A token's
score for each label is the sum of its features' weights; the Viterbi algorithm finds the best sequence of labels.
Sums over features that depend on one word alone are kept from article to article.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import Lock

import numpy as np
import numpy.typing as npt

from store.language import features
from store.language.name_engine import KIND_OF_LABEL, VERSIONS, Label, Name
from store.language.tokens import tokenize_sentences
from store.model import Span

Matrix = npt.NDArray[np.float32]

IMPOSSIBLE = np.float32(-1e6)
OFFSETS = (0, *features.NEIGHBOURS)
KEPT_WORDS = 60_000
"""Words whose scores are kept; when there are more, the engine starts afresh."""


@dataclass(frozen=True, slots=True)
class Model:
    """``weights[row[feature]]`` are a feature's weights, one for each of ``labels``; the last row is all zeros."""

    labels: tuple[str, ...]
    row: Mapping[str, int]
    weights: Matrix
    transitions: Matrix
    temperature: float


class TrainedEngine:
    """Finds names with a model. Threads may share an engine; they take turns."""

    name = "crf"
    version = VERSIONS["crf"]

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._turn = Lock()
        self._forget()

    def find(self, text: str, sentences: Sequence[Span]) -> list[Name]:
        """Names in ``text``, read as one article; see ``names.Engine``."""
        tokens = tokenize_sentences(text, sentences)
        found = self.label([[token.text for token in sentence] for sentence in tokens])
        return [
            Name(sentence[start].start, sentence[end - 1].end, KIND_OF_LABEL[kind], confidence, "model")
            for sentence, ranges in zip(tokens, found, strict=True)
            for start, end, kind, confidence in ranges
        ]

    def label(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[int, int, Label, float]]]:
        """Named token ranges of each sentence of one tokenised document, each with its confidence."""
        if not sentences:
            return []
        with self._turn:
            scores = self._scores(sentences)
        lengths = [len(sentence) for sentence in sentences]
        best = viterbi(scores, lengths, self._model.transitions)
        certainty = _certainty(scores, best, self._model.temperature)
        return list(self._ranges(best, certainty, lengths))

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self._by_word = np.zeros((len(OFFSETS), 1024, len(self._model.labels)), np.float32)
        self._word(features.EDGE)

    def _scores(self, sentences: Sequence[Sequence[str]]) -> Matrix:
        """Scores of all tokens of the document, one sentence after the other: tokens by labels."""
        if len(self._number) > KEPT_WORDS:
            self._forget()
        placed = [position for sentence in features.running(sentences) for position in sentence]
        scores = self._summed(placed)
        words = [self._word(token) for sentence in sentences for token in (*_PADDING, *sentence)]
        numbers = np.array([*words, *map(self._word, _PADDING)])
        at = np.array([place for place, number in enumerate(numbers) if number])
        for slot, offset in enumerate(OFFSETS):
            scores += self._by_word[slot, numbers[at + offset]]
        return scores

    def _word(self, token: str) -> int:
        number = self._number.get(token)
        if number is None:
            number = self._number[token] = len(self._number)
            if number >= self._by_word.shape[1]:
                self._by_word = np.concatenate([self._by_word, np.zeros_like(self._by_word)], axis=1)
            own = features.own(token) if token else ()
            described = [own, *(features.neighbour(token, offset) for offset in features.NEIGHBOURS)]
            self._by_word[:, number] = self._summed(described)
        return number

    def _summed(self, described: Sequence[Iterable[str]]) -> Matrix:
        """The summed weights of each list of features."""
        row = self._model.row
        nothing = len(self._model.weights) - 1
        rows, starts = list[int](), list[int]()
        for names in described:
            starts.append(len(rows))
            rows += [row[name] for name in names if name in row]
            rows.append(nothing)
        summed: Matrix = np.add.reduceat(self._model.weights[rows], starts, axis=0)
        return summed

    def _ranges(
        self, best: npt.NDArray[np.intp], certainty: Matrix, lengths: Sequence[int]
    ) -> Iterable[list[tuple[int, int, Label, float]]]:
        first = 0
        for length in lengths:
            labels = [self._model.labels[number] for number in best[first : first + length]]
            yield [
                (start, end, kind, round(float(certainty[first + start : first + end].mean()), 3))
                for start, end, kind in named_ranges(labels)
            ]
            first += length


_PADDING = (features.EDGE, features.EDGE)


def viterbi(scores: Matrix, lengths: Sequence[int], transitions: Matrix) -> npt.NDArray[np.intp]:
    """The best label of each token, all sentences side by side.

    ``scores`` (tokens by labels) holds sentences of the given ``lengths`` one after the other; ``transitions[a, b]``
    is added when label b follows a, and its last row when b opens a sentence.
    """
    longest = max(lengths)
    starts = np.cumsum([0, *lengths[:-1]])
    order = np.argsort([-length for length in lengths], kind="stable")
    starts, sizes = starts[order], np.array(lengths)[order]
    between, opening = transitions[:-1], transitions[-1]
    best = np.zeros((len(lengths), scores.shape[1]), np.float32)
    back = np.zeros((longest, len(lengths), scores.shape[1]), np.intp)
    best[:] = scores[starts] + opening
    for at in range(1, longest):
        live = int(np.searchsorted(-sizes, -at))
        through = best[:live, :, None] + between
        back[at, :live] = through.argmax(axis=1)
        best[:live] = through.max(axis=1) + scores[starts[:live] + at]
    return _followed_back(best.argmax(axis=1), back, starts, sizes)


def _followed_back(
    last: npt.NDArray[np.intp], back: npt.NDArray[np.intp], starts: npt.NDArray[np.intp], sizes: npt.NDArray[np.intp]
) -> npt.NDArray[np.intp]:
    labels = np.zeros(int(sizes.sum()), np.intp)
    current = last
    for at in range(len(back) - 1, -1, -1):
        live = int(np.searchsorted(-sizes, -at))
        labels[starts[:live] + at] = current[:live]
        if at:
            current[:live] = back[at, np.arange(live), current[:live]]
    return labels


def _certainty(scores: Matrix, best: npt.NDArray[np.intp], temperature: float) -> Matrix:
    """How far each token's label stands out: the softmax of the scores, softened by ``temperature``."""
    odds = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    certainty: Matrix = odds[np.arange(len(best)), best] / odds.sum(axis=1)
    return certainty


def named_ranges(labels: Sequence[str]) -> Iterable[tuple[int, int, Label]]:
    """Ranges of tokens that BIO labels name."""
    start, kind = 0, ""
    for at, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            yield start, at, kind
            kind = ""
        if label.startswith("B-"):
            start, kind = at, label[2:]


@cache
def shipped() -> Model:
    """The model in the package."""
    return unpacked((files(__package__) / "data" / "names.model.gz").read_bytes())


def unpacked(packed: bytes) -> Model:
    """A model from its file: gzip of a JSON line, a line of features, then weights as 16-bit integers."""
    head, names, weights = gzip.decompress(packed).split(b"\n", 2)
    about = json.loads(head)
    row = {name: number for number, name in enumerate(names.decode().split(" "))}
    labels = tuple(about["labels"])
    scaled = np.frombuffer(weights, "<i2").reshape(len(labels), len(row)).T * np.float32(about["scale"])
    table = np.zeros((len(row) + 1, len(labels)), np.float32)
    table[:-1] = scaled
    return Model(labels, row, table, np.array(about["transitions"], np.float32), about["temperature"])
