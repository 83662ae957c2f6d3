"""The second pass: one article's names read through once more, with the whole article in view.

In order: edges are mended (titles, demonyms, "/", possessives), the lexicon is laid over, headlines are read through
what the body says, each surface takes the kind that most of its mentions have, and missed mentions are added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from store.language import edges, lexicon
from store.language.gazetteers import listed, plain
from store.language.name_engine import Name
from store.language.rules import in_capitals
from store.language.tokens import Token, tokenize_sentences
from store.model import Kind, Span

LONGEST = 8
"""Tokens in the longest name that is looked for again."""

MAJORITY = 0.6
SURNAME_WEIGHT = 2
LIBRARY_WEIGHT = 3

_REPEATED = frozenset({"person", "organisation", "place", "people", "product", "weapon"})
_NO_NAME_ALONE = ("titles", "months", "days", "openers", "organisation words", "place words")


def refine(text: str, sentences: Sequence[Span], names: Sequence[Name], known: Mapping[str, Kind]) -> list[Name]:
    """``names`` corrected by what the rest of the article says of them, and by what the library knows.

    ``known`` maps ``aliases.key`` of names in the library to their kind. The result is in order and never overlaps.
    """
    lines = tokenize_sentences(text, sentences)
    mended = edges.mended(text, lines, names)
    article = _Article(text, lines, lexicon.overlaid(text, lines, edges.without_openers(text, lines, mended)))
    kinds = article.kinds(known)
    settled = [replace(name, kind=_kind(article.surface(name), name.kind, kinds)) for name in article.names]
    found = _through_body(article, settled, kinds)
    return sorted(_with_missed(article, found, kinds, known), key=lambda name: name.start)


class _Article:
    """The text, its lines of tokens, and the names found so far."""

    def __init__(self, text: str, lines: Sequence[Sequence[Token]], names: Sequence[Name]) -> None:
        self.text = text
        self.lines = lines
        self.names = names
        self.headlines = [in_capitals([token.text for token in line]) for line in lines]
        self._capitals = [
            (line[0].start, line[-1].end) for line, headline in zip(lines, self.headlines, strict=True) if headline
        ]
        self.lower = {
            token.text for line, headline in zip(lines, self.headlines, strict=True) if not headline for token in line
        }

    def surface(self, name: Name) -> str:
        return self.text[name.start : name.end]

    def in_headline(self, name: Name) -> bool:
        return any(start <= name.start < end for start, end in self._capitals)

    def kinds(self, known: Mapping[str, Kind]) -> dict[str, Kind]:
        """The kind of each surface that most of its mentions, full names and the library agree on."""
        votes: dict[str, Counter[Kind]] = defaultdict(Counter)
        for name in self.names:
            votes[self.surface(name)][name.kind] += 1
        surnames = self._surnames()
        for surname, count in surnames.items():
            votes[surname]["person"] += SURNAME_WEIGHT * count
        for short in self._short_names() - set(surnames):
            votes[short]["organisation"] += votes[short].pop("person", 0) + 1
        for surface, counts in votes.items():
            if kind := _in_library(surface, counts, known):
                counts[kind] += LIBRARY_WEIGHT * counts.total()
        return {surface: kind for surface, counts in votes.items() if (kind := _majority(counts))}

    def _surnames(self) -> Counter[str]:
        """Last words of persons' full names, unless they are places or peoples too."""
        counts: Counter[str] = Counter()
        for name in self.names:
            words = self.surface(name).split()
            if name.kind == "person" and len(words) >= 2 and len(words[-1]) > 2 and words[-1][0].isupper():
                counts[words[-1]] += 1
        return Counter({word: count for word, count in counts.items() if word.lower() not in _taken()})

    def _short_names(self) -> set[str]:
        """What organisations are called for short: "Orvel" of "Orvel Group"."""
        names = (self.surface(name).split() for name in self.names if name.kind == "organisation")
        suffixed = (words for words in names if len(words) == 2 and words[1].lower() in listed("organisation words"))
        return {words[0] for words in suffixed if words[0].lower() not in _taken() and not plain(words[0].lower())}


@cache
def _taken() -> frozenset[str]:
    """Words that a surname may be, but that mean something else when they stand alone."""
    return listed("countries") | listed("demonyms") | listed("big cities")


def _kind(surface: str, own: Kind, kinds: Mapping[str, Kind]) -> Kind:
    kind = kinds.get(surface, own)
    eventful = kind == "other" and surface.split()[-1].lower() in listed("event words")
    return "event" if eventful else kind


def _majority(counts: Counter[Kind]) -> Kind | None:
    kind, most = counts.most_common(1)[0]
    return kind if counts.total() > 1 and most / counts.total() >= MAJORITY else None


def _in_library(surface: str, counts: Counter[Kind], known: Mapping[str, Kind]) -> Kind | None:
    if not known:
        return None
    from store.language.aliases import key

    return known.get(key(surface, counts.most_common(1)[0][0]))


