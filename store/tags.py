"""The tag tree. A tag's path is its name through the tree: ``claims/denied`` is ``denied`` below ``claims``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from store.clock import now
from store.database import Database, Row
from store.errors import RefusedError, UnknownError
from store.history import History
from store.language.printable import canonical
from store.model import Tag

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

COLOURS: tuple[str, ...] = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#d55e00",
    "#8c6bb1",
    "#b5a642",
    "#1b9e9e",
    "#c44e52",
    "#6b8e23",
    "#7f7f7f",
)
"""Colours given to new tags in turn: Okabe and Ito's, which colour-blind readers tell apart, then four more."""

LONGEST_NAME = 200
"""Characters of a tag's name, without those of the tags above it."""

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LISTED = """
    SELECT tags.*, tag_paths.path, COUNT(passages.id) AS passages
    FROM tags JOIN tag_paths USING (id)
    LEFT JOIN passage_tags ON passage_tags.tag_id = tags.id
    LEFT JOIN passages ON passages.id = passage_tags.passage_id
         AND EXISTS (SELECT 1 FROM current_articles WHERE current_articles.id = passages.article_id)
    {where} GROUP BY tags.id ORDER BY {order}
"""


class Tags:
    """What passages can be tagged with."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history

    def list(self) -> list[Tag]:
        """Every tag in the order of the tree, with the number of passages that carry it."""
        return [_tag(row) for row in self._rows("", "tag_paths.path")]

    def recent(self, limit: int = 9) -> Sequence[Tag]:
        """The tags used last, newest first."""
        return [_tag(row) for row in self._rows("WHERE tags.used <> ''", "tags.used DESC, tags.id DESC")[:limit]]

    def get(self, tag: int | str) -> Tag:
        """The tag of that id or path; raises ``UnknownError``."""
        column, value = ("tags.id", tag) if isinstance(tag, int) else ("tag_paths.path", path_of(tag))
        rows = self._rows(f"WHERE {column} = ?", "tags.id", (value,))
        if not rows:
            raise UnknownError(f"tag {tag}", "there is none of that name", "See `diptych tags`")
        return _tag(rows[0])

    def _rows(self, where: str, order: str, parameters: tuple[object, ...] = ()) -> Sequence[Row]:
        return self._database.rows(_LISTED.format(where=where, order=order), parameters)

    def ensure(self, path: str) -> Tag:
        """The tag of that path, made with its parents when it is not there yet."""
        path = path_of(path)
        with self._history.action(f"made the tag {path}") as db:
            number = ensure(db, path)
        return self.get(number)

    def rename(self, tag: int | str, path: str) -> Tag:
        """Give the tag another path, all below it with it: ``claims/denied`` puts it below ``claims``."""
        found, path = self.get(tag), path_of(path)
        above, _, name = path.rpartition("/")
        if f"{path}/".startswith(f"{found.path}/") and path != found.path:
            raise RefusedError(f"move {found.path}", "a tag cannot stand below itself", "Choose another place")
        with self._history.action(f"renamed {found.path} to {path}") as db:
            parent = ensure(db, above) if above else None
            if _child(db, parent, name) not in (None, found.id):
                raise RefusedError(f"tag {found.path}", f"{path} is there already", "Merge the two instead")
            db.execute("UPDATE tags SET name = ?, parent_id = ? WHERE id = ?", (name, parent, found.id))
        return self.get(found.id)

    def recolour(self, tag: int | str, colour: str) -> Tag:
        """Draw the tag in ``colour`` (``#rrggbb``)."""
        found = self.get(tag)
        if not _COLOUR.fullmatch(colour):
            raise RefusedError(f"colour {colour!r}", "it is not written as #rrggbb", "Write it as #5f87af")
        with self._history.action(f"recoloured {found.path}") as db:
            db.execute("UPDATE tags SET colour = ? WHERE id = ?", (colour, found.id))
        return self.get(found.id)

    def describe(self, tag: int | str, description: str) -> Tag:
        """Say what the tag is for."""
        found = self.get(tag)
        with self._history.action(f"described {found.path}") as db:
            db.execute("UPDATE tags SET description = ? WHERE id = ?", (canonical(description)[0], found.id))
        return self.get(found.id)

    def move(self, tag: int | str, parent: int | str | None) -> Tag:
        """Put the tag, with all below it, under ``parent``; None makes it a root."""
        found = self.get(tag)
        above = f"{self.get(parent).path}/" if parent is not None else ""
        return self.rename(found.id, above + found.name)

    def merge(self, tag: int | str, into: int | str) -> Tag:
        """Make every passage of ``tag`` one of ``into``; the tags below it move too, and ``tag`` is gone."""
        return self.merge_each([tag], into)

    def merge_each(self, tags: Sequence[int | str], into: int | str) -> Tag:
        """Merge several tags into one, in one step that is undone as one."""
        kept, gone = self.get(into), [self.get(tag) for tag in tags]
        for each in gone:
            if f"{kept.path}/".startswith(f"{each.path}/"):
                raise RefusedError(
                    f"merge {each.path}", "a tag cannot be merged into itself or one below it", "Choose another"
                )
        with self._history.action(f"merged {', '.join(each.path for each in gone)} into {kept.path}") as db:
            for each in gone:
                if db.execute("SELECT 1 FROM tags WHERE id = ?", (each.id,)).fetchone():
                    _merge(db, each.id, kept.id)
        return self.get(kept.id)

    def remove(self, tag: int | str) -> None:
        """Remove the tag and those below it. The passages stay, without it."""
        found = self.get(tag)
        with self._history.action(f"removed the tag {found.path}") as db:
            _remove(db, found.id)


def path_of(text: str) -> str:
    """The path as it is kept: canonical text, no control characters, single blanks; raises ``RefusedError``."""
    names = [" ".join(_CONTROL.sub(" ", name).split()) for name in canonical(text)[0].split("/")]
    if not all(names):
        raise RefusedError(f"tag {text!r}", "a tag needs a name on each side of a slash", "Write it as claims/denied")
    if any(len(name) > LONGEST_NAME for name in names):
        raise RefusedError(f"tag {text[:40]!r} …", f"a name has at most {LONGEST_NAME} characters", "Write less")
    return "/".join(names)


def ensure(db: Tables, path: str) -> int:
    """The id of the tag of that path, made inside the caller's write when it is not there yet."""
    number: int | None = None
    for name in path.split("/"):
        number = _child(db, number, name) or _make(db, number, name)
    assert number is not None
    return number


def used(db: Tables, tag: int) -> None:
    """Note that the tag was used just now."""
    db.execute("UPDATE tags SET used = ? WHERE id = ?", (now(), tag))


def _child(db: Tables, parent: int | None, name: str) -> int | None:
    found = db.execute("SELECT id FROM tags WHERE parent_id IS ? AND name = ?", (parent, name)).fetchone()
    return found[0] if found else None


def _make(db: Tables, parent: int | None, name: str) -> int:
    cursor = db.execute(
        "INSERT INTO tags(uid, parent_id, name, colour) VALUES (?, ?, ?, ?)",
        (str(uuid4()), parent, name, _next_colour(db)),
    )
    return int(cursor.lastrowid or 0)


def _next_colour(db: Tables) -> str:
    """The colour that the fewest tags have, the earliest of those."""
    counts = Counter(row[0] for row in db.execute("SELECT colour FROM tags"))
    return min(COLOURS, key=lambda colour: counts[colour])


def _merge(db: Tables, gone: int, kept: int) -> None:
    db.execute(
        "INSERT INTO passage_tags SELECT passage_id, ? FROM passage_tags WHERE tag_id = ? "
        "AND passage_id NOT IN (SELECT passage_id FROM passage_tags WHERE tag_id = ?)",
        (kept, gone, kept),
    )
    db.execute("DELETE FROM passage_tags WHERE tag_id = ?", (gone,))
    for child, name in db.execute("SELECT id, name FROM tags WHERE parent_id = ?", (gone,)).fetchall():
        same = _child(db, kept, name)
        if same:
            _merge(db, child, same)
        else:
            db.execute("UPDATE tags SET parent_id = ? WHERE id = ?", (kept, child))
    db.execute("DELETE FROM tags WHERE id = ?", (gone,))


def _remove(db: Tables, tag: int) -> None:
    for (child,) in db.execute("SELECT id FROM tags WHERE parent_id = ?", (tag,)).fetchall():
        _remove(db, child)
    db.execute("DELETE FROM passage_tags WHERE tag_id = ?", (tag,))
    db.execute("DELETE FROM tags WHERE id = ?", (tag,))


def _tag(row: Row) -> Tag:
    return Tag(row["id"], row["uid"], row["path"], row["colour"], row["description"] or "", row["passages"])
