"""Cutting text into search terms, exactly as the library's FTS5 tokenizer does.

The index is built by SQLite (``unicode61 remove_diacritics 2``), the vocabulary and the highlights by Python: both must
see the same terms. ASCII follows a fixed rule; what any other character becomes is asked of the linked SQLite, once.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Sequence

TOKENIZER = "unicode61 remove_diacritics 2"

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff"
    "\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_OTHER = re.compile(r"[^\x00-\x7f]")
_FEW = 100


def terms(text: str) -> list[str]:
    """Return the terms of ``text`` in order, folded as the index folds them."""
    others = set(_OTHER.findall(text))
    if len(others) <= _FEW:
        for character in others:
            text = text.replace(character, _FOLDING[ord(character)])
    return text.translate(_FOLDING).split()


def folded(text: str) -> tuple[str, list[int] | None]:
    """Return ``text`` folded, its terms separated by spaces, and the offset in ``text`` of each character of it.

    The offsets are None when they are the same, as they are but for marks that the index drops.
    """
    line = text.translate(_FOLDING)
    if text.isascii() or (len(line) == len(text) and not _UNSPACED.search(text)):
        return line, None
    pieces = [_FOLDING[ord(character)] for character in text]
    pieces = [f" {piece} " if _UNSPACED.match(text, place) else piece for place, piece in enumerate(pieces)]
    offsets = [offset for offset, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*offsets, len(text)]


def begins(pieces: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each piece is the beginning of one of the words, or within one whose script has no spaces."""
    return all(
        any(word.startswith(piece) or (piece in word and _UNSPACED.match(piece)) for word in words) for piece in pieces
    )


def spaced(text: str) -> str | None:
    """Return ``text`` with each character of a script without word spaces standing alone, None when it has none.

    Chinese, Japanese, Thai, Lao, Tibetan, Burmese, Khmer and, for its endings, Korean are found by their characters.
    A NUL, which would end the text for SQLite, becomes a space.
    """
    if text.isascii() and "\0" not in text:
        return None
    if "\0" not in text and not _UNSPACED.search(text):
        return None
    return _UNSPACED.sub(lambda found: f" {found[0]} ", text).replace("\0", " ")


class _Folding(dict[int, str]):
    """What each character becomes: itself folded, nothing (a mark), or a space (a separator)."""

    def __init__(self) -> None:
        super().__init__({code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)})
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def __missing__(self, code: int) -> str:
        with self._lock:
            self[code] = folded = self._ask(chr(code))
        return folded

    def _ask(self, character: str) -> str:
        """Return what SQLite makes of ``a?b``: two terms around a separator, or one around the folded character."""
        connection = self._connection or self._open()
        try:
            connection.execute("INSERT INTO probe(rowid, text) VALUES (1, ?)", (f"a{character}b",))
        except UnicodeEncodeError:
            return " "
        found = [term for (term,) in connection.execute("SELECT term FROM probed")]
        connection.execute("DELETE FROM probe")
        return found[0][1:-1] if len(found) == 1 else " "

    def _open(self) -> sqlite3.Connection:
        self._connection = connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        connection.execute(f"CREATE VIRTUAL TABLE probe USING fts5(text, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE probed USING fts5vocab(probe, 'row')")
        return connection


_FOLDING = _Folding()
