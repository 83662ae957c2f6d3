"""The annotated documents that the name model is trained and measured on, brought to one convention.

Rows of ``../shared/data/names`` are written out as text and cut again by our own tokeniser, so that the model is
trained on what it will see. Titles, "the" and dates are no part of a name; a nationality is one.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.language.gazetteers import listed
from store.language.tokens import tokenize

DATA = Path(__file__).parents[3] / "shared" / "data" / "names"
TRAINING = ("train", "train_security", "train_social")

_CLOSERS = frozenset(
    {",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "’s", "n't", "'", "’", "'re", "'ve", "'ll", "'d", "'m"}
)
_OPENERS = frozenset({"(", "[", "{", "$", "£", "€", "#", "@"})
_GAINED_TITLES = (
    "Mr",
    "Mr.",
    "Mrs",
    "Ms",
    "Ms.",
    "Dr",
    "Dr.",
    "President",
    "Minister",
    "Prime Minister",
    "Gen.",
    "spokesman",
)
_GAINED_TITLES += ("spokeswoman", "Foreign Minister", "Secretary", "Sen.", "Col.", "Senator", "Chancellor", "Judge")

Range = tuple[int, int, str]


@dataclass(frozen=True)
class Sentence:
    """Raw text of one sentence, its tokens, and the gold names as ranges of tokens and of characters."""

    text: str
    tokens: tuple[str, ...]
    names: tuple[Range, ...]
    characters: tuple[Range, ...]


@dataclass(frozen=True)
class Document:
    id: str
    source: str
    sentences: tuple[Sentence, ...]

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the tenth that is kept from the model that is measured."""
        return zlib.crc32(self.id.encode()) % 10 == 0


def load(*files: str) -> list[Document]:
    """Documents of the named files of ``../shared/data/names``."""
    rows = (json.loads(line) for file in files for line in _lines(DATA / f"{file}.jsonl.gz"))
    return [
        Document(
            row["id"],
            row["src"].split("_")[0],
            tuple(_sentence(tokens, tags) for tokens, tags in row["sents"] if tokens),
        )
        for row in rows
    ]


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as lines:
        yield from lines


def _sentence(tokens: Sequence[str], tags: Sequence[str]) -> Sentence:
    text, starts = written(tokens)
    characters = [(starts[a], starts[b - 1] + len(tokens[b - 1]), kind) for a, b, kind in ranges(tags)]
    cut = tokenize(text)
    names = []
    for start, end, kind in characters:
        covered = [at for at, token in enumerate(cut) if token.start < end and start < token.end]
        if covered:
            names.append((covered[0], covered[-1] + 1, kind))
    return Sentence(text, tuple(token.text for token in cut), tuple(names), tuple(characters))


def written(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The tokens as running text, and where each starts in it."""
    text, starts, quoted = "", list[int](), False
    glued = True
    for at, token in enumerate(tokens):
        closing = token in _CLOSERS or (token == '"' and quoted)
        hyphen = token in ("-", "–", "/") and 0 < at < len(tokens) - 1 and tokens[at - 1][-1].isalnum()
        if text and not glued and not closing and not (hyphen and token != "–"):
            text += " "
        starts.append(len(text))
        text += token
        glued = token in _OPENERS or (hyphen and token != "–") or (token == '"' and not quoted)
        quoted ^= token == '"'
    return text, starts


def ranges(tags: Sequence[str]) -> list[Range]:
    """Named ranges of BIO tags."""
    found: list[Range] = []
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and not (tag[0] == "I" and tag[2:] == kind):
            found.append((start, at, kind))
            kind = ""
        if tag[0] == "B" or (tag[0] == "I" and not kind):
            start, kind = at, tag[2:]
    return found


def tags(sentence: Sentence) -> list[str]:
    """BIO tags of a sentence's tokens."""
    written_tags = ["O"] * len(sentence.tokens)
    for start, end, kind in sentence.names:
        written_tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return written_tags


def conformed(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents in our convention: see the module's docstring."""
    for document in documents:
        yield Document(document.id, document.source, tuple(_conformed(sentence) for sentence in document.sentences))


def _conformed(sentence: Sentence) -> Sentence:
    kept = [name for name in (_our_name(sentence.tokens, *name) for name in sentence.names) if name]
    taken = {at for start, end, _ in kept for at in range(start, end)}
    peoples = [
        (at, at + 1, "NORP")
        for at, token in enumerate(sentence.tokens)
        if at not in taken and token.lower() in listed("demonyms") and _alone(sentence.tokens, at)
    ]
    return Sentence(sentence.text, sentence.tokens, tuple(sorted(kept + peoples)), sentence.characters)


def _alone(tokens: Sequence[str], at: int) -> bool:
    """Whether it has a capital and no word beside it has."""
    return tokens[at][:1].isupper() and not any(
        token[:1].isupper() for token in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    )


def _our_name(tokens: Sequence[str], start: int, end: int, kind: str) -> Range | None:
    if kind in ("DATE", "MONEY"):
        return None
    while start < end - 1 and (tokens[start].lower() == "the" or (kind == "PER" and _is_title(tokens[start]))):
        start += 1
    words = tokens[start:end]
    if kind in ("MISC", "PROD") and not any(word[:1].isupper() or word[:1].isdigit() for word in words):
        return None
    if kind == "ORG" and " ".join(words).lower() in listed("countries"):
        kind = "LOC"
    return start, end, kind


def _is_title(token: str) -> bool:
    return token.lower().rstrip(".") in listed("titles") or token in (".", "of")


def titled(document: Document, chance: random.Random, share: float = 0.18) -> Document:
    """The document with a title put before that share of the bare surnames in it, as newspapers write them."""
    return Document(document.id, document.source, tuple(_titled(s, chance, share) for s in document.sentences))


def _titled(sentence: Sentence, chance: random.Random, share: float) -> Sentence:
    tokens, names, shift = list(sentence.tokens), [], 0
    for start, end, kind in sentence.names:
        start, end = start + shift, end + shift
        before = tokens[start - 1] if start else ""
        if kind == "PER" and end - start == 1 and not before[:1].isupper() and chance.random() < share:
            title = chance.choice(_GAINED_TITLES).split()
            tokens[start:start] = title
            shift += len(title)
            start, end = start + len(title), end + len(title)
        names.append((start, end, kind))
    return Sentence(sentence.text, tuple(tokens), tuple(names), ())
