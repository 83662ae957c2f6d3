"""The trained model of ``boilerplate``: how likely each line is part of the article, and which is the headline.

Two looks. A logistic regression over ``line_features`` gives every line a first chance; from these another one picks
the headline; then boosted trees over both feature sets and ``line_context`` decide. The file beside it is rebuilt with
``python -m tests.benchmarks.train_boilerplate``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from store.language import line_context, line_features

LEAF = -1
"""Stands for the feature of a node that is a leaf."""


LEAST_HEADLINE = -3.0
"""Log-odds under which a page shows no headline."""

NEARLY = 1.0
"""A line just above the likeliest headline is preferred when its log-odds are no lower than by this: the other is
its second deck."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression: weights and bias."""

    weights: tuple[float, ...]
    bias: float

    def log_odds(self, row: Sequence[float]) -> float:
        return self.bias + sum(weight * value for weight, value in zip(self.weights, row, strict=True))


@dataclass(frozen=True, slots=True)
class Tree:
    """A decision tree, node by node: feature, threshold, where to go at or below it and above it, leaf value."""

    features: tuple[int, ...]
    thresholds: tuple[float, ...]
    lower: tuple[int, ...]
    upper: tuple[int, ...]
    values: tuple[float, ...]

    def value(self, row: Sequence[float]) -> float:
        node = 0
        while (feature := self.features[node]) != LEAF:
            node = self.lower[node] if row[feature] <= self.thresholds[node] else self.upper[node]
        return self.values[node]


@dataclass(frozen=True, slots=True)
class LineModel:
    """First look, headline, second look."""

    first: Linear
    headline: Linear
    bias: float
    trees: tuple[Tree, ...]

    def read(self, lines: Sequence[str]) -> tuple[list[float], int]:
        """Return each line's chance of being the article's, and the index of the headline (-1: none)."""
        shapes = line_features.shapes_of(lines)
        rows = line_features.rows(shapes)
        chances = [chance(self.first.log_odds(row)) for row in rows]
        headline = self.find_headline(shapes, chances)
        second = line_context.context_rows(shapes, chances, headline)
        return [chance(self._decide([*after, *row])) for after, row in zip(second, rows, strict=True)], headline

    def find_headline(self, shapes: Sequence[line_features.LineShape], chances: Sequence[float]) -> int:
        """Return the index of the line that is most likely the headline, -1 when none is likely."""
        scores = [self.headline.log_odds(row) for row in line_context.headline_rows(shapes, chances)]
        best = max(range(len(scores)), key=lambda at: (scores[at], -at), default=-1)
        if best < 0 or scores[best] < LEAST_HEADLINE:
            return -1
        return next(at for at in range(max(0, best - 2), best + 1) if scores[at] >= scores[best] - NEARLY)

    def _decide(self, row: Sequence[float]) -> float:
        return self.bias + sum(tree.value(row) for tree in self.trees)


def chance(log_odds: float) -> float:
    """Return the probability that log-odds stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


@cache
def shipped() -> LineModel:
    """Return the model that is part of the package."""
    return from_json(files("store.language").joinpath("data/boilerplate.json").read_text("utf-8"))


def from_json(text: str) -> LineModel:
    """Return the model that ``to_json`` of the training command wrote."""
    content = json.loads(text)
    linear = {name: Linear(tuple(content[name]["weights"]), content[name]["bias"]) for name in ("first", "headline")}
    trees = tuple(Tree(*map(tuple, columns)) for columns in content["trees"])
    return LineModel(linear["first"], linear["headline"], content["bias"], trees)
