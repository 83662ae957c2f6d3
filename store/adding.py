"""How an article comes into the library: told from those already there, written in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from store import incoming, passages
from store.database import Database
from store.errors import StoreError
from store.history import History, Together
from store.incoming import Incoming
from store.model import Draft, Reading
from store.search import index

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

CHUNK = 500
"""Articles a transaction of ``add_many``."""
BULK = 10
"""An import of full chunks that makes the library larger by a tenth leaves counting its terms to the end."""

Pair = tuple[Draft, Reading]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article, and its id; of a duplicate, the id of the one that was there."""

    status: Literal["added", "duplicate", "updated"]
    id: int
    orphans: int = 0
    """Passages of the earlier version whose words the new one does not have."""


def add(database: Database, history: History, draft: Draft, reading: Reading) -> Added:
    """Keep one article in one transaction."""
    article = incoming.incoming(draft, reading)
    with database.write() as db:
        (added,) = _add_all(db, history, [article])
        index.add_articles(db.conn, _changed([added]))
    return added


class Import:
    """Articles that come in together, chunk by chunk: one step of undo, and terms counted at the end when many."""

    def __init__(self, database: Database, history: History, description: str = "") -> None:
        self._database, self._history, self._description = database, history, description
        self._group = Together(description)
        self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._total and self._database.value(index.UNCOUNTED) is not None:
            count_terms(self._database)

    def add(self, pairs: Sequence[Pair], then: Callable[[Sequence[Added]], None] | None = None) -> list[Added]:
        """Keep these articles, and do ``then`` what is to be done with them, in one transaction: all or nothing."""
        chunk = [incoming.incoming(*pair) for pair in pairs]
        step = self._group.step
        try:
            with self._history.joining(self._group), self._database.write() as db:
                counted = not self._is_bulk(db, len(chunk))
                added = _add_all(db, self._history, chunk)
                index.add_articles(db.conn, _changed(added), counted=counted)
                if then:
                    then(added)
                self._describe(db, chunk, added)
        except BaseException:
            self._group.step = step
            raise
        self._total += len(_changed(added))
        return added

    def _is_bulk(self, db: Tables, more: int) -> bool:
        there = incoming.last(db) - self._total
        return more >= CHUNK and (self._total + more) * BULK >= there

    def _describe(self, db: Tables, chunk: Sequence[Incoming], added: Sequence[Added]) -> None:
        """Let the step of undo say how many came in or, of a single one, which."""
        total = self._total + len(_changed(added))
        titled = [(one.status, each.draft) for one, each in zip(added, chunk, strict=True) if one.status != "duplicate"]
        if not self._description and titled:
            status, draft = titled[0]
            self._group.description = f"{status} {_title(draft)}" if total == 1 else f"added {total} articles"
            self._history.describe(db, self._group)


def add_many(importing: Import, pairs: Iterable[Pair]) -> Iterator[Added]:
    """Keep many articles, ``CHUNK`` a transaction; where a chunk fails, its articles are tried one by one."""
    remaining = iter(pairs)
    with importing:
        while chunk := list(islice(remaining, CHUNK)):
            try:
                yield from importing.add(chunk)
            except StoreError:
                for pair in chunk:
                    yield from importing.add([pair])


def count_terms(database: Database) -> None:
    """Count the terms of the search vocabulary again, in one transaction."""
    with database.write() as db:
        index.count_terms(db.conn)


def newest(db: Tables, article: int) -> int:
    """The newest version of the article that is not removed."""
    while found := db.execute(
        "SELECT id FROM articles WHERE supersedes = ? AND removed IS NULL ORDER BY id DESC LIMIT 1", (article,)
    ).fetchone():
        article = found[0]
    return article


def _changed(added: Iterable[Added]) -> list[int]:
    return [one.id for one in added if one.status != "duplicate"]


def _title(draft: Draft) -> str:
    return draft.title or draft.source


def _add_all(db: Tables, history: History, articles: Sequence[Incoming]) -> list[Added]:
    """Write articles, but for their search rows; those of which the library knows nothing all at once."""
    added: list[Added] = []
    familiar = _familiar(db, articles)
    for known, run in groupby(articles, key=lambda each: id(each) in familiar):
        if known:
            added += [_add(db, history, each) for each in run]
        else:
            fresh = list(run)
            ids = incoming.insert(db, fresh)
            history.added(db, ids, f"added {_title(fresh[0].draft)}")
            added += [Added("added", article) for article in ids]
    return added


_FINGERPRINTS: dict[str, Callable[[Incoming], str]] = {
    "SELECT uid FROM articles WHERE uid": lambda each: each.draft.uid,
    "SELECT url FROM articles WHERE url": lambda each: each.draft.url,
    "SELECT text_sha256 FROM articles WHERE text_sha256": lambda each: each.text_sha256,
    "SELECT sha256 FROM originals WHERE sha256": lambda each: each.original_sha256 if each.draft.original else "",
}
"""What an article may share with one that is there already, and the query that finds it."""


def _familiar(db: Tables, articles: Sequence[Incoming]) -> set[int]:
    """Which of the articles (by ``id()``) share a fingerprint with one in the library, or with one before them."""
    familiar: set[int] = set()
    for query, fingerprint in _FINGERPRINTS.items():
        marks = [(each, fingerprint(each)) for each in articles]
        wanted = json.dumps([mark for _, mark in marks if mark])
        seen = {mark for (mark,) in db.execute(f"{query} IN (SELECT value FROM json_each(?))", (wanted,))}
        for each, mark in marks:
            if mark in seen:
                familiar.add(id(each))
            elif mark:
                seen.add(mark)
    return familiar


def _add(db: Tables, history: History, article: Incoming) -> Added:
    """Write one article of which the library may know something, but for its search rows."""
    known = _known(db, article)
    if known is not None and not known.removed:
        return Added("duplicate", known.id)
    earlier = known.supersedes if known else _earlier(db, article.draft)
    number = known.id if known else incoming.insert(db, [article], earlier)[0]
    if earlier is None and not known:
        history.added(db, [number], f"added {_title(article.draft)}")
        return Added("added", number)
    with history.action(f"{'updated' if earlier else 'added'} {_title(article.draft)}"):
        if known:
            db.execute("UPDATE articles SET removed = NULL WHERE id = ?", (number,))
        else:
            history.added(db, [number], "")
        return _replace(db, number, earlier) if earlier else Added("added", number)


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that is there already."""

    id: int
    removed: bool
    supersedes: int | None


def _known(db: Tables, article: Incoming) -> _Known | None:
    """The article with the same bytes or the same text, rather one that is not removed."""
    found = db.execute(
        "SELECT id, removed IS NOT NULL, supersedes FROM articles WHERE text_sha256 = ? "
        "UNION SELECT id, removed IS NOT NULL, supersedes FROM originals JOIN articles ON id = article_id "
        "WHERE sha256 = ? AND ? ORDER BY 2, 1 DESC LIMIT 1",
        (article.text_sha256, article.original_sha256, bool(article.draft.original)),
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
