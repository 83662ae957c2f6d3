"""Make untrusted text safe: ``canonical`` once, at import, and ``printable`` whenever it is shown.

``canonical`` runs before any offset exists and may shorten the text. ``printable`` never changes the length,
so offsets into a text are offsets into what is painted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BLANK = "\u2426"
"""Stands for a character that cannot be shown safely (SYMBOL FOR SUBSTITUTE FORM TWO)."""

NEWLINE = "\u2424"
REPLACEMENT = "\ufffd"
MARKS_SHOWN = 3
"""Combining marks kept after one base character; a longer pile would climb out of its line."""

_INVISIBLE = (
    (0xFE00, 0xFE0F),
    (0xE0100, 0xE01EF),
    (0x180B, 0x180F),
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x3164, 0x3164),
    (0xFFA0, 0xFFA0),
    (0x20E3, 0x20E3),
    (0x2065, 0x2065),
    (0x1F3FB, 0x1F3FF),
)
_FLAG_LETTERS = (0x1F1E6, 0x1F1FF)
_PLAIN = re.compile(r"[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*")
_REMOVED = re.compile("[\u00ad\u200b\u2060\ufeff]")


def printable(text: str) -> str:
    """``text`` as it may be painted: the same length, no control, invisible or stacked character left.

    Idempotent. A line feed is kept; everything else that moves the cursor, reorders the line, hides
    or takes no cell becomes a visible symbol.
    """
    if _PLAIN.fullmatch(text):
        return text
    shown = []
    marks = MARKS_SHOWN
    for character in text:
        symbol = _symbol(character)
        if _is_mark(symbol):
            marks += 1
            symbol = symbol if marks <= MARKS_SHOWN else BLANK
        else:
            marks = MARKS_SHOWN if symbol == "\n" else 0
        shown.append(symbol)
    return "".join(shown)


def canonical(text: str) -> tuple[str, int]:
    """The text that is kept, and how many hidden characters were dropped from it.

    Unicode NFC; ``\\r\\n`` and a lone ``\\r`` become ``\\n``; soft hyphens, zero-width spaces, word joiners
    and byte order marks go. Joiners that Persian, Indic scripts and emoji need stay. Idempotent.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    visible, removed = _REMOVED.subn("", lines)
    return unicodedata.normalize("NFC", visible), removed


@lru_cache(maxsize=4096)
def _symbol(character: str) -> str:
    """What stands for one character, whatever surrounds it."""
    code = ord(character)
    if character == "\n" or " " <= character <= "~":
        return character
    if character == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code in (0x85, 0x2028, 0x2029):
        return NEWLINE
    return _symbol_beyond_ascii(character, code)


def _symbol_beyond_ascii(character: str, code: int) -> str:
    if _FLAG_LETTERS[0] <= code <= _FLAG_LETTERS[1]:
        return chr(ord("A") + code - _FLAG_LETTERS[0])
    category = unicodedata.category(character)
    if category == "Cs":
        return REPLACEMENT
    if category in ("Cc", "Cf", "Cn", "Co") or any(first <= code <= last for first, last in _INVISIBLE):
        return BLANK
    return character


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc")
