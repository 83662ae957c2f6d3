"""How common words are in English reporting: the inverse document frequencies behind every comparison.

The table is numbers only, rebuilt with ``python -m tests.benchmarks.train_alignment``; ``docs/notice-alignment.txt``
names its sources. Terms are stored by their CRC-32, so the table holds no text.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).parent / "data" / "background.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Inverse document frequencies of stems.

    ``hashes`` are sorted CRC-32s (uint32); ``weights`` their natural-log frequencies; ``unseen`` is the weight
    of a term that the background never saw.
    """

    hashes: NDArray[np.uint32]
    weights: NDArray[np.float32]
    unseen: float

    def idf(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """One weight for each term, in their order."""
        wanted = np.fromiter((zlib.crc32(term.encode()) for term in terms), dtype=np.uint32, count=len(terms))
        if not len(self.hashes):
            return np.full(len(terms), self.unseen, dtype=np.float32)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        found = self.hashes[places] == wanted
        return np.where(found, self.weights[places], np.float32(self.unseen)).astype(np.float32)


@lru_cache(maxsize=1)
def background() -> Background:
    """The table that ships with the package."""
    with np.load(TABLE) as table:
        weights = table["weights"].astype(np.float32) * float(table["step"])
        return Background(table["hashes"], weights, float(table["unseen"]))
