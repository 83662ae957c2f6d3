"""What the trained model looks at: strings that describe a token, its neighbours and its article.

Three kinds. ``own`` and ``neighbour`` depend on one word alone, so their scores can be kept from one article to the
next. ``running`` depends on where the token stands: pairs of words, gazetteer phrases, the rule engine's labels, and
how the rest of the article uses the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from store.language import rules
from store.language.evidence import Evidence, collect
from store.language.gazetteers import borne, listed, phrase, word

EDGE = ""
"""Stands for the token before the first and after the last of a sentence."""

NEIGHBOURS = (-2, -1, 1, 2)

Known = Callable[[str], bool]
"""Whether a phrase, its lower-case tokens joined by spaces, is looked up."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CODE = re.compile(r"[A-Z][A-Za-z]*\d+[A-Za-z]*")
_CLASSES = {
    "norp": "demonyms",
    "rel": "peoples",
    "mon": "months",
    "day": "days",
    "orgh": "organisation words",
    "orgs": "organisation starts",
    "loch": "place words",
    "title": "titles",
    "rank": "ranks",
    "ev": "event words",
    "wpn": "weapon words",
    "lang": "languages",
    "cur": "currencies",
}


def everything(_: str) -> bool:
    """Every phrase is looked up."""
    return True


@lru_cache(maxsize=100_000)
def own(token: str) -> tuple[str, ...]:
    """Features of a token from its own letters and the word lists."""
    low = token.lower()
    affixes = (f"{side}{size}={part}" for size in range(1, 5) if len(low) > size for side, part in _affixes(low, size))
    return ("b", f"w={low}", f"s={shape(token)}", *affixes, *_looks(token), *_classes(low), *_word_facts(low))


@lru_cache(maxsize=400_000)
def neighbour(token: str, offset: int) -> tuple[str, ...]:
    """Features that a token gives to the one ``-offset`` places after it. ``EDGE`` stands for no token."""
    if token == EDGE:
        return (f"{offset}E",)
    low = token.lower()
    found = [f"w={low}", *_classes(low)]
    if token[:1].isupper():
        found.append("cap")
    if abs(offset) == 1:
        found += [f"s={shape(token)}", f"x3={low[-3:]}", *_word_facts(low)]
    return tuple(f"{offset}{feature}" for feature in found)


def running(sentences: Sequence[Sequence[str]], known: Known = everything) -> list[list[list[str]]]:
    """For each token of each sentence of one document, the features that depend on where it stands.

    Training hides some of the phrase lists' entries with ``known``, for these know less of a text that is new.
    """
    evidence = collect(sentences)
    labels = rules.label(sentences)
    return [_running(sentence, found, evidence, known) for sentence, found in zip(sentences, labels, strict=True)]


def features(sentences: Sequence[Sequence[str]], known: Known = everything) -> list[list[list[str]]]:
    """All features of each token of each sentence of one document, as the model is trained on them."""
    return [
        [
            [*own(token), *_neighbours(sentence, at), *placed]
            for at, (token, placed) in enumerate(zip(sentence, positions, strict=True))
        ]
        for sentence, positions in zip(sentences, running(sentences, known), strict=True)
    ]


@lru_cache(maxsize=100_000)
def shape(token: str) -> str:
    """The pattern of a token: "Pantsir" is ``Xxx``, "S1" ``Xd``; runs are cut after two."""
    pattern = ""
    for character in token:
        kind = "X" if character.isupper() else "x" if character.islower() else "d" if character.isdigit() else character
        if not pattern.endswith(kind * 2):
            pattern += kind
    return pattern


def _neighbours(sentence: Sequence[str], at: int) -> list[str]:
    found: list[str] = []
    for offset in NEIGHBOURS:
        inside = 0 <= at + offset < len(sentence)
        found += neighbour(sentence[at + offset] if inside else EDGE, offset)
    return found


def _affixes(low: str, size: int) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("p", low[:size]), ("x", low[-size:])


def _looks(token: str) -> list[str]:
    looks = {
        "cap": token[:1].isupper(),
        "allcap": token.isupper() and len(token) > 1,
        "dig": any(character.isdigit() for character in token),
        "dot": "." in token and len(token) > 1,
        "year": bool(_YEAR.fullmatch(token)),
        "code": bool(_CODE.fullmatch(token)),
    }
    return [look for look, present in looks.items() if present]


