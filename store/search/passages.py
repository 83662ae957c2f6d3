"""Finding paragraphs: candidates out of the full-text index, ranked again by what they say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from operator import itemgetter

from store.model import Hit
from store.search.index import ARTICLE_BITS, LAST
from store.search.plan import Group, match
from store.search.ranking import Match, Ranges, Ranking, light
from store.search.scope import FEW, Limits

FREQUENT = 60_000
"""Paragraphs above which a word is left to the ranking when a rarer one can find the candidates."""
CANDIDATES = 300
RANKED = 50
_LATER = 0.0002
"""What coming one place later among the candidates costs."""
SNIPPET = 400

Found = tuple[Hit, Match]


def decisive(groups: Sequence[Group]) -> list[Group]:
    """Return the groups that find the candidates: none without a form, none whose work a far rarer one does alone."""
    if not all(group.forms for group in groups):
        return []
    rarest = min((group.frequency for group in groups), default=0)
    return [group for group in groups if group.frequency <= max(FREQUENT, 30 * rarest)]


def candidates(connection: sqlite3.Connection, wanted: str, excluded: Sequence[Group], limits: Limits) -> list[int]:
    """Return ids of the paragraphs that meet an FTS5 expression and hold no excluded word, the newest first."""
    if not wanted:
        return []
    if excluded:
        wanted = f"({wanted}) NOT ({' OR '.join(match([group]) for group in excluded)})"
    sql = f"SELECT rowid FROM search_text WHERE search_text MATCH ? {{}} ORDER BY rowid DESC LIMIT {CANDIDATES}"
    return _select(connection, sql, wanted, limits)


def _select(connection: sqlite3.Connection, sql: str, expression: str, limits: Limits) -> list[int]:
    """Run a candidates' query inside the limits."""
    if not limits.bounded:
        return [row for (row,) in connection.execute(sql.format(""), (expression,))]
    if limits.articles is None:
        article = f"a.id = search_text.rowid >> {ARTICLE_BITS}"
        inside = f"AND EXISTS (SELECT 1 FROM articles AS a WHERE {article} AND {limits.condition})"
        return [row for (row,) in connection.execute(sql.format(inside), (expression, *limits.parameters))]
    if len(limits.articles) <= FEW:
        spans = [
            (expression, article << ARTICLE_BITS, article << ARTICLE_BITS | LAST)
            for article in sorted(limits.articles, reverse=True)
        ]
        return [row for span in spans for (row,) in connection.execute(sql.format("AND rowid BETWEEN ? AND ?"), span)]
    connection.create_function("in_scope", 1, limits.articles.__contains__, deterministic=True)
    return [row for (row,) in connection.execute(sql.format(f"AND in_scope(rowid >> {ARTICLE_BITS})"), (expression,))]


def within(connection: sqlite3.Connection, limits: Limits, limit: int) -> list[int]:
    """Return the newest paragraphs inside the limits, for a query that is nothing but a scope."""
    if limits.spans is not None:
        found: list[int] = []
        for article in sorted(limits.articles or limits.spans, reverse=True)[:limit]:
            rows = _rows(connection, [article << ARTICLE_BITS], whole=True)
            found.extend(row[0] for row in rows if limits.touches(article, row[1], row[2]))
        return found[:limit]
    return []


def ranked(
    connection: sqlite3.Connection, rows: Sequence[int], ranking: Ranking, limits: Limits, limit: int
) -> list[Found]:
    """Score the candidates and return the best, best first; equally good ones stay in the order they came."""
    found: list[tuple[float, tuple[int, int, str, str, str], Match]] = []
    for order, (paragraph, start, end, text, title, outlet) in enumerate(_texts(connection, rows)):
        if limits.touches(paragraph >> ARTICLE_BITS, start, end):
            scored = ranking.match(text[start:end])
            found.append((scored.cost + _LATER * order, (paragraph, start, text[start:end], title, outlet), scored))
    found.sort(key=itemgetter(0))
    return [(_hit(*place, scored), scored) for _, place, scored in found[:limit]]


def _texts(connection: sqlite3.Connection, rows: Sequence[int]) -> list[tuple[int, int, int, str, str, str]]:
    """Return id, start, end, the article's text and title, and its outlet, in the order of ``rows``."""
    articles = {
        article: rest
        for article, *rest in connection.execute(
            "SELECT a.id, a.text, a.title, coalesce(o.name, '') FROM articles AS a LEFT JOIN outlets AS o"
            " ON o.id = a.outlet_id WHERE a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({row >> ARTICLE_BITS for row in rows})),),
        )
    }
    spans = {row[0]: row for row in _rows(connection, rows)}
    return [
        (*spans[row], *articles[row >> ARTICLE_BITS])
        for row in rows
        if row in spans and row >> ARTICLE_BITS in articles
    ]


def _rows(connection: sqlite3.Connection, rows: Sequence[int], *, whole: bool = False) -> list[tuple[int, int, int]]:
    """Return id, start and end of these paragraphs, or of all paragraphs of the article of the first."""
    if whole:
        span = (rows[0], rows[0] | LAST)
        return connection.execute(
            'SELECT id, start, "end" FROM search_paragraphs WHERE id BETWEEN ? AND ?', span
        ).fetchall()
    return connection.execute(
        'SELECT id, start, "end" FROM search_paragraphs WHERE id IN (SELECT value FROM json_each(?))',
        (json.dumps(rows),),
    ).fetchall()


def _hit(paragraph: int, start: int, text: str, title: str, outlet: str, scored: Match) -> Hit:
    """Return the hit; its snippet is the text from ``start`` to ``end``, cut to what is around the first lit word."""
    ranges = light(text, scored)
    low, high = _window(text, ranges)
    lit = tuple((begin - low, end - low) for begin, end in ranges if low <= begin and end <= high)
    return Hit(
        "passage",
        paragraph,
        title,
        scored.score,
        paragraph >> ARTICLE_BITS,
        start + low,
        start + high,
        text[low:high],
        lit,
        outlet,
    )


def _window(text: str, ranges: Ranges) -> tuple[int, int]:
    if len(text) <= SNIPPET:
        return 0, len(text)
    first = ranges[0][0] if ranges else 0
    low = max(0, min(first - SNIPPET // 4, len(text) - SNIPPET))
    low = text.find(" ", low, first) + 1 or low if low else 0
    high = min(len(text), low + SNIPPET)
    return low, high
