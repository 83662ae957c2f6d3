"""Exact-span precision, recall and F1 of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Range = tuple[int, int, str]
NAMED = ("PER", "ORG", "LOC")


@dataclass
class Score:
    """Counts by kind: right, found and wrong, missed."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Range], found: Iterable[Range]) -> None:
        golden, ours = set(gold), set(found)
        self.right.update(kind for *_, kind in golden & ours)
        self.found.update(kind for *_, kind in ours)
        self.gold.update(kind for *_, kind in golden)

    def f1(self, *kinds: str) -> float:
        """F1 in per cent over the given kinds, all of them when none is given."""
        chosen = kinds or tuple(self.gold | self.found)
        right, found, gold = (sum(counts[kind] for kind in chosen) for counts in (self.right, self.found, self.gold))
        return 200 * right / (found + gold) if found + gold else 0.0

    def precision_recall(self, *kinds: str) -> tuple[float, float]:
        right, found, gold = (sum(counts[kind] for kind in kinds) for counts in (self.right, self.found, self.gold))
        return 100 * right / max(1, found), 100 * right / max(1, gold)


def of_kinds(ranges: Iterable[Range], kinds: Iterable[str] = NAMED) -> list[Range]:
    return [found for found in ranges if found[2] in kinds]


def untyped(ranges: Iterable[Range]) -> list[Range]:
    return [(start, end, "name") for start, end, _ in ranges]


Scores = Mapping[str, Score]