@lru_cache(maxsize=100_000)
def _classes(low: str) -> tuple[str, ...]:
    plain = low.rstrip(".") or low
    return tuple(feature for feature, name in _CLASSES.items() if plain in listed(name))


@lru_cache(maxsize=100_000)
def _word_facts(low: str) -> tuple[str, ...]:
    """The word table: Brown cluster at four depths, capital odds, frequency; and whether people are called so."""
    facts = word(low)
    found = [f"{way}n" for way in borne(low)]
    if facts is None:
        return ("oov", *found)
    found += [f"cb={facts.case}", f"fb={facts.frequency}"]
    if facts.cluster:
        c = facts.cluster
        found += [f"c4={c & 15}", f"c6={c & 63}", f"c10={c & 1023}", f"cF={c}"]
    return tuple(found)


@lru_cache(maxsize=100_000)
def _sort(token: str) -> str:
    """A rough class of word for pairs: its capital and the first six bits of its cluster."""
    facts = word(token.lower())
    capital = "A" if token.isupper() and len(token) > 1 else "C" if token[:1].isupper() else "l"
    return f"{capital}{facts.cluster & 63 if facts else '?'}"


def _running(
    sentence: Sequence[str], ranges: Sequence[rules.LabelledRange], evidence: Evidence, known: Known
) -> list[list[str]]:
    low = [token.lower() for token in sentence]
    sorts = [_sort(token) for token in sentence]
    shapes = [shape(token) for token in sentence]
    by_rule = _tags(len(sentence), ranges)
    listed_at = _listed_at(sentence, low, known)
    headline = ["head"] if rules.in_capitals(sentence) else []
    last = len(sentence) - 1
    found = []
    for at, token in enumerate(sentence):
        placed = [*headline, *listed_at[at], f"R={by_rule[at]}"]
        if at > 0:
            placed += [f"bi={low[at - 1]}|{low[at]}", f"ss={shapes[at - 1]}|{shapes[at]}", f"-1R={by_rule[at - 1]}"]
            placed.append(f"-cc={sorts[at - 1]}|{sorts[at]}")
            placed += [f"-1{feature}" for feature in listed_at[at - 1]]
        if at < last:
            placed += [f"ai={low[at]}|{low[at + 1]}", f"1R={by_rule[at + 1]}", f"RR={by_rule[at]}|{by_rule[at + 1]}"]
            placed.append(f"+cc={sorts[at]}|{sorts[at + 1]}")
            placed += [f"1{feature}" for feature in listed_at[at + 1]]
        if 0 < at < last:
            placed += [f"c={low[at - 1]}|{low[at + 1]}", f"sc={sorts[at - 1]}|{shapes[at]}|{sorts[at + 1]}"]
        if token[:1].isalpha():
            placed += evidence.of(token)
            if token[:1].isupper():
                placed += _company(sentence, at, evidence)
        found.append(placed)
    return found


def _company(sentence: Sequence[str], at: int, evidence: Evidence) -> list[str]:
    """What the article says of the capitalised words on both sides."""
    found: list[str] = []
    for side, other in (("P", at - 1), ("N", at + 1)):
        if 0 <= other < len(sentence) and sentence[other][:1].isupper():
            found += [side + feature for feature in evidence.of(sentence[other])]
    return found


def _tags(length: int, ranges: Sequence[rules.LabelledRange]) -> list[str]:
    tags = ["O"] * length
    for start, end, kind in ranges:
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tags


def _listed_at(sentence: Sequence[str], low: Sequence[str], known: Known) -> list[list[str]]:
    """For each token the lists that a phrase through it stands in: the longest from each start and list."""
    found: list[list[str]] = [[] for _ in sentence]
    for start, token in enumerate(sentence):
        if token[:1].isupper() or token[:1].isdigit() or low[start] in ("al", "the"):
            for code, end in _phrases_from(low, start, known).items():
                for at in range(start, end):
                    found[at].append(f"g{code}{'B' if at == start else 'I'}{min(end - start, 3)}")
    return found


def _phrases_from(low: Sequence[str], start: int, known: Known) -> dict[str, int]:
    """The lists that have a phrase from ``start``, each with the end of the longest."""
    ends: dict[str, int] = {}
    tokens = low[start]
    for end in range(start + 1, len(low) + 1):
        codes, longer = phrase(tokens)
        if codes and known(tokens):
            ends.update(dict.fromkeys(codes, end))
        if not longer or end == len(low):
            break
        tokens += f" {low[end]}"
    return ends
