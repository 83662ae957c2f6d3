"""Where a quotation stands: its sentence and paragraph, what leads to it and what follows.

Read from the text with all quotations masked, so that no rule reads inside one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from store.language.quotation_marks import Quoted
from store.model import Span

HIDDEN = "\1"
"""What every character of a quotation is in the masked text."""


class Surroundings:
    """The surroundings of the quotations of one text; ``masked`` is that text with ``HIDDEN`` for what is quoted."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], stretches: Sequence[Quoted]
    ) -> None:
        self.masked = _masked(text, stretches)
        self.sentences = sentences
        self.stretches = stretches
        self._sentence_starts = [each.start for each in sentences]
        self._paragraph_starts = [each.start for each in paragraphs]

    def clause_end(self, index: int) -> int:
        """Where the sentence that follows on a quote ends, or the next quote begins."""
        place = self.stretches[index].end
        end = self.sentences[self.sentence_number(place - 1)].end
        following = _CLAUSE_END.search(self.masked, place, end)
        return following.start() if following else max(place, end)

    def lead(self, index: int) -> tuple[int, int]:
        """The stretch of the sentence before a quote, from the quote before it.

        A paragraph that ends in a colon leads to the quote that opens the next one.
        """
        start, _ = self.sentence(index)
        place = self.stretches[index].start
        return max(start, self.masked.rfind(HIDDEN, start, place) + 1), place

    def sentence(self, index: int) -> tuple[int, int]:
        """The sentence that a quote begins in, with the one before if a colon leads from it; not from too far."""
        place = self.stretches[index].start
        number = self.sentence_number(place)
        span = self.sentences[number]
        opens = span.start >= place or not self.masked[span.start : min(place, span.start + 9)].strip()
        if number and opens and self.masked[max(0, place - 9) : place].rstrip()[-1:] == ":":
            span = Span(self.sentences[number - 1].start, span.end)
        return min(max(span.start, place - _FAR), place), max(span.end, place)

    def sentence_number(self, place: int) -> int:
        """The index of the sentence at ``place``, or of the last before it."""
        return max(0, bisect_right(self._sentence_starts, place) - 1)

    def paragraph(self, place: int) -> int:
        """The index of the paragraph at ``place``, or of the last before it."""
        return max(0, bisect_right(self._paragraph_starts, place) - 1)


_CLAUSE_END = re.compile(rf"[{HIDDEN};]")
_FAR = 800
"""How far before a quote its sentence is read, in characters."""


def _masked(text: str, stretches: Sequence[Quoted]) -> str:
    pieces: list[str] = []
    place = 0
    for stretch in stretches:
        pieces += (text[place : stretch.start], HIDDEN * (stretch.end - stretch.start))
        place = stretch.end
    return "".join((*pieces, text[place:]))
