"""The sample story in a library, and the application on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from store import open_store
from store.intake import bring_in
from store.library import Store
from store.sources import read
from tui.app import DiptychApp
from tui.command_line import main
from tui.settings import Settings

Captured = pytest.CaptureFixture[str]
SAMPLE = Path(str(files("tui") / "sample"))
PAGES = sorted(page for page in SAMPLE.iterdir() if page.suffix in (".txt", ".html"))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the three sample articles, made once."""
    path = tmp_path_factory.mktemp("sample") / "library.db"
    with open_store(path) as library:
        for page in PAGES:
            outcomes = list(bring_in(library, read(page), engine="rules"))
            assert [outcome.status for outcome in outcomes] == ["added"]
    return path


@pytest.fixture
def library(sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the sample library that the test may change."""
    path = tmp_path / "library.db"
    shutil.copy(sample_file, path)
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def app(library: Store) -> DiptychApp:
    """The application on two of the sample articles."""
    return DiptychApp(library, Settings(names_engine="rules"), [1, 2])


@pytest.fixture
def app_on(library: Store) -> Callable[..., DiptychApp]:
    """Makes an application on the given articles."""
    return lambda *articles, **settings: DiptychApp(
        library, Settings(**({"names_engine": "rules"} | settings)), list(articles)
    )


@pytest.fixture
def rules(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names by rule: quick, and the same on every machine."""
    settings = home / "settings.toml"
    settings.write_text('[names]\nengine = "rules"\n')
    monkeypatch.setenv("DIPTYCH_SETTINGS", str(settings))


@pytest.fixture
def file(library: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample library as the one that verbs use."""
    library.close()
    monkeypatch.setenv("DIPTYCH_LIBRARY", str(tmp_path / "library.db"))
    return tmp_path / "library.db"


def as_json(capsys: Captured, *argv: str, code: int = 0) -> Any:
    """What a verb prints, which ends with ``code``."""
    assert main(list(argv)) == code
    return json.loads(capsys.readouterr().out)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until workers, threads and messages are done."""
    for _ in range(4):
        with suppress(WorkerCancelled):  # A newer comparison takes the place of one that still runs.
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each one's work finished before the next."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until something that another thread brings about is true."""
    for _ in range(400):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come true")
