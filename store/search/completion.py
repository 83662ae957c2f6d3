"""What the scope at the end of a query may become while it is typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from store.search.labels import beginning
from store.search.plan import Group
from store.search.query import SCOPES, completing
from store.search.tokens import begins, terms


def completions(connection: sqlite3.Connection, query: str, limit: int) -> tuple[str, ...]:
    """Return whole queries, best first; none when the last piece is no scope."""
    piece, before = completing(query)
    found = dict.fromkeys(islice(_pieces(connection, piece.lower()), limit))
    return tuple(before + one for one in found if one != piece)


def _pieces(connection: sqlite3.Connection, piece: str) -> Iterator[str]:
    if not piece:
        return
    if piece[0] == "@":
        yield from (f"@{_quoted(name)}" for name in _names(connection, piece[1:]))
    elif piece[0] == "#":
        paths = connection.execute("SELECT path FROM tag_paths ORDER BY path")
        yield from (f"#{_quoted(path)}" for (path,) in paths if begins(terms(piece[1:]), terms(path)))
    elif piece.startswith("outlet:"):
        outlets = connection.execute("SELECT name FROM outlets ORDER BY name")
        yield from (f"outlet:{_quoted(name)}" for (name,) in outlets if begins(terms(piece[7:]), terms(name)))
    else:
        yield from (scope for scope in SCOPES if scope.startswith(piece))


def _names(connection: sqlite3.Connection, typed: str) -> Iterator[str]:
    group = Group(typed, {}, {}, unfinished=True)
    if terms(typed):
        yield from (
            name
            for (name,) in connection.execute(
                "SELECT e.name FROM search_names AS n JOIN entities AS e ON e.id = n.entity"
                " WHERE search_names MATCH ? ORDER BY n.rowid LIMIT 50",
                (f"surface : ({beginning([group])})",),
            )
        )


def _quoted(value: str) -> str:
    plain = value.replace('"', "")
    return f'"{plain}"' if " " in plain else plain
