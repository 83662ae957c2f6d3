"""Names by rule: runs of capitalised words, classified by gazetteers, titles and company.

The whole engine where numpy is missing, and one of the features of the trained model.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from store.language.gazetteers import borne, listed, listed_low, phrases, plain
from store.language.name_engine import KIND_OF_LABEL, VERSIONS, Label, Name
from store.language.tokens import tokenize_sentences
from store.model import Span

LabelledRange = tuple[int, int, Label]
"""Tokens ``[start, end)`` of one sentence and their label."""

_CODE = re.compile(r"[A-Z]*-?\d+[A-Z]?")
_OPENING = frozenset(".!?\"“”:'‘([*•—–-")
_NEVER = "-"
_PLACES = ("places", "countries", "world regions", "regions", "big cities")


class RuleEngine:
    """Finds names without a model."""

    name = "rules"
    version = VERSIONS["rules"]

    def find(self, text: str, sentences: Sequence[Span]) -> list[Name]:
        """Names in ``text`` by rule; see ``names.Engine``."""
        tokens = tokenize_sentences(text, sentences)
        found = label([[token.text for token in sentence] for sentence in tokens])
        return [
            Name(sentence[start].start, sentence[end - 1].end, KIND_OF_LABEL[kind], 0.6, "rule")
            for sentence, ranges in zip(tokens, found, strict=True)
            for start, end, kind in ranges
        ]


def label(sentences: Sequence[Sequence[str]]) -> list[list[LabelledRange]]:
    """Named ranges of each tokenised sentence of one document, in order.

    A name whose own look says nothing takes the label that its other mentions have.
    """
    lower = {token for sentence in sentences for token in sentence if token[:1].islower()}
    guesses = [[_classified(sentence, *run) for run in _runs(sentence, lower)] for sentence in sentences]
    votes = _votes(sentences, guesses)
    return [
        [settled for guess in ranges if (settled := _settled(sentence, guess, votes, lower))]
        for sentence, ranges in zip(sentences, guesses, strict=True)
    ]


def _votes(sentences: Sequence[Sequence[str]], guesses: list[list[LabelledRange]]) -> dict[str, Counter[Label]]:
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for sentence, ranges in zip(sentences, guesses, strict=True):
        for start, end, kind in ranges:
            if kind and kind != _NEVER:
                votes[" ".join(sentence[start:end])][kind] += 1
            if kind == "PER" and end - start > 1:
                votes[sentence[end - 1]]["PER"] += 3
    return votes


def _settled(
    sentence: Sequence[str], guess: LabelledRange, votes: dict[str, Counter[Label]], lower: set[str]
) -> LabelledRange | None:
    start, end, kind = guess
    if kind == _NEVER:
        return None
    name = " ".join(sentence[start:end])
    doubtful = not kind or (end - start == 1 and kind != "NORP" and not _is_place(name.lower()))
    if doubtful and name in votes:
        kind = votes[name].most_common(1)[0][0]
    if not kind and end - start == 1 and name.lower() not in lower:
        kind = "ORG"
    return (start, end, kind) if kind else None


def _runs(sentence: Sequence[str], lower: set[str]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens that look like a name."""
    headline = in_capitals(sentence)
    start = 0
    while start < len(sentence):
        if not _opens(sentence, start, lower, headline):
            start += 1
            continue
        end = _run_end(sentence, start)
        yield start, end
        start = end


def in_capitals(sentence: Sequence[str]) -> bool:
    """Whether a sentence is a headline: more than three quarters of its words begin with a capital."""
    words = [token for token in sentence if token[0].isalpha()]
    return len(words) > 3 and len([token for token in words if token[0].isupper()]) > 0.75 * len(words)


def _opens(sentence: Sequence[str], at: int, lower: set[str], headline: bool) -> bool:
    token = sentence[at]
    low = token.lower()
    if not token[:1].isupper() or token == "I" or (low in listed("openers") and not _acronym(token)):
        return False
    if not headline and at > 0 and sentence[at - 1] not in _OPENING:
        return True
    if _is_place(low) or low in _peoples() or low in listed("ranks") or "f" in borne(low):
        return True
    common = low in lower or plain(low)
    followed = at + 1 < len(sentence) and sentence[at + 1][:1].isupper()
    return not common or (followed and not headline)


