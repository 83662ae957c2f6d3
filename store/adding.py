"""How an article comes into the library: told from those already there, written in one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Literal
from uuid import uuid4

from sqlite_utils import Database as Tables

from store import passages, resolving
from store.clock import now
from store.database import Database
from store.errors import StoreError
from store.history import History, Together
from store.model import Block, Draft, Reading
from store.search import index

CHUNK = 500
"""Articles a transaction of ``add_many``."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article, and its id; of a duplicate, the id of the one that was there."""

    status: Literal["added", "duplicate", "updated"]
    id: int
    orphans: int = 0
    """Passages of the earlier version whose words the new one does not have."""


@dataclass(frozen=True, slots=True)
class _Incoming:
    """An article ready to be written, with its fingerprints."""

    draft: Draft
    reading: Reading
    original_sha256: str
    text_sha256: str


def add(database: Database, history: History, draft: Draft, reading: Reading) -> Added:
    """Keep one article in one transaction."""
    incoming = _incoming(draft, reading)
    with database.write() as db:
        added = _add(db, history, incoming)
        if added.status != "duplicate":
            index.add_articles(db.conn, [added.id])
    return added


def add_many(
    database: Database, history: History, pairs: Iterable[tuple[Draft, Reading]], description: str = ""
) -> Iterator[Added]:
    """Keep many articles, ``CHUNK`` a transaction; where a chunk fails, its articles are tried one by one."""
    remaining = iter(pairs)
    group = Together(description)
    total = 0
    while chunk := [_incoming(*pair) for pair in islice(remaining, CHUNK)]:
        total += len(chunk)
        group.description = description or f"added {total} articles"
        try:
            yield from _add_chunk(database, history, group, chunk)
        except StoreError:
            for incoming in chunk:
                yield from _add_chunk(database, history, group, [incoming])


def _add_chunk(database: Database, history: History, group: Together, chunk: Sequence[_Incoming]) -> list[Added]:
    with history.joining(group), database.write() as db:
        added = [_add(db, history, incoming) for incoming in chunk]
        index.add_articles(db.conn, [one.id for one in added if one.status != "duplicate"])
    return added


def newest(db: Tables, article: int) -> int:
    """The newest version of the article that is not removed."""
    while found := db.execute(
        "SELECT id FROM articles WHERE supersedes = ? AND removed IS NULL ORDER BY id DESC LIMIT 1", (article,)
    ).fetchone():
        article = found[0]
    return article


def _incoming(draft: Draft, reading: Reading) -> _Incoming:
    return _Incoming(draft, reading, sha256(draft.original).hexdigest(), sha256(draft.text.encode()).hexdigest())


def _add(db: Tables, history: History, incoming: _Incoming) -> Added:
    """Write one article, but for its search rows."""
    known = _known(db, incoming)
    if known is not None and not known.removed:
        return Added("duplicate", known.id)
    title = incoming.draft.title or incoming.draft.source
    earlier = known.supersedes if known else _earlier(db, incoming.draft)
    article = known.id if known else _insert(db, incoming, earlier)
    if earlier is None and not known:
        history.added(db, [article], f"added {title}")
        return Added("added", article)
    with history.action(f"{'updated' if earlier else 'added'} {title}"):
        if known:
            db.execute("UPDATE articles SET removed = NULL WHERE id = ?", (article,))
        else:
            history.added(db, [article], "")
        return _replace(db, article, earlier) if earlier else Added("added", article)


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that is there already."""

    id: int
    removed: bool
    supersedes: int | None


def _known(db: Tables, incoming: _Incoming) -> _Known | None:
    """The article with the same bytes or the same text, rather one that is not removed."""
    found = db.execute(
        "SELECT id, removed IS NOT NULL, supersedes FROM articles WHERE text_sha256 = ? "
        "UNION SELECT id, removed IS NOT NULL, supersedes FROM originals JOIN articles ON id = article_id "
        "WHERE sha256 = ? AND ? ORDER BY 2, 1 DESC LIMIT 1",
        (incoming.text_sha256, incoming.original_sha256, bool(incoming.draft.original)),
    ).fetchone()
    return _Known(found[0], bool(found[1]), found[2]) if found else None


def _earlier(db: Tables, draft: Draft) -> int | None:
    """The newest version of the article that has the draft's uid or, failing that, its URL."""
    for column, value in (("uid", draft.uid), ("url", draft.url)):
        if value:
            found = db.execute(
                f"SELECT id FROM articles WHERE {column} = ? AND removed IS NULL ORDER BY id DESC LIMIT 1", (value,)
            ).fetchone()
            if found:
                return newest(db, found[0])
    return None


def _replace(db: Tables, article: int, earlier: int) -> Added:
    """Let a new version take its earlier one's place: its star, its story, its passages."""
    index.remove_articles(db.conn, [earlier])
    db.execute(
        "UPDATE articles SET starred = (SELECT starred FROM articles WHERE id = ?) WHERE id = ?", (earlier, article)
    )
    db.execute("UPDATE story_articles SET article_id = ? WHERE article_id = ?", (article, earlier))
    text = db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()[0]
    return Added("updated", article, passages.follow(db, earlier, article, text))


def _insert(db: Tables, incoming: _Incoming, earlier: int | None) -> int:
    article = _insert_article(db, incoming, earlier)
    draft = incoming.draft
    db.execute(
        "INSERT INTO originals(article_id, media_type, encoding, bytes, sha256) VALUES (?, ?, 'zlib', ?, ?)",
        (article, draft.media_type, zlib.compress(draft.original, 1), incoming.original_sha256),
    )
    insert_blocks(db, article, draft.blocks)
    resolving.keep_names(db, article, incoming.reading)
    return article


def insert_blocks(db: Tables, article: int, blocks: Sequence[Block]) -> None:
    """Write the blocks of an article, in their order."""
    db.conn.executemany(
        'INSERT INTO blocks(article_id, position, start, "end", role, kept, folded) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (article, position, block.start, block.end, block.role, int(block.kept), block.folded)
            for position, block in enumerate(blocks)
        ],
    )


def _insert_article(db: Tables, incoming: _Incoming, earlier: int | None) -> int:
    draft = incoming.draft
    row = {
        "uid": _free_uid(db, draft.uid),
        "outlet_id": _outlet(db, draft.outlet),
        "url": draft.url,
        "title": draft.title,
        "byline": draft.byline,
        "published": draft.published,
        "language": draft.language,
        "text": draft.text,
        "text_sha256": incoming.text_sha256,
        "words": len(draft.text.split()),
        "source": draft.source,
        "added": now(),
        "supersedes": earlier,
        "engine": incoming.reading.engine,
        "hidden_characters": draft.hidden_characters,
    }
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    cursor = db.execute(f"INSERT INTO articles({columns}) VALUES ({marks})", list(row.values()))
    return int(cursor.lastrowid or 0)


def _free_uid(db: Tables, uid: str) -> str:
    """The draft's uid, or a new one; later versions of the same uid are ``uid@2``, ``uid@3``, …"""
    if not uid:
        return str(uuid4())
    wanted, version = uid, 1
    while db.execute("SELECT 1 FROM articles WHERE uid = ?", (wanted,)).fetchone():
        version += 1
        wanted = f"{uid}@{version}"
    return wanted


def _outlet(db: Tables, name: str) -> int | None:
    if not name:
        return None
    found = db.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()
    if found:
        return int(found[0])
    return int(db.execute("INSERT INTO outlets(name) VALUES (?)", (name,)).lastrowid or 0)
