"""From what was found to what would be tagged: the sentences that hold a match. Reads the library only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model import Article, Hit, Span

if TYPE_CHECKING:
    from store.library import Store

MOST_MENTIONS = 500
"""Mentions of one name that are tagged at once."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that would be tagged. ``matched`` are ranges of its ``text``."""

    article: int
    where: str
    span: Span
    text: str
    matched: tuple[tuple[int, int], ...]

    @property
    def place(self) -> tuple[int, int, int]:
        """Article, start and end, as the library takes them."""
        return self.article, self.span.start, self.span.end


def candidates(library: Store, hits: Iterable[Hit]) -> tuple[Candidate, ...]:
    """The sentences in which the words of ``hits`` stand, article by article in reading order."""
    places: dict[int, set[Span]] = {}
    for article, span in _places(library, hits):
        places.setdefault(article, set()).add(span)
    return tuple(
        candidate
        for article, spans in places.items()
        for candidate in _sentences(library.articles.get(article), sorted(spans))
    )


def _places(library: Store, hits: Iterable[Hit]) -> Iterable[tuple[int, Span]]:
    from tui.screens.searching import spans_of

    for hit in hits:
        if hit.kind == "entity":
            lines = library.entities.concordance(hit.id, MOST_MENTIONS)
            yield from ((line.article, Span(line.start, line.end)) for line in lines)
        elif hit.article is not None:
            yield from ((hit.article, span) for span in spans_of(hit))


def _sentences(article: Article, spans: Sequence[Span]) -> Iterable[Candidate]:
    from store.language.sentences import sentences

    where = " · ".join(part for part in (article.outlet, article.title) if part)
    for sentence in sentences(article.text, article.blocks):
        inside = [span for span in spans if span.overlaps(sentence)]
        if inside:
            matched = tuple((span.start - sentence.start, span.end - sentence.start) for span in inside)
            text = article.text[sentence.start : sentence.end]
            yield Candidate(article.id, where, sentence, text, _unless_all(matched, len(text)))


def _unless_all(matched: tuple[tuple[int, int], ...], length: int) -> tuple[tuple[int, int], ...]:
    """The ranges to light; none when the whole sentence would be."""
    return tuple((max(0, start), min(end, length)) for start, end in matched if start > 0 or end < length)
