"""The search index inside the library's file, kept right inside the store's own transactions.

``search_paragraphs`` says which stretch of an article's text each indexed paragraph is (its id is the article's id
shifted left by twelve bits, plus its number); ``search_text`` is the full-text index over those stretches, cut out of
``articles.text`` by a view; ``terms`` counts the paragraphs that hold each term. Titles and bylines have a small index
of their own: ``add_articles`` and ``remove_articles`` keep all four.

Entities and aliases are watched by triggers that only write down which rows changed; ``refresh``, called at the end of
a write, brings the index of names up to date (a trigger may not touch FTS5 itself while the schema is not trusted).
Tags, notes and saved searches are few: the engine holds them in memory.

Nothing here begins or ends a transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from store.search.tokens import TOKENIZER, spaced, terms

if TYPE_CHECKING:
    from sqlite_utils import Database

ARTICLE_BITS = 12
LAST = (1 << ARTICLE_BITS) - 1
"""The number of the last paragraph an article can have; it takes all the rest of a longer one."""

BATCH = 1000
"""Articles indexed at once; measured to be as fast as any larger number."""
LONGEST_PIECE = 2_000
"""Characters of a paragraph that are one hit; a longer one is indexed in pieces, so that no hit is slow to weigh."""
LONGEST = 40
"""Characters of the longest term that is counted in ``terms``."""

_TABLES = f"""
CREATE TABLE search_paragraphs (
    id INTEGER PRIMARY KEY, start INTEGER NOT NULL, "end" INTEGER NOT NULL, spaced TEXT
);
CREATE VIEW search_paragraph_text AS
    SELECT part.id AS id, coalesce(part.spaced, substr(article.text, part.start + 1, part."end" - part.start)) AS text
    FROM search_paragraphs AS part JOIN articles AS article ON article.id = part.id >> {ARTICLE_BITS};
