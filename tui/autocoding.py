"""From what was found to what would be tagged: the sentences that hold a match. Reads the library only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model import Article, Hit, Span
from tui.targets import spans_of
from widgets.search_sidebar import MOST_HITS

if TYPE_CHECKING:
    from store.library import Store

MOST_MENTIONS = 5_000
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


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sentences that would be tagged, and what is said of those that are not among them."""

    sentences: tuple[Candidate, ...]
    beyond: str = ""

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)


def candidates(library: Store, hits: Sequence[Hit]) -> Candidates:
    """The sentences in which the words of ``hits`` stand, article by article in reading order."""
    found = list(_places(library, hits))
    places: dict[int, set[Span]] = {}
    for article, span in found:
        places.setdefault(article, set()).add(span)
    sentences = tuple(
        candidate
        for article, spans in places.items()
        for candidate in _sentences(library.articles.get(article), sorted(spans))
    )
    return Candidates(sentences, _beyond(hits, len(found)))


def _beyond(hits: Sequence[Hit], places: int) -> str:
    """What is not among the candidates, and how to come to it; nothing when they are all."""
    if any(hit.kind == "entity" for hit in hits):
        return f"the first {MOST_MENTIONS:,} mentions only" if places >= MOST_MENTIONS else ""
    if len(hits) >= MOST_HITS:
        return f"the {MOST_HITS} best passages only: narrow the search by outlet: or since: to tag more"
    return ""


def _places(library: Store, hits: Iterable[Hit]) -> Iterable[tuple[int, Span]]:
    for hit in hits:
        if hit.kind == "entity":
            lines = library.entities.concordance(hit.id, MOST_MENTIONS)
            yield from ((line.article, Span(line.start, line.end)) for line in lines)
        elif hit.article is not None:
            yield from ((hit.article, span) for span in spans_of(hit))


def _sentences(article: Article, spans: Sequence[Span]) -> Iterable[Candidate]:
    from store.language.sentences import sentences

    where = " · ".join(part for part in (article.outlet, article.title) if part)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    for sentence in sentences(article.text, article.blocks):
        near = spans[bisect_left(ends, sentence.start) : bisect_left(starts, sentence.end)]
        inside = [span for span in near if span.overlaps(sentence)]
        if inside:
            matched = tuple((span.start - sentence.start, span.end - sentence.start) for span in inside)
            text = article.text[sentence.start : sentence.end]
            yield Candidate(article.id, where, sentence, text, _unless_all(matched, len(text)))


def _unless_all(matched: tuple[tuple[int, int], ...], length: int) -> tuple[tuple[int, int], ...]:
    """The ranges to light; none when the whole sentence would be."""
    return tuple((max(0, start), min(end, length)) for start, end in matched if start > 0 or end < length)
