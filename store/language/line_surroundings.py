"""What the line model of ``boilerplate`` sees around a line: its neighbours, its place in the page, what was repeated.

Every line of a page gives one row: its own features (``line_features``), then those of its surroundings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from store.language.line_features import LOOKED_ROUND, LineShape, row

Rows = npt.NDArray[Any]
"""Numbers of a page: a row, or one number, for every line."""

_STEPS = (-1, 1, -2, 2, -3, 3)
_FAR = 30
_CUE = 8
_SIMILAR = 8
_START = 4
_END = 14


def own_rows(shapes: Sequence[LineShape]) -> Rows:
    """Return the features of every line by itself."""
    return np.array([row(shape) for shape in shapes])


def rows(shapes: Sequence[LineShape], own: Rows) -> Rows:
    """Return a row of features for every line of a page: its ``own``, then those of its surroundings."""
    page = _Page(shapes, own)
    beside = [page.neighbours(step) for step in _STEPS]
    return np.hstack([own, page.place(), page.repeats(), *beside, page.windows(), page.lengths(), page.cues()])


def around(values: Rows, low: Rows, high: Rows) -> Rows:
    """Return the sums of the rows ``low`` to ``high`` (half-open) of ``values``, for every pair of them."""
    sums = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    total: Rows = sums[high] - sums[low]
    return total


def shifted(values: Rows, step: int) -> Rows:
    """Return, for every line, the row that stands ``step`` lines further; zeros beyond the page."""
    moved = np.zeros_like(values)
    if step < 0:
        moved[-step:] = values[:step]
    else:
        moved[: max(0, len(values) - step)] = values[step:]
    return moved


class _Page:
    def __init__(self, shapes: Sequence[LineShape], own: Rows) -> None:
        self.shapes, self.seen = shapes, own[:, :LOOKED_ROUND]
        self.at = np.arange(len(shapes))
        self.counts = np.array([shape.count for shape in shapes], float)
        self.is_prose = np.array([shape.is_prose for shape in shapes])
        self.prose_words = np.where(self.is_prose, self.counts, 0)

    def neighbours(self, step: int) -> Rows:
        """What the lines ``step`` further look like, and whether there are any."""
        return shifted(np.hstack([self.seen, np.ones((len(self.at), 1))]), step)

    def windows(self) -> Rows:
        """Means of the four and ten lines before, and of those after."""
        return np.hstack([side for reach in (4, 10) for side in self._sides(reach)])

    def _sides(self, reach: int) -> tuple[Rows, Rows]:
        low, high = np.maximum(0, self.at - reach), np.minimum(len(self.at), self.at + reach + 1)
        before = around(self.seen, low, self.at) / np.maximum(1, self.at - low)[:, None]
        after = around(self.seen, self.at + 1, high) / np.maximum(1, high - self.at - 1)[:, None]
        return before, after

    def place(self) -> Rows:
        """Where a line stands in the page, and how much prose is near."""
        before, after = self._to_prose()
        count = len(self.at)
        total = max(1.0, self.prose_words.sum())
        passed = (np.cumsum(self.prose_words) - self.prose_words / 2) / total
        columns = [
            np.minimum(before, _FAR) / 10,
            np.minimum(after, _FAR) / 10,
            before <= 2,
            after <= 2,
            (before <= 2) & (after <= 2),
            (before == 1) & (after == 1),
            *(column for reach in (3, 8, 20) for column in self._density(reach)),
            passed,
            passed <= 0.001,
            passed >= 0.999,
            self.at / max(1, count - 1),
            np.minimum(self.at, 40) / 20,
            np.minimum(count - 1 - self.at, 40) / 20,
            np.full(count, min(int(self.is_prose.sum()), 40) / 20),
        ]
        return np.stack(columns, axis=1).astype(float)

    def _to_prose(self) -> tuple[Rows, Rows]:
        """How many lines lie between a line and the nearest prose before and after it."""
        prose = np.concatenate([[-_FAR], np.flatnonzero(self.is_prose), [len(self.at) + _FAR]])
        before = self.at - prose[np.searchsorted(prose, self.at, "left") - 1]
        after = prose[np.searchsorted(prose, self.at, "right")] - self.at
        return np.minimum(before, _FAR), np.minimum(after, _FAR)

    def _density(self, reach: int) -> tuple[Rows, Rows]:
        """The share and the amount of prose among the words within ``reach`` lines."""
        low, high = np.maximum(0, self.at - reach), np.minimum(len(self.at), self.at + reach + 1)
        prose = around(self.prose_words, low, high)
        return prose / np.maximum(1, around(self.counts, low, high)), np.minimum(prose, 50 * reach) / (25 * reach)

    def lengths(self) -> Rows:
        """How a line's length compares with the longer lines near it and with the page's prose."""
        typical = float(np.median(self.counts[self.is_prose])) if self.is_prose.any() else 20.0
        rank = self.counts.argsort(kind="stable").argsort(kind="stable") / max(1, len(self.at) - 1)
        columns = [
            *self._like_its_neighbours(),
            np.minimum(self.counts / max(1.0, typical), 3),
            rank,
            np.full(len(self.at), min(typical, 80) / 20),
            np.full(len(self.at), min(float(self.is_prose.mean()) * 4, 2)),
            np.full(len(self.at), np.log1p(len(self.at))),
        ]
        return np.stack(columns, axis=1)

    def _like_its_neighbours(self) -> tuple[Rows, Rows]:
        """How much the lengths of the seven longer lines near a line vary, and their median (teasers are alike)."""
        longer = self.counts[self.counts >= _SIMILAR]
        if len(longer) < 3:
            return np.zeros(len(self.at)), np.zeros(len(self.at))
        padded = np.concatenate([np.full(3, np.nan), longer, np.full(4, np.nan)])
        near = np.lib.stride_tricks.sliding_window_view(padded, 7)
        nth = np.searchsorted(np.flatnonzero(self.counts >= _SIMILAR), self.at)
        return (np.nanstd(near, axis=1) / np.nanmean(near, axis=1))[nth], np.minimum(
            np.nanmedian(near, axis=1) / 20, 3
        )[nth]

    def repeats(self) -> Rows:
        """Whether the page says a line again, begins or ends another one alike, and speaks of the same in its prose."""
        starts = [" ".join(shape.words[:_START]).lower() if shape.count >= _START else "" for shape in self.shapes]
        ends = [shape.key[-_END:] if len(shape.text) >= 2 * _END else "" for shape in self.shapes]
        keys = [shape.key for shape in self.shapes]
        return np.stack([*(_is_repeated(part) for part in (keys, starts, ends)), self._familiar()], axis=1)

    def _familiar(self) -> Rows:
        """The share of a line's content words that the prose elsewhere on the page uses too."""
        words = Counter(word for shape in self.shapes if shape.is_prose for word in shape.content)
        return np.array(
            [
                sum(words[word] > shape.is_prose for word in shape.content) / max(1, len(shape.content))
                for shape in self.shapes
            ]
        )

    def cues(self) -> Rows:
        """Lines and prose words since the last short line with a word of each vocabulary ("Most read", "Comments")."""
        found = np.array([shape.found for shape in self.shapes]) > 0
        passed = np.concatenate([[0], np.cumsum(self.prose_words)])
        columns = []
        for named in (found & (self.counts <= _CUE)[:, None]).T:
            last = np.maximum.accumulate(np.where(named, self.at, -1))
            last = np.concatenate([[-1], last[:-1]])
            known = last >= 0
            columns.append(np.where(known, np.minimum(self.at - last, 40), 40) / 10)
            columns.append(np.where(known, np.minimum(passed[self.at] - passed[np.maximum(last, 0)], 400), 400) / 100)
        return np.stack(columns, axis=1)


def _is_repeated(parts: Sequence[str]) -> Rows:
    times = Counter(parts)
    return np.array([float(part != "" and times[part] > 1) for part in parts])
