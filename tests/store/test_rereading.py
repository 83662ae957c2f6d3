"""Reading names again: only where the engine is another, rulings kept, each article committed as it is told."""

from __future__ import annotations

from store.intake import bring_in
from store.language import names
from store.library import Store
from store.rereading import reread
from tests.store.making import HARBOUR, draft

RULES = names.signature("rules")


def test_articles_are_stale_only_for_another_engine(library: Store) -> None:
    list(bring_in(library, [draft(*HARBOUR)], engine="rules"))
    assert library.articles.pending(RULES) == []
    assert library.articles.pending(names.signature("crf")) == [1]
    assert library.articles.pending("rules/0") == [1]


def test_deferred_names_are_read_later_and_one_by_one(library: Store) -> None:
    made = [draft(*HARBOUR), draft("Crane moved", "Maria Lund of Vessby moved a crane.")]
    list(bring_in(library, made, engine=None))
    assert library.articles.pending(RULES) == [1, 2] and library.entities.list() == []
    reading = reread(library, [1, 2], "rules")
    assert next(reading) == 1
    reading.close()
    assert library.articles.pending(RULES) == [2]
    assert list(reread(library, library.articles.pending(RULES), "rules")) == [2]
    assert library.articles.pending(RULES) == [] and library.check() == []


def test_what_the_person_said_outlives_a_new_reading(library: Store) -> None:
    list(bring_in(library, [draft(*HARBOUR)], engine="rules"))
    library.entities.rename(library.entities.get("Maria Lund").id, "Director Lund")
    with library.database.write() as db:
        db.execute("UPDATE articles SET engine = 'rules/0'")
    assert list(reread(library, library.articles.pending(RULES), "rules")) == [1]
    assert "Director Lund" in {row.entity.name for row in library.entities.list()}
