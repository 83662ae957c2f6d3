"""How an article itself uses a word: in lower case, capitalised inside a sentence, and in which company."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.language.gazetteers import listed

_OPENING = frozenset({".", '"', "“", "''", "``", ":", "?", "!", "‘", "(", "—"})
_BEFORE = frozenset({"in", "at", "from", "near", "to", "of", "the", "by", "with", "and"})
_AFTER = frozenset({"said", "says", "told", "added", "noted", "'s", "’s", "government", "officials"})
_COMPANIONS = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts over one article, by lower-case word. Headlines count for nothing: there every word has a capital."""

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    before: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    after: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _kept: dict[tuple[str, bool], tuple[str, ...]] = field(default_factory=dict)

    def of(self, token: str) -> tuple[str, ...]:
        """Features of ``token``; those of a capitalised one also tell its company elsewhere in the article."""
        low, capital = token.lower(), token[:1].isupper()
        if (low, capital) not in self._kept:
            self._kept[low, capital] = tuple(self._features(low, capital))
        return self._kept[low, capital]

    def _features(self, low: str, capital: bool) -> list[str]:
        found = ["D.low"] if self.lower[low] else []
        if capital and self.capital[low]:
            found.append("D.mid")
            found += [feature for word, _ in self.before[low].most_common(_COMPANIONS) if (feature := _preceding(word))]
            found += [feature for word, _ in self.after[low].most_common(_COMPANIONS) if (feature := _following(word))]
        return found


def collect(sentences: Sequence[Sequence[str]]) -> Evidence:
    """Read one tokenised article."""
    evidence = Evidence()
    for sentence in sentences:
        headline = _mostly_capitals(sentence)
        for at, token in enumerate(sentence):
            if token[:1].islower():
                evidence.lower[token.lower()] += 1
            elif token[:1].isalpha() and at > 0 and not headline and sentence[at - 1] not in _OPENING:
                _count(evidence, sentence, at)
    return evidence


def _count(evidence: Evidence, sentence: Sequence[str], at: int) -> None:
    low = sentence[at].lower()
    evidence.capital[low] += 1
    evidence.before[low][sentence[at - 1]] += 1
    if at + 1 < len(sentence):
        evidence.after[low][sentence[at + 1]] += 1


def _mostly_capitals(sentence: Sequence[str]) -> bool:
    words = [token for token in sentence if token[0].isalpha()]
    return len([token for token in words if token[0].isupper()]) > 0.6 * len(words)


def _preceding(token: str) -> str:
    low = token.lower()
    if low.rstrip(".") in listed("titles"):
        return "D.ptitle"
    if token[:1].isupper():
        return "D.pcap"
    return f"D.p={low}" if low in _BEFORE else ""


def _following(token: str) -> str:
    low = token.lower()
    if token[:1].isupper():
        return "D.norg" if low in listed("organisation words") else "D.ncap"
    return f"D.n={low}" if low in _AFTER else ""
