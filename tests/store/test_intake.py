"""Bringing in: outcomes in order, everything one step, each article committed before it is told."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import intake, open_store
from store.errors import ReadOnlyError, SourceError, StoreError
from store.intake import bring_in, readings
from store.library import Store
from store.model import Draft
from store.sources import Failure
from tests.store.making import HARBOUR, add, draft

FAILURE = Failure("empty.txt", SourceError("Cannot read empty.txt", "it is empty", "Choose another"))


def drafts(count: int) -> list[Draft]:
    return [draft(f"Report {number}", f"Maria Lund of Vessby spoke {number} times.") for number in range(count)]


def test_outcomes_come_in_order_and_failures_with_them(library: Store) -> None:
    one, two = drafts(2)
    outcomes = list(bring_in(library, [one, FAILURE, two, one], engine=None))
    assert [(each.status, each.id) for each in outcomes] == [
        ("added", 1), ("failed", None), ("added", 2), ("duplicate", 1)
    ]  # fmt: skip
    assert "it is empty" in str(outcomes[1].error)
    assert library.articles.pending() == [1, 2]


def test_nothing_is_read_where_nothing_can_be_kept(library: Store) -> None:
    remaining = iter(drafts(2))
    with open_store(library.path, read_only=True) as shut, pytest.raises(ReadOnlyError, match="reading only"):
        list(bring_in(shut, remaining, engine="rules"))
    assert len(list(remaining)) == 2


def test_an_import_is_one_step_with_its_tags(library: Store) -> None:
    list(bring_in(library, drafts(3), engine="rules", tags=["news/port"]))
    assert len(library.passages.list(tag="news")) == 3
    assert library.history.undo() == "added 3 articles"
    assert library.articles.count() == 0 and library.passages.list(tag="news") == []
    assert library.history.undo() is None


def test_one_article_is_told_by_its_title(library: Store) -> None:
    list(bring_in(library, drafts(1), engine="rules"))
    assert library.history.undo() == "added Report 0"


def test_what_was_told_is_committed(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "CHUNK", 2)
    importing = bring_in(library, drafts(5), engine=None)
    assert [next(importing).id for _ in range(3)] == [1, 2, 3]
    with open_store(library.path, read_only=True) as other:
        assert other.articles.count() == 4
    importing.close()
    assert library.articles.count() == 4 and library.check() == []


def test_an_article_that_waits_for_no_other_is_committed_at_once(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PATIENCE", 0)
    taken = []

    def slow() -> Iterator[Draft]:
        for each in drafts(3):
            taken.append(each)
            yield each

    importing = bring_in(library, slow(), engine=None)
    next(importing)
    assert len(taken) == 1
    assert len(list(importing)) == 2


def test_an_article_that_cannot_be_kept_does_not_keep_others_out(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    grouped = intake.group

    def fails_once(store: Store, article: int, reading: object) -> None:
        if library.articles.get(article).title == "Report 1":
            raise StoreError("the library", "no room", "Make room")
        grouped(store, article, reading)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "group", fails_once)
    outcomes = list(bring_in(library, drafts(3), engine="rules"))
    assert [each.status for each in outcomes] == ["added", "failed", "added"]
    assert [row.title for row in library.articles.list()] == ["Report 2", "Report 0"]
    assert library.history.undo() == "added 2 articles" and library.check() == []


def test_several_processes_read_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "FEW", 2)
    given = [*drafts(3), FAILURE, *drafts(6)[3:]]
    alone = list(readings(given, "rules"))
    assert list(readings(given, "rules", jobs=2)) == alone
    assert alone[3] == (FAILURE, None) and all(reading.mentions for _, reading in alone if reading)


def test_known_names_are_those_of_the_moment_and_can_be_sent(library: Store) -> None:
    assert not library.entities.known() and dict(library.entities.known()) == {}
    add(library, *HARBOUR, names=[("Vessby", "place"), ("Norrland Shipping", "organisation")])
    before = library.entities.known()
    add(library, "Again", "Vessby and Vessby.", names=[("Vessby", "place")])
    after = library.entities.known()
    assert dict(before) == {} and before.get("vessby") is None
    assert set(dict(after).values()) == {"place"} and len(after) == 1
    sent = pickle.loads(pickle.dumps(after))
    assert dict(sent) == dict(after)
    for names in (before, after, sent):
        names.close()


def test_nothing_holds_the_library_open_after_an_import(place: Path) -> None:
    with open_store(place) as library:
        add(library, *HARBOUR, names=[("Vessby", "place")])
        list(bring_in(library, drafts(2), engine="rules"))
    assert not place.with_name("library.db-wal").exists()
