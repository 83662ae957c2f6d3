"""The kept articles: find, list, read, mark. How one comes in is ``adding``; how its lines are folded, ``folding``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from store import adding, entities, folding, originals, resolving, rulings
from store.adding import Added, Import
from store.clock import now
from store.database import Database, Row
from store.errors import RefusedError, UnknownError
from store.history import History, current
from store.model import Article, ArticleRow, Block, Draft, Mention, Reading
from store.search import index

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

SHORTEST_UID = 4
"""Characters from which the beginning of a uid is enough."""

_NUMBER = re.compile("[0-9]{1,18}")
_LISTED = """
    SELECT articles.id, uid, title, outlets.name AS outlet, byline, published, words, source, added, read_at, starred,
           engine = '' AS pending,
           (SELECT story_id FROM story_articles WHERE article_id = articles.id AND confirmed >= 0
            ORDER BY confirmed DESC, score DESC LIMIT 1) AS story,
           (SELECT json_group_array(DISTINCT path) FROM passages
            JOIN passage_tags ON passage_tags.passage_id = passages.id
            JOIN tag_paths ON tag_paths.id = passage_tags.tag_id
            WHERE passages.article_id = articles.id) AS tags
    FROM current_articles AS articles LEFT JOIN outlets ON outlets.id = articles.outlet_id
    WHERE {conditions} ORDER BY coalesce(nullif(published, ''), added) DESC, articles.id DESC LIMIT :limit
