"""Reading names later or again: of articles added with names left for later, or read by an older engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.grouping import group
from store.intake import readings
from store.model import Article, Draft

if TYPE_CHECKING:
    from store.library import Store


def reread(library: Store, articles: Sequence[int], engine: str, *, jobs: int = 1) -> Iterator[int]:
    """Read the names of ``articles`` with the chosen engine; yields each id once its names are committed.

    What the person said about names stays. Closing the iterator stops the work; what was yielded is kept.
    """
    drafts = (as_draft(library.articles.get(article)) for article in articles)
    for article, (_, reading) in zip(articles, readings(drafts, engine, jobs), strict=True):
        if reading is not None:
            library.articles.set_reading(article, reading)
            group(library, article, reading)
            yield article


def as_draft(article: Article) -> Draft:
    """A kept article as it can be read again."""
    return Draft(
        article.source,
        b"",
        "",
        article.text,
        article.blocks,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        published=article.published,
        language=article.language,
        url=article.url,
        uid=article.uid,
    )
