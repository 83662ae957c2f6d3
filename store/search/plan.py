"""From typed words to exact terms: each word becomes a group of forms, any of which will do.

A form is one term, or several that must follow each other ("S-300"). What a form costs says how far it is from what was
typed: nothing for the word itself, more for a completion or a correction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from store.search.query import Word
from store.search.tokens import spaced, terms
from store.search.vocabulary import fold

Form = tuple[str, ...]

COMPLETED = 0.1
"""What a form costs that the typed word is only the beginning of."""
CORRECTED = 0.4
"""What a form costs at least when it is another spelling than the one typed."""
SPELT_LATER = 3
"""Letters of an unfinished word below which other words alone decide."""
_NEAR = 0.15
_RARE = 20
_KNOWN = 500
_COMMONER = 20
"""How many times more frequent a correction must be than what can be found as typed."""
_REMEMBERED = 2_000
"""Groups that a planner remembers."""
_APART = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")


class Spelling(Enum):
    """Which words may be meant in another spelling."""

    TYPED = "only words that are hardly found as typed, or stand for far commoner ones"
    RARE = "words that are rare as typed"
    ANY = "every word"


class Terms(Protocol):
    """What a plan needs to know of the library's terms."""

    def frequency(self, term: str) -> int: ...
    def remembered(self, term: str) -> int: ...
    def accented(self, folded: str) -> tuple[str, ...]: ...
    @property
    def completions(self) -> Callable[[str, int], tuple[str, ...]]: ...
    @property
    def similar(self) -> Callable[[str, bool], tuple[tuple[str, float], ...]]: ...


@dataclass(frozen=True, slots=True)
class Group:
    """The forms of one typed word with their costs, and about how many paragraphs hold each."""

    word: str
    forms: Mapping[Form, float]
    frequencies: Mapping[Form, int]
    unfinished: bool = False
    exact: bool = False

    @property
    def typed(self) -> Form:
        """The word itself as terms."""
        return tuple(terms(self.word))

    @property
    def frequency(self) -> int:
        """About how many paragraphs hold any of the forms."""
        return sum(self.frequencies[form] for form in self.forms)

    @property
    def settled(self) -> Group:
        """The word as typed, without completions and corrections; its nearest forms where it stands nowhere."""
        known = any(cost < COMPLETED for cost in self.forms.values())
        return self._with(lambda cost: cost < COMPLETED) if known else self.nearest

    @property
    def nearest(self) -> Group:
        """The group with nothing but its cheapest corrections."""
        corrections = [cost for cost in self.forms.values() if cost >= CORRECTED]
        most = min(corrections, default=0.0) + _NEAR
        return self._with(lambda cost: cost <= most)

    @property
    def optional(self) -> bool:
        """Whether the word is too short yet to decide anything when others do."""
        return self.unfinished and len(self.word) < SPELT_LATER

    def _with(self, wanted: Callable[[float], bool]) -> Group:
        return replace(self, forms={form: cost for form, cost in self.forms.items() if wanted(cost)})


class Planner:
    """Makes plans out of one state of the terms, and remembers the group that each word became."""

    def __init__(self, vocabulary: Terms) -> None:
        self._vocabulary = vocabulary
        self._groups: dict[tuple[Word, Spelling], Group] = {}

    def plan(self, words: Sequence[Word], spelling: Spelling) -> tuple[Group, ...]:
        """Return a group for each word that holds a term."""
        return tuple(self._group(word, spelling) for word in words if terms(word.text))

    def _group(self, word: Word, spelling: Spelling) -> Group:
        found = self._groups.get((word, spelling))
        if found is None:
            if len(self._groups) >= _REMEMBERED:
                self._groups.clear()
            found = self._groups[word, spelling] = _group(word, self._vocabulary, spelling)
        return found


def match(groups: Sequence[Group]) -> str:
    """Return the FTS5 expression for paragraphs that hold a form of every group; empty for no groups."""
    return " AND ".join(f"({' OR '.join(map(_phrase, group.forms))})" for group in groups)


def _phrase(form: Form) -> str:
    return " + ".join(f'"{term}"' for term in form)


def _group(word: Word, vocabulary: Terms, spelling: Spelling) -> Group:
    typed = tuple(terms(spaced(word.text) or word.text))
    if word.exact:
        forms = {typed: 0.0}
    elif len(typed) > 1:
        forms = _compound(word, typed, vocabulary)
    else:
        forms = _single(typed[0], word.unfinished, vocabulary, spelling)
    frequencies = {form: min(map(vocabulary.frequency, set(form))) for form in forms}
    return Group(word.text, forms, frequencies, word.unfinished, word.exact)


def _compound(word: Word, typed: Form, vocabulary: Terms) -> dict[Form, float]:
    """Return the forms of a word that the index holds as several terms ("S-300", "O'Brien", "U.S.")."""
    forms: dict[Form, float] = {typed: 0.0}
    if word.unfinished:
        for ending in vocabulary.completions(typed[-1], 12):
            forms.setdefault((*typed[:-1], ending), COMPLETED)
    joined = "".join(typed)
    if len(joined) > 2 and vocabulary.frequency(joined):
        forms.setdefault((joined,), 0.2)
    if typed[-1] == "s" and "'" in word.text and len(typed[0]) > 1:
        forms.setdefault(typed[:-1], 0.05)
    return forms


def _single(term: str, unfinished: bool, vocabulary: Terms, spelling: Spelling) -> dict[Form, float]:
    frequency = vocabulary.frequency(term)
    forms: dict[Form, float] = {(term,): 0.0 if frequency > 2 else 0.3} if frequency else {}
    folded = fold(term)
    for other in ((folded,) if folded != term and vocabulary.frequency(folded) else ()) + vocabulary.accented(folded):
        forms.setdefault((other,), 0.05)
    if unfinished and len(term) > 1:
        for completion in vocabulary.completions(term, 8 if len(term) < 4 else 24):
            forms.setdefault((completion,), COMPLETED)
    forms.update(_corrections(folded, unfinished, vocabulary, forms, spelling))
    if not frequency:
        forms.update(_apart(term, vocabulary, 0 if not forms else _RARE))
    return forms


def _corrections(
    term: str, unfinished: bool, vocabulary: Terms, forms: Mapping[Form, float], spelling: Spelling
) -> dict[Form, float]:
    """Return the other spellings to look for: all where little is found or as asked for, else far commoner ones."""
    known = max((vocabulary.frequency(form[0]) for form in forms), default=0)
    typed = vocabulary.frequency(term)
    wanted = spelling is Spelling.ANY or known < _RARE or (spelling is Spelling.RARE and typed < _KNOWN)
    if not wanted and (known > _KNOWN or typed > _RARE):
        return {}
    least = 0 if wanted else _COMMONER * known
    return {
        (other,): max(CORRECTED, cost)
        for other, cost in vocabulary.similar(term, unfinished)
        if (other,) not in forms and vocabulary.frequency(other) > least
    }


def _apart(term: str, vocabulary: Terms, least: int) -> dict[Form, float]:
    """Return a term as two or more that are known, each in more than ``least`` paragraphs ("s300", "whitehouse")."""
    pieces = tuple(_APART.split(term))
    if len(pieces) > 1:
        return {pieces: 0.1} if all(map(vocabulary.frequency, pieces)) else {}
    splits = [(term[:place], term[place:]) for place in range(3, len(term) - 2)]
    best = max(splits, key=lambda split: min(map(vocabulary.remembered, split)), default=None)
    return {best: 0.6} if best and min(map(vocabulary.remembered, best)) > least else {}
