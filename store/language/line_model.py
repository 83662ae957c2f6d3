"""The trained model of page dumps: how likely each line is part of the article, and which is the headline.

Two looks. The first sees every line and its surroundings, twice: a logistic regression and boosted trees give each
line a chance. From these the headline is found, and where the article begins and ends (``line_context``). The second
look sees that as well: boosted trees for each of the two first ones, and the mean of both counts. The file beside it
is rebuilt with ``python -m tests.benchmarks.train_boilerplate``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from store.language.line_context import context_rows
from store.language.line_features import shapes_of
from store.language.line_headline import HeadlineLook
from store.language.line_surroundings import Rows, own_rows, rows

DEEPEST = 4
"""Questions on the way from the root of a tree to a leaf, at most."""


class Reading(NamedTuple):
    """What the model makes of a page: each line's chance of being the article's, and of being the headline."""

    chances: Sequence[float]
    headline: Sequence[float]


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over the first columns of a page's rows."""

    bias: float
    weights: Rows

    def log_odds(self, page: Rows) -> Rows:
        """Return the log-odds of every row of ``page``."""
        odds: Rows = page[:, : len(self.weights)] @ self.weights + self.bias
        return odds


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees, one after the other: a node's feature and threshold, where to go at or below and above it, value.

    ``roots`` are the first nodes of the trees. A leaf leads to itself.
    """

    bias: float
    roots: Rows
    features: Rows
    thresholds: Rows
    lower: Rows
    upper: Rows
    values: Rows

    @classmethod
    def of(cls, bias: float, trees: Sequence[Sequence[Sequence[float]]]) -> Forest:
        """Return the forest of the columns that every tree has in the file."""
        sizes = [len(tree[0]) for tree in trees]
        roots = np.cumsum([0, *sizes[:-1]])
        features, thresholds, lower, upper, values = (np.concatenate(columns) for columns in zip(*trees, strict=True))
        own = np.repeat(roots, sizes)
        return cls(
            bias, roots, features.astype(int), thresholds, lower.astype(int) + own, upper.astype(int) + own, values
        )

    def log_odds(self, page: Rows) -> Rows:
        """Return the log-odds of every row of ``page``."""
        numbers, start = page.ravel(), np.arange(len(page))[:, None] * page.shape[1]
        node = np.broadcast_to(self.roots, (len(page), len(self.roots)))
        for _ in range(DEEPEST):
            is_lower = numbers.take(start + self.features.take(node)) <= self.thresholds.take(node)
            node = np.where(is_lower, self.lower.take(node), self.upper.take(node))
        odds: Rows = self.bias + self.values.take(node).sum(axis=1)
        return odds


@dataclass(frozen=True, slots=True)
class LineModel:
    """The first looks, the weights of the headline's features, and the second look that follows each first one."""

    first: tuple[Linear | Forest, ...]
    headline: Rows
    second: tuple[Forest, ...]

    def read(self, lines: Sequence[str]) -> Reading:
        """Return what the model makes of the lines of a page."""
        if not lines:
            return Reading((), ())
        shapes = shapes_of(lines)
        own = own_rows(shapes)
        page, look = rows(shapes, own), HeadlineLook(shapes, own)
        likely = [chance(first.log_odds(page)) for first in self.first]
        headline = int(self.headline_chances(look, np.mean(likely, axis=0)).argmax())
        odds = [
            second.log_odds(np.hstack([context_rows(shapes, chances, headline), page]))
            for second, chances in zip(self.second, likely, strict=True)
        ]
        sure = chance(np.mean(odds, axis=0))
        return Reading(sure.tolist(), self.headline_chances(look, sure).tolist())

    def headline_chances(self, look: HeadlineLook, likely: Rows) -> Rows:
        """Return each line's chance of being the headline; they sum up to one."""
        scores = look.rows(likely) @ self.headline
        odds = np.exp(scores - scores.max())
        share: Rows = odds / odds.sum()
        return share


def chance(log_odds: Rows) -> Rows:
    """Return the probabilities that log-odds stand for."""
    likely: Rows = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    return likely


@cache
def shipped() -> LineModel:
    """Return the model that is part of the package."""
    return from_json(files("store.language").joinpath("data/boilerplate.json").read_text("utf-8"))


def from_json(text: str) -> LineModel:
    """Return the model that the training command wrote."""
    content = json.loads(text)
    linear = Linear(content["linear"]["bias"], np.array(content["linear"]["weights"]))
    second = tuple(Forest.of(**forest) for forest in content["second"])
    return LineModel((linear, Forest.of(**content["first"])), np.array(content["headline"]), second)
