"""Where a text holds what was typed, whatever its case, accents, quote marks and white space. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from store.model import Span

_PLAIN = str.maketrans("‘’ʼ“”„«»łøđħ", '\'\'\'"""""lodh')


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """The spans of ``text`` that read like ``wanted``, in order; none when nothing is wanted."""
    words = [word for word in _folded(wanted)[0].split() if word]
    if not words:
        return ()
    line, offsets = _folded(text)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return tuple(_span(offsets, *found.span()) for found in pattern.finditer(line))


def _span(offsets: tuple[int, ...] | None, start: int, end: int) -> Span:
    if offsets is None:
        return Span(start, end)
    return Span(offsets[start], max(offsets[end], offsets[end - 1] + 1))


@lru_cache(maxsize=16)
def _folded(text: str) -> tuple[str, tuple[int, ...] | None]:
    """``text`` folded, and for each of its characters the offset it came from; None when that is its own."""
    if text.isascii():
        return text.lower(), None
    pieces = [_fold(character) for character in text]
    offsets = [offset for offset, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), (*offsets, len(text))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    letters = unicodedata.normalize("NFKD", character.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_PLAIN)
