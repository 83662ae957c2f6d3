"""How common words are in English text: the share of sentences that hold each of them.

The table is numbers only, rebuilt with ``python -m tests.benchmarks.train_alignment``; ``docs/notice-alignment.txt``
names its sources. Terms are stored by their CRC-32, so the table holds no text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).parent / "data" / "background.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Shares of sentences by term.

    ``hashes`` are sorted CRC-32s (uint32) of stems; ``shares`` lie in 0..1, beside them.
    A term that the background never saw has the share 0.
    """

    hashes: NDArray[np.uint32]
    shares: NDArray[np.float32]

    def of(self, terms: Iterable[str]) -> NDArray[np.float32]:
        """The share of sentences with each term, in the order of ``terms``."""
        wanted = np.fromiter((zlib.crc32(term.encode()) for term in terms), dtype=np.uint32)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[places] == wanted, self.shares[places], np.float32(0))


@lru_cache(maxsize=1)
def background() -> Background:
    """The table that ships with the package."""
    with np.load(TABLE) as table:
        return Background(table["hashes"], np.exp2(-table["halvings"].astype(np.float32) / 8))