"""
_DAY = "substr(coalesce(nullif(published, ''), added), 1, length(:{name}))"
_TAGGED = """articles.id IN (
    SELECT article_id FROM passages JOIN passage_tags ON passage_id = passages.id
    JOIN tag_paths ON tag_paths.id = tag_id
    WHERE path = :tag OR substr(path, 1, length(:tag) + 1) = :tag || '/')"""
_IN_STORY = "articles.id IN (SELECT article_id FROM story_articles WHERE story_id = :story AND confirmed >= 0)"
_TEXT = "instr(lower(title || ' ' || coalesce(byline, '') || ' ' || coalesce(outlets.name, '')), lower(:text))"


@dataclass(frozen=True, slots=True)
class Original:
    """What was brought in, byte for byte."""

    media_type: str
    content: bytes
    sha256: str


class Articles:
    """The articles of a library."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history

    def add(self, draft: Draft, reading: Reading) -> Added:
        """Keep an article with what was understood of it, in one transaction.

        Known bytes or a known text are a ``duplicate``; another text at the same URL, or of the same uid, is an
        ``updated`` article: a new version, to which the passages move.
        """
        return adding.add(self._database, self._history, draft, reading)

    def add_many(self, pairs: Iterable[tuple[Draft, Reading]], description: str = "") -> Iterator[Added]:
        """Keep many articles fast, a few hundred a transaction; one that was yielded is committed.

        All of them are one step of undo.
        """
        return adding.add_many(self.importing(description), pairs)

    def importing(self, description: str = "") -> Import:
        """A context in which articles come in chunk by chunk, all of them one step of undo."""
        return Import(self._database, self._history, description)

    def get(self, article: int | str) -> Article:
        """The article of that id, uid or unique beginning of a uid; raises ``UnknownError``."""
        row = self._database.row(
            "SELECT articles.*, outlets.name AS outlet FROM articles "
            "LEFT JOIN outlets ON outlets.id = articles.outlet_id WHERE articles.id = ?",
            (self.find(article),),
        )
        assert row is not None
        return _article(row, self._blocks(row["id"]))

    def find(self, article: int | str) -> int:
        """The id of the article; of a uid or the beginning of one, that of its newest version.

        Four characters of a uid are enough where no other begins so. Raises ``UnknownError``.
        """
        if isinstance(article, int) or _NUMBER.fullmatch(article):
            found = self._database.value("SELECT id FROM articles WHERE id = ? AND removed IS NULL", (int(article),))
            if found is not None:
                return int(found)
            if isinstance(article, int):
                raise UnknownError(f"article {article}", "there is none of that number", "See `diptych list`")
        found = self._by_uid(str(article))
        return adding.newest(self._database.reader(), found)

    def _by_uid(self, uid: str) -> int:
        rows = self._database.rows(
            "SELECT id, uid FROM articles WHERE removed IS NULL AND (uid = :uid OR length(:uid) >= :shortest "
            "AND uid >= :uid AND uid < :uid || char(1114111)) ORDER BY uid = :uid DESC LIMIT 2",
            {"uid": uid, "shortest": SHORTEST_UID},
        )
        exact = [row["id"] for row in rows if row["uid"] == uid]
        if not rows or not uid:
            raise UnknownError(f"article {uid!r}", "there is none of that id", "See `diptych list`")
        if len(rows) > 1 and not exact:
            raise UnknownError(f"article {uid!r}", "several ids begin like that", "Write more of it")
        return int(rows[0]["id"])

    def _blocks(self, article: int) -> tuple[Block, ...]:
        rows = self._database.rows("SELECT * FROM blocks WHERE article_id = ? ORDER BY position", (article,))
        return tuple(folding.block(row) for row in rows)

    def list(
        self,
        *,
        outlet: str = "",
        since: str = "",
        until: str = "",
        tag: str = "",
        story: int | None = None,
        unread: bool = False,
        starred: bool = False,
        text: str = "",
        limit: int | None = None,
    ) -> list[ArticleRow]:
        """The current articles, newest first.

        ``since`` and ``until`` are ISO dates of any precision, both inclusive; ``tag`` includes those below it;
        ``text`` stands in the title, byline or outlet.
        """
        conditions = {
            "1": True,
            "outlets.name = :outlet": outlet,
            f"{_DAY.format(name='since')} >= :since": since,
            f"{_DAY.format(name='until')} <= :until": until,
            _TAGGED: tag,
            _IN_STORY: story is not None,
            "read_at IS NULL": unread,
            "starred": starred,
            _TEXT: text,
        }
        chosen = " AND ".join(condition for condition, wanted in conditions.items() if wanted)
        rows = self._database.rows(
            _LISTED.format(conditions=chosen),
            {
                "outlet": outlet,
                "since": since,
                "until": until,
                "tag": tag,
                "story": story,
                "text": text,
                "limit": -1 if limit is None else limit,
            },
        )
        return [_article_row(row) for row in rows]

    def count(self) -> int:
        """How many current articles there are."""
        return int(self._database.value("SELECT COUNT(*) FROM current_articles"))

    def outlets(self) -> dict[str, int]:
        """The outlets with their numbers of current articles."""
        rows = self._database.rows(
            "SELECT outlets.name, COUNT(*) AS articles FROM current_articles AS articles "
            "JOIN outlets ON outlets.id = articles.outlet_id GROUP BY outlets.id ORDER BY outlets.name"
        )
        return {row["name"]: row["articles"] for row in rows}

    def versions(self, article: int) -> Sequence[int]:
        """Every version of an article, oldest first."""
        rows = self._database.rows(
            """WITH RECURSIVE older(id, supersedes) AS (
                SELECT id, supersedes FROM articles WHERE id = :article
                UNION SELECT articles.id, articles.supersedes FROM articles
                JOIN older ON articles.id = older.supersedes),
            newer(id) AS (
                SELECT :article
                UNION SELECT articles.id FROM articles JOIN newer ON articles.supersedes = newer.id
                WHERE articles.removed IS NULL)
            SELECT id FROM older UNION SELECT id FROM newer ORDER BY id""",
            {"article": article},
        )
        return [row["id"] for row in rows]

    def version_pairs(self, articles: Sequence[int]) -> Sequence[tuple[int, int]]:
        """Which of ``articles`` are versions of one: each with the next newer of them, older first."""
        histories = {tuple(one for one in self.versions(article) if one in articles) for article in articles}
        return sorted(pair for history in histories for pair in pairwise(history))

    def reading(self, article: int | str) -> Reading:
        """Everything that is understood of an article; entity ids are the library's."""
        found = self.get(article)
        mentions = self._mentions(found.id)
        named, relations = entities.named_in(self._database, found.id)
        return replace(
            _understood(found.text, found.blocks, found.published, mentions),
            entities=named,
            relations=relations,
            engine=found.engine,
            article=found.id,
            title=found.title,
            outlet=found.outlet,
            published=found.published,
        )

    def _mentions(self, article: int) -> tuple[Mention, ...]:
        rows = self._database.rows('SELECT * FROM mentions WHERE article_id = ? ORDER BY start, "end"', (article,))
        return tuple(
            Mention(row["start"], row["end"], row["kind"], row["entity_id"], row["confidence"], row["by"])
            for row in rows
        )

    def original(self, article: int | str) -> Original:
        """The bytes that were brought in."""
        number = self.find(article)
        row = self._database.row("SELECT media_type, sha256 FROM originals WHERE article_id = ?", (number,))
        assert row is not None
        return Original(row["media_type"], originals.load(self._database.reader(), number), row["sha256"])

    def pending(self, engine: str = "") -> Sequence[int]:
        """The current articles whose names were not read, or were read by another engine than ``engine``.

        An engine is told by its ``names.signature``, such as "crf/1".
        """
        rows = self._database.rows(
            "SELECT id FROM current_articles WHERE engine = '' OR (:engine <> '' AND engine <> :engine) ORDER BY id",
            {"engine": engine},
        )
        return [row["id"] for row in rows]

    def set_reading(self, article: int, reading: Reading) -> None:
        """Keep names that were read later or again. What a person said about names stays."""
        with self._database.write() as db:
            text = _text_of(db, article)
            if text != reading.text:
                raise RefusedError(f"article {article}", "its text changed while it was read", "Read its names again")
            resolving.keep_names(db, article, reading, rulings.load(db))
            db.execute("UPDATE articles SET engine = ? WHERE id = ?", (reading.engine, article))

    def remove(self, *articles: int | str) -> None:
        """Take articles out of the library, in one step that is undone as one; ``restore`` brings one back."""
        numbers, moment = [self.find(article) for article in articles], now()
        with self._history.action(f"removed {len(numbers)} articles") if len(numbers) > 1 else nullcontext():
            for number in numbers:
                self._set_removed(number, moment, "removed")

    def restore(self, article: int) -> None:
        """Bring a removed article back."""
        self._set_removed(article, None, "restored")

    def _set_removed(self, article: int, removed: str | None, verb: str) -> None:
        title = self._database.value("SELECT title FROM articles WHERE id = ?", (article,))
        if title is None:
            raise UnknownError(f"article {article}", "there is none of that id", "See `diptych list`")
        with self._history.action(f"{verb} {title or article}") as db:
            set_removed(db, article, removed)

    def star(self, article: int, starred: bool = True) -> None:
        """Mark an article, or take the mark off."""
        with self._history.action("starred" if starred else "unstarred") as db:
            db.execute("UPDATE articles SET starred = ? WHERE id = ?", (int(starred), article))

    def mark_read(self, article: int, read: bool = True) -> None:
        """Note that an article was read now, or not at all."""
        with self._database.write() as db:
            db.execute("UPDATE articles SET read_at = ? WHERE id = ?", (now() if read else None, article))

    def set_position(self, article: int, position: int) -> None:
        """Note the code point at the top of the reader's pane."""
        with self._database.write() as db:
            db.execute("UPDATE articles SET position = ? WHERE id = ?", (position, article))

    def fold(self, article: int, block: int) -> None:
        """Fold the kept block of that number away, and remember the line for later articles of the outlet."""
        folding.set_kept(self._history, article, block, kept=False)

    def unfold(self, article: int, block: int) -> None:
        """Bring the folded block of that number back into the text; its names are read later."""
        folding.set_kept(self._history, article, block, kept=True)

    def folding_choices(self) -> dict[str, dict[str, bool]]:
        """What the person chose, for ``sources.read``: by outlet, the key of a line to whether it is kept."""
        return folding.choices(self._database)


