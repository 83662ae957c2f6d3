"""The second look at a page: where the article begins and ends, and how each line stands to that and to the headline.

Everything here starts from the chance that the first look gave each line of being part of the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from store.language.line_features import LineShape
from store.language.line_surroundings import Rows, around, shifted

_SURE = 0.7
_FAR = 30


def best_stretch(chances: Rows, shapes: Sequence[LineShape]) -> tuple[int, int]:
    """Return the half-open range of lines with the largest sum of log-odds, longer lines counting more."""
    worth = np.clip(log_odds(chances), -4, 4) * [min(shape.count + 1, 6) for shape in shapes]
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for at, value in enumerate(worth.tolist()):
        total += value
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best_sum:
            best_sum, best = total, (start, at + 1)
    return best


def log_odds(chances: Rows) -> Rows:
    """The natural logarithm of the odds of ``chances`` (0 to 1), kept finite at both ends."""
    odds: Rows = np.log((chances + 1e-4) / (1 - chances + 1e-4))
    return odds


def vocabulary(shapes: Sequence[LineShape], chances: Rows) -> Counter[str]:
    """Return in how many lines of the likely article each content word stands."""
    return Counter(word for at in np.flatnonzero(chances > 0.5).tolist() for word in shapes[at].content)


def shared(shape: LineShape, words: Counter[str]) -> float:
    """Return how much of a line's content the article speaks of, more for words that it repeats."""
    if not shape.content:
        return 0.0
    return sum(min(words[word], 3) for word in shape.content) / len(shape.content) / 3


def context_rows(shapes: Sequence[LineShape], chances: Rows, headline: int) -> Rows:
    """Return, for every line, its neighbours' chances and its place in the article. ``headline`` is -1 when unknown."""
    look = _SecondLook(shapes, chances)
    return np.stack(
        [
            log_odds(chances),
            *(shifted(chances, step) for step in (-3, -2, -1, 1, 2, 3)),
            *(column for reach in (2, 5, 12) for column in look.share(reach)),
            *look.passed(),
            *look.to_sure(),
            *look.to_ends(),
            *look.familiar(),
            *look.to_headline(headline),
        ],
        axis=1,
    )


class _SecondLook:
    def __init__(self, shapes: Sequence[LineShape], chances: Rows) -> None:
        self.shapes, self.chances = shapes, chances
        self.at = np.arange(len(shapes))
        self.counts = np.array([shape.count for shape in shapes], float)
        self.mass = self.counts * chances

    def share(self, reach: int) -> tuple[Rows, Rows]:
        """The article's share among the words within ``reach`` lines, and how many those are."""
        low, high = np.maximum(0, self.at - reach), np.minimum(len(self.at), self.at + reach + 1)
        mass = around(self.mass, low, high)
        return mass / np.maximum(1, around(self.counts, low, high)), np.minimum(mass / (20 * reach), 3)

    def passed(self) -> tuple[Rows, Rows]:
        """How much of the article stands before and after a line."""
        until, total = np.cumsum(self.mass), max(1e-6, float(self.mass.sum()))
        return (until - self.mass) / total, 1 - until / total

    def to_sure(self) -> tuple[Rows, Rows]:
        """How many lines lie between a line and the nearest sure ones."""
        sure = np.concatenate([[-_FAR], np.flatnonzero(self.chances > _SURE), [len(self.at) + _FAR]])
        before = self.at - sure[np.searchsorted(sure, self.at, "left") - 1]
        after = sure[np.searchsorted(sure, self.at, "right")] - self.at
        return np.minimum(before, _FAR) / 10, np.minimum(after, _FAR) / 10

    def to_ends(self) -> tuple[Rows, Rows, Rows]:
        """Whether a line stands within the best stretch, and how far from its beginning and end."""
        start, end = best_stretch(self.chances, self.shapes)
        inside = (start <= self.at) & (self.at < end)
        to_start, to_end = np.clip(self.at - start, -_FAR, _FAR), np.clip(end - self.at, -_FAR, _FAR)
        return inside.astype(float), to_start / 10, to_end / 10

    def familiar(self) -> tuple[Rows, Rows]:
        """How much of what a line speaks of is in the likely article, and the same for its length."""
        words = vocabulary(self.shapes, self.chances)
        part = np.array([shared(shape, words) for shape in self.shapes])
        return part, part * np.minimum(self.counts, 40) / 20

    def to_headline(self, headline: int) -> tuple[Rows, Rows, Rows]:
        """How far a line stands from the headline, whether it is it, and which part of its words it says again."""
        if headline < 0:
            nothing = np.zeros(len(self.at))
            return nothing, nothing, nothing
        wanted = self.shapes[headline].content
        again = np.array([len(shape.content & wanted) / max(1, len(wanted)) for shape in self.shapes])
        return np.clip(self.at - headline, -_FAR, 2 * _FAR) / 10, (self.at == headline).astype(float), again
