"""The subject of a verb of saying: the name, pronoun or noun phrase just before it or just behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from store.model import Mention, Span

SPEAKING_KINDS = frozenset(("person", "organisation", "place", "people"))
"""Kinds of names that can be said to speak."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, a body or a noun phrase that may speak, where it stands. ``pronoun`` is its word in lower case."""

    span: Span
    entity: int | None = None
    kind: str = ""
    pronoun: str = ""


class Subjects:
    """Finds subjects in one text, whose names are known (``mentions``) or read from capitals when there are none."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.names = sorted(
            (each for each in mentions if each.kind in SPEAKING_KINDS), key=lambda each: (each.start, -each.end)
        )
        self.starts = [each.start for each in self.names]

    def before(self, start: int, end: int) -> Speaker | None:
        """The subject of a verb at ``end``, looking no further back than ``start``."""
        end = self._trimmed(start, end)
        relative = _RELATIVE.search(self.text, max(start, end - 6), end)
        if relative:
            end = self._trimmed(start, relative.start())
        if end > start and self.text[end - 1] == ",":
            return self._before_apposition(start, end)
        closing = _BRACKETED.search(self.text, max(start, end - 40), end)
        if closing:
            end = closing.start()
        return self._ending(start, end)

    def after(self, start: int, end: int) -> Speaker | None:
        """The subject of a verb that ends at ``start`` and stands before its subject: said Smith, said a resident."""
        phrase = _PHRASE_AFTER.match(self.text, start, end)
        if phrase is None:
            return None
        place, stop = phrase.span(1)
        cut = _CIRCUMSTANCE.search(self.text, place + 1, stop)
        stop = cut.start() if cut else stop
        pronoun = _PRONOUN.fullmatch(self.text, place, stop)
        if pronoun:
            return Speaker(Span(place, stop), None, "", pronoun.group().lower())
        return self._head(place, stop) or self._phrase(place, stop)

    def named_within(self, start: int, end: int, *, persons: bool = False) -> list[Speaker]:
        """The names between ``start`` and ``end``, in order."""
        found = self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        kept = [each for each in found if each.end <= end and (not persons or each.kind == "person")]
        if not kept and not self.names and not persons:
            return [Speaker(Span(*match.span()), None, "person") for match in _CAPITALS.finditer(self.text, start, end)]
        return [Speaker(Span(each.start, each.end), each.entity, each.kind) for each in kept]

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in "-–—"):
            end -= 1
        return end

    def _before_apposition(self, start: int, end: int) -> Speaker | None:
        """The name before ", the spokesman," or ", who leads the group,"."""
        for name in self.named_within(start, end):
            if _APPOSITION.match(self.text, name.span.end, end) and not _preposition_before(
                self.text, start, name.span
            ):
                return name
        comma = self.text.find(",", start, end - 1)
        if comma > start:
            return self._ending(start, comma)
        return self._ending(start, end - 1)

    def _ending(self, start: int, end: int) -> Speaker | None:
        """The subject that ends at ``end``."""
        end = self._trimmed(start, end)
        pronoun = _PRONOUN_AT_END.search(self.text, max(start, end - 6), end)
        if pronoun:
            return Speaker(Span(*pronoun.span(1)), None, "", pronoun.group(1).lower())
        for name in reversed(self.named_within(start, end)):
            if name.span.end == end:
                return self._phrase_of(start, name) or name
            break
        clause = _last_clause(self.text, start, end)
        return self._head(clause, end) or self._phrase(clause, end)

    def _phrase_of(self, start: int, name: Speaker) -> Speaker | None:
        """The whole of "a spokesman for Hamas", whose head is no name."""
        match = _OFFICIAL_OF.search(self.text, max(start, name.span.start - 90), name.span.start)
        if match is None or (name.kind == "person" and "of " not in match.group()):
            return None
        return Speaker(Span(match.start(1), name.span.end))

    def _head(self, start: int, end: int) -> Speaker | None:
        """The name that heads a noun phrase: the last person before any preposition, else the name it starts with."""
        core = _PREPOSITION.search(self.text, start, end)
        core_end = core.start() if core else end
        names = self.named_within(start, core_end)
        persons = [each for each in names if each.kind == "person"]
        if persons:
            return persons[-1]
        if names and names[-1].span.end >= core_end - 1:
            return names[-1]
        return None

    def _phrase(self, start: int, end: int) -> Speaker | None:
        while start < end and not self.text[start].isalnum():
            start += 1
        end = self._trimmed(start, end)
        phrase = self.text[start:end]
        if not phrase or phrase.count(" ") > 11 or "\1" in phrase or not _NOUN_LIKE.search(phrase):
            return None
        return Speaker(Span(start, end))


_PREPOSITION_AT_END = re.compile(r"\b(?:in|at|of|for|from|to|with|by|near)\s(?:the\s)?$", re.IGNORECASE)
_PRONOUN = re.compile(r"he|she|they|it|we|I", re.IGNORECASE)
_PRONOUN_AT_END = re.compile(r"(?<!\w)(he|she|they|it|we|i)$", re.IGNORECASE)
_RELATIVE = re.compile(r",?\s\b(?:who|which|that)$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?\([^()]*\)$")
_APPOSITION = re.compile(r",\s(?:an?\b|the\b|who\b|his\b|her\b|its\b|their\b|whose\b|of\b|\d|[a-z])")
_PHRASE_AFTER = re.compile(
    r"\s+(?:(?:also|later|then|once)\s)?"
    r"([^,;:.\n\x01]*(?:(?<=Mr|Ms|Dr|Lt|Jr|Sr|St|.[A-Z])\.[^,;:.\n\x01]*|(?<=Mrs|Gen|Sen|Rep|Gov|Col)\.[^,;:.\n\x01]*)*)"
)
_CIRCUMSTANCE = re.compile(
    r"\s(?:in|on|at|during|after|before|when|as|while|to|with|about|last|earlier|later|from|through|via|by|following|"
    r"yesterday|today|who|whose|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|and)\b"
)
_PREPOSITION = re.compile(r"\s(?:of|for|from|at|in|with|to|on|by|about|near|against|who|whose|that)\s")
_OFFICIAL_OF = re.compile(
    r"((?:\b(?:an?|the|one|another|two|some|several|senior|top|unnamed|anonymous)\s)*"
    r"(?:[\w-]+\s){1,4}?(?:of|for|from|at|in|with)\s(?:the\s)?)$"
)
_CAPITALS = re.compile(r"\b[A-Z][\w'’.-]+(?:\s(?:(?:of|de|la|bin|al|von|van|the)\s)?[A-Z][\w'’-]+)*")
_CLAUSE_START = re.compile(
    r"[,;:—–(]\s?|[.!?]\s|\x01[\s,]*|"
    r"\b(?:and|but|that|when|while|where|because|as|after|before|if|then|yet|so|which|though|although)\s"
)
_NOUN_LIKE = re.compile(r"[^\W\d_]{2}")


def _last_clause(text: str, start: int, end: int) -> int:
    last = start
    for match in _CLAUSE_START.finditer(text, start, end):
        if match.end() < end:
            last = match.end()
    return last


def _preposition_before(text: str, start: int, name: Span) -> bool:
    return _PREPOSITION_AT_END.search(text, max(start, name.start - 12), name.start) is not None
