"""Where there is no colour every mark is still told apart by its letters or by the gutter."""

from __future__ import annotations

import pytest
from rich.style import Style

from tests.widgets.showing import Stage
from widgets import layers
from widgets.article_pane import ArticlePane
from widgets.layers import Sign

KINDS: dict[str, tuple[int, Sign | None]] = {
    "plain": (0, ""),
    "shared name": (layers.NAME_SHARED, ""),
    "name only here": (layers.NAME_ONLY, ""),
    "related name": (layers.NAME_RELATED, ""),
    "quote": (layers.QUOTE, "quote"),
    "difference": (layers.DIFFERENCE, ""),
    "missing": (layers.MISSING, ""),
    "hit": (layers.HIT, ""),
    "found": (layers.FOUND, ""),
    "focused name": (layers.FOCUSED, ""),
    "selected": (layers.SELECTED, ""),
    "stretch": (layers.STRETCH, ""),
    "cursor": (layers.CURSOR, ""),
    "counterpart": (layers.ALIGNED, "strong"),
    "only here": (0, "only"),
}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_no_two_marks_look_alike(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = Stage(ArticlePane())
    async with stage.run_test(size=(60, 20)) as pilot:
        stage.theme = theme
        pane = stage.query_one(ArticlePane)
        pane.focus()
        await pilot.pause()
        palette = pane._painter.palette
        shown = {kind: (*letters(palette.style(key)), palette.sign(sign)[0]) for kind, (key, sign) in KINDS.items()}
        assert len(set(shown.values())) == len(shown), shown
        assert all(grey(palette.style(key)) for key, _ in KINDS.values())


def letters(style: Style) -> tuple[bool, ...]:
    """What of a style is no colour."""
    attributes = (
        style.bold,
        style.italic,
        style.underline,
        style.underline2,
        style.overline,
        style.reverse,
        style.strike,
    )
    return tuple(map(bool, attributes))


def grey(style: Style) -> bool:
    """Whether no hue is left in a style."""
    colours = [colour.triplet for colour in (style.color, style.bgcolor) if colour is not None]
    return all(max(triplet) - min(triplet) <= 2 for triplet in colours if triplet is not None)