def _through_body(article: _Article, names: Sequence[Name], kinds: Mapping[str, Kind]) -> list[Name]:
    """Names with those of headlines corrected: there every word has a capital, so the body is asked.

    A headline's own reading stays where the body uses none of its words in lower case.
    """
    if not any(article.headlines):
        return list(names)
    body = {article.surface(name): name.kind for name in names if not article.in_headline(name)}
    spellings = {surface.lower(): kinds.get(surface, kind) for surface, kind in body.items() if len(surface) > 1}
    kept = [name for name in names if not article.in_headline(name)]
    for line, headline in zip(article.lines, article.headlines, strict=True):
        if headline:
            own = [name for name in names if line[0].start <= name.start < line[-1].end]
            kept += _headline(article, line, own, spellings)
    return kept


def _headline(
    article: _Article, line: Sequence[Token], own: Sequence[Name], spellings: Mapping[str, Kind]
) -> Iterator[Name]:
    stated = list(_stated(article, line, spellings))
    kept = [name for name in own if _may_stay(article, line, name, stated)]
    yield from kept
    yield from (name for name in stated if not any(_overlap(name, other) for other in kept))


def _may_stay(article: _Article, line: Sequence[Token], name: Name, stated: Sequence[Name]) -> bool:
    """Whether a headline's own name holds no word that is a plain one, and at most one of the body's names."""
    words = [token.text.lower() for token in line if name.start <= token.start < name.end and token.text[0].isalpha()]
    inside = [other for other in stated if _overlap(name, other)]
    if not inside:
        return not any(word in article.lower and word not in listed("connectors") for word in words)
    holds = len(inside) == 1 and name.start <= inside[0].start and inside[0].end <= name.end
    return holds and name.kind == inside[0].kind and not any(word in article.lower or plain(word) for word in words)


def _overlap(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _stated(article: _Article, line: Sequence[Token], spellings: Mapping[str, Kind]) -> Iterator[Name]:
    """The body's names that stand in a line, in whatever letters, longest first."""
    at = 0
    while at < len(line):
        for size in range(min(LONGEST, len(line) - at), 0, -1):
            start, end = line[at].start, line[at + size - 1].end
            kind = spellings.get(article.text[start:end].lower())
            if kind and line[at].text[:1].isupper():
                yield Name(start, end, kind, 0.9, "rule")
                at += size - 1
                break
        at += 1


def _with_missed(
    article: _Article, names: Sequence[Name], kinds: Mapping[str, Kind], known: Mapping[str, Kind]
) -> list[Name]:
    """The names, and each further mention of a name that is certain."""
    sought = {surface: kind for surface, kind in kinds.items() if _may_repeat(surface, kind, article.lower)}
    covered = {at for name in names for at in range(name.start, name.end)}
    found = list(names)
    for line, headline in zip(article.lines, article.headlines, strict=True):
        if not headline:
            found += _missed(article, line, sought, known, covered)
    return found


def _may_repeat(surface: str, kind: Kind, lower: set[str]) -> bool:
    if kind not in _REPEATED or not surface[0].isupper():
        return False
    if " " in surface:
        return True
    low = surface.lower()
    return len(surface) > 2 and low not in lower and not any(low in listed(name) for name in _NO_NAME_ALONE)


def _missed(
    article: _Article, line: Sequence[Token], sought: Mapping[str, Kind], known: Mapping[str, Kind], covered: set[int]
) -> Iterator[Name]:
    at = 0
    while at < len(line):
        size = 1
        if line[at].text[:1].isupper() and line[at].start not in covered:
            for longer in range(min(LONGEST, len(line) - at), 0, -1):
                start, end = line[at].start, line[at + longer - 1].end
                surface = article.text[start:end]
                kind = sought.get(surface) or (known and _known_kind(surface, known, article.lower))
                if kind and _stands_alone(line, at, at + longer, covered):
                    yield Name(start, end, kind, 0.8, "rule")
                    size = longer
                    break
        at += size


def _known_kind(surface: str, known: Mapping[str, Kind], lower: set[str]) -> Kind | None:
    """The kind of a name that only the library has; a word that may be a plain one is none."""
    low = surface.lower()
    if "," in surface or surface.rpartition(" ")[2][:1].islower():
        return None
    if " " not in surface and (len(surface) < 3 or low in lower or plain(low)):
        return None
    from store.language.aliases import key

    kind = known.get(key(surface, "organisation")) or known.get(key(surface, "person"))
    return kind if kind in _REPEATED else None


def _stands_alone(line: Sequence[Token], start: int, end: int, covered: set[int]) -> bool:
    """Whether a mention is not part of a longer capitalised name."""
    if any(token.start in covered for token in line[start:end]):
        return False
    before = line[start - 1] if start else None
    after = line[end] if end < len(line) else None
    led = before is not None and start > 1 and before.text[:1].isupper() and before.start not in covered
    titled = before is not None and before.text.lower().rstrip(".") in listed("titles")
    followed = after is not None and after.text[:1].isupper() and after.text != "I" and after.start not in covered
    return not (led and not titled) and not followed