def set_removed(db: Tables, article: int, removed: str | None) -> None:
    """Mark an article removed, or not, and keep the search index right: an earlier version shows again."""
    earlier = db.execute("SELECT supersedes FROM articles WHERE id = ?", (article,)).fetchone()[0]
    concerned = [article] + ([earlier] if earlier else [])
    index.remove_articles(db.conn, concerned)
    db.execute("UPDATE articles SET removed = ? WHERE id = ?", (removed, article))
    index.add_articles(db.conn, current(db, concerned))


def _text_of(db: Tables, article: int) -> str:
    found = db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
    if found is None:
        raise UnknownError(f"article {article}", "there is none of that id", "See `diptych list`")
    return str(found[0])


@lru_cache(maxsize=64)
def _understood(text: str, blocks: tuple[Block, ...], published: str, mentions: tuple[Mention, ...]) -> Reading:
    from store import language

    return language.understand(text, blocks, published, mentions)


def _article(row: Row, blocks: tuple[Block, ...]) -> Article:
    return Article(
        id=row["id"],
        uid=row["uid"],
        title=row["title"],
        outlet=row["outlet"] or "",
        text=row["text"],
        blocks=blocks,
        byline=row["byline"] or "",
        published=row["published"] or "",
        language=row["language"] or "",
        url=row["url"] or "",
        source=row["source"] or "",
        words=row["words"] or 0,
        added=row["added"],
        read_at=row["read_at"] or "",
        position=row["position"],
        starred=bool(row["starred"]),
        supersedes=row["supersedes"],
        engine=row["engine"],
        hidden_characters=row["hidden_characters"],
    )


def _article_row(row: Row) -> ArticleRow:
    values: dict[str, Any] = {key: row[key] or "" for key in ("outlet", "byline", "published", "source", "added")}
    return ArticleRow(
        id=row["id"],
        uid=row["uid"],
        title=row["title"],
        words=row["words"] or 0,
        tags=tuple(sorted(json.loads(row["tags"]))),
        unread=not row["read_at"],
        starred=bool(row["starred"]),
        story=row["story"],
        pending=bool(row["pending"]),
        **values,
    )
