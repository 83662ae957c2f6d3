"""What was brought in, byte for byte, packed beside the article that was made of it.

Most of an original's words stand in its article already. So it is compressed with the article's lines as zlib's preset
dictionary: kept and folded lines alike, in their order, which folding by hand does not change.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.model import Block

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

ENCODING = "zlib+lines"
"""``originals.encoding`` of what ``packed`` makes; ``zlib`` is zlib alone."""
WINDOW = 32 * 1024
"""Bytes of a dictionary that zlib can refer to: the last ones count."""
_LEVEL = 1


def packed(original: bytes, text: str, blocks: Sequence[Block]) -> bytes:
    """The bytes compressed with the lines of their article."""
    packing = zlib.compressobj(_LEVEL, zdict=_lines(text, blocks))
    return packing.compress(original) + packing.flush()


def unpacked(stored: bytes, encoding: str, text: str, blocks: Sequence[Block]) -> bytes:
    """What ``packed`` was given; raises ``zlib.error`` where the stored bytes or the lines are damaged."""
    if encoding != ENCODING:
        return zlib.decompress(stored)
    unpacking = zlib.decompressobj(zdict=_lines(text, blocks))
    return unpacking.decompress(stored) + unpacking.flush()


def load(db: Tables, article: int) -> bytes:
    """The original of an article as it was brought in; raises ``zlib.error`` where it is damaged."""
    text, stored, encoding = db.execute(
        "SELECT text, bytes, encoding FROM originals JOIN articles ON id = article_id WHERE article_id = ?", (article,)
    ).fetchone()
    rows = db.execute(
        'SELECT start, "end", role, kept, folded FROM blocks WHERE article_id = ? ORDER BY position', (article,)
    )
    return unpacked(stored, encoding, text, [Block(*row) for row in rows])


def _lines(text: str, blocks: Sequence[Block]) -> bytes:
    """The end of the article's lines, kept and folded; of an article without blocks, of its text."""
    pieces = [text[block.start : block.end] if block.kept else block.folded for block in blocks]
    return ("\n\n".join(filter(None, pieces)) if pieces else text).encode()[-WINDOW:]
