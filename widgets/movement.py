"""Where a cursor goes: up and down by display line, and across the lines of a page. Pure."""

from __future__ import annotations

from rich.cells import get_character_cell_size

from store.model import Span
from widgets.layout import Lines
from widgets.units import Units


def column_of(lines: Lines, offset: int) -> int:
    """How many characters into its display line ``offset`` stands."""
    paragraph, character = lines.page.locate(offset)
    return character - lines.at(lines.line_of(paragraph, character))[1]


def word_on_line(lines: Lines, units: Units, line: int, column: int) -> Span | None:
    """The word at or before ``column`` of a line; None on a blank line or one that is not of the text."""
    if not 0 <= line < len(lines):
        return None
    paragraph, start, end = lines.at(line)
    if end == start or not lines.page.paragraphs[paragraph].in_text:
        return None
    base = lines.page.paragraphs[paragraph].start
    return units.around("word", base + min(start + column, end - 1))


def by_lines(lines: Lines, units: Units, line: int, steps: int, column: int) -> Span | None:
    """The word ``steps`` lines of text away from ``line``; blank and folded lines are stepped over."""
    direction, left = (1 if steps > 0 else -1), abs(steps)
    found = None
    while left and 0 <= line + direction < len(lines):
        line += direction
        word = word_on_line(lines, units, line, column)
        if word is not None:
            found, left = word, left - 1
    return found


def nearest_word(lines: Lines, units: Units, line: int, column: int = 0) -> Span | None:
    """The word on ``line``, or on the first line of text after it, or before it."""
    return (
        word_on_line(lines, units, line, column)
        or by_lines(lines, units, line, 1, column)
        or by_lines(lines, units, line, -1, column)
    )


def character_at(text: str, cells: int) -> int:
    """The index of the character that covers cell ``cells`` of ``text``."""
    if text.isascii():
        return min(max(cells, 0), len(text))
    for index, character in enumerate(text):
        cells -= get_character_cell_size(character)
        if cells < 0:
            return index
    return len(text)
