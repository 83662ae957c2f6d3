"""Names while reading: those left for later, those read by another engine; what the person said stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from store.intake import bring_in
from store.library import Store
from store.model import Block, Draft, Entity
from tests.tui.conftest import press, settle, until
from tui.app import DiptychApp
from tui.screens import naming
from tui.screens.name_card import NewNameScreen
from tui.screens.prompting import PromptScreen

TEXT = "Mr. Aldo Ferrant met Prime Minister Ida Tolan in Rome on Monday. Ferrant said that Rome was quiet."


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "READ_AFTER", 0.01)


async def test_names_left_for_later_are_read_while_one_reads(app_on: Callable[..., DiptychApp], library: Store) -> None:
    draft = Draft("page", TEXT.encode(), "text/plain", TEXT, (Block(0, len(TEXT)),), title="A meeting")
    (outcome,) = bring_in(library, [draft], engine=None)
    assert outcome.id is not None
    assert library.articles.pending() == [outcome.id]
    app = app_on(outcome.id)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: library.articles.pending() == [])
        await until(pilot, lambda: bool(app.reading.panes[0].article.marks.names))


async def test_another_engine_reads_the_library_again_and_rulings_stay(
    app_on: Callable[..., DiptychApp], library: Store
) -> None:
    first = library.entities.list(limit=1)[0].entity
    library.entities.rename(first.id, "Renamed By Me")
    app = app_on(1, names_engine="crf")
    async with app.run_test(size=(100, 30)) as pilot:
        engines = lambda: {library.articles.reading(article).engine.split("/")[0] for article in (1, 2, 3)}  # noqa: E731
        await until(pilot, lambda: engines() == {"crf"})
        assert any(row.entity.name == "Renamed By Me" for row in library.entities.list())


async def test_only_the_articles_of_one_story_are_shown(app_on: Callable[..., DiptychApp], library: Store) -> None:
    library.stories.make("A story", [1, 2])
    app = app_on(1)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "L")
        rows = app.screen.list.rows  # type: ignore[attr-defined]
        app.screen.list.table.highlighted = next(n for n, row in enumerate(rows) if row.id == 1)  # type: ignore[attr-defined]
        await press(pilot, "s")
        assert {row.id for row in app.screen.list.rows} >= {1, 2}  # type: ignore[attr-defined]
        await press(pilot, "s")
        assert len(app.screen.list.rows) == 3  # type: ignore[attr-defined]


def _listed(library: Store, entity: Entity) -> Entity | None:
    """The entity as the library lists it now; None when it is no name any more."""
    return next((row.entity for row in library.entities.list() if row.entity.id == entity.id), None)


@pytest.mark.parametrize(
    "key, answer, done",
    [
        ("R", "Renamed Here", lambda now, before: now.name == "Renamed Here"),
        ("K", "event", lambda now, before: now.kind == "event"),
        ("A", "Another Spelling", lambda now, before: "Another Spelling" in [one.surface for one in now.aliases]),
        ("X", "", lambda now, before: now is None),
    ],
)
async def test_one_key_corrects_the_name_under_the_cursor(
    app_on: Callable[..., DiptychApp],
    library: Store,
    key: str,
    answer: str,
    done: Callable[[Entity | None, Entity], bool],
) -> None:
    app = app_on(1, 2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        before = await app.reading.corrected()
        assert before is not None
        await press(pilot, key)
        if answer:
            app.screen.query_one(Input).value = answer
            await press(pilot, "enter")
        assert app.screen is app.reading
        assert done(_listed(library, before), before)
        await press(pilot, "u")
        now = _listed(library, before)
        assert now is not None
        assert (now.name, now.kind, now.aliases) == (before.name, before.kind, before.aliases)


async def test_a_name_is_the_same_as_another_by_any_of_its_spellings(
    app_on: Callable[..., DiptychApp], library: Store
) -> None:
    app = app_on(1, 2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        here = await app.reading.corrected()
        assert here is not None
        other = next(row.entity for row in library.entities.list() if row.entity.id != here.id)
        await press(pilot, "M")
        app.screen.query_one(Input).value = other.name.upper()
        await press(pilot, "enter")
        assert here.name in [alias.surface for alias in library.entities.get(other.id).aliases]


async def test_a_correction_without_a_name_says_what_to_do(app_on: Callable[..., DiptychApp]) -> None:
    app = app_on(1, 2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.reading.overlays = type(app.reading.overlays)()
        app.reading.repaint_marks()
        await press(pilot, "R")
        assert app.screen is app.reading
        assert "no name under the cursor" in app.reading.query_one("#status").right  # type: ignore[attr-defined]


async def test_the_kind_of_a_selection_makes_it_a_name(app_on: Callable[..., DiptychApp]) -> None:
    app = app_on(1, 2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "w", "K")
        assert isinstance(app.screen, NewNameScreen)
        assert isinstance(app.screen, PromptScreen)


async def test_a_text_that_changed_has_its_names_read_again(app_on: Callable[..., DiptychApp], library: Store) -> None:
    app = app_on(1, 2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = library.articles.get(1).text
        await press(pilot, "F", "plus")
        assert library.articles.get(1).text != before
        await until(pilot, lambda: library.articles.pending() == [])
        await until(pilot, lambda: bool(app.reading.panes[0].article.marks.names))
