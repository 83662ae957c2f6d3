"""From each line's chance of being the article's to which lines are kept.

One correction to "more likely than not": a change between article and furniture costs something, so that single lines
follow their neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

_CHANGE = 0.6
"""Log-odds that it costs to pass from article to furniture or back."""

_MILDNESS = 0.1
"""Log-odds added to every line: losing a line of the article is worse than keeping one too many."""


def choose(chances: Sequence[float]) -> list[bool]:
    """Return which lines are kept: the likely ones, and all where none is, so that nothing is lost."""
    if not chances:
        return []
    kept = _likeliest_run([max(-5.0, min(5.0, _log_odds(chance) + _MILDNESS)) for chance in chances])
    return kept if any(kept) else [True] * len(chances)


def _log_odds(chance: float) -> float:
    return math.log((chance + 1e-4) / (1 - chance + 1e-4))


def _likeliest_run(odds: Sequence[float]) -> list[bool]:
    """Return the likeliest sequence of article and furniture (Viterbi's method with two states)."""
    furniture, article = 0.0, odds[0]
    came_from: list[tuple[bool, bool]] = []
    for value in odds[1:]:
        came_from.append((article - _CHANGE > furniture, article > furniture - _CHANGE))
        furniture, article = max(furniture, article - _CHANGE), max(article, furniture - _CHANGE) + value
    return list(reversed(list(_steps_back(article > furniture, reversed(came_from)))))


def _steps_back(last: bool, came_from: Iterable[tuple[bool, bool]]) -> Iterable[bool]:
    state = last
    yield state
    for to_furniture, to_article in came_from:
        state = to_article if state else to_furniture
        yield state
