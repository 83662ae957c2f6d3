"""Understand one text. Pure functions from a string to spans: no database, no clock, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from store.model import Block, Draft, Entity, Kind, Mention, Reading, Relation

if TYPE_CHECKING:
    from store.language.name_engine import Engine, Name


def read(draft: Draft, engine: Engine | None, known: Mapping[str, Kind] | None = None) -> Reading:
    """Everything that is understood of ``draft``; entity ids are local: 1, 2, … in order of first mention.

    ``known`` maps keys (``aliases.key``) of names that the library has to their kind. Without an engine the
    names stay pending: no mentions, and ``Reading.engine`` is empty.
    """
    mentions, entities, relations = _named(draft, engine, known or {}) if engine else ((), (), ())
    return replace(
        understand(draft.text, draft.blocks, draft.published, mentions),
        title=draft.title,
        outlet=draft.outlet,
        entities=entities,
        relations=relations,
        engine=f"{engine.name}/{engine.version}" if engine else "",
    )


def understand(text: str, blocks: Sequence[Block], published: str = "", mentions: Sequence[Mention] = ()) -> Reading:
    """Everything but the names: sentences, quotes with their speakers among ``mentions``, dates and figures."""
    from store.language.dates import dates
    from store.language.figures import figures
    from store.language.quotes import quotes
    from store.language.sentences import sentences

    spans = sentences(text, blocks)
    return Reading(
        text=text,
        blocks=tuple(blocks),
        sentences=spans,
        mentions=tuple(mentions),
        quotes=quotes(text, blocks, spans, mentions),
        dates=dates(text, published),
        figures=figures(text),
        published=published,
    )


Named = tuple[tuple[Mention, ...], tuple[Entity, ...], tuple[Relation, ...]]


def _named(draft: Draft, engine: Engine, known: Mapping[str, Kind]) -> Named:
    from store.language.document import refine
    from store.language.sentences import sentences

    spans = sentences(draft.text, draft.blocks)
    return _grouped(draft.text, refine(draft.text, spans, engine.find(draft.text, spans), known))


def _grouped(text: str, names: Sequence[Name]) -> Named:
    """Mentions bound to entities, the entities numbered by first mention, and how these are related."""
    from store.language.aliases import group

    grouping = group([(text[name.start : name.end], name.kind, name.start) for name in names], text)
    entities = tuple(Entity(number, of.name, of.kind, of.aliases) for number, of in enumerate(grouping.groups, 1))
    entity_of = {member: number for number, of in enumerate(grouping.groups, 1) for member in of.members}
    mentions = tuple(
        Mention(name.start, name.end, name.kind, entity_of[index], name.confidence, name.by)
        for index, name in enumerate(names)
    )
    return mentions, entities, tuple(Relation(of.entity + 1, of.other + 1, of.kind) for of in grouping.relations)
