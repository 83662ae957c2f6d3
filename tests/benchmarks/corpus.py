"""A news-like corpus of any size, made of nothing but this file: words, names, stories and articles.

The words are built from syllables, and their frequencies follow two Zipf laws (a common stock, then a steep tail), so
the vocabulary keeps growing with the corpus as news does: 200,000 terms in 10,000 articles, 500,000 in 100,000.
Articles belong to stories; a story has its own names and words. Outlets spell some names differently. Article ``n`` is
the same whatever the size of the corpus. Nothing is taken from any text.

``python -m tests.benchmarks.corpus FILE COUNT`` builds a library of COUNT articles.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, repeat
from pathlib import Path

import numpy as np
from sqlite_utils import Database

from store import originals
from store.model import Block
from store.schema import APPLICATION_ID, migrate
from store.search import index

WORDS = 1_200_000
"""Words of the tail that exist; a corpus meets them as it grows."""
SURNAMES = 400_000
STOCK = 12_000
"""Where the common stock ends and the steep tail begins."""
BATCH = 250
PARAGRAPHS = 21
PARAGRAPH_WORDS = 42

_FREQUENT = (
    "the of to and in a that is was for on it with as be by at from his he has are this have not but had said will an"
    " its their were who they been which or more would after one about also there than when up out into new last over"
    " could all people two other first year we you can government state if her no what some before against officials"
    " while during between told under since three most because only she years time where military country security war"
    " president minister group forces foreign world report reported according week day month made many them being used"
    " such any our may now i so those these how him my us do did does each both through until still well even just like"
    " four five six seven eight nine ten"
)
_COMMONER = 1.7
"""How much more often than by Zipf's law those words stand: they make 45 of 100 words, as they do in news."""
_ONSETS = "s m r t c l p d b n f h g v k w j z st pr br sh tr ch gr th cl pl cr fl bl fr dr sp sl gl sk sc qu sw str kh"
_VOWELS = "a a a a e e e e e i i i i o o o o u u u ai ea ou ee"
_CODAS = "      n r l t s m d nt st ng p rt nd k ck g b ll ss rd rm f th sh rn rk x"
_SUFFIXES = (
    "",
    "",
    "",
    "",
    "",
    "s",
    "s",
    "ed",
    "ing",
    "er",
    "ers",
    "ly",
    "al",
    "tion",
    "ment",
    "ness",
    "able",
    "ism",
    "ist",
)
_NAME_ENDINGS = (
    "",
    "",
    "",
    "ov",
    "ev",
    "in",
    "sky",
    "enko",
    "son",
    "man",
    "ani",
    "adi",
    "ullah",
    "zadeh",
    "ez",
    "ozhin",
)
_PLACE_ENDINGS = ("", "ia", "stan", "ton", "burg", "grad", "abad", "land", "ville", "sk", "iv")
_BODIES = ("Group", "Ministry", "Agency", "Party", "Council", "Brigade", "Institute", "Holdings", "Front", "Journal")
_SPELLINGS = (("zh", "z"), ("kh", "h"), ("ou", "u"), ("ll", "l"), ("ei", "ie"), ("ck", "k"), ("y", "i"), ("ov", "off"))
_DESIGNATIONS = ("S-{}", "F-{}", "Mi-{}", "T-{}", "Su-{}", "Kh-{}")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of the corpus: its full name, what short mentions say, and another spelling if an outlet uses one."""

    full: str
    short: str
    kind: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    names: tuple[int, ...]
    words: np.ndarray


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    outlet: str
    title: str
    byline: str
    published: str
    paragraphs: tuple[str, ...]
    names: tuple[int, ...]


class Corpus:
    """Makes articles. Construction takes some seconds: it builds the lexicon."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed
        rng = np.random.default_rng(seed)
        self.words = np.array([*_FREQUENT.split(), *_lexicon(rng, WORDS)], dtype=object)
        self.surnames = _proper(rng, SURNAMES, _NAME_ENDINGS)
        self.places = _proper(rng, 20_000, _PLACE_ENDINGS)
        self.given = _proper(rng, 3_000, ("", "a", "o", "im", "ine"))
        self.outlets = [f"The {place} {paper}" for place, paper in zip(self.places[:120], _PAPERS * 12, strict=True)]

    @cached_property
    def cumulative(self) -> np.ndarray:
        """Cumulative probabilities of the words, most frequent first."""
        rank = np.arange(1, len(self.words) + 1, dtype=np.float64)
        weight = np.where(rank <= STOCK, 1 / (rank + 2.7), STOCK / rank**2)
        weight[: len(_FREQUENT.split())] *= _COMMONER
        total: np.ndarray = np.cumsum(weight)
        return total / total[-1]

    @lru_cache(maxsize=200_000)  # noqa: B019
    def name(self, number: int) -> Name:
        """Return entity ``number``; small numbers are the famous ones."""
        dice = random.Random(f"{self.seed} name {number}")
        kind = dice.choices(("person", "place", "organisation", "product"), (55, 20, 22, 3))[0]
        if kind == "person":
            surname = self.surnames[number % SURNAMES]
            return Name(f"{dice.choice(self.given)} {surname}", surname, kind, _respelt(surname, dice))
        if kind == "place":
            place = self.places[number % len(self.places)]
            return Name(place, place, kind, _respelt(place, dice))
        if kind == "product":
            made = dice.choice(_DESIGNATIONS).format(dice.randrange(2, 900))
            return Name(made, made, kind)
        head = self.surnames[number % SURNAMES] if dice.random() < 0.6 else dice.choice(self.places)
        return Name(f"{head} {dice.choice(_BODIES)}", head, kind)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def story(self, number: int) -> Story:
        """Return story ``number``: a dozen names, famous and new ones, and sixty words of its own."""
        rng = np.random.default_rng([self.seed, 1, number])
        known = np.minimum((60 + 2.5 * number) * rng.random(9) ** 2.2, 3_000_000).astype(int)
        fresh = (60 + 2.5 * number + np.arange(3)).astype(int)
        words = (len(_FREQUENT.split()) + 25_000 * rng.random(60) ** 1.5).astype(int)
        return Story(tuple(int(name) for name in (*known, *fresh)), words)

    def articles(self, first: int, last: int) -> Iterator[Article]:
        """Yield the articles numbered ``first`` to ``last`` (exclusive); ``first`` is a multiple of ``BATCH``."""
        for start in range(first, last, BATCH):
            yield from self._batch(start, min(last, start + BATCH))

    def _batch(self, first: int, last: int) -> Iterator[Article]:
        rng = np.random.default_rng([self.seed, 2, first])
        dice = random.Random(f"{self.seed} batch {first}")
        drawn = np.searchsorted(self.cumulative, rng.random((BATCH, PARAGRAPHS, PARAGRAPH_WORDS + 28)))
        topical = rng.random(drawn.shape) < 0.09
        own = rng.integers(0, 60, drawn.shape)
        for number in range(first, last):
            yield self._article(number, drawn[number - first], topical[number - first], own[number - first], dice)

    def _article(
        self, number: int, drawn: np.ndarray, topical: np.ndarray, own: np.ndarray, dice: random.Random
    ) -> Article:
        story = self.story(min(int(dice.random() ** 0.5 * (number // 6 + 1)), number // 6))
        indexes = np.where(topical, story.words[own], drawn)
        names = [self.name(name) for name in story.names]
        outlet = int(len(self.outlets) * dice.random() ** 2)
        spellings = [name.other if name.other and (outlet + place) % 5 == 0 else "" for place, name in enumerate(names)]
        title = _title(self.words[indexes[0, :6]], names, dice)
        paragraphs = [title]
        for row in indexes[1:]:
            length = dice.randrange(16, PARAGRAPH_WORDS + 28)
            paragraphs.append(_paragraph(list(self.words[row[:length]]), names, spellings, dice))
        byline = f"{dice.choice(self.given)} {self.surnames[dice.randrange(2_000)]}"
        published = f"{2012 + number % 12}-{number % 11 + 1:02}-{number % 27 + 1:02}"
        return Article(number, self.outlets[outlet], title, byline, published, tuple(paragraphs), story.names)


_PAPERS = ["Times", "Post", "Herald", "Observer", "Independent", "Tribune", "Courier", "Gazette", "Monitor", "News"]


def _lexicon(rng: np.random.Generator, count: int) -> list[str]:
    """Return ``count`` distinct words, short ones first; families share a stem ("bran", "brans", "branment")."""
    found: dict[str, None] = {}
    while len(found) < count:
        reach = len(found)
        two, three = min(0.98, reach / 25_000), reach / 400_000
        draws = 500 if reach < 10_000 else 20_000
        stems = _stems(rng, 1 + (rng.random(draws) < two) + (rng.random(draws) < three))
        suffixes = rng.integers(0, len(_SUFFIXES), (len(stems), 2))
        for stem, row in zip(stems, suffixes, strict=True):
            for suffix in {0, *row.tolist()}:
                word = stem + _SUFFIXES[suffix]
                if len(word) > 2:
                    found[word] = None
    return list(found)[:count]


def _stems(rng: np.random.Generator, syllables: np.ndarray) -> list[str]:
    """Return one stem for each entry, of that many syllables."""
    onsets, vowels, codas = (np.array(part.split(" ")) for part in (_ONSETS, _VOWELS, _CODAS))
    parts = np.char.add(
        np.char.add(
            onsets[(len(onsets) * rng.random((len(syllables), 4)) ** 2).astype(int)],
            vowels[rng.integers(0, len(vowels), (len(syllables), 4))],
        ),
        codas[(len(codas) * rng.random((len(syllables), 4)) ** 1.3).astype(int)],
    )
    return ["".join(row[:length]) for row, length in zip(parts.tolist(), syllables.tolist(), strict=True)]


def _proper(rng: np.random.Generator, count: int, endings: tuple[str, ...]) -> list[str]:
    """Return ``count`` distinct capitalised names."""
    found: dict[str, None] = {}
    while len(found) < count:
        stems = _stems(rng, 1 + (rng.random(20_000) < 0.25 + min(0.7, len(found) / 20_000)))
        for stem, ending in zip(stems, rng.integers(0, len(endings), len(stems)).tolist(), strict=True):
            name = (stem + endings[ending]).capitalize()
            if len(name) > 3:
                found[name] = None
    return list(found)[:count]


def _respelt(name: str, dice: random.Random) -> str:
    """Return another outlet's spelling of a name, empty when it has only one."""
    fitting = [(old, new) for old, new in _SPELLINGS if old in name[1:]]
    if not fitting:
        return ""
    old, new = dice.choice(fitting)
    return name[0] + name[1:].replace(old, new, 1)


def _title(words: np.ndarray, names: list[Name], dice: random.Random) -> str:
    first, second = dice.sample(names, 2)
    return f"{first.short} {' '.join(words[:3])} {second.short} {' '.join(words[3:])}"


def _paragraph(words: list[str], names: list[Name], spellings: list[str], dice: random.Random) -> str:
    """Return a paragraph of sentences: a name for one word in about fourteen, commas, quotes and full stops."""
    for place in range(dice.randrange(14), len(words), 14):
        which = int(len(names) * dice.random() ** 1.5)
        name = names[which]
        words[place] = name.full if dice.random() < 0.3 else spellings[which] or name.short
    start = 0
    while start < len(words):
        end = min(len(words), start + dice.randrange(9, 32))
        words[start] = words[start][:1].upper() + words[start][1:]
        words[(start + end) // 2] += ","
        words[end - 1] += "."
        start = end
    text = " ".join(words)
    return f"“{text}”" if dice.random() < 0.15 else text


def build(path: Path, count: int) -> dict[str, float]:
    """Make a library of ``count`` articles at ``path`` and return the seconds spent making text, storing and indexing.

    Everything the store keeps for an article is written, its compressed original too; names are read by no engine here:
    the corpus knows its entities and writes them down.
    """
    spent = dict.fromkeys(("making", "storing", "indexing"), 0.0)
    corpus = Corpus()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA wal_autocheckpoint=16000")
    connection.execute("BEGIN IMMEDIATE")
    migrate(Database(connection))
    connection.executemany("INSERT INTO outlets(id, name) VALUES (?, ?)", enumerate(corpus.outlets, start=1))
    connection.execute("COMMIT")
    known = 0
    for first in range(0, count, 4 * BATCH):
        started = time.process_time()
        articles = list(corpus.articles(first, min(count, first + 4 * BATCH)))
        made = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        known = _store(connection, corpus, articles, known)
        stored = time.process_time()
        index.add_articles(connection, [article.number + 1 for article in articles], counted=False)
        index.refresh(connection)
        connection.execute("COMMIT")
        for part, seconds in (("making", made - started), ("storing", stored - made)):
            spent[part] += seconds
        spent["indexing"] += time.process_time() - stored
        if first % 25_000 == 0:
            print(first, {part: round(seconds, 1) for part, seconds in spent.items()}, flush=True)
    started = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    index.count_terms(connection)
    connection.execute("COMMIT")
    spent["indexing"] += time.process_time() - started
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return spent


def _store(connection: sqlite3.Connection, corpus: Corpus, articles: list[Article], known: int) -> int:
    """Write the rows of some articles and of the entities that are new with them; return how many there are."""
    outlets = {name: number for number, name in enumerate(corpus.outlets, start=1)}
    rows, blocks, packed = [], [], []
    for article in articles:
        text = "\n\n".join(article.paragraphs)
        digest, row = hashlib.sha256(text.encode()).hexdigest(), article.number + 1
        about = outlets[article.outlet], article.title, article.byline, article.published
        rows.append((row, f"corpus-{row}", *about, "en", text, digest, 880, "2026-01-01T00:00:00Z", ""))
        lines = _lines(article.paragraphs)
        packed.append((row, "text/plain", originals.ENCODING, originals.packed(text.encode(), text, lines), digest))
        blocks += [(row, position, line.start, line.end, line.role, 1, "") for position, line in enumerate(lines)]
    connection.executemany(
        "INSERT INTO articles(id, uid, outlet_id, title, byline, published, language, text, text_sha256, words, added,"
        f" engine) VALUES ({', '.join('?' * 12)})",
        rows,
    )
    connection.executemany("INSERT INTO originals VALUES (?, ?, ?, ?, ?)", packed)
    connection.executemany(
        'INSERT INTO blocks(article_id, position, start, "end", role, kept, folded) VALUES (?, ?, ?, ?, ?, ?, ?)',
        blocks,
    )
    return _entities(connection, corpus, max(max(article.names) for article in articles) + 1, known)


def _lines(paragraphs: Sequence[str]) -> list[Block]:
    """Return the blocks of an article, its title first."""
    ends = list(accumulate(len(paragraph) + 2 for paragraph in paragraphs))
    spans = zip([0, *ends], paragraphs, chain(["title"], repeat("paragraph")), strict=False)
    return [Block(start, start + len(paragraph), role) for start, paragraph, role in spans]


def _entities(connection: sqlite3.Connection, corpus: Corpus, reach: int, known: int) -> int:
    """Write down the entities numbered ``known`` to ``reach``, with their aliases."""
    for number in range(known, reach):
        name = corpus.name(number)
        connection.execute(
            "INSERT INTO entities(id, uid, name, kind) VALUES (?, ?, ?, ?)",
            (number + 1, f"entity-{number}", name.full, name.kind),
        )
        surfaces = {name.full: "exact", name.short: "surname", name.other: "spelling"}
        connection.executemany(
            "INSERT INTO aliases(entity_id, surface, key, why) VALUES (?, ?, ?, ?)",
            [(number + 1, surface, surface.casefold(), why) for surface, why in surfaces.items() if surface],
        )
    return max(known, reach)


if __name__ == "__main__":
    target, size = Path(sys.argv[1]), int(sys.argv[2])
    print({part: round(seconds, 1) for part, seconds in build(target, size).items()})
    print(f"{target.stat().st_size / size / 1024:.1f} KB an article")
