"""Where a marked stretch of one text stands in another: by its words and what stands around it.

Pure functions. The method is the W3C text-quote selector's (exact, prefix, suffix), with a fuzzy match where
the words themselves were changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from store.model import Span

CONTEXT = 32
"""Characters of prefix and suffix."""

MINIMUM_RATIO = 80.0
"""The least similarity (0–100) at which changed words are still taken for the same passage."""

SHORTEST_FUZZY = 12
"""Passages shorter than this are placed only where their very characters stand."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of text by its characters: ``exact``, with what stands before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def anchor(text: str, span: Span) -> Anchor:
    """The anchor of ``text[span]``."""
    return Anchor(
        text[span.start : span.end],
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


def place(text: str, wanted: Anchor, near: int = 0) -> Span | None:
    """Where ``wanted`` stands in ``text``, or None.

    Of several places with the same characters, the one whose surroundings agree most, then the one nearest
    to the offset ``near``.
    """
    if not wanted.exact:
        return None
    places = list(_occurrences(text, wanted.exact))
    if places:
        start = max(places, key=lambda start: (_agreement(text, start, wanted), -abs(start - near)))
        return Span(start, start + len(wanted.exact))
    return _similar(text, wanted)


def _occurrences(text: str, exact: str) -> Iterator[int]:
    start = text.find(exact)
    while start >= 0:
        yield start
        start = text.find(exact, start + 1)


def _agreement(text: str, start: int, wanted: Anchor) -> int:
    """How many characters before and after the place agree with the prefix and suffix."""
    end = start + len(wanted.exact)
    before = zip(reversed(text[:start][-CONTEXT:]), reversed(wanted.prefix), strict=False)
    after = zip(text[end : end + CONTEXT], wanted.suffix, strict=False)
    return _equal_run(before) + _equal_run(after)


def _equal_run(pairs: Iterator[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _similar(text: str, wanted: Anchor) -> Span | None:
    from rapidfuzz import fuzz

    if len(wanted.exact) < SHORTEST_FUZZY:
        return None
    found = fuzz.partial_ratio_alignment(wanted.exact, text, score_cutoff=MINIMUM_RATIO)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return _trimmed(text, wanted.exact, _at_word_edges(text, found.dest_start, found.dest_end))


def _at_word_edges(text: str, start: int, end: int) -> Span:
    """Widen to whole words."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _trimmed(text: str, exact: str, span: Span) -> Span:
    """Drop words at either end as long as what is left is more like ``exact``."""
    from rapidfuzz import fuzz

    best = span
    while (words := [Span(*found.span()) for found in re.finditer(r"\S+", text[best.start : best.end])]) and len(
        words
    ) > 1:
        first, last = best.start + words[1].start, best.start + words[-2].end
        shorter = max(
            (Span(first, best.end), Span(best.start, last)),
            key=lambda each: fuzz.ratio(exact, text[each.start : each.end]),
        )
        if fuzz.ratio(exact, text[shorter.start : shorter.end]) <= fuzz.ratio(exact, text[best.start : best.end]):
            break
        best = shorter
    piece = text[best.start : best.end]
    return Span(best.start + len(piece) - len(piece.lstrip()), best.end - len(piece) + len(piece.rstrip()))
