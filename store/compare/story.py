"""Whether two articles tell the same story, and which of many articles do.

An article is kept as a signature of fixed size: its strongest words, its strongest names and the strongest words
of its opening, each as a unit vector over hashed terms. A library keeps one signature an article, finds candidates
by a few characteristic terms, their keys, and ranks only those.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from store.compare.background import background
from store.compare.words import FUNCTION_WORDS, stem, words
from store.model import Reading

SAME_STORY = 0.35
"""From this score on two articles are said to tell the same story; a false claim costs more than a missed one."""

PARTS = {"text": (0, 96, 0.5), "names": (96, 128, 0.3), "opening": (128, 160, 0.2)}
"""Slots of a signature, first and past the last, and the weight of their likeness in the score."""

SIGNATURE = np.dtype([("day", "<i4"), ("terms", "<u4", 160), ("weights", "u1", 160)])
"""How a signature is laid out: the day of publication (0 when unknown), hashed terms, weights in 255ths."""

OPENING_WORDS = 80
KEY_SLOTS = np.r_[0:10, 96:102]
NAME = re.compile(r"(?<![.!?:”\"]\s)(?<![^\s(])[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article by its likeness to another: ``score`` in 0..1, and whether that makes it the same story."""

    article: int
    score: float
    same_story: bool


def signature(reading: Reading) -> bytes:
    """The article as ``SIGNATURE.itemsize`` bytes, to be kept beside it and ranked with ``rank``."""
    record = np.zeros((), dtype=SIGNATURE)
    record["day"] = _day(reading.published)
    opening = " ".join(reading.text.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS])
    bags = {"text": words(reading.text), "names": _names(reading.text), "opening": words(opening)}
    for part, bag in bags.items():
        start, end, _ = PARTS[part]
        terms, weights = _strongest(bag, end - start)
        record["terms"][start : start + len(terms)] = terms
        record["weights"][start : start + len(terms)] = weights
    return record.tobytes()


def keys(signed: bytes) -> tuple[int, ...]:
    """Up to 16 hashed terms that characterise the article: its ten strongest words and six strongest names.

    Articles of one story share some; a table of them finds the few articles that are worth ranking.
    """
    terms = np.frombuffer(signed, dtype=SIGNATURE)[0]["terms"]
    return tuple({key for key in terms[KEY_SLOTS].tolist() if key})


def rank(signed: bytes, others: Mapping[int, bytes], *, limit: int = 20) -> list[Ranked]:
    """The articles of ``others`` that are most like ``signed``, best first."""
    if not others:
        return []
    scores = _scores(signed, b"".join(others.values()))
    best = sorted(zip(scores.tolist(), others, strict=True), key=lambda found: (-found[0], found[1]))[:limit]
    return [Ranked(article, round(score, 4), score >= SAME_STORY) for score, article in best if score > 0]


def _scores(signed: bytes, others: bytes) -> NDArray[np.float64]:
    """Likeness of one signature to each of several, end to end in ``others``."""
    one, many = np.frombuffer(signed, dtype=SIGNATURE)[0], np.frombuffer(others, dtype=SIGNATURE)
    total = np.zeros(len(many))
    for start, end, weight in PARTS.values():
        total += weight * _cosines(one, many, slice(start, end))
    return total * _prior(int(one["day"]), many["day"])


def _cosines(one: np.void, many: NDArray[np.void], slots: slice) -> NDArray[np.float64]:
    order = np.argsort(one["terms"][slots])
    terms, weights = one["terms"][slots][order], one["weights"][slots][order].astype(np.float64)
    places = np.minimum(np.searchsorted(terms, many["terms"][:, slots]), len(terms) - 1)
    found = terms[places] == many["terms"][:, slots]
    return np.asarray((found * weights[places] * many["weights"][:, slots]).sum(axis=1) / 255**2)


def _prior(day: int, days: NDArray[np.int32]) -> NDArray[np.float64]:
    """1 on the same day, falling towards 0.7 by half the way each week; 0.9 when a day is unknown."""
    known = (days > 0) & (day > 0)
    return np.where(known, 0.7 + 0.3 * np.exp2(-np.abs(days - day) / 7), 0.9)


def _day(published: str) -> int:
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return 0


def _names(text: str) -> list[str]:
    """Stems of capitalised words that do not begin a sentence."""
    found = (token for match in NAME.finditer(text) for token in match.group().split())
    folded = (token.casefold().replace("’", "'").removesuffix("'s") for token in found)
    return [stem(token) for token in folded if len(token) > 2 and token not in FUNCTION_WORDS]


def _strongest(bag: Sequence[str], most: int) -> tuple[list[int], NDArray[np.uint8]]:
    """Hashes of the terms with the largest TF-IDF weights, strongest first, and those weights as a unit vector."""
    counts = Counter(bag)
    if not counts:
        return [], np.zeros(0, dtype=np.uint8)
    weights = (1 + np.log(list(counts.values()))) * _document_frequency_weights(counts)
    chosen = sorted(zip(weights.tolist(), counts, strict=True), key=lambda found: (-found[0], found[1]))[:most]
    norm = math.sqrt(sum(weight * weight for weight, _ in chosen))
    scaled = np.rint([255 * weight / norm for weight, _ in chosen]).astype(np.uint8)
    return [zlib.crc32(term.encode()) or 1 for _, term in chosen], scaled


def _document_frequency_weights(terms: Iterable[str]) -> NDArray[np.float64]:
    """Inverse document frequency, from the shares of sentences and twenty sentences a document."""
    shares = 1 - (1 - background().of(terms).astype(np.float64)) ** 20
    return -np.log(np.maximum(shares, 5e-4) * 0.99)
