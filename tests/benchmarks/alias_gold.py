"""Gold names across articles, from the sets in ``../shared/data/coreference``.

A mention counts as a name when it is written as one: capitals, and more than a title or a role.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.language.aliases.places import canonical, demonym_of
from store.language.aliases.words import DETERMINERS, LINKING, TITLE_MODIFIERS, TITLES
from store.model import Kind

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "coreference"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention: the article, its surface, its kind, and what it names."""

    article: str
    surface: str
    kind: Kind
    chain: str


def rows(name: str) -> Iterator[Row]:
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def newswcl() -> Iterator[list[Gold]]:
    """The persons of each event, as five outlets call them."""
    events: dict[str, list[Gold]] = defaultdict(list)
    for row in rows("newswcl50_dev"):
        for chain, _, tokens, *_ in row["mentions"]:
            surface = joined(tokens)
            if chain.endswith("_ACTOR") and is_name(surface):
                events[row["event"]].append(Gold(row["doc"], surface, "person", chain))
    yield from events.values()


ECB_KINDS: Mapping[str, Kind] = {
    "HUMAN_PART_PER": "person",
    "HUMAN_PART_ORG": "organisation",
    "HUMAN_PART_GPE": "place",
    "LOC_GEO": "place",
    "LOC_FAC": "place",
    "HUMAN_PART_FAC": "organisation",
}


_PREPOSITION = re.compile(r"^\W*(?:in|at|on|to|from|of|near|outside|for|off)\s+", re.I)


def ecbplus() -> Iterator[list[Gold]]:
    """Chains that cross articles, by topic; headlines capitalise everything, so common words are no names."""
    articles = list(rows("ecbplus_dev"))
    common = _common_words(articles)
    topics: dict[str, list[Gold]] = defaultdict(list)
    for row in articles:
        for kind, chain, places, _ in row["mentions"]:
            surface = _PREPOSITION.sub("", joined([row["sents"][sentence][token] for sentence, token in places]))
            crosses = not chain.startswith(("SINGLE", "INTRA"))
            if kind in ECB_KINDS and crosses and is_name(surface) and not _is_common(surface, common):
                topics[row["topic"]].append(Gold(row["doc"], surface, ECB_KINDS[kind], chain))
    yield from topics.values()


def _common_words(articles: Iterable[Row]) -> frozenset[str]:
    counts = Counter(token for row in articles for sentence in row["sents"] for token in sentence)
    return frozenset(word for word in counts if word.islower() and counts[word] >= counts[word.capitalize()])


def _is_common(surface: str, common: frozenset[str]) -> bool:
    words = re.findall(r"[A-Za-z]+", surface.lower())
    return all(word in common or len(word) == 1 or word in ("d", "m", "s") for word in words)


DWIE_KINDS: tuple[tuple[str, Kind], ...] = (
    ("type::person", "person"),
    ("type::organization", "organisation"),
    ("type::location", "place"),
    ("type::event", "event"),
    ("type::misc", "other"),
)


def dwie() -> Iterator[list[Gold]]:
    """The persons, organisations, places, events and works of each article."""
    for row in rows("dwie_dev"):
        concepts = {}
        for concept in row["concepts"]:
            kind = next((kind for tag, kind in DWIE_KINDS if tag in concept["tags"]), None)
            if kind and "type::entity" in concept["tags"]:
                concepts[concept["c"]] = (kind, concept["link"] or f"{row['id']} {concept['c']}")
        found = [
            Gold(row["id"], surface, *concepts[number])
            for _, _, surface, number in row["mentions"]
            if number in concepts and is_name(surface)
        ]
        if found:
            yield found


def dwie_pairs() -> Iterator[list[Gold]]:
    """Every article with the later one that shares most of its entities, when these are five or more."""
    articles = list(dwie())
    links = [{gold.chain for gold in article} for article in articles]
    for one, article in enumerate(articles):
        best = max(range(one + 1, len(articles)), key=lambda other: len(links[one] & links[other]), default=one)
        if best != one and len(links[one] & links[best]) >= 5:
            yield article + articles[best]


def joined(tokens: Sequence[str]) -> str:
    text = " ".join(token for token in tokens if token.strip())
    text = re.sub(r"\s+(['’]s\b|[,.;:)])", r"\1", text)
    return re.sub(r"\s*-\s*", "-", text)


def is_name(surface: str) -> bool:
    """Capitals at both ends, nothing but linking words in lower case, and more than titles and roles."""
    words = [word.strip("\"'“”‘’.,()") for word in surface.split()]
    words = [word for word in words if word and word not in ("'s", "’s")]
    while words and words[0].lower() in DETERMINERS:
        words = words[1:]
    if not words or not words[-1][:1].isupper():
        return False
    if any(not (word[0].isupper() or word[0].isdigit() or word.lower() in LINKING) for word in words):
        return False
    while len(words) > 1 and any(demonym_of(" ".join(words[:n])) or canonical(" ".join(words[:n])) for n in (1, 2)):
        words = words[1:]
    known = TITLES | TITLE_MODIFIERS | {"of", "leader", "cia", "us"}
    return not all(
        word.lower().replace(".", "") in known or (len(words) > 1 and (demonym_of(word) or canonical(word)))
        for word in words
    ) or (len(words) == 1 and bool(canonical(words[0])))
