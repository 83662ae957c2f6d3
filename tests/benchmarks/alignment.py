"""How well sentences are aligned: SuperPAL by topic-wise cross-validation, NewsWCL50 events, as Markdown.

python -m tests.benchmarks.alignment
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    documents: tuple[str, ...] = ()
    """The article that each sentence of ``right`` stands in."""


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
    return Topic(
        name,
        tuple(map(sentence, left.values())),
        tuple(map(sentence, right.values())),
        aligned,
        tuple(file for file, _ in other),
    )


def by_document(topic: Topic) -> Iterator[Topic]:
    """The topic's summary against each of its articles."""
    for document in sorted(set(topic.documents)):
        here = [place for place, name in enumerate(topic.documents) if name == document]
        yield Topic(topic.name, topic.left, tuple(topic.right[place] for place in here), topic.aligned[:, here])


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
    """Each topic scored by weights fitted to the others: its sentences all at once, and article by article."""
    from tests.benchmarks.train_alignment import fit

    whole: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
    apart: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
    print("| topic | pairs | aligned | AP | F1 |\n|---|---|---|---|---|")
    for held_out in (everything := topics()):
        weights = fit(with_strangers([topic for topic in everything if topic is not held_out]))
        whole.append(_scored(held_out, weights))
        apart += [_scored(topic, weights) for topic in by_document(held_out)]
        _row(held_out.name, whole[-1:])
    _row("all topics", whole)
    _row("all topics, article by article", apart)


def _scored(topic: Topic, weights: Mapping[str, float]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    found = sum(layer.astype(float) * weights[name] for name, layer in layers(topic).items())
    return np.ravel(found + weights["intercept"]), topic.aligned.ravel()


def _row(name: str, scored: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]]) -> None:
    scores, right = (np.concatenate(column) for column in zip(*scored, strict=True))
    found = f"{average_precision(scores, right):.3f} | {best_f1(scores, right):.3f}"
    print(f"| {name} | {len(right):,} | {right.sum()} | {found} |")


def _told(common: set[str]) -> bool:
    return any(chain.endswith(("_EVENT", "_ACTION")) for chain in common)


PARTNERS: Mapping[str, Callable[[set[str]], bool]] = {
    "two chains": lambda common: len(common) > 1,
    "an event or action": _told,
    "an event or action, and another chain": lambda common: _told(common) and len(common) > 1,
    "an event or action, and two more chains": lambda common: _told(common) and len(common) > 2,
}
"""What two sentences have in common when they are partners; the set itself pairs no sentences."""


def newswcl50() -> None:
    """Share of sentences whose best counterpart in another outlet's article is a partner, and of random ones."""
    events: dict[str, list[dict]] = {}
    for row in rows(SHARED / "data/coreference/newswcl50_dev.jsonl.gz"):
        events.setdefault(row["event"], []).append(row)
    pairs = [pair for articles in events.values() for pair in combinations(articles, 2)]
    scores = [probabilities(_sentences(one), _sentences(other)) for one, other in pairs]
    print("\n| NewsWCL50, in common | sentences with a partner | top-1 | a random sentence |\n|---|---|---|---|")
    for name, rule in PARTNERS.items():
        hits, chance, asked = 0, 0.0, 0
        for (one, other), scored in zip(pairs, scores, strict=True):
            partners = _partners(one, other, rule)
            for matrix, gold in ((scored, partners), (scored.T, partners.T)):
                asked_rows = np.flatnonzero(gold.any(axis=1))
                hits += int(gold[asked_rows, matrix[asked_rows].argmax(axis=1)].sum())
                chance += float(gold[asked_rows].mean(axis=1).sum())
                asked += len(asked_rows)
        print(f"| {name} | {asked:,} | {hits / asked:.3f} | {chance / asked:.3f} |")


def _sentences(article: dict) -> tuple[Sentence, ...]:
    return tuple(map(sentence, article["sents"]))


def _partners(one: dict, other: dict, rule: Callable[[set[str]], bool]) -> NDArray[np.bool_]:
    common = [[rule(chains & others) for others in _chains(other)] for chains in _chains(one)]
    return np.array(common, dtype=bool)


def _chains(article: dict) -> list[set[str]]:
    chains: list[set[str]] = [set() for _ in article["sents"]]
    for chain, sentence_number, *_ in article["mentions"]:
        if sentence_number < len(chains):
            chains[sentence_number].add(chain)
    return chains


if __name__ == "__main__":
    superpal()
    newswcl50()
