"""Undo and redo: any sequence of actions, taken back, leaves the library as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from store import open_store
from store.errors import RefusedError, StoreError
from store.history import KEPT
from store.library import Store
from store.model import KINDS
from tests.store.making import HARBOUR, add, draft, dump, pending, reading

NAMES = (("Maria Lund", "person"), ("Lund", "person"), ("Vessby", "place"), ("Norrland Shipping", "organisation"))


def test_an_action_is_undone_and_done_again(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["claims/denied"], note="why?")
    assert library.history.undo() == "tagged claims/denied"
    assert library.passages.list() == [] and library.tags.list() == []
    assert library.history.redo() == "tagged claims/denied"
    assert [(each.exact, each.tags, each.note) for each in library.passages.list()] == [
        ("Harbour", ("claims/denied",), "why?")
    ]


def test_nothing_to_undo_or_redo_is_none(library: Store) -> None:
    assert library.history.undo() is None
    assert library.history.redo() is None


def test_undo_survives_a_restart(place: Path) -> None:
    with open_store(place) as library:
        article = add(library, *HARBOUR)
        library.passages.add(article, 0, 7, tags=["claims"])
    with open_store(place) as library:
        assert library.history.undo() == "tagged claims"
        assert library.passages.of(article) == []


def test_a_new_action_forgets_what_was_undone(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add(article, 0, 7, tags=["first"])
    library.history.undo()
    library.passages.add(article, 0, 7, tags=["second"])
    assert library.history.redo() is None
    assert [step.action for step in library.history.list()] == ["tagged second", f"added {HARBOUR[0]}"]


def test_undoing_an_import_takes_it_from_the_list_and_from_search(library: Store) -> None:
    add(library, *HARBOUR)
    library.history.undo()
    assert library.articles.list() == []
    assert library.search("harbour", kinds=["passage"]).hits == ()
    library.history.redo()
    assert [row.title for row in library.articles.list()] == [HARBOUR[0]]
    assert library.search("harbour", kinds=["passage"]).hits


def test_many_actions_together_are_one_step(library: Store) -> None:
    with library.history.together("added a folder") as group:
        add(library, "One", "First text.")
        add(library, "Two", "Second text.")
        group.description = "added 2 articles"
    assert [step.action for step in library.history.list()] == ["added 2 articles"]
    assert library.history.undo() == "added 2 articles"
    assert library.articles.list() == []


def test_a_failed_action_leaves_nothing(library: Store) -> None:
    article = add(library, *HARBOUR)
    before = dump(library)
    with pytest.raises(RefusedError):
        library.passages.add_many([(article, 0, 7), (article, 5, 100_000)], "claims")
    assert dump(library) == before
    assert len(library.history.list()) == 1


def test_a_thousand_steps_are_kept(library: Store) -> None:
    article = add(library, *HARBOUR)
    with library.database.write() as db:
        for number in range(KEPT + 20):
            db.execute("INSERT INTO history(action, created, undone) VALUES (?, '', 0)", (f"step {number}",))
    library.articles.star(article)
    assert len(library.history.list(limit=5000)) == KEPT


def test_undoing_a_split_keeps_an_entity_that_was_read_meanwhile(library: Store) -> None:
    article = add(library, *HARBOUR, names=NAMES[:1])
    entity = library.articles.reading(article).entities[0]
    library.entities.add_alias(entity.id, "Lund")
    library.entities.unalias(entity.id, "Lund")
    made = draft("Later", "Lund was silent.")
    library.articles.add(made, pending(made))
    library.history.undo()
    library.history.undo()
    assert [each.id for each in library.articles.list()] == [article]
    assert library.check() == []


OFFICES = (("Sea Office", "organisation"), ("Harbour Board", "organisation"))


def names_in(library: Store, article: int) -> list[tuple[str, str]]:
    """Each mention of an article: its words and the entity it names."""
    read = library.articles.reading(article)
    names = {entity.id: entity.name for entity in read.entities}
    return [(read.text[mention.start : mention.end], names[mention.entity]) for mention in read.mentions]


def test_undoing_a_merge_moves_names_that_were_read_since(library: Store) -> None:
    first = add(library, "One", "The Sea Office closed. Harbour Board members left.", names=OFFICES)
    made = draft("Two", "Harbour Board met; Sea Office did not. The Harbour Board's vote is due.")
    second = library.articles.add(made, pending(made)).id
    apart = [names_in(library, first), [("Harbour Board", "Harbour Board"), ("Sea Office", "Sea Office")]]
    library.entities.merge(*(library.entities.get(name).id for name, _ in OFFICES))
    library.articles.set_reading(second, reading(made, *OFFICES))
    assert {name for _, name in names_in(library, second)} == {"Sea Office"}
    assert library.history.undo() == "merged Harbour Board into Sea Office"
    assert [names_in(library, first), names_in(library, second)[:2]] == apart
    assert names_in(library, second)[2] == ("Harbour Board", "Harbour Board")
    library.history.redo()
    assert {name for _, name in names_in(library, first) + names_in(library, second)} == {"Sea Office"}
    assert [row.entity.name for row in library.entities.list()] == ["Sea Office"]
    assert library.check() == []


def test_an_article_that_comes_back_after_an_undone_merge_has_its_names_apart(library: Store) -> None:
    add(library, "One", "The Sea Office closed. Harbour Board members left.", names=OFFICES)
    library.entities.merge(*(library.entities.get(name).id for name, _ in OFFICES))
    later = add(library, "Two", "Harbour Board met again.", names=OFFICES[1:])
    assert names_in(library, later) == [("Harbour Board", "Sea Office")]
    library.history.undo()
    library.history.undo()
    assert add(library, "Two", "Harbour Board met again.", names=OFFICES[1:]) == later
    assert names_in(library, later) == [("Harbour Board", "Harbour Board")]
    assert library.check() == []


def test_undoing_a_split_takes_along_the_names_that_were_read_since(library: Store) -> None:
    article = add(library, *HARBOUR, names=NAMES[:1])
    entity = library.articles.reading(article).entities[0]
    library.entities.add_alias(entity.id, "Lund")
    library.entities.unalias(entity.id, "Lund")
    made = draft("Later", "Lund was silent.")
    later = library.articles.add(made, pending(made)).id
    library.articles.set_reading(later, reading(made, ("Lund", "person")))
    assert names_in(library, later) == [("Lund", "Lund")]
    library.history.undo()
    library.history.undo()
    library.articles.restore(later)
    assert names_in(library, later) == [("Lund", "Maria Lund")]
    assert library.check() == []


def test_undoing_a_line_leaves_no_name_of_the_other_text(library: Store) -> None:
    lines = ("Harbour closed", "Karl Berg and Vessby waited.", "Maria Lund, of Vessby, spoke to Norrland Shipping.")
    known = (*NAMES, ("Karl Berg", "person"))
    made = draft(*lines, folded=lines[1:2])
    article = library.articles.add(made, reading(made, *known)).id
    before = names_in(library, article)
    library.articles.unfold(article, 1)
    read = library.articles.get(article)
    whole = draft(*lines)
    assert whole.text == read.text
    library.articles.set_reading(article, reading(whole, *known))
    assert ("Karl Berg", "Karl Berg") in names_in(library, article)
    assert library.history.undo() == "brought back a line"
    assert names_in(library, article) == before
    assert library.articles.pending("test/1") == [article]
    library.history.redo()
    assert all(words == name for words, name in names_in(library, article))


class Steps(RuleBasedStateMachine):
    """Whatever a person does, undoing it all gives the beginning, redoing it all gives the end."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.library = open_store(Path(self.folder.name) / "library.db")
        self.articles = [
            add(self.library, *HARBOUR, names=NAMES, outlet="Courier", url="http://example.com/1"),
            add(self.library, "Crane moved", "Maria Lund was in Vessby.", names=NAMES, outlet="Post"),
        ]
        self.entities = [row.entity.id for row in self.library.entities.list()]
        self.clear_history()
        self.first = dump(self.library)

    def clear_history(self) -> None:
        with self.library.database.write() as db:
            db.execute("DELETE FROM history_changes")
            db.execute("DELETE FROM history")

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.all_undone_is_the_beginning()
            self.library.close()
            self.folder.cleanup()

    def all_undone_is_the_beginning(self) -> None:
        while self.library.history.redo():
            pass
        last = dump(self.library)
        while self.library.history.undo():
            pass
        undone = self.of_first_articles(dump(self.library))
        for table, rows in self.first.items():
            assert undone[table] == rows, table
        while self.library.history.redo():
            pass
        assert dump(self.library) == last
        assert self.library.check() == []

    def of_first_articles(self, rows: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
        """A dump without what articles brought that came in later: undone, those are marked removed, no more."""
        mine = {"articles": (0, self.articles), "blocks": (0, self.articles), "mentions": (1, self.articles)}
        mine |= {"entities": (0, self.entities), "aliases": (1, self.entities)}
        return {
            table: [row for row in found if table not in mine or row[mine[table][0]] in mine[table][1]]
            for table, found in rows.items()
        }

    def some_entity(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from([row.entity.id for row in self.library.entities.list()]))

    def some_passage(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from([each.id for each in self.library.passages.list()]))

    def has_passages(self) -> bool:
        return bool(self.library.passages.list())

    def has_names(self) -> bool:
        return bool(self.library.entities.list())

    def tolerated(self, call: object, *arguments: object) -> None:
        """A refusal is an answer too; what matters is that it leaves nothing behind."""
        before = dump(self.library)
        try:
            call(*arguments)  # type: ignore[operator]
        except StoreError:
            assert dump(self.library) == before

    @rule(data=st.data(), tag=st.sampled_from(["claims", "claims/denied", "tone", "a/b/c"]), note=st.text(max_size=5))
    def mark(self, data: st.DataObject, tag: str, note: str) -> None:
        rows = self.library.articles.list()
        if not rows:
            return
        article = data.draw(st.sampled_from([row.id for row in rows]))
        length = len(self.library.articles.get(article).text)
        start = data.draw(st.integers(0, length - 1))
        end = data.draw(st.integers(start + 1, length))
        self.library.passages.add(article, start, end, tags=[tag], note=note)

    @precondition(has_passages)
    @rule(data=st.data(), what=st.sampled_from(["remove", "note", "untag", "resize"]))
    def change_passage(self, data: st.DataObject, what: str) -> None:
        passage = self.some_passage(data)
        match what:
            case "remove":
                self.library.passages.remove(passage)
            case "note":
                self.library.passages.set_note(passage, data.draw(st.text(max_size=4)))
            case "untag":
                self.library.passages.untag(passage, "claims")
            case "resize":
                self.tolerated(self.library.passages.resize, passage, 1, data.draw(st.integers(2, 400)))

    @rule(data=st.data(), what=st.sampled_from(["rename", "move", "merge", "remove", "recolour"]))
    def change_tag(self, data: st.DataObject, what: str) -> None:
        tags = self.library.tags.list()
        if not tags:
            return
        one, other = (data.draw(st.sampled_from([tag.id for tag in tags])) for _ in range(2))
        argument = {"rename": "other", "recolour": "#123456", "remove": None}.get(what, other)
        call = getattr(self.library.tags, what)
        self.tolerated(call, *([one] if what == "remove" else [one, argument]))

    @precondition(has_names)
    @rule(data=st.data(), what=st.sampled_from(["merge", "split", "rename", "retype", "forget", "alias", "note"]))
    def change_name(self, data: st.DataObject, what: str) -> None:
        entity, names = self.some_entity(data), self.library.entities
        match what:
            case "merge":
                self.tolerated(names.merge, entity, self.some_entity(data))
            case "split":
                surfaces = [alias.surface for alias in names.get(entity).aliases]
                self.tolerated(names.split, entity, surfaces[:1])
            case "rename":
                names.rename(entity, data.draw(st.sampled_from(["Vessby Port", "M. Lund"])))
            case "retype":
                names.retype(entity, data.draw(st.sampled_from(KINDS)))
            case "forget":
                names.not_a_name(entity)
            case "alias":
                names.add_alias(entity, data.draw(st.sampled_from(["crane", "Lund", "harbour"])))
            case "note":
                names.set_note(entity, "seen before")

    @rule(start=st.sampled_from([0, 8]), kind=st.sampled_from(KINDS))
    def new_name(self, start: int, kind: str) -> None:
        self.tolerated(self.library.entities.add_name, self.articles[0], start, start + 7, kind)

    @rule(number=st.integers(0, 4), kept=st.booleans(), which=st.integers(0, 1))
    def fold(self, number: int, kept: bool, which: int) -> None:
        call = self.library.articles.unfold if kept else self.library.articles.fold
        self.tolerated(call, self.articles[which], number)

    @rule(which=st.integers(0, 1), removed=st.booleans())
    def remove_or_restore(self, which: int, removed: bool) -> None:
        call = self.library.articles.remove if removed else self.library.articles.restore
        self.tolerated(call, self.articles[which])

    @rule(which=st.integers(0, 1))
    def star(self, which: int) -> None:
        self.library.articles.star(self.articles[which])

    @rule(decision=st.sampled_from(["confirm", "refuse"]), which=st.integers(0, 1))
    def story(self, decision: str, which: int) -> None:
        if not self.library.stories.list():
            self.tolerated(self.library.stories.make, "The harbour", self.articles)
        for story in self.library.stories.list():
            getattr(self.library.stories, decision)(story.id, self.articles[which])

    @rule(text=st.sampled_from(["Maria Lund resigned.", "The crane fell in Vessby."]))
    def update(self, text: str) -> None:
        add(self.library, HARBOUR[0], text, HARBOUR[2], names=NAMES, outlet="Courier", url="http://example.com/1")

    @rule()
    def undo(self) -> None:
        self.library.history.undo()

    @rule()
    def redo(self) -> None:
        self.library.history.redo()

    @invariant()
    def texts_and_spans_agree(self) -> None:
        for passage in self.library.passages.list():
            if not passage.orphaned:
                text = self.library.articles.get(passage.article).text
                assert text[passage.start : passage.end] == passage.exact


Steps.TestCase.settings = settings(
    max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSteps = Steps.TestCase
