"""How well sentences are aligned: SuperPAL by topic-wise cross-validation, NewsWCL50 events, as Markdown.

python -m tests.benchmarks.alignment
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from store.compare.alignment import probabilities
from store.compare.background import background
from store.compare.features import Sentence, describe, features, prominence
from store.model import Reading, Span

SHARED = Path(__file__).parents[2] / "../shared"


@dataclass(frozen=True)
class Topic:
    """Sentences of summaries and of articles on one topic, and which of their pairs people aligned."""

    name: str
    left: tuple[Sentence, ...]
    right: tuple[Sentence, ...]
    aligned: NDArray[np.bool_]


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def sentence(text: str) -> Sentence:
    return describe(Reading(text), [Span(0, len(text))])[0]


def topics() -> list[Topic]:
    """SuperPAL's development topics; every unaligned pair of one topic's sentences counts as a negative."""
    pairs: dict[str, list[dict]] = {}
    for row in rows(SHARED / "data/alignment/superpal_dev.jsonl.gz"):
        pairs.setdefault(row["topic"], []).append(row)
    return [_topic(name, found) for name, found in sorted(pairs.items())]


def _topic(name: str, pairs: list[dict]) -> Topic:
    left = {(row["summaryFile"], row["scuSentCharIdx"]): row["scuSentence"] for row in pairs}
    right = {(row["documentFile"], row["docSentCharIdx"]): row["docSentText"] for row in pairs}
    aligned = np.zeros((len(left), len(right)), dtype=bool)
    one, other = list(left), list(right)
    for row in pairs:
        summary, document = (row["summaryFile"], row["scuSentCharIdx"]), (row["documentFile"], row["docSentCharIdx"])
        aligned[one.index(summary), other.index(document)] = True
    return Topic(name, tuple(map(sentence, left.values())), tuple(map(sentence, right.values())), aligned)


def with_strangers(chosen: Sequence[Topic]) -> list[Topic]:
    """The topics, and each again among sentences of two others, which nothing on either side is aligned with."""
    mixed = [
        Topic(topic.name, topic.left + left.left, topic.right + right.right, _padded(topic.aligned, left, right))
        for topic, left, right in permutations(chosen, 3)
    ]
    return [*chosen, *mixed]


def _padded(aligned: NDArray[np.bool_], left: Topic, right: Topic) -> NDArray[np.bool_]:
    return np.pad(aligned, ((0, len(left.left)), (0, len(right.right))))


def layers(topic: Topic) -> Mapping[str, NDArray[np.float32]]:
    """Every feature of every pair of the topic."""
    parts = list(features(topic.left, topic.right, background()))
    whole = {name: np.vstack([part[name] for part in parts]) for name in parts[0]}
    return {**whole, "prominence": prominence(whole["jaccard"])}


def average_precision(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    ordered = right[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def best_f1(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    ordered = right[np.argsort(-scores, kind="stable")]
    hits = np.cumsum(ordered)
    return float((2 * hits / (np.arange(1, len(ordered) + 1) + ordered.sum())).max())


def superpal() -> None:
    """Each topic scored by weights fitted to the others."""
    from tests.benchmarks.train_alignment import fit

    scores, right = [], []
    print("| topic | pairs | aligned | AP | F1 |\n|---|---|---|---|---|")
    for held_out in (everything := topics()):
        weights = fit(with_strangers([topic for topic in everything if topic is not held_out]))
        found = sum(layer.astype(float) * weights[name] for name, layer in layers(held_out).items()).ravel()
        scores.append(found + weights["intercept"])
        right.append(held_out.aligned.ravel())
        _row(held_out.name, scores[-1], right[-1])
    _row("all topics", np.concatenate(scores), np.concatenate(right))


def _row(name: str, scores: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    found = f"{average_precision(scores, right):.3f} | {best_f1(scores, right):.3f}"
    print(f"| {name} | {len(right)} | {right.sum()} | {found} |")


def newswcl50() -> None:
    """Share of sentences whose best counterpart in another outlet's article is an annotated partner.

    Partners hold the same event or action chain; strict partners at least two more of the same chains besides.
    """
    events: dict[str, list[dict]] = {}
    for row in rows(SHARED / "data/coreference/newswcl50_dev.jsonl.gz"):
        events.setdefault(row["event"], []).append(row)
    print("\n| NewsWCL50, common chains | sentences with a partner | top-1 |\n|---|---|---|")
    for least in (3, 1):
        hits, asked = 0, 0
        for one, other in (pair for articles in events.values() for pair in combinations(articles, 2)):
            partners, scores = _partners(one, other, least), probabilities(_sentences(one), _sentences(other))
            for matrix, gold in ((scores, partners), (scores.T, partners.T)):
                asked_rows = np.flatnonzero(gold.any(axis=1))
                hits += int(gold[asked_rows, matrix[asked_rows].argmax(axis=1)].sum())
                asked += len(asked_rows)
        print(f"| {least} | {asked} | {hits / asked:.3f} |")


def _sentences(article: dict) -> tuple[Sentence, ...]:
    return tuple(map(sentence, article["sents"]))


def _partners(one: dict, other: dict, least: int) -> NDArray[np.bool_]:
    partners = np.zeros((len(one["sents"]), len(other["sents"])), dtype=bool)
    for row, chains in enumerate(_chains(one)):
        for column, others in enumerate(_chains(other)):
            common = chains & others
            told = any(chain.endswith(("_EVENT", "_ACTION")) for chain in common)
            partners[row, column] = told and len(common) >= least
    return partners


def _chains(article: dict) -> list[set[str]]:
    chains: list[set[str]] = [set() for _ in article["sents"]]
    for chain, sentence_number, *_ in article["mentions"]:
        if sentence_number < len(chains):
            chains[sentence_number].add(chain)
    return chains


if __name__ == "__main__":
    superpal()
    newswcl50()
