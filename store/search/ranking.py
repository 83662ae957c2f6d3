"""How well a text answers a plan: the cheapest form of each word, how near they stand, and where to light them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.search.plan import Form, Group
from store.search.tokens import folded

MISSING = 3.0
"""What a word that is not there costs."""
_BEGUN = 0.3
_APART = 0.03
"""What each word between two wanted ones costs, up to ``_FAR`` of them."""
_FAR = 30
_ALSO_LIT = 0.3
"""How much dearer than the best form in a text another one may be to be lit beside it."""
_MOST = 64
"""Places in one text that are lit, and places of one word whose neighbours are looked at."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What was found in one text: the whole cost, the form each word was found as, and where, in words of the text."""

    cost: float
    forms: tuple[Form | None, ...] = ()
    places: Ranges = ()

    @property
    def complete(self) -> bool:
        """Whether every word was found."""
        return all(form is not None for form in self.forms)

    @property
    def score(self) -> float:
        """The cost as a score between 0 and 1."""
        return round(1 / (1 + self.cost), 4)


class Ranking:
    """Scores texts against one plan; ``as_typed`` lets also words do that no paragraph holds, but the query does."""

    def __init__(self, groups: Sequence[Group], *, as_typed: bool = False) -> None:
        self._count = len(groups)
        self._by_first: dict[str, list[tuple[Form, int, float]]] = {}
        for number, group in enumerate(groups):
            for form, cost in group.forms.items():
                self._by_first.setdefault(form[0], []).append((form, number, cost))
            if as_typed and group.typed and group.typed not in group.forms:
                self._by_first.setdefault(group.typed[0], []).append((group.typed, number, 0.0))
        self._firsts = frozenset(self._by_first)
        self._begun = [
            (group.typed[-1], number)
            for number, group in enumerate(groups)
            if group.typed and (group.optional or (as_typed and group.unfinished))
        ]

    def match(self, text: str) -> Match:
        """Score one text."""
        words = folded(text)[0].split()
        found = self._found(words)
        best: dict[int, tuple[float, Form]] = {}
        for _, form, number, cost in found:
            if number not in best or cost < best[number][0]:
                best[number] = cost, form
        lit = [row for row in found if row[3] <= best[row[2]][0] + _ALSO_LIT]
        places = [[row[0] for row in lit if row[2] == number and row[3] == best[number][0]][:_MOST] for number in best]
        cost = MISSING * (self._count - len(best)) + sum(cost for cost, _ in best.values())
        return Match(
            round(cost + _APART * min(_spread(places), _FAR), 4),
            tuple(best[number][1] if number in best else None for number in range(self._count)),
            tuple(sorted({(place, place + len(form)) for place, form, _, _ in lit})),
        )

    def _found(self, words: Sequence[str]) -> list[tuple[int, Form, int, float]]:
        """Return place, form, group and cost of every form that stands among ``words``."""
        found = [
            (place, form, number, cost)
            for word in sorted(self._firsts.intersection(words))
            for place in _places(words, word)
            for form, number, cost in self._by_first[word]
            if len(form) == 1 or tuple(words[place : place + len(form)]) == form
        ]
        for beginning, number in self._begun:
            found += [
                (place, (word,), number, _BEGUN) for place, word in enumerate(words) if word.startswith(beginning)
            ]
        return found


def _places(words: Sequence[str], word: str) -> Iterator[int]:
    """Yield where ``word`` stands among ``words``."""
    place = -1
    for _ in range(words.count(word)):
        place = words.index(word, place + 1)
        yield place


def light(text: str, match: Match) -> Ranges:
    """Return the ranges of ``text``, in code points, that hold what was matched."""
    if not match.places:
        return ()
    line, offsets = folded(text)
    spans = [_span(line, first, last) for first, last in match.places[:_MOST]]
    if offsets is None:
        return tuple(spans)
    return tuple((offsets[start], offsets[end - 1] + 1) for start, end in spans)


def _span(line: str, first: int, last: int) -> tuple[int, int]:
    """Return where the words from number ``first`` to before ``last`` start and end in a line of them."""
    start, final = _offset(line, first), _offset(line, last - 1)
    end = line.find(" ", final)
    return start, end if end >= 0 else len(line)


def _offset(line: str, place: int) -> int:
    """Return where word number ``place`` starts: what ``split`` leaves there is the rest of the line."""
    return len(line) - len(line.split(None, place)[place])


def _spread(places: Sequence[Sequence[int]]) -> int:
    """Return how many words stand between the wanted ones at their nearest, 0 for a single word."""
    if len(places) < 2:
        return 0
    return min(sum(min(_between(first, place) for place in held) for held in places[1:]) for first in places[0])


def _between(first: int, second: int) -> int:
    """Return how many words stand between two; one word that is taken for two wanted ones is as good as none."""
    return abs(first - second) - 1 if first != second else _FAR
