"""Where every character of an article stands on screen.

A ``Page`` is the article as paragraphs; ``Lines`` is that page wrapped to a width. A position is (paragraph,
character) and never depends on the width; line numbers are derived. Pure values, nothing of Textual's.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rich.cells import get_character_cell_size

from store.language.printable import printable
from store.model import Block, Role, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the source as shown: ``start`` is its offset in the article's text.

    A paragraph that is not ``in_text`` (a folded block, or a title the page did not show) has no characters in the
    text; its ``start`` is the offset it stands before. ``gap`` asks for a blank line after it.
    """

    text: str
    start: int
    role: Role = "paragraph"
    in_text: bool = True
    gap: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.text) if self.in_text else self.start


@dataclass(frozen=True)
class Page:
    """An article ready to be laid out. ``sentences`` are spans of ``text`` in order; they may be empty."""

    paragraphs: tuple[Paragraph, ...] = ()
    text: str = ""
    sentences: tuple[Span, ...] = ()
    _indexes: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        indexes = tuple(index for index, paragraph in enumerate(self.paragraphs) if paragraph.in_text)
        object.__setattr__(self, "_indexes", indexes)
        object.__setattr__(self, "_starts", tuple(self.paragraphs[index].start for index in indexes))

    @cached_property
    def shown(self) -> Page:
        """The same page without its folded paragraphs (a title from elsewhere stays)."""
        kept = tuple(one for one in self.paragraphs if one.in_text or one.role == "title")
        return self if len(kept) == len(self.paragraphs) else replace(self, paragraphs=kept)

    @cached_property
    def body(self) -> tuple[Span, ...]:
        """The spans of the paragraphs that belong to the text, in order."""
        return tuple(Span(self.paragraphs[index].start, self.paragraphs[index].end) for index in self._indexes)

    def locate(self, offset: int) -> tuple[int, int]:
        """The (paragraph, character) of ``offset``; between two paragraphs, the end of the first."""
        if not self._starts:
            return 0, 0
        index = self._indexes[max(0, bisect_right(self._starts, offset) - 1)]
        paragraph = self.paragraphs[index]
        return index, min(max(offset - paragraph.start, 0), len(paragraph.text))

    def offset(self, paragraph: int, character: int) -> int:
        """The offset of (paragraph, character); any character of a paragraph outside the text counts as its start."""
        if not self.paragraphs:
            return 0
        there = self.paragraphs[min(max(paragraph, 0), len(self.paragraphs) - 1)]
        return there.start + min(max(character, 0), len(there.text)) if there.in_text else there.start


def page(title: str, blocks: Sequence[Block], text: str, sentences: Sequence[Span] = ()) -> Page:
    """Lay ``text`` out as paragraphs: its blocks, folded ones among them, under ``title`` when no block is one."""
    paragraphs: list[Paragraph] = []
    if title.strip() and not any(block.role == "title" and block.kept for block in blocks):
        paragraphs.append(Paragraph(printable(title).replace("\n", " "), 0, "title", in_text=False))
    for block in blocks or _blank_line_blocks(text):
        paragraphs.extend(_paragraphs(block, text))
    return Page(tuple(paragraphs), text, tuple(sentences))


def _paragraphs(block: Block, text: str) -> Iterator[Paragraph]:
    """A block's lines: only the last one is followed by a gap."""
    lines = printable(text[block.start : block.end] if block.kept else block.folded).split("\n")
    start = block.start
    for number, line in enumerate(lines, 1):
        yield Paragraph(line, start, block.role, block.kept, gap=number == len(lines))
        start += len(line) + 1 if block.kept else 0


def _blank_line_blocks(text: str) -> Iterator[Block]:
    start = 0
    for piece in text.split("\n\n"):
        yield Block(start, start + len(piece))
        start += len(piece) + 2


class Lines:
    """A page wrapped to ``width`` cells: ``len(lines)`` display lines, blank ones between paragraphs included."""

    __slots__ = ("_first", "_starts", "count", "page", "width")

    def __init__(self, page: Page, width: int) -> None:
        self.page = page
        self.width = width
        self._starts: list[array[int]] = []
        self._first = array("L")
        self.count = 0
        for paragraph in page.paragraphs:
            starts = wrap(paragraph.text, width)
            self._starts.append(starts)
            self._first.append(self.count)
            self.count += len(starts) + paragraph.gap
        if page.paragraphs and page.paragraphs[-1].gap:
            self.count -= 1

    def __len__(self) -> int:
        return self.count

    def at(self, line: int) -> tuple[int, int, int]:
        """The (paragraph, start, end) that ``line`` shows; a blank line is empty at its paragraph's end."""
        paragraph = bisect_right(self._first, line) - 1
        starts = self._starts[paragraph]
        text = self.page.paragraphs[paragraph].text
        row = line - self._first[paragraph]
        if row >= len(starts):
            return paragraph, len(text), len(text)
        if row + 1 == len(starts):
            return paragraph, starts[row], len(text)
        end = starts[row + 1]
        return paragraph, starts[row], end - 1 if text[end - 1] == " " else end

    def line_of(self, paragraph: int, character: int) -> int:
        """The line on which a character stands."""
        if not self._starts:
            return 0
        return self._first[paragraph] + bisect_right(self._starts[paragraph], character) - 1

    def line_of_offset(self, offset: int) -> int:
        return self.line_of(*self.page.locate(offset))

    def offset_of_line(self, line: int) -> int:
        """The offset at which ``line`` (clamped to the page) begins."""
        if not self.count:
            return 0
        paragraph, start, _ = self.at(min(max(line, 0), self.count - 1))
        return self.page.offset(paragraph, start)

    def lines_of(self, start: int, end: int) -> range:
        """The lines that show any of ``[start, end)``."""
        first = self.line_of_offset(start)
        return range(first, self.line_of_offset(max(start, end - 1)) + 1)


def wrap(text: str, width: int) -> array[int]:
    """Where each display line of ``text`` begins, greedily broken at spaces, in linear time."""
    if len(text) <= width and text.isascii():
        return array("L", (0,))
    if text.isascii() or all(get_character_cell_size(character) == 1 for character in set(text)):
        return _wrap_narrow(text, max(1, width))
    return _wrap_wide(text, max(2, width))


def _wrap_narrow(text: str, width: int) -> array[int]:
    starts = array("L", (0,))
    start, last = 0, len(text) - width
    find, append = text.rfind, starts.append
    while start < last:
        space = find(" ", start + 1, start + width + 1)
        start = space + 1 if space > 0 else start + width
        append(start)
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    return starts


def _wrap_wide(text: str, width: int) -> array[int]:
    """As above, cell by cell: wide characters may be broken between, combining ones never from their base."""
    starts = array("L", (0,))
    start = used = used_at_break = breakable = 0
    for index, size in enumerate(_cell_sizes(text)):
        if size == 2 and index > start:
            breakable, used_at_break = index, used
        while used + size > width and not (text[index] == " " and used == width):
            if breakable <= start:
                breakable, used_at_break = index, used
            starts.append(breakable)
            start, used = breakable, used - used_at_break
        used += size
        if text[index] == " ":
            breakable, used_at_break = index + 1, used
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    return starts


def _cell_sizes(text: str) -> Iterable[int]:
    sizes = {character: get_character_cell_size(character) for character in set(text)}
    return map(sizes.__getitem__, text)
