"""Every test runs in a home of its own: no settings, library or cache of the person who runs them is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
"""Seeds and data beside the checkout; tests that need them skip without."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home, and no Diptych settings in the environment."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    for name in ("DIPTYCH_LIBRARY", "DIPTYCH_SETTINGS", "DIPTYCH_DEBUG", "VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def seeds() -> list[Path]:
    """The two real page dumps, where they are at hand."""
    pages = sorted((SHARED / "seeds").glob("*.txt"))
    if len(pages) < 2:
        pytest.skip("the seed pages are not beside this checkout")
    return pages
