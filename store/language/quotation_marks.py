"""Where quotation marks open and close: curly, straight, guillemets, corner brackets, single and double.

A mark's part is read from what stands beside it, because newspapers mix them up. Apostrophes, inch marks and
possessives are no marks. A quotation inside another is part of the outer one. One left open runs to the end of its
paragraph when the next paragraph opens again, as the convention for speech of several paragraphs has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch within quotation marks, marks included. ``open`` is true when no mark closes it in its paragraph."""

    start: int
    end: int
    open: bool = False


def quoted(text: str, paragraphs: Sequence[Span]) -> tuple[Quoted, ...]:
    """The outermost quotations of each paragraph, in order. Time is linear in the length of the text."""
    found: list[Quoted] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        goes_on = following is not None and text[following.start] in _OPENING
        found.extend(_Scanner(text, paragraph, goes_on).run())
    return tuple(each for each in found if any(character.isalnum() for character in text[each.start : each.end]))


_MARK = re.compile(r"``|''|[\"“”„‟«»‘’'「」『』＂‹›]")
_OPENING = frozenset("\"“„«‘'「『＂`")
_DOUBLE = frozenset(('"', "“", "”", "„", "‟", "«", "»", "＂", "``", "''"))
_SINGLE_OPEN = frozenset("‘'‹")
_SINGLE_CLOSE = frozenset("’'›")
_CORNERS = {"「": "」", "『": "』"}
_BEFORE_OPENING = frozenset("([{—–-/…:;,")
_ELIDED = re.compile(
    r"['‘’](?:em|til|till|tis|twas|twill|cause|cuz|cos|n|bout|round|neath|gainst|ere|nuff|\d\ds?)(?!\w)", re.IGNORECASE
)
_SPOKEN_ON = re.compile(
    r"[,.!?]\s(?:(?:he|she|they|I|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2})\s(?:said|says|added|told)|said\s)\b"
)
_STRAY = re.compile(r"[\"”]\s(?:he|she|they|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2})\s(?:said|says|added|told)\b")
"""A mark that nothing opened in its paragraph: " Smith said."""


class _Scanner:
    """One pass over the marks of a paragraph."""

    def __init__(self, text: str, paragraph: Span, goes_on: bool) -> None:
        self.text = text
        self.paragraph = paragraph
        self.goes_on = goes_on
        self.found: list[Quoted] = []
        self.opened = -1
        self.depth = 0
        self.skip_to = paragraph.start
        marks = _MARK.finditer(text, paragraph.start, paragraph.end)
        self.closing = [each.start() for each in marks if each.group() in _DOUBLE and self._closes(each)]

    def run(self) -> list[Quoted]:
        for mark in _MARK.finditer(self.text, self.paragraph.start, self.paragraph.end):
            if mark.start() >= self.skip_to:
                self._read(mark)
        if self.depth:
            self._left_open()
        return self.found

    def _read(self, mark: re.Match[str]) -> None:
        sign = mark.group()
        if sign in _CORNERS and not self.depth:
            self._through(mark.start(), self.text.find(_CORNERS[sign], mark.end(), self.paragraph.end) + 1)
        elif sign in _DOUBLE:
            self._read_double(mark)
        elif sign in _SINGLE_OPEN and not self.depth and self._opens_single(mark):
            self._through(mark.start(), self._single_end(mark.end()))

    def _read_double(self, mark: re.Match[str]) -> None:
        opens, closes = self._opens(mark), self._closes(mark)
        sign = mark.group()
        if sign in "“„‟``«" and not (closes and not opens and self.depth):
            opens, closes = True, False
        elif sign in "”''»" and not (opens and not closes):
            opens, closes = False, True
        if not opens and not closes and self._stands_apart(mark):
            opens, closes = not self.depth, bool(self.depth)
        if self.depth and closes:
            self.depth -= 1
            if not self.depth:
                self.found.append(Quoted(self.opened, mark.end()))
        elif opens and not self._is_inch(mark):
            if self.depth and not self._closed_twice(mark.end()):
                self._cut(mark.start())
            self.opened = self.opened if self.depth else mark.start()
            self.depth += 1

    def _closed_twice(self, place: int) -> bool:
        """Whether enough marks follow to close both an inner and the outer quotation."""
        return len(self.closing) - bisect_left(self.closing, place) > self.depth

    def _cut(self, place: int) -> None:
        """End a quotation that was never closed where its speaker is named, or just before ``place``."""
        spoken = _SPOKEN_ON.search(self.text, self.opened, place)
        end = spoken.start() + 1 if spoken else len(self.text[:place].rstrip())
        self.found.append(Quoted(self.opened, end, open=True))
        self.depth = 0

    def _left_open(self) -> None:
        if _STRAY.match(self.text, self.opened, self.paragraph.end):
            return
        end = self.paragraph.end
        if not self.goes_on:
            spoken = _SPOKEN_ON.search(self.text, self.opened, end)
            end = spoken.start() + 1 if spoken else end
        self.found.append(Quoted(self.opened, end, open=True))

    def _through(self, start: int, end: int) -> None:
        if end > start:
            self.found.append(Quoted(start, end))
            self.skip_to = end

    def _single_end(self, place: int) -> int:
        """Where a single quotation closes: possessives and dropped letters only count when nothing better follows."""
        doubtful = 0
        for mark in _MARK.finditer(self.text, place, self.paragraph.end):
            if mark.group() in _SINGLE_OPEN and self._opens_single(mark):
                break
            if mark.group() not in _SINGLE_CLOSE or not self._closes(mark):
                continue
            if not self._may_be_apostrophe(mark):
                return mark.end()
            doubtful = doubtful or mark.end()
        return doubtful

    def _may_be_apostrophe(self, mark: re.Match[str]) -> bool:
        before = self.text[max(0, mark.start() - 2) : mark.start()].lower()
        after = self.text[mark.end() : mark.end() + 2]
        return (before.endswith("s") or before == "in") and after[:1] == " " and after[1:].isalnum()

    def _opens(self, mark: re.Match[str]) -> bool:
        before, after = self._beside(mark)
        if not after or after.isspace():
            return False
        return not before or before.isspace() or before in _BEFORE_OPENING or before in _OPENING

    def _opens_single(self, mark: re.Match[str]) -> bool:
        return self._opens(mark) and not _ELIDED.match(self.text, mark.start())

    def _closes(self, mark: re.Match[str]) -> bool:
        before, after = self._beside(mark)
        if mark.group() in "«»" and before.isspace():
            return True
        return bool(before) and not before.isspace() and not after.isalnum()

    def _stands_apart(self, mark: re.Match[str]) -> bool:
        """Whether blanks are on both sides, as some wires write: " Yes, " he said."""
        return all(not beside or beside.isspace() for beside in self._beside(mark))

    def _beside(self, mark: re.Match[str]) -> tuple[str, str]:
        before = self.text[mark.start() - 1] if mark.start() > self.paragraph.start else ""
        after = self.text[mark.end()] if mark.end() < self.paragraph.end else ""
        return before, after

    def _is_inch(self, mark: re.Match[str]) -> bool:
        return mark.group() == '"' and self._beside(mark)[0].isdigit()
