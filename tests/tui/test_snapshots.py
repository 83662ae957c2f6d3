"""Pictures of whole screens on the sample story; a change of any is looked at before it is accepted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from store.library import Store
from tests.tui.conftest import press, settle
from tui.app import DiptychApp

SIZES = [(80, 24), (120, 40), (200, 50)]
THEMES = ["diptych-dark", "diptych-light"]


def keys(*pressed: str) -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *pressed)

    return run


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_reading(size: tuple[int, int], theme: str, app_on: Callable[..., DiptychApp], snap_compare: Callable) -> None:
    app = app_on(1, 2, 3, theme=theme) if size[0] >= 200 else app_on(1, 2, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=keys("right_curly_bracket", "n"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_marked_and_compared(
    size: tuple[int, int], theme: str, app_on: Callable[..., DiptychApp], library: Store, snap_compare: Callable
) -> None:
    first = library.articles.get(1)
    body = next(block for block in first.blocks if block.kept and block.role == "paragraph")
    library.passages.add(1, body.start, body.end, tags=("claims/first",))
    library.passages.add(1, body.start + 10, body.start + 60, tags=("weapons",), note="compare")
    assert snap_compare(app_on(1, 2, theme=theme), terminal_size=size, run_before=keys("C"))


@pytest.mark.parametrize("key", ["L", "E", "P", "T", "c", "question_mark"])
def test_other_screens(key: str, app_on: Callable[..., DiptychApp], library: Store, snap_compare: Callable) -> None:
    library.passages.add(1, 80, 160, tags=("claims/first",), note="check with the port")
    assert snap_compare(app_on(1, 2), terminal_size=(120, 40), run_before=keys(key))


@pytest.mark.parametrize("theme", ["diptych-contrast", "terminal"])
def test_other_themes(theme: str, app_on: Callable[..., DiptychApp], snap_compare: Callable) -> None:
    assert snap_compare(app_on(1, 2, theme=theme), terminal_size=(100, 30), run_before=keys("n"))


def test_stacked(app_on: Callable[..., DiptychApp], snap_compare: Callable) -> None:
    assert snap_compare(app_on(1, 2), terminal_size=(60, 30), run_before=keys())


def test_empty_library(tmp_path, snap_compare: Callable) -> None:
    from store import open_store
    from tui.settings import Settings

    with open_store(tmp_path / "empty.db") as library:
        assert snap_compare(DiptychApp(library, Settings()), terminal_size=(80, 24), run_before=keys())
