"""How well names are joined across articles, on gold mentions: ``python -m tests.benchmarks.aliases``.

Two scores for each set, both over pairs of names and per story: *strings*, all distinct surfaces of a story joined
at once; *articles*, each article grouped by itself and then joined by ``compare.shared`` (pairs of surface and
article). A name counts when it is written as one: capitals, and more than a title or a role.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from store.compare.shared import shared
from store.language.aliases import group
from store.language.aliases.places import canonical, demonym_of
from store.language.aliases.words import DETERMINERS, LINKING, TITLE_MODIFIERS, TITLES
from store.model import Entity, Kind, Mention, Reading

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "coreference"


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention: the article, its surface, its kind, and what it names."""

    article: str
    surface: str
    kind: Kind
    chain: str


@dataclass(slots=True)
class Score:
    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, items: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
        """Count the pairs of ``(gold chain, system cluster)``; the wrong ones are returned."""
        wrong = []
        for (one, ours), (two, theirs) in combinations(items, 2):
            same, joined = one == two, ours == theirs
            self.right += same and joined
            self.found += joined
            self.gold += same
        return wrong

    def row(self, name: str) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"| {name} | {f1:.3f} | {precision:.3f} | {recall:.3f} | {self.gold:,} |"


def main() -> None:
    if not DATA.exists():
        sys.exit(f"aliases: no data at {DATA}")
    print("| set | F1 | precision | recall | pairs |\n|---|---|---|---|---|")
    for name, stories in (
        ("newswcl50, persons", newswcl(persons=True)),
        ("ecb+", ecbplus()),
        ("dwie, one article", dwie()),
        ("dwie, two articles", dwie_pairs()),
    ):
        stories = list(stories)
        print(strings_score(stories).row(f"{name}: strings"))
        print(articles_score(stories).row(f"{name}: articles"))


def strings_score(stories: Iterable[Sequence[Gold]]) -> Score:
    score = Score()
    for story in stories:
        chains: dict[str, Counter[str]] = defaultdict(Counter)
        kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
        for gold in story:
            chains[gold.surface][gold.chain] += 1
            kinds[gold.surface][gold.kind] += 1
        surfaces = list(chains)
        mentions = [(s, kinds[s].most_common(1)[0][0], n) for n, s in enumerate(surfaces)]
        cluster = {surfaces[i]: str(n) for n, found in enumerate(group(mentions).groups) for i in found.members}
        items = [(chains[s].most_common(1)[0][0], cluster[s]) for s in surfaces]
        score.add(items)
        if "-v" in sys.argv:
            _show(surfaces, items)
    return score


def articles_score(stories: Iterable[Sequence[Gold]]) -> Score:
    score = Score()
    for story in stories:
        articles: dict[str, list[Gold]] = defaultdict(list)
        for gold in story:
            articles[gold.article].append(gold)
        readings = [_reading(number, golds) for number, golds in enumerate(articles.values(), 1)]
        cluster = {
            (article, readings[article - 1].text[span.start : span.end]): str(number)
            for number, entity in enumerate(shared(readings))
            for article, spans in entity.mentions.items()
            for span in spans
        }
        items = []
        for number, golds in enumerate(articles.values(), 1):
            chains: dict[str, Counter[str]] = defaultdict(Counter)
            for gold in golds:
                chains[gold.surface][gold.chain] += 1
            items += [(found.most_common(1)[0][0], cluster[number, s]) for s, found in chains.items()]
        score.add(items)
    return score


def _reading(article: int, golds: Sequence[Gold]) -> Reading:
    text, mentions = "", []
    for gold in golds:
        mentions.append((gold.surface, gold.kind, len(text)))
        text += f"{gold.surface}\n\n"
    groups = group(mentions).groups
    number = {index: n for n, found in enumerate(groups, 1) for index in found.members}
    return Reading(
        text,
        entities=tuple(Entity(n, found.name, found.kind, found.aliases) for n, found in enumerate(groups, 1)),
        mentions=tuple(
            Mention(start, start + len(surface), kind, number[index])
            for index, (surface, kind, start) in enumerate(mentions)
        ),
        article=article,
    )


def _show(surfaces: Sequence[str], items: Sequence[tuple[str, str]]) -> None:
    for one, two in combinations(range(len(surfaces)), 2):
        same, joined = items[one][0] == items[two][0], items[one][1] == items[two][1]
        if same != joined:
            print(
                "  MISS " if same else "  WRONG", repr(surfaces[one]), repr(surfaces[two]), items[one][0], items[two][0]
            )


def rows(name: str) -> Iterator[Mapping[str, object]]:
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def newswcl(*, persons: bool) -> Iterator[list[Gold]]:
    events: dict[str, list[Gold]] = defaultdict(list)
    for row in rows("newswcl50_dev"):
        for chain, _, tokens, *_ in row["mentions"]:
            surface = joined(tokens)
            if chain.endswith("_ACTOR") == persons and is_name(surface):
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


def _common_words(articles: Iterable[Mapping[str, object]]) -> frozenset[str]:
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


if __name__ == "__main__":
    main()
