"""Understand one text. Pure functions from a string to spans: no database, no clock, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from store.model import Block, Draft, Entity, Kind, Mention, Quote, Reading, Relation

if TYPE_CHECKING:
    from store.language.names import Engine, Name


def read(draft: Draft, engine: Engine | None, known: Mapping[str, Kind] | None = None) -> Reading:
    """Everything that is understood of ``draft``; entity ids are local: 1, 2, … in order of first mention.

    ``known`` maps keys (``aliases.key``) of names that the library has to their kind. Without an engine the
    names stay pending: no mentions, and ``Reading.engine`` is empty.
    """
    reading = understand(draft.text, draft.blocks, draft.published)
    if engine is not None:
        reading = _with_names(reading, engine, known or {})
    return replace(reading, title=draft.title, outlet=draft.outlet)


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


def _with_names(reading: Reading, engine: Engine, known: Mapping[str, Kind]) -> Reading:
    from store.language.document import refine

    found = refine(reading.text, reading.sentences, engine.find(reading.text, reading.sentences), known)
    mentions, entities, relations = _grouped(reading.text, found)
    return replace(
        reading,
        mentions=mentions,
        entities=entities,
        relations=relations,
        quotes=_quotes(reading, mentions),
        engine=f"{engine.name}/{engine.version}",
    )


def _quotes(reading: Reading, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    from store.language.quotes import quotes

    return quotes(reading.text, reading.blocks, reading.sentences, mentions)


def _grouped(text: str, names: Sequence[Name]) -> tuple[tuple[Mention, ...], tuple[Entity, ...], tuple[Relation, ...]]:
    """Mentions bound to entities, the entities numbered by first mention, and how these are related."""
    from store.language.aliases import group

    grouping = group([(text[name.start : name.end], name.kind, name.start) for name in names], text)
    entities = [Entity(number, of.name, of.kind, of.aliases) for number, of in enumerate(grouping.groups, 1)]
    entity_of = {member: number for number, of in enumerate(grouping.groups, 1) for member in of.members}
    mentions = [
        Mention(name.start, name.end, name.kind, entity_of[index], name.confidence, name.by)
        for index, name in enumerate(names)
    ]
    relations = [Relation(of.entity + 1, of.other + 1, of.kind) for of in grouping.relations]
    return tuple(mentions), tuple(entities), tuple(relations)
