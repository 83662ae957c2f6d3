"""What the parts of the reading screen share: each is written as if it were the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.asking import AskingScreen

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


class ReadingPart(AskingScreen[None]):
    """One subject of the reading screen's work."""

    @property
    def reading(self) -> ReadingScreen:
        """The whole screen that this is a part of."""
        return self  # type: ignore[return-value]
