"""Rebuild ``store/compare/data/background.npz`` and ``alignment.json`` from the sets beside the checkout.

    python -m tests.benchmarks.train_alignment

The background counts the English of the name-training sets and of the extraction pages; the weights are fitted to the
aligned sentences of SuperPAL's development topics. ``docs/notice-alignment.txt`` names sources and licences.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator

import numpy as np
from sklearn.linear_model import LogisticRegression

from store.compare.alignment import WEIGHTS
from store.compare.background import TABLE
from store.compare.words import words
from tests.benchmarks.alignment import SHARED, Topic, layers, rows, topics, with_strangers

ALIGNED_SHARE = 1 / 2
"""SuperPAL lists only sentences that people aligned; of a whole article perhaps half have a counterpart."""

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")


def sentences() -> Iterator[str]:
    """The sentences that the shares are counted on."""
    for name in ("train", "train_security"):
        for row in rows(SHARED / f"data/names/{name}.jsonl.gz"):
            yield from (" ".join(tokens) for tokens, _ in row["sents"])
    for row in rows(SHARED / "data/extraction/pages_full_text.jsonl.gz"):
        yield from (sentence for sentence in SENTENCE_END.split(row["article"]) if len(sentence) > 20)


def write_background() -> None:
    """Count sentences by term; keep what stands in two or more, as eighths of a halving."""
    held: Counter[int] = Counter()
    total = 0
    for sentence in sentences():
        total += 1
        held.update({zlib.crc32(term.encode()) for term in words(sentence)})
    hashes = np.array(sorted(term for term, count in held.items() if count > 1), dtype=np.uint32)
    shares = np.array([held[int(term)] / total for term in hashes])
    np.savez(TABLE, hashes=hashes, halvings=np.rint(-8 * np.log2(shares)).astype(np.uint8))
    print(f"{total:,} sentences, {len(hashes):,} terms, {TABLE.stat().st_size:,} bytes")


def fit(chosen: list[Topic]) -> dict[str, float]:
    """Weights by feature of a logistic regression over every pair of the topics' sentences."""
    named = [layers(topic) for topic in chosen]
    table = np.vstack([np.stack(list(layer.values()), axis=-1).reshape(-1, len(layer)) for layer in named])
    aligned = np.concatenate([topic.aligned.ravel() for topic in chosen])
    model = LogisticRegression(max_iter=2000).fit(table, aligned)
    weights = dict(zip(named[0], model.coef_[0], strict=True)) | {"intercept": model.intercept_[0]}
    return {name: round(float(weight), 4) for name, weight in weights.items()}


if __name__ == "__main__":
    write_background()
    weights = fit(with_strangers(topics()))
    weights["intercept"] = round(weights["intercept"] + math.log(ALIGNED_SHARE), 4)
    WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf8")
