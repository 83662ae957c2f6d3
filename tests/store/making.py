"""Drafts, readings and dumps for the tests of the library. Every sentence is invented."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from store.library import Store
from store.model import Block, Draft, Entity, Kind, Mention, Reading
from store.sources.folding import Piece, join

HARBOUR = (
    "Harbour closed after blast",
    "Maria Lund, the port director, said the harbour of Vessby would stay closed until Friday.",
    "Lund spoke to the Vessby Courier after Norrland Shipping moved its crane.",
    "Sign up for our newsletter",
)


def draft(*paragraphs: str, folded: Iterable[str] = (), **fields: str) -> Draft:
    """A draft of these paragraphs, those in ``folded`` folded away."""
    away = set(folded)
    text, blocks = join(
        Piece(each, "furniture" if each in away else "paragraph", each not in away) for each in paragraphs
    )
    given = {"title": paragraphs[0], "source": "test.txt", "media_type": "text/plain", **fields}
    original = "\n".join(paragraphs).encode()
    return Draft(original=original, text=text, blocks=blocks, **given)


def reading(made: Draft, *names: tuple[str, Kind], engine: str = "test/1") -> Reading:
    """A reading in which every occurrence of each name is a mention; a name inside a longer one is none."""
    entities = tuple(Entity(number, name, kind) for number, (name, kind) in enumerate(names, start=1))
    found = [
        Mention(match.start(), match.end(), entity.kind, entity.id, 0.9, "model")
        for entity in entities
        for match in re.finditer(rf"\b{re.escape(entity.name)}\b", made.text)
    ]
    mentions = tuple(
        one
        for one in found
        if not any(other != one and other.start <= one.start and one.end <= other.end for other in found)
    )
    return Reading(made.text, made.blocks, mentions=mentions, entities=entities, engine=engine)


def pending(made: Draft) -> Reading:
    """The reading of a draft whose names were not read."""
    return Reading(made.text, made.blocks)


def add(library: Store, *paragraphs: str, names: Iterable[tuple[str, Kind]] = (), **fields: str) -> int:
    """Add an article and return its id."""
    made = draft(*paragraphs, **fields)
    return library.articles.add(made, reading(made, *names)).id


def kept_texts(text: str, blocks: Iterable[Block]) -> str:
    """What the text must be, by its blocks."""
    return "\n\n".join(text[block.start : block.end] for block in blocks if block.kept)


def dump(library: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row that a person can see the effect of, by table: what undo must bring back."""
    tables = (
        "blocks", "entities", "aliases", "relations", "mentions", "rulings", "tags", "passages", "passage_tags",
        "stories", "story_articles", "searches", "search_paragraphs", "terms",
    )  # fmt: skip
    rows = {
        table: [tuple(row.values()) for row in library.database.rows(f"SELECT * FROM [{table}]")] for table in tables
    }
    columns = "id, uid, title, text, text_sha256, words, engine, starred, removed IS NULL"
    rows["articles"] = [tuple(row.values()) for row in library.database.rows(f"SELECT {columns} FROM articles")]
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def files_in(folder: Path) -> set[str]:
    """The names of what lies in a folder."""
    return {each.name for each in folder.iterdir()}
