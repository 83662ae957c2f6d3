"""Which names several articles share, and which stand in one alone.

Entities that the library holds as one are one; entities that the reader keeps apart stay apart; the others are
joined across articles by the rules that join names inside one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.compare.alignment import article_keys
from store.language.aliases.joining import Unit, join
from store.language.aliases.linking import full_forms
from store.language.aliases.naming import best_kind, best_name
from store.language.aliases.places import related
from store.language.aliases.surface import parse
from store.model import ComparedEntity, Entity, Kind, Mention, Reading, Span


@dataclass(frozen=True, slots=True)
class _Named:
    """One entity of one reading, with its mentions there."""

    article: int
    entity: Entity
    mentions: tuple[Mention, ...]
    text: str
    relatives: tuple[str, ...]


def shared(readings: Sequence[Reading]) -> tuple[ComparedEntity, ...]:
    """Every entity mentioned in ``readings``, those in most articles first, then those mentioned most often."""
    named = [
        found for key, reading in zip(article_keys(readings), readings, strict=True) for found in _named(key, reading)
    ]
    partition = join([_unit(found) for found in named], _kept_together(named))
    compared = [_compared([named[index] for index in cluster]) for cluster in partition.clusters()]
    return tuple(sorted(compared, key=_rank))


def _named(article: int, reading: Reading) -> Iterable[_Named]:
    mentions: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    names = {entity.id: entity.name for entity in reading.entities}
    for entity in reading.entities:
        if entity.id in mentions:
            relatives = (names[r.other] for r in reading.relations if r.entity == entity.id and r.other in names)
            yield _Named(article, entity, tuple(mentions[entity.id]), reading.text, tuple(relatives))


def _unit(found: _Named) -> Unit:
    fixed = found.entity.id if found.entity.by_person else 0
    return Unit(full_forms(found.entity), found.entity.kind, fixed, found.article)


def _kept_together(named: Sequence[_Named]) -> Iterable[tuple[int, int]]:
    """Pairs of one library entity in two articles. Entities of a library have a uid, local ones have none."""
    first: dict[str, int] = {}
    for index, found in enumerate(named):
        if found.entity.uid and first.setdefault(found.entity.uid, index) != index:
            yield first[found.entity.uid], index


def _compared(members: Sequence[_Named]) -> ComparedEntity:
    surfaces = Counter(found.text[m.start : m.end] for found in members for m in found.mentions)
    kind = _kind(members)
    name = next((found.entity.name for found in members if found.entity.by_person), "") or best_name(surfaces, kind)
    aliases = dict.fromkeys(shown for surface in surfaces if (shown := parse(surface, kind).shown) != name)
    relatives = {parse(other).text: other for shown in (name, *aliases) for other, _ in related(shown, kind)}
    relatives |= {parse(other).text: other for found in members for other in found.relatives}
    relatives.pop(parse(name).text, None)
    library = [found.entity.id for found in members if found.entity.uid]
    return ComparedEntity(
        name, kind, _spans(members), tuple(aliases), tuple(relatives.values()), library[0] if library else None
    )


def _kind(members: Sequence[_Named]) -> Kind:
    decided = [found.entity.kind for found in members if found.entity.by_person]
    return decided[0] if decided else best_kind(mention.kind for found in members for mention in found.mentions)


def _spans(members: Sequence[_Named]) -> Mapping[int, tuple[Span, ...]]:
    spans: dict[int, list[Span]] = {}
    for found in members:
        spans.setdefault(found.article, []).extend(Span(mention.start, mention.end) for mention in found.mentions)
    return {article: tuple(sorted(found)) for article, found in spans.items()}


def _rank(entity: ComparedEntity) -> tuple[int, int, str]:
    return -len(entity.mentions), -sum(map(len, entity.mentions.values())), entity.name
