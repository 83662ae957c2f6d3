"""How well the articles of one story are found among thousands of others, and how fast, as Markdown.

    python -m tests.benchmarks.story

Events of ECB+ and NewsWCL50, among each other and 2,000 documents of the name-training sets.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from statistics import median

import numpy as np

from store.compare.story import SAME_STORY, Ranked, keys, rank, signature
from store.model import Reading
from tests.benchmarks.alignment import SHARED, rows

DISTRACTORS = 2000
LIBRARY = 100_000
CANDIDATES = 300


def strangers() -> list[str]:
    """The longest texts of the name-training sets; the single sentences of CrossNER are joined by fours."""
    rest = [" ".join(" ".join(t) for t, _ in row["sents"]) for row in rows(SHARED / "data/names/train.jsonl.gz")]
    long = [text for text in rest if len(text) > 400]
    short = [text for text in rest if len(text) <= 400]
    return (long + [" ".join(short[at : at + 4]) for at in range(0, len(short), 4)])[:DISTRACTORS]


def ecbplus() -> list[tuple[str, str]]:
    found = rows(SHARED / "data/coreference/ecbplus_dev.jsonl.gz")
    return [(row["event"], "\n".join(" ".join(s) for s in row["sents"] if s[0] != "http")) for row in found]


def newswcl50() -> list[tuple[str, str]]:
    found = rows(SHARED / "data/coreference/newswcl50_dev.jsonl.gz")
    return [(row["event"], "\n".join(row["sents"])) for row in found]


class Library:
    """Signatures and, by key, the articles that have it, as a library's tables hold them."""

    def __init__(self, signatures: dict[int, bytes]) -> None:
        self.signatures = signatures
        self.by_key: dict[int, list[int]] = {}
        for article, signed in signatures.items():
            for key in keys(signed):
                self.by_key.setdefault(key, []).append(article)

    def rank(self, signed: bytes, limit: int) -> list[Ranked]:
        """The best of those that share most keys."""
        shared = Counter(article for key in keys(signed) for article in self.by_key.get(key, ()))
        candidates = {article: self.signatures[article] for article, _ in shared.most_common(CANDIDATES)}
        return rank(signed, candidates, limit=limit)


def evaluate(name: str, articles: list[tuple[str, str]], others: list[str]) -> None:
    """Every article asks for the rest of its event among everything."""
    signed = {number: signature(Reading(text)) for number, (_, text) in enumerate(articles)}
    signed |= {len(articles) + number: signature(Reading(text)) for number, text in enumerate(others)}
    library, events = Library(signed), [event for event, _ in articles]
    first, precision, brute, claimed, right, relevant = [], [], [], 0, 0, 0
    for number, event in enumerate(events):
        mates = {other for other, its in enumerate(events) if its == event and other != number}
        found = [each for each in library.rank(signed[number], limit=300) if each.article != number]
        exact = [each for each in rank(signed[number], signed, limit=2) if each.article != number]
        ranked = [each.article in mates for each in found]
        first.append(bool(ranked) and ranked[0])
        brute.append(bool(exact) and exact[0].article in mates)
        precision.append(sum(ranked[: len(mates)]) / len(mates))
        claims = [each.article in mates for each in found if each.score >= SAME_STORY]
        claimed, right, relevant = claimed + len(claims), right + sum(claims), relevant + len(mates)
    figures = (np.mean(first), np.mean(brute), np.mean(precision), right / max(1, claimed), right / relevant)
    print(f"| {name} | {len(articles)} | {len(others)} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")


def speed(texts: list[str]) -> None:
    """An index of a large library made by shuffling the signatures' parts, then one article added to it."""
    generator = random.Random(1)
    signed = [signature(Reading(text)) for text in texts]
    front, back = ([generator.choice(signed) for _ in range(LIBRARY)] for _ in range(2))
    mixed = {number: one[:500] + other[500:] for number, (one, other) in enumerate(zip(front, back, strict=True))}
    started = time.process_time()
    library = Library(mixed)
    print(f"\n{LIBRARY:,} articles filed in {time.process_time() - started:.1f} s")
    times = []
    for text in texts[:200]:
        started = time.process_time()
        one = signature(Reading(text))
        library.rank(one, 20)
        times.append(1000 * (time.process_time() - started))
    print(f"signature and rank of one: median {median(times):.1f} ms, worst {max(times):.1f} ms")


if __name__ == "__main__":
    print("| events | articles | distractors | P@1 | P@1, all ranked | R-precision | claims right | claims found |")
    print("|---|---|---|---|---|---|---|---|")
    others = strangers()
    evaluate("ECB+", ecbplus(), others)
    evaluate("NewsWCL50", newswcl50(), others + [text for _, text in ecbplus()])
    speed([text for _, text in ecbplus()] + others)