def _run_end(sentence: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(sentence):
        step = _continues(sentence, end)
        if not step:
            break
        end += step
    return end


def _continues(sentence: Sequence[str], at: int) -> int:
    """How many more tokens belong to the run that reached ``at``."""
    token = sentence[at]
    following = sentence[at + 1] if at + 1 < len(sentence) else ""
    if token[:1].isupper() and token != "I":
        return 1
    if token == "-" and following[:1].isalnum() and (following[:1].isupper() or following[:1].isdigit()):
        return 2
    if token.lower() in _joining() and following[:1].isupper():
        return 2
    if token == "of" and following == "the" and at + 2 < len(sentence) and sentence[at + 2][:1].isupper():
        return 3
    return 0


def _classified(sentence: Sequence[str], start: int, end: int) -> LabelledRange:
    """A run without the titles and demonyms in front of it, and its label ("" when its look says nothing)."""
    low = [token.lower() for token in sentence[start:end]]
    whole = _known(" ".join(sentence[start:end]), low)
    if whole:
        return start, end, whole
    first, titled = _without_front(sentence, start, end)
    core = low[first - start :]
    return first, end, _known(" ".join(sentence[first:end]), core) or _guess(sentence, first, end, core, titled)


def _known(name: str, low: list[str]) -> Label:
    """The label of a name that a list has."""
    listed_as = phrases("organisations", "weapons", "places").get(name)
    if listed_as:
        return {"organisations": "ORG", "weapons": "WEAPON", "places": "LOC"}[listed_as]
    if " ".join(low) in _peoples():
        return "NORP"
    if all(token.rstrip(".") in _calendar() or token.isdigit() for token in low):
        return _NEVER
    return "LOC" if _is_place(" ".join(low)) else ""


def _without_front(sentence: Sequence[str], start: int, end: int) -> tuple[int, bool]:
    """Where the name itself starts, and whether a title stands before it."""
    titled = start > 0 and sentence[start - 1].lower().rstrip(".") in listed("ranks")
    first = start
    while first < end - 1:
        low = sentence[first].lower().rstrip(".")
        if low not in listed("titles") and low not in _peoples():
            break
        titled |= low in listed("ranks")
        first += 1
    return first, titled


def _guess(sentence: Sequence[str], start: int, end: int, core: list[str], titled: bool) -> Label:
    length = end - start
    if core[-1] in listed("organisation words") or core[0] in listed("organisation starts"):
        return "ORG"
    if core[-1] in listed("place words") or core[0] in listed("place starts"):
        return "LOC"
    if core[-1] in listed("event words"):
        return "EVENT"
    if titled and length <= 4:
        return "PER"
    if length >= 2 and "f" in borne(core[0]):
        return "PER"
    if length == 1:
        return _guess_one(sentence, start)
    if _CODE.fullmatch(sentence[end - 1]):
        return "WEAPON" if _weapon_near(sentence, end) else "PROD"
    if any(token in listed("organisation words") for token in core):
        return "ORG"
    connected = any(token in listed("connectors") for token in core)
    return "PER" if length <= 3 and not connected else "ORG"


def _guess_one(sentence: Sequence[str], at: int) -> Label:
    if _acronym(sentence[at]):
        return "ORG"
    preposed = at > 0 and sentence[at - 1] in ("in", "at", "near", "from")
    return "LOC" if preposed else ""


def _weapon_near(sentence: Sequence[str], at: int) -> bool:
    return any(token.lower() in listed("weapon words") for token in sentence[max(0, at - 10) : at + 6])


def _acronym(token: str) -> bool:
    return token.isupper() and len(token) > 1


def _is_place(low: str) -> bool:
    return any(low in listed_low(name) for name in _PLACES)


@cache
def _joining() -> frozenset[str]:
    return listed("connectors") - {"and", "for", "-", "the"}


@cache
def _calendar() -> frozenset[str]:
    return listed("months") | listed("days")


@cache
def _peoples() -> frozenset[str]:
    return listed("demonyms") | listed("peoples")
