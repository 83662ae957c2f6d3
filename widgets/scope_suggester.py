"""What the end of a query may become, asked for while it is typed and shown as the input's grey text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual.suggester import Suggester

Complete = Callable[[str], Awaitable[Sequence[str]]]
"""Whole queries that a query may become, best first. Asked off the event loop; may answer late."""


class ScopeSuggester(Suggester):
    """Asks ``complete`` and tells ``offered`` all that came; the first that continues the text is the suggestion."""

    def __init__(self, complete: Complete, offered: Callable[[str, Sequence[str]], None]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete
        self._offered = offered

    async def get_suggestion(self, value: str) -> str | None:
        found = await self._complete(value)
        self._offered(value, found)
        return next((query for query in found if query.startswith(value)), None)
