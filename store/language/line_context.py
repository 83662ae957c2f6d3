"""The second look at a page: where the article begins and ends, its headline, and how each line stands to them.

Everything here starts from the chance that the first look gave each line of being part of the article.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from store.language.line_features import LineShape, running

_SURE = 0.7
_FAR = 30


def best_stretch(chances: Sequence[float], shapes: Sequence[LineShape]) -> tuple[int, int]:
    """Return the half-open range of lines with the largest sum of log-odds, longer lines counting more."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for at, (chance, shape) in enumerate(zip(chances, shapes, strict=True)):
        total += max(-4.0, min(4.0, log_odds(chance))) * min(shape.count + 1, 6)
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best_sum:
            best_sum, best = total, (start, at + 1)
    return best


def log_odds(chance: float) -> float:
    """The natural logarithm of the odds of ``chance`` (0 to 1), kept finite at both ends."""
    return math.log((chance + 1e-4) / (1 - chance + 1e-4))


def headline_rows(shapes: Sequence[LineShape], chances: Sequence[float]) -> list[list[float]]:
    """Return, for every line, what speaks for and against its being the headline."""
    start, _ = best_stretch(chances, shapes)
    vocabulary = _vocabulary(shapes, chances)
    seen = Counter(shape.text.casefold() for shape in shapes)
    return [
        [
            *_headline_shape(shape),
            _shared(shape, vocabulary),
            _shared(shape, vocabulary) * min(shape.count, 12) / 6,
            float(seen[shape.text.casefold()] > 1),
            float(seen[shape.text.casefold()] > 3),
            min(max(0, start - at), 40) / 10,
            min(max(0, at - start), 40) / 10,
            float(at >= start + 3),
            chances[at],
            max(chances[at + 1 : at + 4], default=0.0),
            max((other.count for other in shapes[max(0, at - 4) : at]), default=0) / 20,
            float(any(_contains(other, shape) for other in shapes[:3] if other is not shape)),
        ]
        for at, shape in enumerate(shapes)
    ]


def _headline_shape(shape: LineShape) -> list[float]:
    total = sum(shape.found)
    return [
        min(shape.count, 40) / 10,
        float(shape.count < 3),
        float(3 <= shape.count < 5),
        float(5 <= shape.count <= 18),
        float(shape.count > 25),
        shape.function_share,
        shape.capital_share,
        float(shape.ended),
        float(shape.is_prose),
        min(total, 3) / 2,
        total / max(1, shape.count) * 3,
        float(shape.text[:1].islower()),
        float(shape.text.isupper()),
        float("|" in shape.text or "(" in shape.text),
        float(any(character.isdigit() for character in shape.text)),
    ]


def _contains(title: LineShape, shape: LineShape) -> bool:
    """Tell whether the window's title, which dumps often begin with, repeats a line."""
    return shape.count >= 3 and shape.text.casefold() in title.text.casefold()


def _vocabulary(shapes: Sequence[LineShape], chances: Sequence[float]) -> Counter[str]:
    """Return in how many lines of the likely article each content word stands."""
    return Counter(
        word for shape, chance in zip(shapes, chances, strict=True) if chance > 0.5 for word in shape.content
    )


def _shared(shape: LineShape, vocabulary: Counter[str]) -> float:
    """Return how much of a line's content the article speaks of, more for words that it repeats."""
    if not shape.content:
        return 0.0
    return sum(min(vocabulary[word], 3) for word in shape.content) / len(shape.content) / 3


def context_rows(shapes: Sequence[LineShape], chances: Sequence[float], headline: int) -> list[list[float]]:
    """Return, for every line, its neighbours' chances and its place in the article. ``headline`` is -1 when unknown."""
    look = _SecondLook(shapes, chances, headline)
    return [look.row(at) for at in range(len(shapes))]


class _SecondLook:
    def __init__(self, shapes: Sequence[LineShape], chances: Sequence[float], headline: int) -> None:
        self.shapes, self.chances, self.headline = shapes, chances, headline
        self.mass = running([shape.count * chance for shape, chance in zip(shapes, chances, strict=True)])
        self.words = running([shape.count for shape in shapes])
        self.sure = [at for at, chance in enumerate(chances) if chance > _SURE]
        self.start, self.end = best_stretch(chances, shapes)
        self.vocabulary = _vocabulary(shapes, chances)
        self.headline_words = shapes[headline].content if headline >= 0 else frozenset()

    def row(self, at: int) -> list[float]:
        shape, chance = self.shapes[at], self.chances[at]
        return [
            log_odds(chance),
            *(self._chance(at + step) for step in (-3, -2, -1, 1, 2, 3)),
            *self._share(at, 2),
            *self._share(at, 5),
            *self._share(at, 12),
            *self._passed(at),
            *self._to_sure(at),
            float(self.start <= at < self.end),
            max(-_FAR, min(_FAR, at - self.start)) / 10,
            max(-_FAR, min(_FAR, self.end - at)) / 10,
            _shared(shape, self.vocabulary),
            _shared(shape, self.vocabulary) * min(shape.count, 40) / 20,
            *self._headline(at),
        ]

    def _chance(self, at: int) -> float:
        return self.chances[at] if 0 <= at < len(self.chances) else 0.0

    def _share(self, at: int, reach: int) -> tuple[float, float]:
        low, high = max(0, at - reach), min(len(self.shapes), at + reach + 1)
        mass = self.mass[high] - self.mass[low]
        return mass / max(1.0, self.words[high] - self.words[low]), min(mass / (20 * reach), 3.0)

    def _passed(self, at: int) -> tuple[float, float]:
        total = max(1e-6, self.mass[-1])
        return self.mass[at] / total, 1 - self.mass[at + 1] / total

    def _to_sure(self, at: int) -> tuple[float, float]:
        before, after = bisect_left(self.sure, at), bisect_right(self.sure, at)
        return (
            min(_FAR, at - self.sure[before - 1] if before else _FAR) / 10,
            min(_FAR, self.sure[after] - at if after < len(self.sure) else _FAR) / 10,
        )

    def _headline(self, at: int) -> tuple[float, float, float]:
        if self.headline < 0:
            return 0.0, 0.0, 0.0
        shared = len(self.shapes[at].content & self.headline_words) / max(1, len(self.headline_words))
        return max(-_FAR, min(2 * _FAR, at - self.headline)) / 10, float(at == self.headline), shared
