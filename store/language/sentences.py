"""Where sentences begin and end.

A rule splitter: a stop ends a sentence unless the word before it is an abbreviation, an initial or a number in a
list, or what follows goes on in lower case. It never crosses a block or a blank line, and takes time linear in the
length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from store.language.cues import ATTRIBUTION
from store.language.wordlists import words
from store.model import Block, Span


def sentences(text: str, blocks: Sequence[Block] = ()) -> tuple[Span, ...]:
    """The sentences of ``text`` in order, without the white space around them.

    Together they cover every character that is not white space. With ``blocks``, none crosses the edge of one.
    """
    found: list[Span] = []
    for region in regions(text, blocks):
        start = region.start
        for end in _ends(text, region):
            found.extend(_stripped(text, start, end))
            start = end
        found.extend(_stripped(text, start, region.end))
    return tuple(found)


def regions(text: str, blocks: Sequence[Block] = ()) -> Iterator[Span]:
    """The stretches of ``text`` between blank lines and the edges of kept blocks: its paragraphs."""
    edges = {0, len(text)}
    for block in blocks:
        if block.kept:
            edges.update((min(block.start, len(text)), min(block.end, len(text))))
    for blank in _BLANK_LINE.finditer(text):
        edges.update(blank.span())
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        yield from _stripped(text, start, end)


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSERS = "\"'”’»)\\]}›」』）】"
_OPENERS = "\"'“‘«(\\[{‹「『（【¿¡"
_STOP = re.compile(
    rf"[.!?…؟۔।](?:\s?\.){{0,8}}+[.!?…؟]{{0,8}}+[{_CLOSERS}]{{0,4}}+(?=\s)|[。！？｡]++[{_CLOSERS}]{{0,4}}+"
)
_NEXT = re.compile(rf"\s*[{_OPENERS}–—•*-]{{0,4}}\s?(\w*)")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘'—–]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$|[^\W\d_]$")
_ASKED = re.compile(
    rf"\s*(?:{ATTRIBUTION}\b|(?:[A-Z][\w.’'-]*\s|the\s|an?\s|one\s|his\s|her\s){{1,4}}(?:[a-z]+\s)?{ATTRIBUTION}\b)"
)

_BEFORE_A_NAME = frozenset(
    words(
        """mr mrs ms mx messrs dr prof sen sens rep reps gov gen lt col sgt cpl maj capt cmdr adm brig cdr sr fr rev hon
        pres supt insp det pvt pfc amb st mt ft ald atty asst assoc dist mme mlle sra dra herr vs v cf e.g i.e
        viz ca approx"""
    )
)
_BEFORE_A_NUMBER = frozenset(
    words(
        """no nos vol art arts sec secs p pp fig figs ch par para nr jan feb mar apr jun jul aug sep sept oct nov dec
        ext tel lot op"""
    )
)
_MID_NAME = frozenset(
    words(
        """jr sr inc corp ltd co cos bros plc llc dept univ ave blvd rd sq ariz ark calif colo conn del fla ga ill ind
        kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo mex ont que a.m
        p.m u.s u.k u.n u.s.a d.c ph.d b.a m.a m.d e.u b.c a.d n.y n.j n.c s.c n.h n.m n.d s.d r.i w.va est"""
    )
)
_STARTERS = frozenset(
    words(
        """the a an this that these those it its he she they his her their we our i you my your there here in on at as
        by for from to of with but and or so yet if when while after before since until because although though
        however meanwhile still also then now what who why how where which not no yes nor one some many most
        several both all each another other others more earlier later last next once during under over despite
        among amid about following according officials police government experts critics analysts residents
        authorities"""
    )
)
_LIST_NUMBER = re.compile(r"[ \t]*(?:\(?\d{1,3}|[A-Za-z])")


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _ends(text: str, region: Span) -> Iterator[int]:
    for stop in _STOP.finditer(text, region.start, region.end):
        if _ends_here(text, region, stop):
            yield stop.end()


def _ends_here(text: str, region: Span, stop: re.Match[str]) -> bool:
    mark = text[stop.start()]
    if mark in "。！？｡؟۔।":
        return True
    following = _NEXT.match(text, stop.end(), min(region.end, stop.end() + 60))
    word = following.group(1) if following else ""
    if word[:1].islower():
        return False
    if mark in "!?…" or stop.group().count(".") > 1:
        return not _goes_on(text, stop)
    return stop.end() - stop.start() > 1 or not _abbreviates(text, region, stop.start(), word)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether the sentence goes on behind a quoted question: “Why?” Smith asked."""
    closed = text[stop.end() - 1] in "\"'”’»"
    return closed and _ASKED.match(text, stop.end(), stop.end() + 80) is not None


def _abbreviates(text: str, region: Span, stop: int, word: str) -> bool:
    start = max(region.start, stop - 24)
    before = _LAST_WORD.search(text, start, stop)
    if before is None:
        return False
    token = before.group().lower().lstrip("-")
    if token in _BEFORE_A_NAME:
        return True
    if token in _BEFORE_A_NUMBER:
        return word[:1].isdigit()
    if token in _MID_NAME or _INITIALS.match(before.group()):
        return word.lower() not in _STARTERS
    return _listed(text, region, stop)


def _listed(text: str, region: Span, stop: int) -> bool:
    """Whether the stop belongs to the number or letter of a list item ("1. First")."""
    line = max(region.start, text.rfind("\n", max(region.start, stop - 8), stop) + 1)
    return _LIST_NUMBER.fullmatch(text, line, stop) is not None
