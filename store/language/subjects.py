"""Subjects: the name, pronoun or noun phrase of which a verb of saying is said.

A sentence is read as chunks between commas. A subject stands right before its verb, before an apposition ("Smith, the
mayor, said"), or behind the verb ("said Smith"); a verb without one of its own has that of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.language.cues import FINITE, SAYING
from store.language.wordlists import words
from store.model import Mention, Span

SPEAKING_KINDS = frozenset(("person", "organisation", "place", "people"))
"""Kinds of names that can be said to speak."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may speak, where it stands. ``pronoun`` is its word in lower case, ``kind`` that of its name."""

    span: Span
    entity: int | None = None
    kind: str = ""
    pronoun: str = ""


class Subjects:
    """Finds subjects in one text, whose names are known (``mentions``) or read from capitals when there are none."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        known = [Speaker(Span(each.start, each.end), each.entity, each.kind) for each in mentions]
        named = [each for each in known if each.kind in SPEAKING_KINDS] if known else list(_capitalised(text))
        self.names = sorted(named, key=lambda each: (each.span.start, -each.span.end))
        self.starts = [each.span.start for each in self.names]

    def before(self, start: int, end: int) -> Speaker | None:
        """The subject of a verb at ``end``, looking no further back than ``start``."""
        end = self._trimmed(start, end)
        relative = _RELATIVE.search(self.text, max(start, end - 6), end)
        if relative:
            end = self._trimmed(start, relative.start())
        if end > start and self.text[end - 1] == ",":
            return self._apposed(start, end - 1)
        bracket = _BRACKETED.search(self.text, max(start, end - 40), end)
        end = bracket.start() if bracket else end
        return self._phrase(_last_clause(self.text, start, end), end)

    def after(self, start: int, end: int) -> Speaker | None:
        """The subject of a verb that ends at ``start``, standing behind it: said Smith; said his deputy, Ann Smith."""
        chunk = _CHUNK_AFTER.match(self.text, start, end)
        if chunk is None:
            return None
        place, stop = chunk.span(1)
        cut = _CIRCUMSTANCE.search(self.text, place + 1, stop)
        found = self._phrase(place, cut.start() if cut else stop)
        if found is not None and found.kind != "person" and not cut and self.text[stop : stop + 1] == ",":
            apposed = _CHUNK_AFTER.match(self.text, stop + 1, end)
            return (self._name_alone(Span(*apposed.span(1))) if apposed else None) or found
        return found

    def main(self, start: int, end: int) -> Speaker | None:
        """The subject of the sentence ``text[start:end]``, after its dateline and circumstances ("On Monday, …")."""
        dateline = _DATELINE.match(self.text, start, end)
        start = dateline.end() if dateline else start
        chunks = _subject_chunks(list(self._chunks(start, end)), self.text)
        if not chunks:
            return None
        opening = _OPENING_PRONOUN.match(self.text, chunks[0].start, chunks[0].end)
        if opening:
            return Speaker(Span(*opening.span()), None, "", opening.group().lower())
        verb = next(self.verbs(chunks[0].start, chunks[0].end, FINITE), None)
        found = self._phrase(chunks[0].start, verb.start if verb else chunks[0].end)
        if found is not None and not found.kind and not found.pronoun and not verb and len(chunks) > 1:
            return self._name_alone(chunks[1]) or found
        if found is None:
            names = self.named_within(chunks[0].start, chunks[0].end)
            return names[0] if names and names[0].span.start == chunks[0].start else None
        return found

    def verbs(self, start: int, end: int, among: frozenset[str] = SAYING) -> Iterator[Span]:
        """The words between ``start`` and ``end`` that are ``among`` some verbs."""
        for word in _LOWER_WORD.finditer(self.text, start, end):
            if word.group() in among or (among is FINITE and word.group().endswith("ed")):
                yield Span(*word.span())

    def named_within(self, start: int, end: int, *, persons: bool = False) -> list[Speaker]:
        """The names between ``start`` and ``end``, in order."""
        found = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [each for each in found if each.span.end <= end and (not persons or each.kind == "person")]

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in "-–—"):
            end -= 1
        return end

    def _chunks(self, start: int, end: int) -> Iterator[Span]:
        """The stretches between commas, brackets and dashes, without the space around them."""
        for match in _CHUNK.finditer(self.text, start, end):
            first, last = match.span()
            while first < last and not self.text[first].isalnum():
                first += 1
            last = self._trimmed(first, last)
            if first < last:
                yield Span(first, last)

    def _apposed(self, start: int, end: int) -> Speaker | None:
        """The subject before an apposition that ends at ``end``: the first chunk that ends in a person's name."""
        part = _last_clause(self.text, start, end, _SENTENCE_PART)
        return self._chunk_person(part, end) or self._chunk_person(start, end) or self.main(part, end)

    def _chunk_person(self, start: int, end: int) -> Speaker | None:
        """The person whose name ends a chunk, after nothing that makes it an object."""
        for chunk in _subject_chunks(list(self._chunks(start, end)), self.text):
            for person in self.named_within(chunk.start, chunk.end, persons=True):
                led = self.text[chunk.start : person.span.start]
                if person.span.end == chunk.end and not _PREPOSITION_AT_END.search(led):
                    return person
        return None

    def _name_alone(self, chunk: Span) -> Speaker | None:
        """The person that ``chunk`` consists of, titles included."""
        persons = self.named_within(chunk.start, chunk.end, persons=True)
        if persons and not _PREPOSITION.search(self.text, chunk.start, persons[0].span.start):
            return persons[-1] if persons[-1].span.end >= chunk.end - 1 else None
        return None

    def _phrase(self, start: int, end: int) -> Speaker | None:
        """The speaker that the noun phrase ``text[start:end]`` names: its person, its name, or the phrase itself."""
        while start < end and not self.text[start].isalnum():
            start += 1
        end = self._trimmed(start, end)
        first = _FIRST_WORD.match(self.text, start, end)
        if first is None or first.group().lower() in _NO_SUBJECT:
            return None
        pronoun = _PRONOUN.search(self.text, max(start, end - 6), end)
        if pronoun:
            return Speaker(Span(*pronoun.span(1)), None, "", pronoun.group(1).lower())
        preposition = _PREPOSITION.search(self.text, start, end)
        core = preposition.start() if preposition else end
        names = [each for each in self.named_within(start, core) if not _POSSESSIVE.match(self.text, each.span.end)]
        persons = [each for each in names if each.kind == "person"]
        if persons:
            return persons[-1]
        if names and names[-1].span.end == core:
            return names[-1]
        return self._unnamed(start, core, end)

    def _unnamed(self, start: int, core: int, end: int) -> Speaker | None:
        """A noun phrase without a name at its head, from its last determiner."""
        determiners = [each.start() for each in _DETERMINER.finditer(self.text, start, core)]
        start = determiners[-1] if determiners else start
        phrase = self.text[start:end]
        if phrase.count(" ") > 11 or "\1" in phrase or not _NOUN_LIKE.search(phrase):
            return None
        return Speaker(Span(start, end))


