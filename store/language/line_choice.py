"""From each line's chance of being the article's to which lines are kept.

Two corrections to "more likely than not": a page on which even the best lines look doubtful is judged more mildly,
and a change between article and furniture costs something, so that single lines follow their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.language.line_context import log_odds

_CHANGE = 0.3
"""Log-odds that it costs to pass from article to furniture or back."""

_MILDNESS = 0.1
"""Log-odds added to every line: losing a line of the article is worse than keeping one too many."""

_USUAL = 0.9
"""Mean chance of the five best long lines of a page that is not doubtful."""

_MOST_MILDNESS = 2.5
_LONG = 12
_BEST = 5


def choose(chances: Sequence[float], lengths: Sequence[int]) -> list[bool]:
    """Return which lines are kept. ``lengths`` are their words."""
    if not chances:
        return []
    bias = _MILDNESS + _doubt(chances, lengths)
    return _likeliest_run([max(-5.0, min(5.0, log_odds(chance) + bias)) for chance in chances])


def _doubt(chances: Sequence[float], lengths: Sequence[int]) -> float:
    """Return by how much the best long lines of a page fall short of what is usual, in log-odds."""
    long = [chance for chance, length in zip(chances, lengths, strict=True) if length >= _LONG]
    best = sorted(long or chances, reverse=True)[:_BEST]
    return max(0.0, min(_MOST_MILDNESS, log_odds(_USUAL) - log_odds(sum(best) / len(best))))


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
