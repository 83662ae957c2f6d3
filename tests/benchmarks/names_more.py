"""More to train on, made from what there is: labels mended, names exchanged, datelines and capitals added."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from store.language.crf import TrainedEngine
from store.language.gazetteers import listed
from tests.benchmarks import names_tables
from tests.benchmarks.names_data import Document, Range, Sentence
from tests.benchmarks.names_scores import NAMED

INCOMPLETE = ("gum", "re3d")
"""Sources that leave out names that stand inside other annotations."""

RENAMED, CAPITALS, DATELINES = 0.15, 0.03, 0.1
_AGENCIES = ("Reuters", "AP", "AFP", "CNN", "BBC", "Xinhua", "TASS", "DPA", "EFE", "ANSA", "UPI", "IPS")


def completed(documents: Iterable[Document], engine: TrainedEngine) -> Iterator[Document]:
    """Documents of incomplete sources, mended by ``engine``, which was trained on the others."""
    for document in documents:
        if document.source.startswith(INCOMPLETE):
            found = engine.label([sentence.tokens for sentence in document.sentences])
            pairs = zip(document.sentences, found, strict=True)
            mended = tuple(_mended(sentence, [name[:3] for name in names]) for sentence, names in pairs)
            document = replace(document, sentences=mended)
        yield document


def _mended(sentence: Sentence, found: Sequence[Range]) -> Sentence:
    """The sentence with the names found besides, and those that are better found than annotated."""
    names = list(sentence.names)
    for new in found:
        over = [name for name in names if new[0] < name[1] and name[0] < new[1]]
        if not over or _better(new, over):
            names = [*(name for name in names if name not in over), new]
    return replace(sentence, names=tuple(sorted(names)))


def _better(new: Range, over: Sequence[Range]) -> bool:
    """Whether a name is the whole of what is annotated in parts, or the person in "President …" or "… of Norland"."""
    start, end, kind = new
    whole = kind in NAMED and all(start <= a and b <= end and b - a < end - start for a, b, _ in over)
    bare = len(over) == 1 and kind == over[0][2] == "PER" and over[0][0] <= start and end <= over[0][1]
    return whole or bare


def varied(documents: Sequence[Document], chance: random.Random) -> Iterator[Document]:
    """Changed copies of some of the documents."""
    names = _Names(documents, chance)
    for document in documents:
        if document.source == "wnut":
            continue
        if chance.random() < RENAMED:
            yield replace(document, sentences=tuple(names.exchanged(sentence) for sentence in document.sentences))
        if chance.random() < CAPITALS:
            yield replace(document, sentences=tuple(_in_capitals(sentence) for sentence in document.sentences))
        if chance.random() < DATELINES:
            yield replace(document, sentences=(names.dated(document.sentences[0]),))


def _in_capitals(sentence: Sentence) -> Sentence:
    return replace(sentence, tokens=tuple(token.upper() for token in sentence.tokens))


class _Names:
    """Draws names: people and places from the gazetteer, organisations from the documents."""

    def __init__(self, documents: Sequence[Document], chance: random.Random) -> None:
        self.chance = chance
        self.first = sorted(name for name, ways in names_tables.person_names().items() if "f" in ways)
        self.last = sorted(name for name, ways in names_tables.person_names().items() if "l" in ways or "w" in ways)
        self.cities, self.countries = sorted(names_tables.places()["cities"]), sorted(listed("countries"))
        self.organisations = sorted(
            {
                s.tokens[a:b]
                for d in documents
                if d.source != "wnut"
                for s in d.sentences
                for a, b, k in s.names
                if k == "ORG"
            }
        )

    def exchanged(self, sentence: Sentence) -> Sentence:
        """The sentence with each person, place and organisation replaced by another, half of the time."""
        tokens, names = list[str](), list[Range]()
        done = 0
        for start, end, kind in sentence.names:
            tokens += sentence.tokens[done:start]
            name = self._another(kind, sentence.tokens[start:end]) if self.chance.random() < 0.5 else ()
            name = name or sentence.tokens[start:end]
            names.append((len(tokens), len(tokens) + len(name), kind))
            tokens += name
            done = end
        tokens += sentence.tokens[done:]
        return replace(sentence, tokens=tuple(tokens), names=tuple(names))

    def dated(self, sentence: Sentence) -> Sentence:
        """The sentence behind a dateline as news agencies write it."""
        city = tuple(token.upper() for token in self._place(self.cities))
        head = [*city, "(", self.chance.choice(_AGENCIES), ")", self.chance.choice(("-", "—", "–"))]
        agency = len(city) + 1
        moved = [(start + len(head), end + len(head), kind) for start, end, kind in sentence.names]
        names = [(0, len(city), "LOC"), (agency, agency + 1, "ORG"), *moved]
        return replace(sentence, tokens=(*head, *sentence.tokens), names=tuple(names))

    def _another(self, kind: str, words: Sequence[str]) -> tuple[str, ...]:
        if kind == "PER" and len(words) == 1:
            return (self.chance.choice(self.last).title(),)
        if kind == "PER":
            return (self.chance.choice(self.first).title(), self.chance.choice(self.last).title())
        if kind == "LOC":
            return self._place(self.countries if " ".join(words).lower() in listed("countries") else self.cities)
        return self.chance.choice(self.organisations) if kind == "ORG" else ()

    def _place(self, pool: Sequence[str]) -> tuple[str, ...]:
        from store.language.tokens import tokenize

        return tuple(token.text for token in tokenize(self.chance.choice(pool).title()))
