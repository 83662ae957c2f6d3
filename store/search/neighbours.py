"""Which terms are spelt nearly like a word: whole terms, beginnings of terms, terms of the same consonants.

A term is only looked at when it begins with the first or the second letter of the word and is about as long; a slip in
the very first letter is looked up instead: the rest of the word is then right. What remains is thinned out by sets of
letters, then by plain edits (rapidfuzz), and only then weighed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from store.search.spelling import WIDTH, codes_of, edit_costs, letter_sets, letters, skeletons

Places = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)
Near = dict[int, float]
"""Costs by the places of terms."""

LONG = 9
"""Letters from which a half-typed word is looked up among whole terms, not among their beginnings."""
_CANDIDATES = 150
_BEGINNINGS = 16
"""Beginnings whose terms are looked at, the nearest ones."""
_TRANSLITERATED = 2.0
"""What a spelling with the same consonants costs at most; one that is farther than ``_FARTHEST`` is another word."""
_FARTHEST = 3.0
_LONGER = 6
"""Letters by which a term of the same consonants may be longer."""
_RARE = 7.0
"""Natural logarithm of the frequency from which a term gets no handicap."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """The distinct beginnings of one length: where each starts among the sorted terms, its letters and letter set."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sets: NDArray[np.uint64]


class Neighbours:
    """The terms of a vocabulary, in their order, arranged to find the near ones."""

    def __init__(self, terms: Sequence[str], frequencies: NDArray[np.int64]) -> None:
        self._terms, self._frequencies = terms, frequencies
        self._lengths = np.fromiter(map(len, terms), dtype=np.int16, count=len(terms))
        self._handicap = 0.07 * np.maximum(0.0, _RARE - np.log1p(frequencies))
        self._letters = letters(terms)
        sets = letter_sets(self._letters)
        self._order, self._keys = _sorted(_key(self._letters[0], self._lengths))
        self._sets = sets[self._order]
        self._rest_order, self._rests = _sorted(_hashes(self._letters[1:]))
        self._beginnings = {length: self._beginnings_of(length) for length in range(3, LONG + 1)}
        self._skeleton_order, self._skeletons = self._by_skeleton()

    def handicap(self, place: int) -> float:
        """Return what a term costs for being rare."""
        return float(self._handicap[place])

    def near(self, word: str, edits: int, *, begun: bool) -> Near:
        """Return the terms within that many edits or of the same consonants; with ``begun`` by their beginnings too."""
        found = self._respelt(word, edits)
        _merge(found, self._transliterated(word))
        if begun:
            _merge(found, self._long(word, edits) if len(word) >= LONG else self._short(word))
        return found

    def most_frequent(self, low: int, high: int, limit: int) -> list[int]:
        """Return the places of the most frequent terms in a range, most frequent first, then in order."""
        frequencies = self._frequencies[low:high]
        if len(frequencies) <= limit:
            places = np.arange(len(frequencies))
        else:
            threshold = -np.partition(-frequencies, limit - 1)[limit - 1]
            places = np.flatnonzero(frequencies >= threshold)
        return [int(low + place) for place in places[np.argsort(-frequencies[places], kind="stable")][:limit]]

    def _respelt(self, word: str, edits: int) -> Near:
        """Return the terms within that many edits."""
        alike = self._alike(word, len(word) - edits, len(word) + edits)
        near = [low + np.flatnonzero(_differing(self._sets[low:high], word) <= 2 * edits) for low, high in alike]
        places = self._within(word, self._order[np.concatenate(near)], edits)
        places = np.concatenate([places, self._otherwise_begun(word)])
        costs = edit_costs(word, self._letters[: len(word) + edits, places])
        rows = np.minimum(self._lengths[places], WIDTH)
        return dict(zip(places.tolist(), costs[rows, np.arange(len(places))].tolist(), strict=True))

    def _alike(self, word: str, shortest: int, longest: int) -> list[tuple[int, int]]:
        """Return the stretches of ``_order`` with terms of such lengths and one of the first two letters."""
        codes = np.unique(codes_of(word[:2]))
        borders = _key(np.repeat(codes, 2), np.tile(np.array([shortest, longest + 1], dtype=np.int16), len(codes)))
        return list(pairwise(np.searchsorted(self._keys, borders).tolist()))[::2]

    def _otherwise_begun(self, word: str) -> Places:
        """Return the terms that are the word but for its first letter: another one, or left out."""
        keys = _hashes(letters([word[1:], word])[:-1])
        spans = zip(np.searchsorted(self._rests, keys), np.searchsorted(self._rests, keys, side="right"), strict=True)
        return np.concatenate([self._rest_order[low : min(high, low + _CANDIDATES)] for low, high in spans])

    def _within(self, word: str, places: Places, edits: int) -> Places:
        """Keep the places of terms within that many edits, the likeliest ones when there are many."""
        if not len(places):
            return places
        distances = cdist([word], [self._terms[place] for place in places], scorer=OSA.distance, score_cutoff=edits)[0]
        kept, distances = places[distances <= edits], distances[distances <= edits]
        order = np.lexsort((self._handicap[kept], distances))
        chosen: Places = kept[order[:_CANDIDATES]]
        return chosen

    def _short(self, word: str) -> Near:
        """Return frequent terms whose beginning, of about that length, is one edit from ``word``."""
        near = np.concatenate(
            [self._near_beginnings(length, word) for length in range(max(3, len(word) - 1), len(word) + 2)], axis=1
        )
        if not near.shape[1]:
            return {}
        pieces = [self._terms[start][:length] for length, start, _ in near.T.tolist()]
        near = near[:, cdist([word], pieces, scorer=OSA.distance, score_cutoff=1)[0] <= 1]
        lengths, starts, ends = near
        costs = edit_costs(word, self._letters[: len(word) + 1, starts])[lengths, np.arange(len(starts))]
        found: Near = {}
        for row in np.argsort(costs, kind="stable")[:_BEGINNINGS]:
            for place in self.most_frequent(int(starts[row]), int(ends[row]), 3):
                _merge(found, {place: self._unfinished(word, place, float(costs[row]))})
        return found

    def _near_beginnings(self, length: int, word: str) -> Places:
        """Return length, start and end (a row each) of beginnings that may be one edit away.

        They begin with the first or the second letter of ``word``.
        """
        beginnings = self._beginnings[length]
        near = []
        for letter in sorted(set(word[:2])):
            places = [bisect_left(self._terms, letter), bisect_left(self._terms, chr(ord(letter) + 1))]
            low, high = np.searchsorted(beginnings.starts, np.array(places, dtype=np.int32)).tolist()
            near.append(low + np.flatnonzero(_differing(beginnings.sets[low:high], word) <= 2))
        chosen = np.concatenate(near)
        return np.stack([np.full(len(chosen), length), beginnings.starts[chosen], beginnings.ends[chosen]])

    def _long(self, word: str, edits: int) -> Near:
        """Return terms whose beginning is near a word so long that few terms hold all its letters."""
        typed = _set_of(word)
        places = np.concatenate(
            [
                self._order[low + np.flatnonzero(np.bitwise_count(typed & ~self._sets[low:high]) <= edits)]
                for low, high in self._alike(word, len(word) - 1, _LENGTHS - 2)
            ]
        )
        places = places[np.argsort(self._handicap[places], kind="stable")[:_CANDIDATES]]
        costs = edit_costs(word, self._letters[: len(word) + 1, places])[len(word) - 1 :].min(axis=0)
        pairs = zip(places.tolist(), costs.tolist(), strict=True)
        return {place: self._unfinished(word, place, cost) for place, cost in pairs if cost <= edits}

    def _unfinished(self, word: str, place: int, cost: float) -> float:
        """Return what a term costs whose beginning costs that much, dearer the more is still to be typed."""
        return cost + 0.45 + 0.02 * max(0, int(self._lengths[place]) - len(word))

    def _transliterated(self, word: str) -> Near:
        """Return the terms with the same consonant skeleton."""
        skeleton = skeletons([word])[0]
        if len(word) < 5 or len(skeleton) < 3:
            return {}
        low, high = np.searchsorted(self._skeletons, [hash(skeleton), hash(skeleton) + 1])
        places = self._skeleton_order[low:high]
        places = places[self._lengths[places] <= min(WIDTH, len(word) + _LONGER)]
        places = places[np.argsort(-self._frequencies[places], kind="stable")[:60]]
        costs = edit_costs(word, self._letters[: len(word) + _LONGER, places])
        pairs = zip(places.tolist(), costs[self._lengths[places], np.arange(len(places))].tolist(), strict=True)
        return {place: min(cost, _TRANSLITERATED) for place, cost in pairs if cost <= _FARTHEST}

    def _beginnings_of(self, length: int) -> _Beginnings:
        """Return the distinct beginnings of that length."""
        heads = self._letters[:length]
        first = np.ones(len(self._terms), dtype=bool)
        first[1:] = (heads[:, 1:] != heads[:, :-1]).any(axis=0)
        starts = np.flatnonzero(first & (self._lengths >= length))
        borders = np.append(np.flatnonzero(first), len(self._terms))
        ends = borders[np.searchsorted(borders, starts, side="right")]
        return _Beginnings(starts.astype(np.int32), ends.astype(np.int32), letter_sets(heads[:, starts]))

    def _by_skeleton(self) -> tuple[Places, NDArray[np.int64]]:
        """Return the places of the terms worth transliterating in the order of their skeletons' hashes, and those."""
        chosen = (self._lengths >= 4) & (self._lengths <= 20) & (self._frequencies >= 2) & (self._letters[0] < 26)
        places = np.flatnonzero(chosen)
        keys = skeletons([self._terms[place] for place in places.tolist()])
        order, hashes = _sorted(np.fromiter(map(hash, keys), dtype=np.int64, count=len(keys)))
        return places[order], hashes