_LOWER_WORD = re.compile(r"(?<![\w'’-])[a-z]+(?![\w-])")
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,}(?:, [A-Z][\w.]+){0,2}(?:,? \(?[A-Z][\w ]*\)?)? ?[-–—]+ ")
_FIRST_WORD = re.compile(r"[\w'’-]+")
_PRONOUN = re.compile(r"(?<!\w)(he|she|they|it|we|i)$", re.IGNORECASE)
_OPENING_PRONOUN = re.compile(r"(?:(?:he|she|they|it|we|i)\b(?!['’])|(?:he|she|they)(?=['’]))", re.IGNORECASE)
_RELATIVE = re.compile(r",?\s\b(?:who|which|that)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?\([^()]*\)$")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_ABBREVIATED = r"(?:(?<=Mr|Ms|Dr|Lt|Jr|Sr|St|.[A-Z])\.|(?<=Mrs|Gen|Sen|Rep|Gov|Col|Maj|Adm|Rev)\.)"
_CHUNK_AFTER = re.compile(
    rf"\s*(?:(?:also|later|then|once)\s)?([^\s,;:.\n\x01][^,;:.\n\x01]*(?:{_ABBREVIATED}[^,;:.\n\x01]*)*)"
)
_CHUNK = re.compile(r"[^,;:—–()\x01]+")
_CIRCUMSTANCE = re.compile(
    r"\s(?:in|on|at|during|after|before|when|as|while|to|with|about|last|earlier|later|from|through|via|by|following|"
    r"yesterday|today|who|whose|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|and)\b"
)
_PREPOSITION = re.compile(
    r"\s(?:of|for|from|at|in|with|to|on|by|about|near|against|outside|inside|behind|after|before|during|who|whose|that)\s"
)
_PREPOSITION_AT_END = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]f|[Ff]or|[Ff]rom|[Tt]o|[Ww]ith|[Bb]y|[Nn]ear|[Bb]eside|[Aa]longside)\s(?:the\s)?"
    r"(?:(?:[A-Z][\w.’'-]*|president|prime|minister|chancellor|king|queen)\s)*$"
)
_DETERMINER = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|my|one|another|some|several|two|three|four|many|most|this|that|these|those)\s",
    re.IGNORECASE,
)
_CONJUNCTION = r"and|but|that|when|while|where|because|as|after|before|if|then|yet|so|which|though|although|with"
_CLAUSE_START = re.compile(rf"[,;:—–(]\s?|[.!?]\s|\x01[\s,]*|\b(?:{_CONJUNCTION})\s")
_SENTENCE_PART = re.compile(r"[;:—–]\s?|\x01[\s,]*|,\s(?:and|but|while|because|though|although)\s")
_NOUN_LIKE = re.compile(r"[^\W\d_]{2}")
_CAPITALS = re.compile(r"\b[A-Z][\w'’.-]+(?:\s(?:(?:of|de|la|bin|al|von|van|the)\s)?[A-Z][\w'’-]+)*")
_LEADING = frozenset(
    words(
        """in on at during after before when while as since until amid under over despite asked for with from by
        following although though because if unlike like among without within behind beyond inside outside near
        once speaking to earlier later meanwhile however still yet also then now instead hours days weeks months
        years"""
    )
)
_NO_SUBJECT = frozenset(
    words(
        """and but or nor that to in on at of for from by with as if when while where because after before than then so
        yet though although whether how why what there not no only also even just still is was are were be been
        being has have had will would may might can could should must do does did who whom whose which adding
        saying calling"""
    )
)


def _subject_chunks(chunks: list[Span], text: str) -> list[Span]:
    """``chunks`` without the circumstances they begin with, unless there is nothing else."""
    for index, chunk in enumerate(chunks):
        first = _FIRST_WORD.match(text, chunk.start, chunk.end)
        if first is None or first.group().lower() not in _LEADING:
            return chunks[index:]
    return chunks[-1:]


def _last_clause(text: str, start: int, end: int, boundary: re.Pattern[str] = _CLAUSE_START) -> int:
    last = start
    for match in boundary.finditer(text, start, end):
        if match.end() < end:
            last = match.end()
    return last


def _capitalised(text: str) -> Iterator[Speaker]:
    for match in _CAPITALS.finditer(text):
        if " " in match.group() or match.group().lower() not in _LEADING | _NO_SUBJECT | _SENTENCE_OPENERS:
            yield Speaker(Span(*match.span()), None, "person")


_SENTENCE_OPENERS = frozenset(
    ("the", "a", "an", "his", "her", "its", "their", "he", "she", "they", "it", "we", "i", "you", "this")
)
