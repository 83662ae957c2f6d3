"""Where in which article a statement stands: the passage's words, its paragraph's number, its offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Article, Block, Comparison, Reading, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage: the article's key, the number of its paragraph counted from 1, its code points."""

    article: int
    paragraph: int
    span: Span

    def __str__(self) -> str:
        return f"{self.article} ¶{self.paragraph}, {self.span.start}–{self.span.end}"


class Sources:
    """The compared articles by key: their names, their paragraphs, their words."""

    def __init__(self, comparison: Comparison, articles: Sequence[Article], readings: Sequence[Reading]) -> None:
        self.keys = comparison.articles
        self._articles = dict(zip(self.keys, articles, strict=True))
        self._readings = dict(zip(self.keys, readings, strict=True))
        self._starts = {key: [block.start for block in self.paragraphs(key)] for key in self.keys}
        self._names = self._told_apart()

    def article(self, key: int) -> Article:
        return self._articles[key]

    def name(self, key: int) -> str:
        """What an article is called in a report: its outlet, else its title, else its number; no two the same."""
        return self._names[key]

    def _told_apart(self) -> dict[int, str]:
        names = {key: one.outlet or one.title.strip() or f"Article {key}" for key, one in self._articles.items()}
        count = Counter(names.values())
        return {key: f"{name} ({key})" if count[name] > 1 else name for key, name in names.items()}

    def paragraphs(self, key: int) -> tuple[Block, ...]:
        """The kept blocks; the whole text as one when there are none."""
        reading = self._readings[key]
        kept = tuple(block for block in reading.blocks if block.kept)
        return kept or (Block(0, len(reading.text)),)

    def words(self, key: int, span: Span) -> str:
        """The words of a passage on one line."""
        return " ".join(self._readings[key].text[span.start : span.end].split())

    def text(self, key: int) -> str:
        return self._readings[key].text

    def cite(self, key: int, span: Span) -> Citation:
        return Citation(key, max(1, bisect_right(self._starts[key], span.start)), span)
