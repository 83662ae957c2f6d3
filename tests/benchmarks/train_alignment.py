"""Rebuild ``store/compare/data`` from the licence-clean sets beside the checkout.

python -m tests.benchmarks.train_alignment
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from store.compare.background import TABLE
from store.compare.words import words

SHARED = Path(__file__).parents[2] / "../shared"
STEP = 1 / 16


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def texts() -> Iterator[str]:
    """The documents that the frequencies are counted on."""
    for row in rows(SHARED / "data/names/train.jsonl.gz"):
        yield " ".join(" ".join(tokens) for tokens, _ in row["sents"])
    for row in rows(SHARED / "data/names/train_security.jsonl.gz"):
        yield " ".join(" ".join(tokens) for tokens, _ in row["sents"])
    for row in rows(SHARED / "data/extraction/pages_full_text.jsonl.gz"):
        yield row["article"]


def write_background() -> None:
    seen: Counter[str] = Counter()
    documents = 0
    for text in texts():
        documents += 1
        seen.update(set(words(text)))
    kept = {zlib.crc32(term.encode()): count for term, count in seen.items() if count > 1}
    hashes = np.array(sorted(kept), dtype=np.uint32)
    idf = [math.log((documents + 1) / (kept[int(value)] + 0.5)) for value in hashes]
    np.savez_compressed(
        TABLE,
        hashes=hashes,
        weights=np.rint(np.array(idf) / STEP).astype(np.uint8),
        step=STEP,
        unseen=math.log((documents + 1) / 0.5),
    )
    print(f"{documents} documents, {len(hashes)} terms, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    write_background()
