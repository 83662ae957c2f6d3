"""What changed between two versions of one article, word by word.

Paragraphs are paired first: equal ones, then, between those, the ones most alike in order. Words are compared within a
pair only, so that the time grows with the length of the article and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import LCSseq

from store.language.sentences import regions
from store.model import Reading, Span

EditKind = Literal["insert", "delete", "replace"]
ALIKE = 0.45
"""Least share of words in common at which two paragraphs are versions of one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. ``old`` and ``new`` are where it stands in each version; the one of an absent side is empty."""

    kind: EditKind
    old: Span
    new: Span


def edits(old: Reading, new: Reading) -> tuple[Edit, ...]:
    """The changes that make ``old`` into ``new``, in text order.

    A paragraph that moved is a deletion and an insertion.
    """
    before = [_Paragraph(old.text, span) for span in regions(old.text, old.blocks)]
    after = [_Paragraph(new.text, span) for span in regions(new.text, new.blocks)]
    found: list[Edit] = []
    ends = Span(0, 0), Span(0, 0)
    for one, other in _paired(before, after):
        ends = one.span if one else ends[0], other.span if other else ends[1]
        if one and other and one.tokens != other.tokens:
            found += _within(one, other)
        elif one and not other:
            found.append(Edit("delete", one.span, Span(ends[1].end, ends[1].end)))
        elif other and not one:
            found.append(Edit("insert", Span(ends[0].end, ends[0].end), other.span))
    return tuple(found)


class _Paragraph:
    """A paragraph and its words and punctuation marks."""

    def __init__(self, text: str, span: Span) -> None:
        self.span = span
        tokens = list(_TOKEN.finditer(text, span.start, span.end))
        self.tokens = [token.group() for token in tokens]
        self.spans = [Span(*token.span()) for token in tokens]
        self.vocabulary = frozenset(self.tokens)

    def like(self, other: _Paragraph) -> float:
        """The share of words in common (Dice's coefficient)."""
        both = len(self.vocabulary) + len(other.vocabulary)
        return 2 * len(self.vocabulary & other.vocabulary) / both if both else 0.0

    def stretch(self, start: int, end: int) -> Span:
        """The range that tokens ``start`` to ``end`` cover; for none, the empty one before the token at ``start``."""
        if start < end:
            return Span(self.spans[start].start, self.spans[end - 1].end)
        place = self.spans[start].start if start < len(self.spans) else self.span.end
        return Span(place, place)


_TOKEN = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_SHORT = 3
_Pair = tuple[_Paragraph | None, _Paragraph | None]


def _paired(before: Sequence[_Paragraph], after: Sequence[_Paragraph]) -> Iterator[_Pair]:
    """Paragraphs of both versions in order, each with its other version or None."""
    keys = [[tuple(each.tokens) for each in side] for side in (before, after)]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[i:i_end], after[j:j_end], strict=True)
        else:
            yield from _matched(before[i:i_end], after[j:j_end])


def _matched(before: Sequence[_Paragraph], after: Sequence[_Paragraph]) -> Iterator[_Pair]:
    """The pairing in order that has most words in common (Needleman and Wunsch's recurrence)."""
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    likeness = [[one.like(other) for other in after] for one in before]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and _pairs(best, likeness, i, j):
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif j == len(after) or (i < len(before) and best[i][j] == best[i + 1][j]):
            yield before[i], None
            i += 1
        else:
            yield None, after[j]
            j += 1


def _pairs(best: list[list[float]], likeness: list[list[float]], i: int, j: int) -> bool:
    return likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]


def _within(one: _Paragraph, other: _Paragraph) -> Iterator[Edit]:
    for i, i_end, j, j_end in _changes(one.tokens, other.tokens):
        kind: EditKind = "replace" if i < i_end and j < j_end else "delete" if i < i_end else "insert"
        yield Edit(kind, one.stretch(i, i_end), other.stretch(j, j_end))


def _changes(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of tokens that differ; those with a single short equal token between them are one change."""
    pending: tuple[int, int, int, int] | None = None
    for code in LCSseq.opcodes(one, other):
        if code.tag == "equal":
            continue
        change = code.src_start, code.src_end, code.dest_start, code.dest_end
        if pending and sum(map(len, one[pending[1] : change[0]])) <= _SHORT:
            change = pending[0], change[1], pending[2], change[3]
        elif pending:
            yield pending
        pending = change
    if pending:
        yield pending
