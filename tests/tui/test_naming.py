"""Names while reading: those left for later, those read by another engine; what the person said stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.intake import bring_in
from store.library import Store
from store.model import Block, Draft
from tests.tui.conftest import press, settle, until
from tui.app import DiptychApp
from tui.screens import naming

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
