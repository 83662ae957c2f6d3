"""A search hit as two or three lines of a narrow list: what matched, cut around it, and where it stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from store.model import Hit
from widgets.labels import MUTED, lit, one_line, plain

LINES = 2
"""Lines that the words around a match take at most."""

_SIGNS = {"entity": "● ", "tag": "# "}
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+")
_WORD = re.compile(r"\S+\s*")

Ranges = Sequence[tuple[int, int]]


def prompt(hit: Hit, width: int) -> Content:
    """The lines of one hit in a list ``width`` cells wide."""
    if hit.kind in ("passage", "note") and hit.snippet:
        where = " · ".join(part for part in (hit.outlet, hit.title) if part)
        return _above(excerpt(hit.snippet, hit.matched, width), where, width)
    if hit.kind == "article":
        return _above(excerpt(hit.title, hit.matched, width), hit.outlet, width)
    sign = _SIGNS.get(hit.kind, "")
    title = lit(
        sign + hit.title, () if hit.snippet else [(len(sign) + start, len(sign) + end) for start, end in hit.matched]
    )
    other = Content.assemble("  ", lit(hit.snippet, hit.matched, MUTED)) if hit.snippet else Content("")
    return Content.assemble(title, other).truncate(width, ellipsis=True)


def excerpt(text: str, matched: Ranges, width: int, lines: int = LINES) -> Content:
    """The words around the first match in at most ``lines`` lines, with … where text was cut, every match lit."""
    text = one_line(text)
    start = _start(text, matched[0], width * lines) if matched else 0
    before = "… " if start and not _begins_sentence(text, start) else ""
    end = _end(text, start, width, lines, cell_len(before))
    after = " …" if end < len(text.rstrip()) else ""
    shown = [
        (max(start, low) - start + len(before), min(end, high) - start + len(before))
        for low, high in matched
        if low < end and high > start
    ]
    return lit(before + text[start:end] + after, shown)


def _above(words: Content, where: str, width: int) -> Content:
    if not where:
        return words
    return Content.assemble(words, "\n", plain(where, MUTED).truncate(width, ellipsis=True))


def _start(text: str, match: tuple[int, int], room: int) -> int:
    """Where the sentence of the match begins; nearer to the match when it would not be seen otherwise."""
    sentence = max((end.end() for end in _SENTENCE_END.finditer(text, 0, match[0])), default=0)
    if cell_len(text[sentence : match[1]]) <= room * 0.6:
        return sentence
    near = max(sentence, match[0] - room // 3)
    return text.find(" ", near, match[0]) + 1 or match[0]


def _begins_sentence(text: str, start: int) -> bool:
    return any(end.end() == start for end in _SENTENCE_END.finditer(text, max(0, start - 8), start))


def _end(text: str, start: int, width: int, lines: int, used: int) -> int:
    """Where the words that fit into ``lines`` end; the last line keeps room for the sign that text was cut."""
    line, end = 1, start
    for word in _WORD.finditer(text, start):
        cells = cell_len(word[0].rstrip())
        if used and used + cells > width - (2 if line == lines else 0):
            line, used = line + 1, 0
        line, used = line + max(0, cells - 1) // width, used + cell_len(word[0])
        if line > lines:
            break
        end = word.start() + len(word[0].rstrip())
    if end > start:
        return end
    return start + len(set_cell_size(text[start:], max(1, width * lines - 4)).rstrip())
