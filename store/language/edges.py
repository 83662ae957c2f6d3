"""Where a name begins and ends: titles, articles, possessives, demonyms and slashes are cut off or apart.

And what only looks like a name because a sentence begins with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from store.language.gazetteers import listed, plain, word
from store.language.name_engine import Name
from store.language.tokens import Token
from store.model import Kind

_LEFT_OUT = frozenset("'\"“”‘’.,;:!?()[]{}*-–—_/@#|=<>…")
_QUOTES = frozenset("\"“‘'")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})
_STATES = frozenset({"U.S.", "US", "U.K.", "UK"})


def mended(text: str, lines: Sequence[Sequence[Token]], names: Sequence[Name]) -> list[Name]:
    """``names`` with their edges mended, in order; what is left empty goes."""
    tokens = [token for line in lines for token in line]
    starts = [token.start for token in tokens]
    own = {text[name.start : name.end] for name in names}
    found: list[Name] = []
    for name in names:
        first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
        found += _parts(text, tokens[first : _with_syllable(tokens, last, name.kind)], name, own)
    return found


def without_openers(text: str, lines: Sequence[Sequence[Token]], names: Sequence[Name]) -> list[Name]:
    """``names`` without lone plain words that have their capital from opening a sentence or a quote: "Sometimes"."""
    opening = {line[at].start for line in lines for at in range(len(line)) if at == 0 or line[at - 1].text in _QUOTES}
    inside = {text[name.start : name.end] for name in names if name.start not in opening}
    return [
        name
        for name in names
        if name.start not in opening
        or name.kind in ("person", "people")
        or (surface := text[name.start : name.end]) in inside
        or not plain(surface.lower())
    ]


def _with_syllable(tokens: Sequence[Token], end: int, kind: Kind) -> int:
    """Where a person's name ends with the "-un" of a given name that goes on in lower case."""
    if kind != "person" or end < 1 or end + 1 >= len(tokens):
        return end
    last, hyphen, syllable = tokens[end - 1 : end + 2]
    tight = last.end == hyphen.start and hyphen.text == "-" and hyphen.end == syllable.start
    return end + 2 if tight and syllable.text in listed("syllables of given names") else end


def _parts(text: str, tokens: Sequence[Token], name: Name, own: set[str]) -> Iterator[Name]:
    for part in _between_slashes(tokens):
        yield from _without_demonym(text, _trimmed(part, name.kind), name, own)


def _between_slashes(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.text in ("/", "|"):
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def _trimmed(tokens: Sequence[Token], kind: Kind) -> Sequence[Token]:
    start, end = 0, len(tokens)
    while start < end and (tokens[start].text in _LEFT_OUT or _is_front(tokens, start, end, kind)):
        start += 1
    while start < end and (tokens[end - 1].text in _LEFT_OUT or tokens[end - 1].text in _POSSESSIVE):
        end -= 1
    return tokens[start:end]


def _is_front(tokens: Sequence[Token], start: int, end: int, kind: Kind) -> bool:
    """Whether the token stands before the name rather than in it."""
    low = tokens[start].text.lower().rstrip(".")
    if end - start < 2:
        return low == "the" or (kind == "person" and tokens[start].text.endswith(".") and low in listed("titles"))
    return low in ("the", "but", "and") or (kind == "person" and low in listed("titles"))


def _without_demonym(text: str, tokens: Sequence[Token], name: Name, own: set[str]) -> Iterator[Name]:
    """The name, cut after a demonym in front of somebody, or of something that is named without it elsewhere."""
    rest = tokens[1:]
    if rest and rest[0].text[:1].isupper() and _leads(tokens[0]) and _complete(text, rest, name.kind, own):
        kind: Kind = "place" if tokens[0].text in _STATES else "people"
        yield replace(name, start=tokens[0].start, end=tokens[0].end, kind=kind)
        tokens = _trimmed(rest, name.kind)
    if tokens:
        yield replace(name, start=tokens[0].start, end=tokens[-1].end)


def _leads(token: Token) -> bool:
    return token.text in _STATES or token.text.lower() in listed("demonyms")


def _complete(text: str, rest: Sequence[Token], kind: Kind, own: set[str]) -> bool:
    """Whether what follows a demonym is a name by itself: "Wagner Group" is, "Senate" and "Columbia" are not."""
    remainder = text[rest[0].start : rest[-1].end]
    if kind in ("person", "weapon") or remainder in listed("weapons"):
        return True
    if kind in ("place", "event", "other") or _generic(rest[0].text):
        return False
    return remainder in own or remainder in listed("organisations") or rest[0].text in own


def _generic(token: str) -> bool:
    """Whether many organisations are called so: "Senate", "Foreign", "Labour"."""
    facts = word(token.lower())
    return token.lower() in listed("organisation words") or (facts is not None and facts.case in "012")
