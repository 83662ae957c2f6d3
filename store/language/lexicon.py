"""What the hand-written lists insist on: peoples, well-known names of several words, weapons and their designations.

Laid over an engine's names. A longer name that holds a listed one stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from store.language.gazetteers import PHRASE_LISTS, listed, phrase, phrases
from store.language.name_engine import Name
from store.language.tokens import Token, tokenize
from store.model import Kind

_KINDS: dict[str, Kind] = {"organisations": "organisation", "weapons": "weapon", "places": "place"}
_KIND_OF_CODE = {listed_as.code: listed_as.kind for listed_as in PHRASE_LISTS.values()}
_TOWNS = frozenset(PHRASE_LISTS[name].code for name in ("regions", "big cities", "cities", "towns"))
"""Lists of so many places that they make nothing uncertain."""

_CODE_HEAD = re.compile(r"[A-Z][A-Za-z]{0,3}")
_CODE_TAIL = re.compile(r"\d{1,4}[A-Z]{0,2}\d?|[A-Z]\d{1,3}[A-Z]?")
_NO_CODES = frozenset(
    {"COVID", "CV", "SARS", "A", "I", "U", "G", "No", "MI", "COP", "Top", "Page", "Day", "Vol", "Part", "Ch"}
)


def overlaid(text: str, lines: Sequence[Sequence[Token]], names: Sequence[Name]) -> list[Name]:
    """``names`` with what the lexicon knows put in: in order, never overlapping."""
    listed_names = [name for line in lines for name in _in_line(text, line)]
    kept = [name for name in listed_names if not any(_swallows(name, other) for other in names)]
    clear = [_faithful(text, name) for name in names if not any(_overlap(name, other) for other in kept)]
    return sorted(clear + kept, key=lambda name: name.start)


def _faithful(text: str, name: Name) -> Name:
    """ "Islamic" alone is a people and "West Bank" a place, whatever the engine says."""
    surface = text[name.start : name.end]
    if surface.lower() in listed("peoples"):
        return replace(name, kind="people")
    certain = _certain_kind(phrase(" ".join(token.text for token in tokenize(surface)).lower())[0]) == "place"
    return replace(name, kind="place") if " " in surface and certain else name


def _swallows(listed_name: Name, other: Name) -> bool:
    """Whether the engine's name holds the listed one and more, or is as long and the list only adds places."""
    holds = other.start <= listed_name.start and listed_name.end <= other.end
    longer = other.end - other.start > listed_name.end - listed_name.start
    return (holds and longer) or (listed_name.kind == "place" and _overlap(listed_name, other))


def _overlap(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _in_line(text: str, line: Sequence[Token]) -> Iterator[Name]:
    at = 0
    while at < len(line):
        size, kind = _longest_at(line, at) if line[at].text[0].isupper() or line[at].text == "al" else (0, None)
        if kind:
            yield Name(line[at].start, line[at + size - 1].end, kind, 0.9, "rule")
        at += size or 1


def _longest_at(line: Sequence[Token], at: int) -> tuple[int, Kind | None]:
    """How many tokens from ``at`` are a listed name, and its kind; (0, None) when none is."""
    listed_size, listed_kind = _listed_at(line, at)
    size, kind = _certain_at(line, at)
    return (size, kind) if size > listed_size else (listed_size, listed_kind)


def _certain_at(line: Sequence[Token], at: int) -> tuple[int, Kind | None]:
    """The same for names of several words that the phrase lists have and that can be of one kind only."""
    found: tuple[int, Kind | None] = (0, None)
    tokens = line[at].text.lower()
    for end in range(at + 1, len(line)):
        hyphened = line[end - 1].text == "-"
        inside = hyphened or not line[end].text[0].islower() or line[end].text in listed("connectors")
        if not (inside and phrase(tokens)[1]):
            break
        tokens += f" {line[end].text.lower()}"
        if (hyphened or line[end].text[0].isupper()) and (kind := _certain_kind(phrase(tokens)[0])):
            found = end + 1 - at, kind
    return found


@cache
def _certain_kind(codes: str) -> Kind | None:
    kinds = {_KIND_OF_CODE[code] for code in codes if code not in _TOWNS}
    return kinds.pop() if len(kinds) == 1 else None


def _listed_at(line: Sequence[Token], at: int) -> tuple[int, Kind | None]:
    """The same for the lexicon's own names, designations of weapons, and peoples."""
    for size in range(min(_longest(), len(line) - at), 0, -1):
        kind = _phrases().get(tuple(token.text for token in line[at : at + size]))
        if not kind and size == 1 and _certain_kind(phrase(line[at].text.lower())[0]) == "weapon":
            kind = "weapon"
        if kind and (kind != "weapon" or _armed(line)):
            return size + (_designation(line, at + size) if kind == "weapon" else 0), kind
    if _is_code(line, at):
        return 3, "weapon" if _armed(line) else "product"
    low = line[at].text.lower()
    if low in listed("demonyms") or (low in listed("peoples") and low not in listed("adjectives of party and faith")):
        return 1, "people"
    return 0, None


def _armed(line: Sequence[Token]) -> bool:
    """Whether a line speaks of weapons; many are called like something else."""
    return any(token.text.lower() in listed("weapon words") for token in line)


def _designation(line: Sequence[Token], at: int) -> int:
    """Length of "-S1" after the name of a weapon."""
    return 2 if _follows(line, at) else 0


def _is_code(line: Sequence[Token], at: int) -> bool:
    head = line[at].text
    return bool(_CODE_HEAD.fullmatch(head)) and head not in _NO_CODES and _follows(line, at + 1)


def _follows(line: Sequence[Token], at: int) -> bool:
    """Whether a hyphen and a number, both without white space, stand at ``at``."""
    if at + 1 >= len(line) or line[at].text != "-":
        return False
    tight = line[at - 1].end == line[at].start and line[at].end == line[at + 1].start
    return tight and bool(_CODE_TAIL.fullmatch(line[at + 1].text))


@cache
def _phrases() -> dict[tuple[str, ...], Kind]:
    names = phrases(*_KINDS)
    return {tuple(token.text for token in tokenize(name)): _KINDS[source] for name, source in names.items()}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))
