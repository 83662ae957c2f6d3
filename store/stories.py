"""Which articles tell the same story: what was suggested with a score, what the person confirmed or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from store.clock import now
from store.database import Database
from store.errors import RefusedError, UnknownError
from store.history import History, current
from store.language.printable import canonical
from store.model import Story

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

CONFIRMED, SUGGESTED, REFUSED = 1, 0, -1
"""What ``story_articles.confirmed`` holds."""

_MANY = 2000
"""Articles of a key from which on older ones are passed over; 100,000 articles are ranked in 20 ms so."""


class Stories:
    """The stories of a library. Scores are ``compare.story``'s."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history

    def list(self) -> list[Story]:
        """Every story that has articles, newest first, without the articles that were refused."""
        rows = self._database.rows(
            """SELECT stories.id, stories.name, story_articles.article_id, story_articles.confirmed
            FROM stories JOIN story_articles ON story_articles.story_id = stories.id
            JOIN current_articles AS articles ON articles.id = story_articles.article_id
            WHERE confirmed >= 0 ORDER BY stories.id DESC, published, articles.id"""
        )
        members: dict[int, list[int]] = {}
        confirmed: dict[int, set[int]] = {}
        names: dict[int, str] = {}
        for row in rows:
            names[row["id"]] = row["name"]
            members.setdefault(row["id"], []).append(row["article_id"])
            if row["confirmed"] == CONFIRMED:
                confirmed.setdefault(row["id"], set()).add(row["article_id"])
        return [
            Story(number, names[number], tuple(articles), frozenset(confirmed.get(number, ())))
            for number, articles in members.items()
        ]

    def get(self, story: int | str) -> Story:
        """The story of that id or name; raises ``UnknownError``."""
        for each in self.list():
            if each.id == story or each.name == story or str(each.id) == story:
                return each
        raise UnknownError(f"story {story}", "there is none of that name", "See `diptych stories`")

    def of(self, article: int) -> Story | None:
        """The story that an article belongs to, a confirmed one first."""
        number = self._database.value(
            "SELECT story_id FROM story_articles WHERE article_id = ? AND confirmed >= 0 "
            "ORDER BY confirmed DESC, score DESC LIMIT 1",
            (article,),
        )
        return None if number is None else self.get(number)

    def refused(self, article: int) -> set[int]:
        """The stories that the person said the article does not belong to."""
        rows = self._database.rows(
            "SELECT story_id FROM story_articles WHERE article_id = ? AND confirmed = ?", (article, REFUSED)
        )
        return {row["story_id"] for row in rows}

    def make(self, name: str, articles: Sequence[int] = ()) -> Story:
        """Make a story of these articles, each confirmed; the first one may be all there is."""
        name = _clean(name)
        if not articles:
            raise RefusedError(f"story {name}", "it has no article", "Choose at least one")
        with self._history.action(f"made the story {name}") as db:
            if len(current(db, articles)) < len(set(articles)):
                raise RefusedError(f"story {name}", "one of its articles is no longer there", "Choose others")
            number = _insert(db, name)
            for article in articles:
                _set(db, number, article, 1.0, CONFIRMED)
        return self.get(number)

    def suggest(self, articles: Sequence[tuple[int, float]], story: int | None = None, name: str = "") -> int | None:
        """Put articles with their scores into a story, or a new one; what the person said stays.

        Not a step of undo: nobody did it. Returns the story's id, None when every article was refused.
        """
        with self._database.write() as db:
            number = _insert(db, _clean(name)) if story is None else story
            for article, score in articles:
                if _state(db, number, article) is None:
                    _set(db, number, article, score, SUGGESTED)
        return number

    def add(self, story: int, article: int, score: float = 1.0) -> None:
        """Put an article into a story, confirmed."""
        self._decide(story, article, CONFIRMED, "added to", score)

    def confirm(self, story: int, article: int) -> None:
        """Say that a suggested article does belong to the story."""
        self._decide(story, article, CONFIRMED, "confirmed in")

    def refuse(self, story: int, article: int) -> None:
        """Say that the article does not belong to the story, for ever."""
        self._decide(story, article, REFUSED, "refused from")

    def _decide(self, story: int, article: int, confirmed: int, verb: str, score: float = 0.0) -> None:
        name = self._database.value("SELECT name FROM stories WHERE id = ?", (story,))
        title = self._database.value("SELECT title FROM articles WHERE id = ?", (article,))
        if name is None or title is None:
            raise UnknownError(
                f"story {story}, article {article}", "there is none of that number", "See `diptych stories`"
            )
        with self._history.action(f"{verb} {name}: {title}") as db:
            _set(db, story, article, score, confirmed)

    def sign(self, article: int, signature: bytes, keys: Sequence[int]) -> None:
        """Keep what ``compare.story`` knows an article by. Not a step of undo."""
        before = self.signature(article)
        if before == signature:
            return
        with self._database.write() as db:
            db.execute(
                "INSERT INTO story_signatures(article_id, signature) VALUES (?, ?) "
                "ON CONFLICT(article_id) DO UPDATE SET signature = excluded.signature",
                (article, signature),
            )
            if before is not None:
                db.execute("DELETE FROM story_keys WHERE article_id = ?", (article,))
            db.conn.executemany("INSERT INTO story_keys(key, article_id) VALUES (?, ?)", ((k, article) for k in keys))

    def signature(self, article: int) -> bytes | None:
        """The signature of an article, None when it has none yet."""
        found = self._database.value("SELECT signature FROM story_signatures WHERE article_id = ?", (article,))
        return None if found is None else bytes(found)

    def signatures_like(self, keys: Sequence[int], limit: int = 300) -> dict[int, bytes]:
        """Signatures of the current articles that share most of ``keys``, by article.

        Of a key that very many articles have, only the last of them count: it tells little.
        """
        if not keys:
            return {}
        having = "SELECT * FROM (SELECT article_id FROM story_keys WHERE key = ? ORDER BY article_id DESC LIMIT ?)"
        rows = self._database.rows(
            f"""SELECT article_id, signature FROM (
                SELECT article_id, COUNT(*) AS shared FROM ({" UNION ALL ".join([having] * len(keys))})
                GROUP BY article_id ORDER BY shared DESC, article_id DESC LIMIT ?)
            JOIN story_signatures USING (article_id) JOIN current_articles ON current_articles.id = article_id""",
            (*(value for key in keys for value in (key, _MANY)), limit),
        )
        return {row["article_id"]: bytes(row["signature"]) for row in rows}

    def unsigned(self, limit: int | None = None) -> Sequence[int]:
        """The current articles that have no signature yet."""
        rows = self._database.rows(
            """SELECT id FROM current_articles WHERE id NOT IN (SELECT article_id FROM story_signatures)
            ORDER BY id LIMIT ?""",
            (-1 if limit is None else limit,),
        )
        return [row["id"] for row in rows]

    def rename(self, story: int, name: str) -> Story:
        """Give the story another name."""
        found, name = self.get(story), _clean(name)
        with self._history.action(f"renamed the story {found.name} to {name}") as db:
            db.execute("UPDATE stories SET name = ? WHERE id = ?", (name, story))
        return self.get(story)


def _clean(name: str) -> str:
    clean = " ".join(canonical(name)[0].replace("\x00", "").split())
    if not clean:
        raise RefusedError("a story", "its name is empty", "Write one")
    return clean


def _insert(db: Tables, name: str) -> int:
    cursor = db.execute("INSERT INTO stories(uid, name, created) VALUES (?, ?, ?)", (str(uuid4()), name, now()))
    return int(cursor.lastrowid or 0)


def _state(db: Tables, story: int, article: int) -> int | None:
    found = db.execute(
        "SELECT confirmed FROM story_articles WHERE story_id = ? AND article_id = ?", (story, article)
    ).fetchone()
    return found[0] if found else None


def _set(db: Tables, story: int, article: int, score: float, confirmed: int) -> None:
    """Write what is known of an article in a story; a score that was there stays when none is given."""
    db.execute(
        "INSERT INTO story_articles(story_id, article_id, score, confirmed) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET confirmed = excluded.confirmed, "
        "score = CASE WHEN excluded.score THEN excluded.score ELSE score END",
        (story, article, round(score, 4), confirmed),
    )
