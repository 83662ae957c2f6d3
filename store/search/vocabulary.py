"""The terms of the library in memory: how frequent each is, what a beginning may become, what a slip may have meant."""

from __future__ import annotations

import sqlite3
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from store.search import index
from store.search.neighbours import Neighbours
from store.search.spelling import WIDTH

_AFTER = "\U0010ffff"
_ASKED = 3
"""Letters from which uncounted completions are looked for: with fewer there may be very many."""
_LETTER_FOLDS = str.maketrans(
    {"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(word: str) -> str:
    """Return ``word`` in lower-case ASCII as far as it has such a form: ligatures apart, marks and strokes off."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower()).translate(_LETTER_FOLDS)
    return "".join(character for character in plain if not unicodedata.combining(character))


class StoredTerms:
    """The terms as the library's file holds them: completions from the first moment, corrections later.

    A term that came in too lately to be counted yet is asked of the full-text index itself.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        index.hold_terms(connection)

    def frequency(self, term: str) -> int:
        """Return how many paragraphs hold ``term``."""
        for sql in ("SELECT df FROM terms WHERE term = ?", "SELECT doc FROM temp.search_held WHERE term = ?"):
            if found := self._connection.execute(sql, (term,)).fetchone():
                return int(found[0])
        return 0

    def remembered(self, term: str) -> int:
        """Return 0: nothing is in memory."""
        return 0

    def accented(self, folded: str) -> tuple[str, ...]:
        """Return nothing: only the vocabulary in memory knows."""
        return ()

    def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return the most frequent terms that begin with ``prefix``, most frequent first."""
        for table, counted in (("terms", "df"), ("temp.search_held", "doc")):
            rows = self._connection.execute(
                f"SELECT term FROM {table} WHERE term >= ? AND term < ? ORDER BY {counted} DESC, term LIMIT ?",
                (prefix, prefix + _AFTER, limit),
            ).fetchall()
            if rows or len(prefix) < _ASKED:
                break
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


class Vocabulary:
    """Every term with its document frequency, in the order of terms. It never changes: a newer one takes its place."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        held = list(rows)
        self.terms = [term for term, _ in held]
        self.frequencies = np.fromiter((frequency for _, frequency in held), dtype=np.int64, count=len(held))
        self._accented = self._folded_apart()
        self._neighbours = Neighbours(self.terms, self.frequencies)
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
        return tuple(self.terms[place] for place in self._neighbours.most_frequent(low, high, limit))

    def _similar(self, word: str, prefix: bool) -> tuple[tuple[str, float], ...]:
        """Return what ``word`` may have been meant to be, as (term, cost), cheapest first, without the word itself.

        With ``prefix`` the word may be only the beginning of it.
        """
        edits = _edits_allowed(len(word))
        if not edits or len(word) > WIDTH or not self.terms:
            return ()
        found = self._neighbours.near(word, edits, begun=prefix)
        ranked = sorted(
            (round(cost + self._neighbours.handicap(place), 4), self.terms[place]) for place, cost in found.items()
        )
        best = ranked[0][0] if ranked else 0.0
        return tuple((term, cost) for cost, term in ranked if cost <= best + 1.0 and term != word)[:12]

    def _folded_apart(self) -> dict[str, list[str]]:
        apart: dict[str, list[str]] = defaultdict(list)
        for term in [term for term in self.terms if not term.isascii()]:
            if (folded := fold(term)) != term:
                apart[folded].append(term)
        return apart


def _edits_allowed(length: int) -> int:
    """Return how many slips are believed in a word of that many letters."""
    return 0 if length <= 3 else 1 if length <= 5 else 2
