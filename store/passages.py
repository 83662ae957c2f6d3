"""Tagged passages and the notes on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from store import anchors, tags
from store.clock import now
from store.database import Database, Row
from store.errors import RefusedError, UnknownError
from store.history import History
from store.language.printable import canonical
from store.model import Passage, Span

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

SHORTEST_UID = 8
"""Characters from which a uid's beginning is enough."""

_LISTED = """
    SELECT passages.*, (
        SELECT json_group_array(path) FROM (
            SELECT path FROM passage_tags JOIN tag_paths ON tag_paths.id = passage_tags.tag_id
            WHERE passage_tags.passage_id = passages.id ORDER BY path)) AS tags
    FROM passages JOIN current_articles AS articles ON articles.id = passages.article_id
    LEFT JOIN outlets ON outlets.id = articles.outlet_id
    WHERE {conditions} ORDER BY passages.article_id, passages.start, passages."end", passages.id
"""
_TAGGED = """passages.id IN (
    SELECT passage_id FROM passage_tags JOIN tag_paths ON tag_paths.id = tag_id
    WHERE path = :tag OR substr(path, 1, length(:tag) + 1) = :tag || '/')"""
_OF_STORY = "articles.id IN (SELECT article_id FROM story_articles WHERE story_id = :story AND confirmed >= 0)"


