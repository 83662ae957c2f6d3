"""Lines of an article that are folded away, or brought back, by hand; everything that stands in the text shifts.

The choice is remembered for the outlet. Pieces and joining are ``sources.folding``'s, so the text stays what it
always is: the kept blocks joined by blank lines.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from store import anchors, passages, rulings
from store.database import Database, Row
from store.errors import RefusedError, UnknownError
from store.history import History, current
from store.model import Block, Span
from store.search import index

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

    from store.sources.folding import Piece


@dataclass(frozen=True, slots=True)
class Shift:
    """Where the offsets of one text are in another, by the blocks that both keep: (start, end, new start)."""

    blocks: tuple[tuple[int, int, int], ...]

    @classmethod
    def between(cls, before: Sequence[Block], after: Sequence[Block]) -> Shift:
        """The shift between two ways of folding the same blocks."""
        kept = [
            (old.start, old.end, new.start) for old, new in zip(before, after, strict=True) if old.kept and new.kept
        ]
        return cls(tuple(kept))

    def span(self, span: Span) -> Span | None:
        """Where the span is now, without what was folded away; None when nothing of it is left."""
        starts = [new + max(0, span.start - start) for start, end, new in self.blocks if end > span.start]
        ends = [new + min(end, span.end) - start for start, end, new in self.blocks if start < span.end]
        if not starts or not ends or starts[0] >= ends[-1]:
            return None
        return Span(starts[0], ends[-1])

    def offset(self, offset: int) -> int:
        """Where the character at ``offset`` is now, or the next one that is left, or the end of the text."""
        for start, end, new in self.blocks:
            if end > offset:
                return new + max(0, offset - start)
        return self.blocks[-1][2] + self.blocks[-1][1] - self.blocks[-1][0] if self.blocks else 0


def block(row: Row) -> Block:
    """A row of ``blocks`` as a value."""
    return Block(row["start"], row["end"], row["role"], bool(row["kept"]), row["folded"])


def choices(database: Database) -> dict[str, dict[str, bool]]:
    """The person's word on single lines: by outlet, ``line_key`` of a line to whether it is kept; the latest wins."""
    chosen: dict[str, dict[str, bool]] = {}
    for row in database.rows(
        "SELECT ruling, payload FROM rulings WHERE ruling IN ('fold-line', 'keep-line') ORDER BY id"
    ):
        payload = json.loads(row["payload"])
        chosen.setdefault(payload["outlet"], {})[payload["line"]] = row["ruling"] == "keep-line"
    return chosen


def set_kept(history: History, article: int, number: int, *, kept: bool) -> None:
    """Fold the block of that number away, or bring it back; raises ``RefusedError`` when it cannot be."""
    from store.sources.folding import join, split

    with history.action("brought back a line" if kept else "folded a line away") as db:
        before = _blocks(db, article)
        pieces = list(split(_text(db, article), before))
        _refuse(before, number, kept)
        pieces[number] = _chosen(pieces[number], kept)
        _remember(db, article, pieces[number].text, kept)
        index.remove_articles(db.conn, [article])
        _rewrite(db, article, before, *join(pieces))
        index.add_articles(db.conn, current(db, [article]))


def _chosen(piece: Piece, kept: bool) -> Piece:
    if kept:
        return replace(piece, kept=True, role="paragraph" if piece.role == "furniture" else piece.role)
    return replace(piece, kept=False, role="furniture")


def _refuse(blocks: Sequence[Block], number: int, kept: bool) -> None:
    if not 0 <= number < len(blocks):
        raise UnknownError(f"line {number}", f"the article has {len(blocks)} lines", "Choose another")
    if blocks[number].kept == kept:
        raise RefusedError(f"line {number}", "it is so already", "Choose another")
    if not kept and sum(each.kept for each in blocks) == 1:
        raise RefusedError(f"line {number}", "it is all that is left of the article", "Remove the article instead")


def _remember(db: Tables, article: int, line: str, kept: bool) -> None:
    from store.language.boilerplate import line_key

    outlet = db.execute(
        "SELECT outlets.name FROM articles JOIN outlets ON outlets.id = outlet_id WHERE articles.id = ?", (article,)
    ).fetchone()
    if outlet:
        payload = {"outlet": outlet[0], "line": line_key(line)}
        rulings.record(db, "keep-line" if kept else "fold-line", payload)


def _rewrite(db: Tables, article: int, before: Sequence[Block], text: str, after: Sequence[Block]) -> None:
    shift = Shift.between(before, after)
    brought_back = any(new.kept and not old.kept for old, new in zip(before, after, strict=True))
    _shift_mentions(db, article, shift)
    _shift_passages(db, article, shift, text)
    for position, each in enumerate(after):
        db.execute(
            'UPDATE blocks SET start = ?, "end" = ?, role = ?, kept = ?, folded = ? '
            "WHERE article_id = ? AND position = ?",
            (each.start, each.end, each.role, int(each.kept), each.folded, article, position),
        )
    position = db.execute("SELECT position FROM articles WHERE id = ?", (article,)).fetchone()[0]
    db.execute(
        "UPDATE articles SET text = ?, text_sha256 = ?, words = ?, position = ?, "
        "engine = CASE WHEN ? THEN '' ELSE engine END WHERE id = ?",
        (
            text,
            sha256(text.encode()).hexdigest(),
            len(text.split()),
            shift.offset(position or 0),
            brought_back,
            article,
        ),
    )


def _shift_mentions(db: Tables, article: int, shift: Shift) -> None:
    for number, start, end in db.execute(
        'SELECT id, start, "end" FROM mentions WHERE article_id = ?', (article,)
    ).fetchall():
        span = shift.span(Span(start, end))
        if span is None:
            db.execute("DELETE FROM mentions WHERE id = ?", (number,))
        else:
            db.execute('UPDATE mentions SET start = ?, "end" = ? WHERE id = ?', (span.start, span.end, number))


def _shift_passages(db: Tables, article: int, shift: Shift, text: str) -> None:
    """Shift the passages; one that is folded away whole is an orphan until its words are back."""
    for number, start, end, exact, prefix, suffix, orphaned in db.execute(
        'SELECT id, start, "end", exact, prefix, suffix, orphaned FROM passages WHERE article_id = ?', (article,)
    ).fetchall():
        span = (
            anchors.place(text, anchors.Anchor(exact, prefix, suffix), start)
            if orphaned
            else shift.span(Span(start, end))
        )
        if span:
            passages.set_place(db, number, article, text, span)
        elif not orphaned:
            passages.set_orphan(db, number, article, shift.offset(start))


def _blocks(db: Tables, article: int) -> tuple[Block, ...]:
    rows = db.query("SELECT * FROM blocks WHERE article_id = ? ORDER BY position", (article,))
    return tuple(block(row) for row in rows)


def _text(db: Tables, article: int) -> str:
    found = db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
    if found is None:
        raise UnknownError(f"article {article}", "there is none of that id", "See `diptych list`")
    return str(found[0])
