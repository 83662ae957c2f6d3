"""Join units that are the same: the strong rules first, then the short forms that have only one candidate.

A unit is one or more surface forms already known to be one thing: a single form inside an article, an entity with
its full names across articles. Forms meet through indexes; every pair is never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from store.language.aliases import rules
from store.language.aliases.surface import Surface
from store.model import AliasReason, Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """``kind`` may be wrong and is used softly. Two units with different non-zero ``fixed`` are never joined. Two of
    one non-zero ``article`` are not joined by a surname: reading that article has told them apart."""

    forms: tuple[Surface, ...]
    kind: Kind
    fixed: int = 0
    article: int = 0


Keyed = tuple[int, Surface, rules.Keys]
"""A form with the index of its unit and its keys."""


class Partition:
    """Union-find over units that remembers why each was joined and refuses what must stay apart."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._parent = list(range(len(units)))
        self._fixed = [unit.fixed for unit in units]
        self._articles = [{unit.article} - {0} for unit in units]
        self.reasons: dict[int, AliasReason] = {}

    def find(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def union(self, index: int, into: int, reason: AliasReason) -> None:
        """Join the cluster of ``index`` to that of ``into``, unless they must stay apart."""
        root, target = self.find(index), self.find(into)
        if root == target or (self._fixed[root] and self._fixed[target] and self._fixed[root] != self._fixed[target]):
            return
        self._parent[root] = target
        self._fixed[target] = self._fixed[target] or self._fixed[root]
        self._articles[target] |= self._articles[root]
        self.reasons.setdefault(index, reason)

    def meet(self, one: int, other: int) -> bool:
        """Whether the clusters of two units have an article in common."""
        return not self._articles[self.find(one)].isdisjoint(self._articles[self.find(other)])

    def clusters(self) -> list[list[int]]:
        """Unit indexes by cluster, in order of first appearance."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._parent)):
            found.setdefault(self.find(index), []).append(index)
        return list(found.values())


def join(
    units: Sequence[Unit],
    stated: Iterable[tuple[int, int]] = (),
    *,
    apart: Container[tuple[int, int]] = (),
    through: int = rules.LAST,
) -> Partition:
    """Partition ``units``. ``stated`` are pairs of unit indexes that the text itself declares to be one, ``apart``
    pairs of a short and a long one that it tells apart; ``through`` is the last stage of short rules applied."""
    partition = Partition(units)
    for one, other in stated:
        partition.union(other, one, "stated")
    forms = [(at, form, rules.keys(form, unit.kind)) for at, unit in enumerate(units) for form in unit.forms]
    _join_equal(forms, partition)
    surnames = _join_spellings(units, partition)
    for stage_number, stage in groupby(enumerate(rules.SHORT_RULES), key=lambda numbered: numbered[1].stage):
        if stage_number > through:
            break
        _join_short(units, forms, stage, partition, apart)
    _join_surnames(units, surnames, partition)
    return partition


def _join_spellings(units: Sequence[Unit], partition: Partition) -> list[tuple[int, int]]:
    """Join spellings of one name. Those of lone surnames are returned: a full name has the first word on them."""
    forms = [(number, form, unit.kind) for number, unit in enumerate(units) for form in unit.forms]
    surnames = []
    for one, other in rules.spelled_alike(forms):
        if "person" in (units[one].kind, units[other].kind) and not (_is_full(units[one]) and _is_full(units[other])):
            surnames.append((one, other))
        else:
            partition.union(other, one, "spelling")
    return surnames


def _join_surnames(units: Sequence[Unit], pairs: Iterable[tuple[int, int]], partition: Partition) -> None:
    """Join lone surnames spelt alike, unless two people have been called in full by them."""
    full = {partition.find(number) for number, unit in enumerate(units) if _is_full(unit)}
    for one, other in pairs:
        roots = partition.find(one), partition.find(other)
        if not full.issuperset(roots):
            partition.union(other, one, "spelling")
            if full.intersection(roots):
                full.add(partition.find(one))


def _is_full(unit: Unit) -> bool:
    return any(len(form.core) > 1 for form in unit.forms)


def _join_equal(forms: Sequence[Keyed], partition: Partition) -> None:
    first: dict[str, int] = {}
    for at, _, keys in forms:
        for reason, key in keys.equal:
            partition.union(at, first.setdefault(key, at), reason)


def _join_short(
    units: Sequence[Unit],
    forms: Sequence[Keyed],
    stage: Iterable[tuple[int, rules.ShortRule]],
    partition: Partition,
    apart: Container[tuple[int, int]],
) -> None:
    """Join each cluster of short forms to its candidate when there is exactly one."""
    candidates: dict[int, dict[int, AliasReason]] = defaultdict(dict)
    for number, rule in stage:
        for short, long in _pairs(units, forms, number, rule):
            barred = (short, long) in apart or (rule.stage in rules.BY_SURNAME and partition.meet(short, long))
            if not barred and partition.find(short) != partition.find(long):
                candidates[partition.find(short)][partition.find(long)] = rule.reason
    for cluster, targets in candidates.items():
        heads = {partition.find(target): reason for target, reason in targets.items()}
        heads.pop(partition.find(cluster), None)
        if len(heads) == 1:
            head, reason = heads.popitem()
            partition.union(cluster, head, reason)


def _pairs(
    units: Sequence[Unit], forms: Sequence[Keyed], number: int, rule: rules.ShortRule
) -> Iterator[tuple[int, int]]:
    """Pairs ``(short, long)`` of unit indexes that a rule allows."""
    found: dict[str, list[tuple[int, Surface]]] = defaultdict(list)
    for at, form, keys in forms:
        for key in keys.long[number]:
            found[key].append((at, form))
    if not found:
        return
    for at, form, keys in forms:
        for key in keys.short[number]:
            for other, long in found.get(key, ()):
                if other != at and rule.fits(form, units[at].kind, long, units[other].kind):
                    yield at, other
