"""Widgets whose strips are kept until something of them changes.

On every repaint the compositor asks each widget in the neighbourhood for its lines, and Textual composes them anew:
a heading above a text that scrolls would be made again with every line scrolled.
"""

from __future__ import annotations

from typing import Self

from textual.containers import Container
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static


class Kept(Widget):
    """Renders once; then again only after a refresh, a new style or another size."""

    _kept: tuple[Region, list[Strip]] | None = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._kept = None

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, super().render_lines(crop)
        return self._kept[1]


class KeptText(Kept, Static):
    """A text that seldom changes."""


class Ground(Container):
    """Holds widgets and paints nothing: what lies beneath shows, where anything does."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return []
