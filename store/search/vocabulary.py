"""The terms of the library in memory: how frequent each is, what a beginning may become, what a slip may have meant."""

from __future__ import annotations

import sqlite3
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from store.search.spelling import WIDTH, edit_costs, letter_sets, letters, skeletons

_AFTER = "\U0010ffff"
_LETTER_FOLDS = str.maketrans(
    {"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_CANDIDATES = 400
_LONG = 9
"""Letters from which a half-typed word is looked up among whole terms, not among their beginnings."""
_TRANSLITERATED = 2.0
"""What a spelling with the same consonants costs at most; one that is farther than ``_FARTHEST`` is another word."""
_FARTHEST = 3.0
_RARE = 7.0
"""Natural logarithm of the frequency from which a term gets no handicap."""


def fold(word: str) -> str:
    """Return ``word`` in lower-case ASCII as far as it has such a form: ligatures apart, marks and strokes off."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower()).translate(_LETTER_FOLDS)
    return "".join(character for character in plain if not unicodedata.combining(character))


class StoredTerms:
    """The terms as the library's file holds them: completions from the first moment, corrections later."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def frequency(self, term: str) -> int:
        """Return how many paragraphs hold ``term``."""
        found = self._connection.execute("SELECT df FROM terms WHERE term = ?", (term,)).fetchone()
        return int(found[0]) if found else 0

    def remembered(self, term: str) -> int:
        """Return 0: nothing is in memory."""
        return 0

    def accented(self, folded: str) -> tuple[str, ...]:
        """Return nothing: only the vocabulary in memory knows."""
        return ()

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the most frequent terms that begin with ``prefix``, most frequent first."""
        rows = self._connection.execute(
            "SELECT term FROM terms WHERE term >= ? AND term < ? ORDER BY df DESC, term LIMIT ?",
            (prefix, prefix + _AFTER, limit),
        )
        return tuple(term for (term,) in rows)

    def similar(self, word: str, prefix: bool) -> tuple[tuple[str, float], ...]:
        """Return nothing: only the vocabulary in memory knows."""
        return ()


class FreshTerms:
    """A vocabulary in memory, and the file itself for what is newer than it."""

    def __init__(self, vocabulary: Vocabulary, stored: StoredTerms) -> None:
        self._vocabulary, self._stored = vocabulary, stored
        self.remembered, self.accented, self.similar = vocabulary.frequency, vocabulary.accented, vocabulary.similar

    def frequency(self, term: str) -> int:
        """Return how many paragraphs hold ``term``."""
        return self._vocabulary.frequency(term) or self._stored.frequency(term)

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the most frequent terms that begin with ``prefix``, most frequent first."""
        return self._vocabulary.completions(prefix, limit) or self._stored.completions(prefix, limit)


@dataclass(frozen=True, slots=True)
class Prefixes:
    """The distinct beginnings of one length: where each starts among the sorted terms, its letters and letter set."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sets: NDArray[np.uint64]


class Vocabulary:
    """Every term with its document frequency, in the order of terms. It never changes: a newer one takes its place."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        frequencies = array("q")
        self.terms: list[str] = []
        for term, frequency in rows:
            self.terms.append(term)
            frequencies.append(frequency)
        self.frequencies = np.frombuffer(frequencies, dtype=np.int64)
        self._lengths = np.fromiter(map(len, self.terms), dtype=np.int16, count=len(self.terms))
        self._handicap = 0.07 * np.maximum(0.0, _RARE - np.log1p(self.frequencies))
        self._letters = letters(self.terms)
        self._sets = letter_sets(self._letters)
        self._beginnings = {length: self._beginnings_of(length) for length in range(3, _LONG + 1)}
        self._accented = self._folded_apart()
        self._skeleton_order, self._skeletons = self._by_skeleton()
        self.similar = lru_cache(maxsize=4096)(self._similar)
        self.completions = lru_cache(maxsize=4096)(self._completions)

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Vocabulary:
        """Read the vocabulary of the library that ``connection`` is open on."""
        return cls(connection.execute("SELECT term, df FROM terms ORDER BY term"))

    def frequency(self, term: str) -> int:
        """Return how many paragraphs hold ``term``."""
        place = bisect_left(self.terms, term)
        return int(self.frequencies[place]) if place < len(self.terms) and self.terms[place] == term else 0

    remembered = frequency

    def accented(self, folded: str) -> tuple[str, ...]:
        """Return the terms that fold to ``folded`` and are not spelt like it ("lodz": "łodz")."""
        return tuple(self._accented.get(folded, ()))

    def _completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the most frequent terms that begin with ``prefix``, most frequent first."""
        low, high = bisect_left(self.terms, prefix), bisect_left(self.terms, prefix + _AFTER)
        return tuple(self.terms[place] for place in self._most_frequent(low, high, limit))

    def _similar(self, word: str, prefix: bool) -> tuple[tuple[str, float], ...]:
        """Return what ``word`` may have been meant to be, as (term, cost), cheapest first, without the word itself.

        With ``prefix`` the word may be only the beginning of it.
        """
        edits = _edits_allowed(len(word))
        if not edits or len(word) > WIDTH or not self.terms:
            return ()
        found = self._respelt(word, edits)
        for place, cost in self._transliterated(word):
            found[place] = min(cost, found.get(place, cost))
        if prefix:
            for place, cost in self._respelt_beginnings(word, edits if len(word) >= _LONG else 1):
                found[place] = min(cost, found.get(place, cost))
        ranked = sorted(
            (round(cost + float(self._handicap[place]), 4), self.terms[place]) for place, cost in found.items()
        )
        best = ranked[0][0] if ranked else 0.0
        return tuple((term, cost) for cost, term in ranked if cost <= best + 1.0 and term != word)[:12]

    def _respelt(self, word: str, edits: int) -> dict[int, float]:
        """Return places and costs of the terms within that many edits."""
        near = np.bitwise_count(self._sets ^ _set_of(word)) <= 2 * edits
        near &= np.abs(self._lengths - len(word)) <= edits
        places = self._within(word, np.flatnonzero(near), edits)
        costs = edit_costs(word, self._letters[:, places])
        rows = np.minimum(self._lengths[places], WIDTH)
        return dict(zip(places.tolist(), costs[rows, np.arange(len(places))].tolist(), strict=True))

    def _within(self, word: str, places: NDArray[np.int64], edits: int) -> NDArray[np.int64]:
        """Keep the places of terms within that many edits, the likeliest ones when there are many."""
        if not len(places):
            return places
        distances = cdist([word], [self.terms[place] for place in places], scorer=OSA.distance, score_cutoff=edits)[0]
        kept: NDArray[np.int64] = places[distances <= edits]
        if len(kept) > _CANDIDATES:
            order = np.lexsort((self._handicap[kept], distances[distances <= edits]))
            kept = kept[order[:_CANDIDATES]]
        return kept

    def _respelt_beginnings(self, word: str, edits: int) -> list[tuple[int, float]]:
        """Return places and costs of frequent terms whose beginning is within that many edits."""
        found = self._long_beginnings(word, edits) if len(word) >= _LONG else self._short_beginnings(word, edits)
        return [
            (place, cost + 0.25 + 0.02 * max(0, int(self._lengths[place]) - len(word)))
            for cost, low, high in sorted(found)[:40]
            for place in self._most_frequent(low, high, 3)
        ]

    def _short_beginnings(self, word: str, edits: int) -> list[tuple[float, int, int]]:
        """Return (cost, low, high) of the ranges of terms whose beginning, of about that length, is near ``word``."""
        found: list[tuple[float, int, int]] = []
        for length in range(max(3, len(word) - 1), len(word) + 2):
            prefixes = self._beginnings[length]
            near = self._near_beginnings(prefixes, word, edits)
            if len(near):
                pieces = [self.terms[place][:length] for place in prefixes.starts[near]]
                near = near[cdist([word], pieces, scorer=OSA.distance, score_cutoff=edits)[0] <= edits]
                costs = edit_costs(word, self._letters[:, prefixes.starts[near]])[length]
                ranges = prefixes.starts[near].tolist(), prefixes.ends[near].tolist()
                found.extend(zip(costs.tolist(), *ranges, strict=True))
        return found

    def _near_beginnings(self, prefixes: Prefixes, word: str, edits: int) -> NDArray[np.int64]:
        """Return which beginnings may be that near, among those with the first or the second letter of ``word``."""
        near = []
        for letter in set(word[:2]):
            places = [bisect_left(self.terms, letter), bisect_left(self.terms, letter + _AFTER)]
            low, high = np.searchsorted(prefixes.starts, np.array(places, dtype=prefixes.starts.dtype))
            differing = np.bitwise_count(prefixes.sets[low:high] ^ _set_of(word))
            near.append(low + np.flatnonzero(differing <= 2 * edits))
        return np.concatenate(near)

    def _long_beginnings(self, word: str, edits: int) -> list[tuple[float, int, int]]:
        """Do the same for a word so long that few terms hold all its letters."""
        missing = np.bitwise_count(_set_of(word) & ~self._sets)
        places = np.flatnonzero((missing <= edits) & (self._lengths >= len(word) - 1))
        if len(places) > _CANDIDATES:
            places = places[np.lexsort((self._handicap[places], missing[places]))[:_CANDIDATES]]
        costs = edit_costs(word, self._letters[:, places])[len(word) - 1 : len(word) + 2].min(axis=0)
        return [
            (cost, place, place + 1)
            for cost, place in zip(costs.tolist(), places.tolist(), strict=True)
            if cost <= edits
        ]

    def _beginnings_of(self, length: int) -> Prefixes:
        """Return the distinct beginnings of that length."""
        heads = self._letters[:length]
        first = np.ones(len(self.terms), dtype=bool)
        first[1:] = (heads[:, 1:] != heads[:, :-1]).any(axis=0)
        starts = np.flatnonzero(first & (self._lengths >= length))
        borders = np.append(np.flatnonzero(first), len(self.terms))
        ends = borders[np.searchsorted(borders, starts, side="right")]
        return Prefixes(starts.astype(np.int32), ends.astype(np.int32), letter_sets(heads[:, starts]))

    def _transliterated(self, word: str) -> list[tuple[int, float]]:
        """Return places and costs of the terms with the same consonant skeleton."""
        skeleton = skeletons([word])[0]
        if len(word) < 5 or len(skeleton) < 3:
            return []
        low, high = np.searchsorted(self._skeletons, [hash(skeleton), hash(skeleton) + 1])
        places = self._skeleton_order[low:high]
        if not len(places):
            return []
        places = places[np.argsort(-self.frequencies[places], kind="stable")[:60]]
        costs = edit_costs(word, self._letters[:, places])
        rows = np.minimum(self._lengths[places], WIDTH)
        pairs = zip(places.tolist(), costs[rows, np.arange(len(places))].tolist(), strict=True)
        return [(place, min(cost, _TRANSLITERATED)) for place, cost in pairs if cost <= _FARTHEST]

    def _by_skeleton(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the places of the terms worth transliterating in the order of their skeletons' hashes, and those."""
        chosen = (self._lengths >= 4) & (self._lengths <= 20) & (self.frequencies >= 2) & (self._letters[0] < 26)
        places = np.flatnonzero(chosen)
        keys = skeletons([self.terms[place] for place in places])
        hashes = np.fromiter(map(hash, keys), dtype=np.int64, count=len(keys))
        order = np.argsort(hashes, kind="stable")
        return places[order].astype(np.int32), hashes[order]

    def _folded_apart(self) -> dict[str, list[str]]:
        apart: dict[str, list[str]] = defaultdict(list)
        for term in self.terms:
            if not term.isascii() and (folded := fold(term)) != term:
                apart[folded].append(term)
        return apart

    def _most_frequent(self, low: int, high: int, limit: int) -> list[int]:
        """Return the places of the most frequent terms in a range, most frequent first, then in order."""
        frequencies = self.frequencies[low:high]
        if len(frequencies) > limit:
            threshold = -np.partition(-frequencies, limit - 1)[limit - 1]
            places = np.flatnonzero(frequencies >= threshold)
        else:
            places = np.arange(len(frequencies))
        return [int(low + place) for place in places[np.argsort(-frequencies[places], kind="stable")][:limit]]


def _edits_allowed(length: int) -> int:
    """Return how many slips are believed in a word of that many letters."""
    return 0 if length <= 3 else 1 if length <= 5 else 2


def _set_of(word: str) -> np.uint64:
    return np.uint64(letter_sets(letters([word]))[0])
