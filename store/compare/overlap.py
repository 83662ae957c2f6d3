"""The words that two quotations share, in order, and those that one has alone.

Works on words as they are spoken: lower case, without punctuation. The longest common subsequence is rapidfuzz's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import LCSseq

from store.model import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A spoken word where it stands; ``bracketed`` when it is the newsroom's insertion."""

    text: str
    start: int
    end: int
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two word sequences meet. ``left_only`` and ``right_only`` are ranges of the texts they stand in.

    ``coverage`` is the matched share of the shorter sequence, ``run`` the longest stretch of matched words that stand
    side by side on both sides, and ``replaced`` is true where words stand against other words.
    """

    matched: int = 0
    coverage: float = 0.0
    run: int = 0
    replaced: bool = False
    left_only: tuple[Span, ...] = field(default=())
    right_only: tuple[Span, ...] = field(default=())


def spoken_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` in order."""
    brackets = [each.span() for each in _BRACKETS.finditer(text, start, end)]
    return tuple(
        Word(_folded(each.group()), each.start(), each.end(), any(a <= each.start() < b for a, b in brackets))
        for each in _WORD.finditer(text, start, end)
    )


def overlap(left: Sequence[Word], right: Sequence[Word]) -> Overlap:
    """How ``left`` and ``right`` meet, with bracketed words kept or dropped on each side, whichever matches better."""
    best = max(
        (_met(one, other) for one in _variants(left) for other in _variants(right)),
        key=lambda each: (each.coverage, each.matched, -len(each.left_only) - len(each.right_only)),
    )
    return best


_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:['’][^\W_]+)*")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


def _variants(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    yield words
    if any(word.bracketed for word in words):
        yield [word for word in words if not word.bracketed]


def _met(left: Sequence[Word], right: Sequence[Word]) -> Overlap:
    if not left or not right:
        return Overlap()
    if [word.text for word in left] > [word.text for word in right]:
        met = _met_in_order(right, left)
        return replace(met, left_only=met.right_only, right_only=met.left_only)
    return _met_in_order(left, right)


def _met_in_order(left: Sequence[Word], right: Sequence[Word]) -> Overlap:
    codes = LCSseq.opcodes([word.text for word in left], [word.text for word in right])
    runs = [code.src_end - code.src_start for code in codes if code.tag == "equal"]
    matched = sum(runs)
    left_ranges = [(code.src_start, code.src_end) for code in codes if code.tag in ("delete", "replace")]
    right_ranges = [(code.dest_start, code.dest_end) for code in codes if code.tag in ("insert", "replace")]
    tags = [code.tag for code in codes]
    return Overlap(
        matched,
        matched / min(len(left), len(right)),
        max(runs, default=0),
        _replaces(tags),
        _spans(left, left_ranges),
        _spans(right, right_ranges),
    )


def _replaces(tags: Sequence[str]) -> bool:
    """Whether, between matched words, both sides have words of their own in the same place."""
    inner = "".join({"equal": "=", "delete": "-", "insert": "+", "replace": "-+"}[tag] for tag in tags).strip("+-")
    return "-+" in inner or "+-" in inner


def _spans(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(words[start].start, words[end - 1].end) for start, end in ranges)
