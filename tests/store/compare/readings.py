"""Readings of short invented texts: the names are those listed here, everything else is understood as always."""

import re

from store.language import understand
from store.model import AlignedPair, Entity, Kind, Mention, Reading, Span

NAMES: dict[str, tuple[Kind, int]] = {
    "Ana Moreau": ("person", 1),
    "Moreau": ("person", 1),
    "Piet Haan": ("person", 2),
    "Red Harbour": ("organisation", 3),
    "Valdora": ("place", 4),
}


def reading(text: str, article: int = 0, published: str = "2023-11-22") -> Reading:
    names = "|".join(sorted(NAMES, key=len, reverse=True))
    mentions = [Mention(each.start(), each.end(), *NAMES[each.group()]) for each in re.finditer(names, text)]
    read = understand(text, (), published, mentions)
    entities = {number: Entity(number, name, kind) for name, (kind, number) in reversed(NAMES.items())}
    return Reading(
        text=text,
        sentences=read.sentences,
        mentions=read.mentions,
        entities=tuple(entities.values()),
        quotes=read.quotes,
        dates=read.dates,
        figures=read.figures,
        published=published,
        article=article,
    )


def aligned(one: Reading, other: Reading) -> tuple[AlignedPair, ...]:
    """Every sentence of ``one`` with the sentence of ``other`` in the same place."""
    pairs = zip(one.sentences, other.sentences, strict=False)
    return tuple(AlignedPair({one.article or 1: a, other.article or 2: b}, 0.9) for a, b in pairs)


def words(read: Reading, span: Span) -> str:
    return read.text[span.start : span.end]