CREATE VIRTUAL TABLE search_text USING fts5(
    text, content='search_paragraph_text', content_rowid='id', columnsize=0, tokenize='{TOKENIZER}'
);
INSERT INTO search_text(search_text, rank) VALUES ('hashsize', 33554432);
INSERT INTO search_text(search_text, rank) VALUES ('automerge', 8);
CREATE VIRTUAL TABLE search_titles USING fts5(title, byline, prefix='1 2 3', columnsize=0, tokenize='{TOKENIZER}');
CREATE VIRTUAL TABLE search_names USING fts5(
    surface, entity UNINDEXED, prefix='1 2 3', columnsize=0, tokenize='{TOKENIZER}'
);
CREATE TABLE terms (term TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX search_unread ON articles(id) WHERE read_at IS NULL;
CREATE TABLE search_changes (source TEXT, row INTEGER, PRIMARY KEY (source, row)) WITHOUT ROWID;
"""

UNCOUNTED = "SELECT strftime('%s', 'now') - row FROM search_changes WHERE source = 'terms'"
"""How many seconds ago articles were indexed whose terms are still to be counted; no row when there are none."""


_TRIGGERS = """
CREATE TRIGGER search_{source}_added AFTER INSERT ON {source} BEGIN
    INSERT OR IGNORE INTO search_changes VALUES ('{source}', new.id);
END;
CREATE TRIGGER search_{source}_changed AFTER UPDATE OF {columns} ON {source} BEGIN
    INSERT OR IGNORE INTO search_changes VALUES ('{source}', new.id);
END;
CREATE TRIGGER search_{source}_removed AFTER DELETE ON {source} BEGIN
    INSERT OR IGNORE INTO search_changes VALUES ('{source}', old.id);
END;
"""

_WATCHED = {"entities": "name", "aliases": "surface, entity_id"}
"""The watched tables and the columns whose change matters."""

_SOURCES = {
    "entities": ("search_names", "surface, entity", "id << 1", "name, id", "1"),
    "aliases": ("search_names", "surface, entity", "id << 1 | 1", "surface, entity_id", "1"),
}
"""By watched table: its index, the index's columns, and the row id, values and condition they are read with."""

_COUNTED = {
    "terms are counted wrong in the search vocabulary": (
        "SELECT term, doc FROM temp.search_held WHERE length(term) <= 40 EXCEPT SELECT term, df FROM terms"
    ),
    "terms of the search vocabulary stand in no text": (
        "SELECT term FROM terms EXCEPT SELECT term FROM temp.search_held"
    ),
    "articles are missing in the search index": (
        "SELECT id FROM current_articles EXCEPT SELECT rowid FROM search_titles"
    ),
    "articles stand in the search index that should not": (
        "SELECT rowid FROM search_titles EXCEPT SELECT id FROM current_articles"
    ),
    "names are not as the search index has them": (
        "SELECT id << 1, indexed_as(name) FROM entities UNION ALL SELECT id << 1 | 1, indexed_as(surface) FROM aliases"
        " EXCEPT SELECT rowid, surface FROM search_names"
    ),
}
"""What is wrong, and the rows that show it."""

Paragraph = tuple[int, int, int, str | None, str]
"""Id, start, end, the respaced text if any, and the text that is indexed."""


def create(db: Database) -> None:
    """Create the tables, views and triggers of the index, beside tables that exist already (schema migration 1)."""
    triggers = "".join(_TRIGGERS.format(source=source, columns=columns) for source, columns in _WATCHED.items())
    for statement in _statements(_TABLES + triggers):
        db.execute(statement)


def add_articles(connection: sqlite3.Connection, ids: Iterable[int], *, counted: bool = True) -> None:
    """Index these articles, whose rows and blocks are written; removed and already indexed ones are passed over.

    Where many come in, their terms need not be ``counted`` one by one: ``count_terms`` does it at the end.
    """
    if not counted:
        connection.execute("DELETE FROM search_changes WHERE source = 'terms'")
        connection.execute("INSERT INTO search_changes VALUES ('terms', strftime('%s', 'now'))")
    for chosen in _batches(ids):
        found = _articles(connection, chosen, "removed IS NULL AND NOT indexed")
        blocks = _blocks(connection, chosen)
        titles = [(row[0], spaced(row[1]) or row[1], spaced(row[2]) or row[2]) for row in found]
        paragraphs = [part for row in found for part in _paragraphs(row[0], row[3], blocks.get(row[0], ()))]
        connection.executemany("INSERT INTO search_titles(rowid, title, byline) VALUES (?, ?, ?)", titles)
        connection.executemany(
            'INSERT INTO search_paragraphs(id, start, "end", spaced) VALUES (?, ?, ?, ?)',
            [part[:4] for part in paragraphs],
        )
        texts = [(part[0], part[4]) for part in paragraphs]
        connection.executemany("INSERT INTO search_text(rowid, text) VALUES (?, ?)", texts)
        if counted:
            _count(connection, _frequencies(texts))


def count_terms(connection: sqlite3.Connection) -> None:
    """Count all terms again, from the full-text index itself."""
    hold_terms(connection)
    connection.execute("DELETE FROM terms")
    connection.execute("INSERT INTO terms SELECT term, doc FROM temp.search_held WHERE length(term) <= ?", (LONGEST,))
    connection.execute("DELETE FROM search_changes WHERE source = 'terms'")


def hold_terms(connection: sqlite3.Connection) -> None:
    """Make ``temp.search_held``: each term that the full-text index holds and in how many paragraphs."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_held USING fts5vocab(main, search_text, row)")


def remove_articles(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Take these articles out of the index while their rows are still there; ones not indexed are passed over."""
    for chosen in _batches(ids):
        for article, *_ in _articles(connection, chosen, "indexed"):
            span = (article << ARTICLE_BITS, article << ARTICLE_BITS | LAST)
            texts = connection.execute(
                "SELECT id, text FROM search_paragraph_text WHERE id BETWEEN ? AND ?", span
            ).fetchall()
            connection.executemany("INSERT INTO search_text(search_text, rowid, text) VALUES ('delete', ?, ?)", texts)
            connection.execute("DELETE FROM search_paragraphs WHERE id BETWEEN ? AND ?", span)
            connection.execute("DELETE FROM search_titles WHERE rowid = ?", (article,))
            _count(connection, _frequencies(texts), -1)


def refresh(connection: sqlite3.Connection) -> None:
    """Bring the index of names up to date with what changed since; call at the end of a write."""
    for source in _SOURCES:
        rows = connection.execute("SELECT row FROM search_changes WHERE source = ?", (source,)).fetchall()
        if rows:
            _reindex(connection, source, [row for (row,) in rows])
            connection.execute("DELETE FROM search_changes WHERE source = ?", (source,))


def rebuild(connection: sqlite3.Connection) -> None:
    """Build the whole index again from the tables it stands for, inside the caller's transaction."""
    for table in ("search_paragraphs", "search_titles", "search_names", "search_changes", "terms"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO search_text(search_text) VALUES ('delete-all')")
    for source in _SOURCES:
        connection.execute(f"INSERT INTO search_changes SELECT '{source}', id FROM {source}")
    refresh(connection)
    ids = [row[0] for row in connection.execute("SELECT id FROM current_articles ORDER BY id")]
    add_articles(connection, ids)


def verify(connection: sqlite3.Connection) -> list[str]:
    """Compare the index with what it stands for; return what is wrong, in words, an empty list when nothing is."""
    hold_terms(connection)
    connection.create_function("indexed_as", 1, lambda text: spaced(text) or text, deterministic=True)
    damaged = [table for table in ("search_text", "search_titles", "search_names") if not _agrees(connection, table)]
    problems = [f"The search index {table} does not agree with its text." for table in damaged]
    for what, sql in _COUNTED.items():
        try:
            wrong = connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0]
        except sqlite3.DatabaseError as error:
            problems.append(f"The search index cannot be read: {error}.")
            continue
        if wrong:
            problems.append(f"{wrong} {what}.")
    return problems


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one, triggers whole: ``executescript`` would commit the transaction."""
    statement = ""
    for line in script.strip().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _batches(ids: Iterable[int]) -> Iterator[str]:
    """Yield the ids as JSON lists of at most ``BATCH``."""
    rest = iter(ids)
    while chosen := list(islice(rest, BATCH)):
        yield json.dumps(chosen)


def _articles(connection: sqlite3.Connection, chosen: str, condition: str) -> list[tuple[int, str, str, str]]:
    """Return id, title, byline and text of the chosen articles that meet the condition."""
    return connection.execute(
        "SELECT article.id, coalesce(title, ''), coalesce(byline, ''), coalesce(text, ''),"
        " EXISTS (SELECT 1 FROM search_titles WHERE search_titles.rowid = article.id) AS indexed"
        f" FROM articles AS article WHERE id IN (SELECT value FROM json_each(?)) AND {condition} ORDER BY id",
        (chosen,),
    ).fetchall()


def _blocks(connection: sqlite3.Connection, chosen: str) -> dict[int, list[tuple[int, int]]]:
    """Return by article where its kept blocks start and end."""
    blocks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in connection.execute(
        'SELECT article_id, start, "end" FROM blocks WHERE article_id IN (SELECT value FROM json_each(?))'
        ' AND kept AND "end" > start ORDER BY article_id, position',
        (chosen,),
    ):
        blocks[article].append((start, end))
    return blocks


def _paragraphs(article: int, text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of an article: its kept blocks, or the whole text when it has none; long ones in pieces.

    SQLite's ``substr`` ends at a NUL, so that the paragraphs of a text that holds one are kept apart.
    """
    spans = blocks or ([(0, len(text))] if text else [])
    if any(end - start > LONGEST_PIECE for start, end in spans):
        spans = [piece for start, end in spans for piece in _pieces(text, start, end)]
    if len(spans) > LAST + 1:
        spans = [*spans[:LAST], (spans[LAST][0], spans[-1][1])]
    cut_short = "\0" in text
    for number, (start, end) in enumerate(spans):
        piece = text[start:end]
        apart = spaced(piece) if not piece.isascii() or cut_short else None
        if cut_short and apart is None:
            apart = piece
        yield article << ARTICLE_BITS | number, start, end, apart, piece if apart is None else apart


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch of text in pieces of at most ``LONGEST_PIECE``, cut before a space where there is one."""
    while end - start > LONGEST_PIECE:
        space = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        cut = space if space > 0 else start + LONGEST_PIECE
        yield start, cut
        start = cut
    yield start, end


def _frequencies(texts: Iterable[tuple[int, str]]) -> Counter[str]:
    """Return how many of the paragraphs hold each term; terms too long to be typed are not counted."""
    counts: Counter[str] = Counter()
    for _, text in texts:
        counts.update(set(terms(text)))
    for term in [term for term in counts if len(term) > LONGEST]:
        del counts[term]
    return counts


def _count(connection: sqlite3.Connection, counts: Counter[str], sign: int = 1) -> None:
    """Add ``counts`` to the document frequencies, or take them away."""
    connection.executemany(
        "INSERT INTO terms(term, df) VALUES (?, ?) ON CONFLICT(term) DO UPDATE SET df = df + excluded.df",
        sorted((term, sign * count) for term, count in counts.items()),
    )
    if sign < 0:
        connection.executemany("DELETE FROM terms WHERE term = ? AND df <= 0", [(term,) for term in counts])


def _reindex(connection: sqlite3.Connection, source: str, rows: list[int]) -> None:
    """Index these rows of a watched table again as they are now; rows that are gone leave the index."""
    index, columns, rowid, values, condition = _SOURCES[source]
    place = rowid.replace("id", "?")
    connection.executemany(f"DELETE FROM {index} WHERE rowid = {place}", [(row,) for row in rows])
    marks = ", ".join("?" * (1 + len(columns.split(","))))
    for row in rows:
        found = connection.execute(
            f"SELECT {rowid}, {values} FROM {source} WHERE id = ? AND {condition}", (row,)
        ).fetchone()
        if found:
            text = found[1] or ""
            connection.execute(
                f"INSERT INTO {index}(rowid, {columns}) VALUES ({marks})", (found[0], spaced(text) or text, *found[2:])
            )


def _agrees(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether FTS5 finds its index to agree with its content."""
    try:
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True
