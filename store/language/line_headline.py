"""Which line of a page is its headline: what speaks for and against each line, given how likely it is the article's.

The lines compete: a weighted sum of the features (``line_model`` holds the weights) is turned into the chance that a
line is the one (softmax over the page).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from store.language import page_metadata
from store.language.line_context import best_stretch, shared, vocabulary
from store.language.line_features import LineShape
from store.language.line_surroundings import Rows, shifted

_DISTANCES = (-3, 0, 1, 2, 3, 4, 7, 12, 25)
_LENGTHS = (2, 3, 5, 8, 16, 22)
_FIRST = 3
_LEAD = 4
_FOLLOWING = 4
_LONG = 12
_SHORT = 14
_TIME = re.compile(r"\d{4}|ago\b|min\sread|updated|published", re.I)


class HeadlineLook:
    """What can be said of the lines of one page as headlines; ``own`` are their features (``line_surroundings``)."""

    def __init__(self, shapes: Sequence[LineShape], own: Rows) -> None:
        self._shapes, self._own = shapes, own
        self._counts = np.array([shape.count for shape in shapes])
        self._keys = [shape.key for shape in shapes]
        self._beside = self._neighbours()
        self._again = self._repeats()

    def rows(self, chances: Rows) -> Rows:
        """Return, for every line, its own features and where it stands to the article that ``chances`` show."""
        start, _ = best_stretch(chances, self._shapes)
        long = np.flatnonzero((chances > 0.5) & (self._counts >= _LONG))
        body = next((int(at) for at in long if at >= start), start)
        place = self._position(start, body, chances)
        return np.hstack([self._own, place, self._overlap(body, chances), self._again, self._beside])

    def _position(self, start: int, body: int, chances: Rows) -> Rows:
        """How far above the article's first long line a line stands, how long it is, how likely the next ones are."""
        at = np.arange(len(self._shapes))
        columns = [
            *_steps(body - at, _DISTANCES),
            *_steps(self._counts, _LENGTHS),
            np.clip(body - at, -10, 40) / 10,
            np.clip(start - at, -20, 40) / 10,
            np.minimum(at, 40) / 10,
            *(shifted(chances, step) for step in (0, 1, 2, 3)),
        ]
        return np.stack(columns, axis=1).astype(float)

    def _overlap(self, body: int, chances: Rows) -> Rows:
        """How much a line has in common with the article and with its first lines, also for its length."""
        words = vocabulary(self._shapes, chances)
        lead = frozenset[str]().union(*(shape.content for shape in self._shapes[body : body + _LEAD]))
        of_article = np.array([shared(shape, words) for shape in self._shapes])
        of_lead = np.array([len(shape.content & lead) / max(1, len(shape.content)) for shape in self._shapes])
        length = np.minimum(self._counts, 12) / 6
        return np.stack([of_article, of_article * length, of_lead, of_lead * length], axis=1)

    def _repeats(self) -> Rows:
        """How often the page says a line, whether the window's title does, and how many lines above are related."""
        times = Counter(self._keys)
        often = np.array([times[key] for key in self._keys])
        lines = range(len(self._keys))
        of_title = np.array([self._share_of_title(at) for at in lines])
        related = np.array([self._related_above(at) for at in lines]) / 2
        return np.stack([often > 1, often > 3, of_title, related], axis=1)

    def _share_of_title(self, at: int) -> float:
        """How much of one of the first lines a line is: dumps often begin with the window's title."""
        key = self._keys[at]
        if self._counts[at] < 2:
            return 0.0
        first = (title for other, title in enumerate(self._keys[:_FIRST]) if other != at and key in title)
        return max((len(key) / len(title) for title in first), default=0.0)

    def _related_above(self, at: int) -> int:
        above, content = self._shapes[max(0, at - _LEAD) : at], self._shapes[at].content
        return sum(shape.count >= _LEAD and not shape.content.isdisjoint(content) for shape in above)

    def _neighbours(self) -> Rows:
        """Whether a line is or is soon followed by a byline or a time, and how long the lines beside are."""
        names = np.array([bool(page_metadata.byline(shape.text)) for shape in self._shapes])
        days = np.array([page_metadata.is_dateline(shape.text) for shape in self._shapes])
        times = np.array([shape.count < _SHORT and bool(_TIME.search(shape.text)) for shape in self._shapes])
        columns = [
            names,
            days,
            *(np.any([shifted(found, step) for step in range(1, _FOLLOWING + 1)], axis=0) for found in (names, times)),
            *(np.minimum(shifted(self._counts, step), 40) / 20 for step in (-2, -1, 1, 2)),
        ]
        return np.stack(columns, axis=1).astype(float)


def _steps(values: Rows, bounds: Sequence[int]) -> list[Rows]:
    """Return one column for every interval between ``bounds``, and for what lies below and above them."""
    nth = np.searchsorted(bounds, values, "right")
    return [nth == each for each in range(len(bounds) + 1)]
