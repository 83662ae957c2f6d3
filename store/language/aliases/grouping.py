"""Group the mentions of one text by what they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.language.aliases.joining import Partition, Unit, join
from store.language.aliases.naming import best_kind, best_name, stem_of, surname_of
from store.language.aliases.places import related
from store.language.aliases.stated import Named, stated
from store.language.aliases.surface import parse
from store.language.aliases.telling import told_apart
from store.model import Alias, Kind, Relation


@dataclass(frozen=True, slots=True)
class Group:
    """One thing named. ``members`` are indexes into the mentions that were grouped.

    The aliases of somebody with a full name hold the surname too, used in the text or not, and those of "Pantsir-S1"
    hold "Pantsir": a later article's short name is looked up by it.
    """

    name: str
    kind: Kind
    aliases: tuple[Alias, ...]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """``groups`` in order of first mention; ``relations`` between indexes of ``groups``."""

    groups: tuple[Group, ...] = ()
    relations: tuple[Relation, ...] = ()


def group(mentions: Sequence[Named], text: str = "") -> Grouping:
    """Group ``(surface, kind, start)`` mentions. With the text, aliases that it states are followed too."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, (surface, _, _) in enumerate(mentions):
        members[surface].append(index)
    surfaces = list(members)
    kinds = {surface: best_kind(mentions[index][1] for index in members[surface]) for surface in surfaces}
    units = [Unit((parse(s, kinds[s]),), kinds[s]) for s in surfaces]
    starts = [sorted(mentions[index][2] for index in members[surface]) for surface in surfaces]
    apart = told_apart(units, starts, text) if text else ()
    partition = join(units, _stated_units(text, mentions, surfaces), apart=apart)
    groups = [_group(cluster, surfaces, members, mentions, partition) for cluster in partition.clusters()]
    groups.sort(key=lambda found: mentions[found.members[0]][2])
    return Grouping(tuple(groups), tuple(_relations(groups)))


def _stated_units(text: str, mentions: Sequence[Named], surfaces: Sequence[str]) -> Iterable[tuple[int, int]]:
    if not text:
        return
    number = {surface: index for index, surface in enumerate(surfaces)}
    ordered = sorted(mentions, key=lambda mention: mention[2])
    for one, other in stated(text, ordered):
        yield number[ordered[one][0]], number[ordered[other][0]]


def _group(
    cluster: list[int],
    surfaces: Sequence[str],
    members: dict[str, list[int]],
    mentions: Sequence[Named],
    partition: Partition,
) -> Group:
    counts = Counter({surfaces[number]: len(members[surfaces[number]]) for number in cluster})
    kind = best_kind(mentions[index][1] for number in cluster for index in members[surfaces[number]])
    name = best_name(counts, kind)
    aliases: dict[str, Alias] = {}
    for number in cluster:
        shown = parse(surfaces[number], kind).shown
        reason = "exact" if shown == name else partition.reasons.get(number, "spelling")
        aliases.setdefault(shown, Alias(shown, reason))
    if surname := surname_of(name, kind):
        aliases.setdefault(surname, Alias(surname, "surname"))
    if stem := stem_of(name, kind):
        aliases.setdefault(stem, Alias(stem, "designation"))
    indexes = sorted((i for number in cluster for i in members[surfaces[number]]), key=lambda i: mentions[i][2])
    return Group(name, kind, tuple(aliases.values()), tuple(indexes))


def _relations(groups: Sequence[Group]) -> Iterable[Relation]:
    """Relations between the groups themselves; what a name is related to may be absent from the text."""
    number = {
        parse(alias.surface, found.kind).text: index for index, found in enumerate(groups) for alias in found.aliases
    }
    for index, found in enumerate(groups):
        seen: set[int] = set()
        for alias in found.aliases:
            for name, kind in related(alias.surface, found.kind):
                other = number.get(parse(name).text)
                if other is not None and other != index and other not in seen:
                    seen.add(other)
                    yield Relation(index, other, kind)