class Passages:
    """What the person marked in the articles."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history

    def get(self, passage: int | str) -> Passage:
        """The passage of that id, uid or beginning of one, eight characters or more; raises ``UnknownError``."""
        if isinstance(passage, int) or (passage.isdecimal() and len(passage) < SHORTEST_UID):
            found = self._passages("passages.id = :passage", passage=int(passage))
        else:
            begun = passage if len(passage) >= SHORTEST_UID else None
            found = self._passages("substr(passages.uid, 1, :length) = :begun", begun=begun, length=len(passage))
        if len(found) != 1:
            why = "several ids begin like that" if found else "there is none of that id"
            raise UnknownError(f"passage {passage}", why, "See `diptych passages`")
        return found[0]

    def of(self, article: int) -> Sequence[Passage]:
        """The passages of one article, in the order of its text."""
        return self._passages("passages.article_id = :article", article=article)

    def list(self, *, tag: str = "", outlet: str = "", story: int | None = None, text: str = "") -> Sequence[Passage]:
        """The passages of all articles that carry ``tag`` or one below it, stand in ``outlet`` or in an
        article of ``story``, and have ``text`` in their words or their note."""
        conditions = ["1"]
        if tag:
            conditions.append(_TAGGED)
        if outlet:
            conditions.append("outlets.name = :outlet")
        if story is not None:
            conditions.append(_OF_STORY)
        if text:
            conditions.append("(instr(lower(exact), lower(:text)) OR instr(lower(passages.note), lower(:text)))")
        return self._passages(" AND ".join(conditions), tag=tag, outlet=outlet, story=story, text=text)

    def _passages(self, conditions: str, **parameters: object) -> Sequence[Passage]:
        return [_passage(row) for row in self._database.rows(_LISTED.format(conditions=conditions), parameters)]

    def together(self) -> dict[tuple[str, str], int]:
        """How many passages carry both of two tags, by the pair of their paths in alphabetical order."""
        rows = self._database.rows(
            """SELECT one.path AS one, two.path AS two, COUNT(*) AS passages
            FROM passage_tags AS a JOIN passage_tags AS b ON a.passage_id = b.passage_id
            JOIN tag_paths AS one ON one.id = a.tag_id JOIN tag_paths AS two ON two.id = b.tag_id
            JOIN passages ON passages.id = a.passage_id
            JOIN current_articles ON current_articles.id = passages.article_id
            WHERE one.path < two.path GROUP BY one.path, two.path"""
        )
        return {(row["one"], row["two"]): row["passages"] for row in rows}

    def add(
        self, article: int, start: int, end: int, tags: Sequence[str] = (), note: str = "", by: str = ""
    ) -> Passage:
        """Mark ``[start, end)`` of an article; a passage that covers just that range gets the tags and note instead."""
        with self._history.action(_said("tagged" if tags else "noted" if note else "marked", tags)) as db:
            number = _add(db, article, Span(start, end), tags, note, by)
        return self.get(number)

    def add_many(self, spans: Iterable[tuple[int, int, int]], tag: str, by: str = "") -> Sequence[Passage]:
        """Tag many ``(article, start, end)`` in one step that is undone as one."""
        wanted = list(spans)
        with self._history.action(f"tagged {len(wanted)} passages {tag}") as db:
            numbers = [_add(db, article, Span(start, end), (tag,), "", by) for article, start, end in wanted]
        return [self.get(number) for number in numbers]

    def tag(self, passage: int | str, *paths: str) -> Passage:
        """Put tags on a passage."""
        return self.tag_each([passage], *paths)[0]

    def tag_each(self, passages: Iterable[int | str], *paths: str) -> Sequence[Passage]:
        """Put tags on passages, in one step that is undone as one."""
        numbers = [self.get(passage).id for passage in passages]
        with self._history.action(_said(_several("tagged", len(numbers)), paths)) as db:
            for number in numbers:
                _tag(db, number, paths)
        return [self.get(number) for number in numbers]

    def untag(self, passage: int | str, *paths: str) -> Passage:
        """Take tags off a passage; it stays marked."""
        found = self.get(passage)
        with self._history.action(_said("untagged", paths)) as db:
            db.execute(
                "DELETE FROM passage_tags WHERE passage_id = ? AND tag_id IN "
                "(SELECT id FROM tag_paths WHERE path IN (SELECT value FROM json_each(?)))",
                (found.id, json.dumps([tags.path_of(path) for path in paths])),
            )
            _changed(db, found.id)
        return self.get(found.id)

    def set_note(self, passage: int | str, note: str) -> Passage:
        """Write the note on a passage; an empty one removes it."""
        found = self.get(passage)
        with self._history.action("noted" if note else "removed a note") as db:
            db.execute("UPDATE passages SET note = ? WHERE id = ?", (_clean(note), found.id))
            _changed(db, found.id)
        return self.get(found.id)

    def resize(self, passage: int | str, start: int, end: int) -> Passage:
        """Make the passage cover another range of its article; an orphan has its place again."""
        found = self.get(passage)
        with self._history.action("resized a passage") as db:
            set_place(db, found.id, found.article, _text(db, found.article), Span(start, end))
        return self.get(found.id)

    def remove(self, *passages: int | str) -> None:
        """Remove passages with their tags and notes, in one step that is undone as one."""
        found = [self.get(passage) for passage in passages]
        one = _said("removed a passage", found[0].tags) if len(found) == 1 else f"removed {len(found)} passages"
        with self._history.action(one) as db:
            for each in found:
                db.execute("DELETE FROM passage_tags WHERE passage_id = ?", (each.id,))
                db.execute("DELETE FROM passages WHERE id = ?", (each.id,))


def set_place(db: Tables, passage: int, article: int, text: str, span: Span) -> None:
    """Let the passage cover ``text[span]`` of ``article``, inside the caller's write."""
    _refuse_outside(text, span)
    found = anchors.anchor(text, span)
    db.execute(
        'UPDATE passages SET article_id = ?, start = ?, "end" = ?, exact = ?, prefix = ?, suffix = ?, '
        "orphaned = 0, changed = ? WHERE id = ?",
        (article, span.start, span.end, found.exact, found.prefix, found.suffix, now(), passage),
    )


def set_orphan(db: Tables, passage: int, article: int, near: int) -> None:
    """Keep the passage with ``article`` though its words are not there; ``near`` is about where they stood."""
    db.execute(
        'UPDATE passages SET article_id = ?, start = ?, "end" = ?, orphaned = 1, changed = ? WHERE id = ?',
        (article, near, near, now(), passage),
    )