_LENGTHS = 256


def _key(first: NDArray[np.uint8], lengths: NDArray[np.int16]) -> NDArray[np.int32]:
    """Return numbers that sort by first letter, then by length."""
    return first.astype(np.int32) * _LENGTHS + np.clip(lengths, 0, _LENGTHS - 1)


def _hashes(codes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return a number for each word of ``codes`` (letters, words); two words share one once in 2^64."""
    total = np.zeros(codes.shape[1], dtype=np.uint64)
    for row in codes:
        total = total * _SPREAD + row + np.uint64(1)
    return total


def _sorted(keys: NDArray[Number]) -> tuple[Places, NDArray[Number]]:
    """Return the order that sorts the keys, and the keys in it."""
    order = np.argsort(keys, kind="stable")
    return order, keys[order]


def _differing(sets: NDArray[np.uint64], word: str) -> NDArray[np.uint8]:
    """Return in how many bits each set differs from that of ``word``."""
    differing: NDArray[np.uint8] = np.bitwise_count(sets ^ _set_of(word))
    return differing


@lru_cache(maxsize=256)
def _set_of(word: str) -> np.uint64:
    return np.uint64(letter_sets(letters([word]))[0])


def _merge(found: Near, more: Near) -> None:
    """Add what is new or cheaper."""
    for place, cost in more.items():
        found[place] = min(cost, found.get(place, cost))
