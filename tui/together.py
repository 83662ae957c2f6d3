"""Which place of another article says what this place says. Pure tables over a comparison's alignment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Comparison, Span


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The aligned sentences of one article with those of another, ordered by the first's position."""

    here: tuple[Span, ...]
    there: tuple[Span, ...]

    def within(self, start: int, end: int) -> tuple[Span, Span] | None:
        """The first aligned pair whose sentence here begins within ``[start, end)``."""
        index = bisect_left(self.here, start, key=lambda span: span.start)
        if index < len(self.here) and self.here[index].start < end:
            return self.here[index], self.there[index]
        return None

    def at(self, offset: int) -> Span | None:
        """The counterpart of the sentence that ``offset`` stands in, if it has one."""
        index = bisect_right(self.here, offset, key=lambda span: span.start) - 1
        if index >= 0 and offset < self.here[index].end:
            return self.there[index]
        return None


def counterparts(comparison: Comparison, article: int, other: int) -> Counterparts:
    """The table that leads from ``article`` to ``other``; of several counterparts the likeliest counts."""
    best: dict[Span, tuple[float, Span]] = {}
    for pair in comparison.alignment:
        if pair.strength != "strong" or article not in pair.spans or other not in pair.spans:
            continue
        here, there = pair.spans[article], pair.spans[other]
        if here not in best or pair.score > best[here][0]:
            best[here] = (pair.score, there)
    ordered = sorted(best)
    return Counterparts(tuple(ordered), tuple(best[span][1] for span in ordered))


Place = tuple[int, Span]
"""An article id and a span of its text."""


def next_place(places: Sequence[Place], articles: Sequence[int], article: int, offset: int, step: int) -> int | None:
    """Index of the place after (``step`` 1) or before (-1) a position, going round; None when there are none.

    ``articles`` gives the order of the panes; ``places`` are in that order and, within one, in reading order.
    """
    if not places:
        return None
    order = {one: number for number, one in enumerate(articles)}
    keys = [(order.get(where, len(order)), span.start) for where, span in places]
    here = (order.get(article, len(order)), offset)
    index = bisect_right(keys, here) if step > 0 else bisect_left(keys, here) - 1
    return index % len(places)