def follow(db: Tables, article: int, newer: int, text: str) -> int:
    """Move the passages of ``article`` to its newer version, each to where its words stand; return the orphans."""
    orphans = 0
    for number, start, exact, prefix, suffix in db.execute(
        "SELECT id, start, exact, prefix, suffix FROM passages WHERE article_id = ?", (article,)
    ).fetchall():
        span = anchors.place(text, anchors.Anchor(exact, prefix, suffix), start)
        if span:
            set_place(db, number, newer, text, span)
        else:
            set_orphan(db, number, newer, min(start, len(text)))
            orphans += 1
    return orphans


def _add(db: Tables, article: int, span: Span, paths: Sequence[str], note: str, by: str) -> int:
    text = _text(db, article)
    _refuse_where_unseen(db, article)
    _refuse_outside(text, span)
    number = _covering(db, article, span) or _insert(db, article, text, span, by)
    _tag(db, number, paths)
    if note:
        db.execute("UPDATE passages SET note = ? WHERE id = ?", (_clean(note), number))
    return number


def _covering(db: Tables, article: int, span: Span) -> int | None:
    found = db.execute(
        'SELECT id FROM passages WHERE article_id = ? AND start = ? AND "end" = ? AND NOT orphaned',
        (article, span.start, span.end),
    ).fetchone()
    return found[0] if found else None


def _insert(db: Tables, article: int, text: str, span: Span, by: str) -> int:
    found, moment = anchors.anchor(text, span), now()
    cursor = db.execute(
        'INSERT INTO passages(uid, article_id, start, "end", exact, prefix, suffix, by, created, changed) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(uuid4()),
            article,
            span.start,
            span.end,
            found.exact,
            found.prefix,
            found.suffix,
            _clean(by),
            moment,
            moment,
        ),
    )
    return int(cursor.lastrowid or 0)


def _tag(db: Tables, passage: int, paths: Iterable[str]) -> None:
    for path in paths:
        tag = tags.ensure(db, tags.path_of(path))
        db.execute("INSERT INTO passage_tags VALUES (?, ?) ON CONFLICT DO NOTHING", (passage, tag))
        tags.used(db, tag)
    _changed(db, passage)


def _changed(db: Tables, passage: int) -> None:
    db.execute("UPDATE passages SET changed = ? WHERE id = ?", (now(), passage))


def _text(db: Tables, article: int) -> str:
    found = db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
    if found is None:
        raise UnknownError(f"article {article}", "there is none of that number", "See `diptych list`")
    return str(found[0])


def _refuse_where_unseen(db: Tables, article: int) -> None:
    """Refuse to mark what nobody would see again: a removed article, or one that has a newer version."""
    if db.execute("SELECT 1 FROM current_articles WHERE id = ?", (article,)).fetchone():
        return
    (removed,) = db.execute("SELECT removed FROM articles WHERE id = ?", (article,)).fetchone()
    if removed:
        raise RefusedError(f"article {article}", "it was removed from the library", "Undo brings it back")
    raise RefusedError(f"article {article}", "there is a newer version of it", "Mark in that one")


def _refuse_outside(text: str, span: Span) -> None:
    if not 0 <= span.start < span.end <= len(text):
        raise RefusedError(
            f"passage {span.start}–{span.end}", f"the article's text has {len(text)} characters", "Select again"
        )


def _clean(note: str) -> str:
    return canonical(note)[0].replace("\x00", "")


def _several(verb: str, passages: int) -> str:
    return verb if passages == 1 else f"{verb} {passages} passages"


def _said(verb: str, paths: Sequence[str]) -> str:
    return " ".join([verb, ", ".join(paths)]).strip()


def _passage(row: Row) -> Passage:
    return Passage(
        row["id"],
        row["uid"],
        row["article_id"],
        row["start"],
        row["end"],
        row["exact"],
        tuple(json.loads(row["tags"])),
        row["note"] or "",
        row["by"] or "",
        row["created"],
        row["changed"] or "",
        bool(row["orphaned"]),
    )
