"""The index is right after whatever the library does, and damage is found and mended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import open_store
from store.search import index
from tests.store.making import HARBOUR, add, draft, pending

PARAGRAPHS = st.lists(
    st.sampled_from(("Harbour closed", "The crane fell.", "北京天气 很好", "Łódź “S-300”", "x\0y", "naïve café 1,000")),
    min_size=1,
    max_size=5,
)


def problems(library):
    with library.database.write() as db:
        return index.verify(db.conn)


def rows(library, table):
    return library.database.rows(f"SELECT * FROM {table} ORDER BY 1")


@settings(max_examples=15, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=5), st.data())
def test_the_index_agrees_after_adding_removing_and_rebuilding(tmp_path_factory, articles, data):
    with open_store(tmp_path_factory.mktemp("index") / "library.db") as library:
        ids = [
            library.articles.add(made, pending(made)).id
            for number, paragraphs in enumerate(articles)
            for made in [draft(f"Number {number}", *paragraphs)]
        ]
        assert problems(library) == []
        gone = data.draw(st.lists(st.sampled_from(ids), unique=True))
        for article in gone:
            library.articles.remove(article)
        assert problems(library) == []
        before = rows(library, "terms"), rows(library, "search_paragraphs")
        with library.database.write() as db:
            index.rebuild(db.conn)
        assert (rows(library, "terms"), rows(library, "search_paragraphs")) == before
        assert problems(library) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE terms SET df = df + 1 WHERE term = 'harbour'",
        "INSERT INTO terms VALUES ('nowhere', 1)",
        "DELETE FROM search_titles",
        "DELETE FROM search_paragraphs WHERE id = (SELECT max(id) FROM search_paragraphs)",
        "UPDATE articles SET text = replace(text, 'crane', 'train')",
        "DELETE FROM search_names",
        "UPDATE articles SET removed = '2026-01-01'",
    ],
)
def test_damage_is_found_and_mended(library, damage):
    add(library, *HARBOUR, names=[("Vessby", "place")])
    assert problems(library) == []
    with library.database.write() as db:
        db.execute(damage)
    assert problems(library) != []
    with library.database.write() as db:
        index.rebuild(db.conn)
    assert problems(library) == []


def test_adding_and_removing_twice_changes_nothing(library):
    article = add(library, *HARBOUR)
    with library.database.write() as db:
        index.add_articles(db.conn, [article, article, 99])
        before = db.execute("SELECT * FROM terms").fetchall()
        index.remove_articles(db.conn, [99])
        index.remove_articles(db.conn, [article])
        index.remove_articles(db.conn, [article])
        assert db.execute("SELECT * FROM terms").fetchall() == []
        index.add_articles(db.conn, [article])
        assert db.execute("SELECT * FROM terms").fetchall() == before
    assert problems(library) == []


def test_an_article_of_more_paragraphs_than_have_numbers(library):
    made = draft(*(f"Line {number} here" for number in range(index.LAST + 50)))
    library.articles.add(made, pending(made))
    last = library.database.row("SELECT * FROM search_paragraphs ORDER BY id DESC LIMIT 1")
    assert last["end"] == len(made.text)
    assert library.search("4140", kinds=["passage"]).hits[0].snippet.count("Line") > 1
    assert problems(library) == []


def test_names_without_word_spaces_are_no_damage(library):
    text = "The 北京天气 office and M黮ler met."
    add(library, "One", text, names=[("北京天气", "organisation"), ("M黮ler", "person")])
    assert problems(library) == [] == library.check()
    with library.database.write() as db:
        db.execute("UPDATE search_names SET surface = 'another' WHERE rowid = (SELECT max(rowid) FROM search_names)")
    assert problems(library) == ["1 names are not as the search index has them."]


def test_a_paragraph_that_is_too_long_is_found_in_pieces(library):
    article = add(library, "One line", "The harbour of Vessby was quiet. " * 500, "x" * (2 * index.LONGEST_PIECE + 1))
    rows_of_it = rows(library, "search_paragraphs")
    text = library.articles.get(article).text
    pieces = [text[row["start"] : row["end"]] for row in rows_of_it]
    assert max(map(len, pieces)) <= index.LONGEST_PIECE
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")
    assert sum(piece.count(" harbour ") for piece in pieces) == 500
    hits = library.search("harbour vessby", kinds=["passage"]).hits
    assert len(hits) == sum("harbour" in piece for piece in pieces)
    assert problems(library) == []


def test_a_renamed_entity_is_found_by_its_new_name(library):
    add(library, *HARBOUR, names=[("Norrland Shipping", "organisation")])
    entity = library.entities.list()[0].entity.id
    library.entities.rename(entity, "Sydland Freight")
    assert [hit.title for hit in library.search("sydland", kinds=["entity"]).hits] == ["Sydland Freight"]
    assert problems(library) == []
