"""How the reader left the desk: which articles were open, which had the attention, how it was laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from widgets.layers import Highlight

if TYPE_CHECKING:
    from store.library import Store

KEY = "reading"
MOST_RECENT = 20
"""Searches remembered."""


@dataclass(slots=True)
class Session:
    """The layout of the reading screen. It changes as the reader works and is kept in the library's ``state``."""

    articles: list[int] = field(default_factory=list)
    focus: int = 0
    together: bool = True
    highlights: Highlight = "all"
    sidebar: bool = True
    dim: bool = False
    measure: int = 72
    theme: str = ""
    recent_searches: list[str] = field(default_factory=list)

    def remember_search(self, query: str) -> None:
        """Put a query at the head of the recent ones."""
        if query:
            others = [recent for recent in self.recent_searches if recent != query]
            self.recent_searches = [query, *others][:MOST_RECENT]

    @classmethod
    def load(cls, library: Store, measure: int) -> Session:
        """The last session; a value that makes no sense any more is replaced by its default."""
        kept = library.state.get(KEY)
        session = cls(measure=measure)
        if isinstance(kept, dict):
            for name, default in asdict(session).items():
                if name in kept and type(kept[name]) is type(default):
                    setattr(session, name, kept[name])
        if session.highlights not in ("all", "shared", "off"):
            session.highlights = "all"
        session.measure = min(max(session.measure, 40), 80)
        session.articles = [article for article in session.articles if _is_kept(library, article)]
        session.focus = max(0, session.focus)
        return session

    def save(self, library: Store, places: Mapping[int, int]) -> None:
        """Keep the layout, and for each article the code point at the top of its pane."""
        if library.read_only:
            return
        value: dict[str, Any] = asdict(self)
        library.state.set(KEY, value)
        for article, top in places.items():
            library.articles.set_position(article, top)


def _is_kept(library: Store, article: object) -> bool:
    from store.errors import DiptychError

    if not isinstance(article, int):
        return False
    try:
        return library.articles.find(article) == article
    except DiptychError:
        return False
