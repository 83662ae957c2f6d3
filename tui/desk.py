"""What lies on the reader's desk: the open articles, and what is understood of them together.

Loading goes in two steps so that the first text is on screen at once: ``open_article`` needs one row of the library;
``compare_articles`` needs the names and everything that is compared, and runs while the reader already reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model import Article
from tui.marks import Overlays
from widgets.layout import Page, page

if TYPE_CHECKING:
    from store.library import Store

MOST_PANES = 4
WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article laid out for a pane."""

    article: Article
    page: Page

    @property
    def outlet(self) -> str:
        return self.article.outlet or "Outlet unknown"

    @property
    def minutes(self) -> int:
        """Minutes it takes to read, at least one."""
        return max(1, round(self.article.words / WORDS_A_MINUTE))


def open_article(library: Store, identifier: int) -> OpenArticle:
    """Load one article and cut it into the paragraphs and sentences of a pane."""
    from store.language.sentences import sentences

    article = library.articles.get(identifier)
    return OpenArticle(
        article, page(article.title, article.blocks, article.text, sentences(article.text, article.blocks))
    )


def compare_articles(library: Store, identifiers: Sequence[int]) -> Overlays:
    """Everything known about the open articles, alone and together."""
    from store.compare import compare

    readings = {identifier: library.articles.reading(identifier) for identifier in identifiers}
    versions = library.articles.version_pairs(identifiers)
    return Overlays(readings, compare(list(readings.values()), versions=versions))
