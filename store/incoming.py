"""An article that is new to the library, and the rows it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from store import originals, resolving, rulings
from store.clock import now
from store.model import Draft, Reading

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article ready to be written, with its fingerprints (SHA-256, hexadecimal)."""

    draft: Draft
    reading: Reading
    original_sha256: str
    text_sha256: str


def incoming(draft: Draft, reading: Reading) -> Incoming:
    """The draft and its reading, with their fingerprints."""
    text = draft.text.encode()
    text_sha256 = sha256(text).hexdigest()
    same = draft.original == text
    return Incoming(draft, reading, text_sha256 if same else sha256(draft.original).hexdigest(), text_sha256)


_ARTICLE = (
    "id", "uid", "outlet_id", "url", "title", "byline", "published", "language", "text", "text_sha256", "words",
    "source", "added", "supersedes", "engine", "hidden_characters",
)  # fmt: skip
_ORIGINAL = ("article_id", "media_type", "encoding", "bytes", "sha256")
_BLOCK = ("article_id", "position", "start", "end", "role", "kept", "folded")


def insert(db: Tables, articles: Sequence[Incoming], earlier: int | None = None) -> range:
    """Write all rows of these articles but their search rows; return their ids, in their order.

    ``earlier`` is the version that they (then a single one) take the place of.
    """
    first = last(db) + 1
    numbered = list(enumerate(articles, first))
    outlets = _outlets(db, {each.draft.outlet for each in articles if each.draft.outlet})
    moment = now()
    _insert(db, "articles", _ARTICLE, [_article(db, *each, outlets, moment, earlier) for each in numbered])
    _insert(db, "originals", _ORIGINAL, [_original(*each) for each in numbered])
    _insert(db, "blocks", _BLOCK, [row for each in numbered for row in _blocks(*each)])
    ruled = rulings.load(db)
    for article, each in numbered:
        resolving.keep_names(db, article, each.reading, ruled)
    return range(first, first + len(articles))


def last(db: Tables) -> int:
    """The last id that an article was given, present or not."""
    found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    return int(found[0]) if found else 0


def _insert(db: Tables, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    names, marks = ", ".join(f"[{column}]" for column in columns), ", ".join("?" * len(columns))
    db.conn.executemany(f"INSERT INTO {table}({names}) VALUES ({marks})", rows)


def _article(
    db: Tables, article: int, each: Incoming, outlets: dict[str, int], moment: str, earlier: int | None
) -> tuple[object, ...]:
    draft = each.draft
    return (
        article,
        _free_uid(db, draft.uid),
        outlets.get(draft.outlet),
        draft.url,
        draft.title,
        draft.byline,
        draft.published,
        draft.language,
        draft.text,
        each.text_sha256,
        len(draft.text.split()),
        draft.source,
        moment,
        earlier,
        each.reading.engine,
        draft.hidden_characters,
    )


def _original(article: int, each: Incoming) -> tuple[object, ...]:
    draft = each.draft
    content = originals.packed(draft.original, draft.text, draft.blocks)
    return article, draft.media_type, originals.ENCODING, content, each.original_sha256


def _blocks(article: int, each: Incoming) -> list[tuple[object, ...]]:
    return [
        (article, position, block.start, block.end, block.role, int(block.kept), block.folded)
        for position, block in enumerate(each.draft.blocks)
    ]


def _free_uid(db: Tables, uid: str) -> str:
    """The draft's uid, or a new one; later versions of the same uid are ``uid@2``, ``uid@3``, …"""
    if not uid:
        return str(uuid4())
    wanted, version = uid, 1
    while db.execute("SELECT 1 FROM articles WHERE uid = ?", (wanted,)).fetchone():
        version += 1
        wanted = f"{uid}@{version}"
    return wanted


def _outlets(db: Tables, names: set[str]) -> dict[str, int]:
    """The row ids of outlets, those written that are new."""
    db.conn.executemany(
        "INSERT INTO outlets(name) VALUES (?) ON CONFLICT DO NOTHING", [(name,) for name in sorted(names)]
    )
    found = {name: db.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone() for name in names}
    return {name: int(row[0]) for name, row in found.items()}
