"""Which articles of a library tell the same story: claimed as articles come in, ranked on demand.

The likeness itself is ``compare.story``'s; this module asks the library for candidates and writes down claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.model import Reading

if TYPE_CHECKING:
    from store.compare.story import Ranked
    from store.library import Store


def group(library: Store, article: int, reading: Reading) -> int | None:
    """Sign a new article and, if a likely twin is there, put both into one story; its id, or None.

    What the person refused is not claimed again.
    """
    signed = _sign(library, article, reading)
    twins = [one for one in _ranked(library, article, signed, 5) if one.same_story]
    refused = library.stories.refused(article)
    for twin in twins:
        story = library.stories.of(twin.article)
        if story is None:
            name = _first_words(library.articles.get(twin.article).title, reading.title, "Untitled story")
            return library.stories.suggest([(twin.article, twin.score), (article, twin.score)], name=name)
        if story.id not in refused:
            return library.stories.suggest([(article, twin.score)], story.id)
    return None


def _first_words(*titles: str) -> str:
    """The first title that has something to see in it."""
    return next(title for title in titles if title.replace("\x00", "").strip())


def other_coverage(library: Store, article: int, limit: int = 20) -> Sequence[Ranked]:
    """The articles most like this one, best first, with whether each is claimed to tell the same story."""
    for unsigned in library.stories.unsigned():
        _sign(library, unsigned, library.articles.reading(unsigned))
    signed = library.stories.signature(article) or _sign(library, article, library.articles.reading(article))
    return _ranked(library, article, signed, limit)


def _sign(library: Store, article: int, reading: Reading) -> bytes:
    from store.compare.story import keys, signature

    signed = signature(reading)
    if not library.read_only:
        library.stories.sign(article, signed, keys(signed))
    return signed


def _ranked(library: Store, article: int, signed: bytes, limit: int) -> list[Ranked]:
    from store.compare.story import keys, rank

    others = library.stories.signatures_like(keys(signed))
    others.pop(article, None)
    return rank(signed, others, limit=limit)
