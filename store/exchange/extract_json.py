"""What was understood of one text, as the JSON object of ``diptych extract``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.language.aliases.surface import parse
from store.model import Article, Draft, Entity, Quote, Reading


def extract_json(draft: Draft, reading: Reading) -> dict[str, Any]:
    """The object of ``extract --json``; offsets are code points into its ``text``, end-exclusive."""
    facts = {
        "source": draft.source,
        "title": draft.title,
        "outlet": draft.outlet,
        "byline": draft.byline,
        "published": draft.published,
        "language": draft.language,
        "url": draft.url,
        "uid": draft.uid,
        "hidden_characters": draft.hidden_characters,
        "notices": list(draft.notices),
    }
    return facts | _understood(reading)


def reading_json(article: Article, reading: Reading) -> dict[str, Any]:
    """The same object for an article of a library, with its id."""
    facts = {
        "id": article.id,
        "uid": article.uid,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "language": article.language,
        "url": article.url,
    }
    return facts | _understood(reading)


def _understood(reading: Reading) -> dict[str, Any]:
    return {
        "engine": reading.engine,
        "text": reading.text,
        "blocks": [
            {"start": block.start, "end": block.end, "role": block.role, "kept": True}
            for block in reading.blocks
            if block.kept
        ],
        "furniture": [block.folded for block in reading.blocks if not block.kept],
        "sentences": [[span.start, span.end] for span in reading.sentences],
        "mentions": _mentions(reading),
        "entities": [_entity(entity, reading) for entity in reading.entities],
        "relations": [
            {"entity": relation.entity, "other": relation.other, "kind": relation.kind}
            for relation in reading.relations
        ],
        "quotes": [_quote(quote) for quote in reading.quotes],
        "dates": [{"start": date.start, "end": date.end, "value": date.value} for date in reading.dates],
        "figures": [
            {"start": figure.start, "end": figure.end, "value": figure.value, "unit": figure.unit}
            for figure in reading.figures
        ],
    }


def _mentions(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.start,
            "end": mention.end,
            "text": reading.text[mention.start : mention.end],
            "kind": mention.kind,
            "entity": mention.entity,
            "confidence": round(mention.confidence, 4),
            "by": mention.by,
        }
        for mention in reading.mentions
    ]


def _entity(entity: Entity, reading: Reading) -> dict[str, Any]:
    """An entity with those aliases that the text uses."""
    used = {
        parse(reading.text[mention.start : mention.end], entity.kind).shown
        for mention in reading.mentions
        if mention.entity == entity.id
    }
    aliases = [alias.surface for alias in entity.aliases if alias.surface in used and alias.surface != entity.name]
    return {"entity": entity.id, "name": entity.name, "kind": entity.kind, "aliases": aliases}


def _quote(quote: Quote) -> Mapping[str, Any]:
    speaker = quote.speaker
    return {
        "start": quote.start,
        "end": quote.end,
        "speaker": None if speaker is None else {"start": speaker.start, "end": speaker.end, "entity": quote.entity},
        "rule": quote.rule,
        "confidence": round(quote.confidence, 4),
    }
