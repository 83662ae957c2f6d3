"""Who speaks a quotation, by the syntax of the sentence around it.

The rules, from the surest: a verb of saying after the quote ("…," Kirby said; "…," said Kirby), one before it, an
"according to", the speaker before ("…," he said. "…"), the subject of the sentence, the nearest name. Each rule's
confidence is the share of right speakers that it was measured at; see docs/measurements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.language.cues import SAYING
from store.language.quotation_marks import Quoted
from store.language.subjects import Speaker, Subjects
from store.model import Mention, QuoteRule, Span

CONFIDENCE: dict[QuoteRule, float] = {
    "after-quote": 0.97,
    "before-quote": 0.92,
    "according-to": 0.9,
    "carried-over": 0.85,
    "inside": 0.7,
    "nearest": 0.5,
    "": 0.0,
}
"""Share of right speakers by rule, on the development paragraphs of tests/benchmarks."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, where it is named, and the rule that found it."""

    speaker: Span | None = None
    entity: int | None = None
    rule: QuoteRule = ""

    @property
    def confidence(self) -> float:
        return CONFIDENCE[self.rule]


def attribute(
    text: str,
    paragraphs: Sequence[Span],
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    stretches: Sequence[Quoted],
) -> list[Attribution]:
    """The speaker of each quotation of ``stretches``, in their order."""
    scene = _Scene(text, paragraphs, sentences, mentions, stretches)
    found: list[Attribution] = []
    for index in range(len(stretches)):
        speaker, rule = scene.speaker(index)
        found.append(Attribution(speaker.span, speaker.entity, rule) if speaker else Attribution())
    return found


_VERB = re.compile(rf"\b(?:{'|'.join(sorted(set(SAYING), key=len, reverse=True))})\b")
_AUXILIARY = re.compile(
    r"(?:(?:\s|^)(?:has|have|had|also|later|then|once|even|recently|reportedly|repeatedly|previously|simply|further|now|"
    r"would|will|did|does|not|is|was|are|were|been|be|both|just|only|often|earlier|still|[a-z]+ly))+$"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to\b")
_INVERTED = re.compile(r"[\s,–—-]*(?:(?:also|then|later|once)\s)?$")
_HIDDEN = "\1"


class _Scene:
    """A text with its quotations masked, so that rules never read inside one, and the speakers found so far."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        sentences: Sequence[Span],
        mentions: Sequence[Mention],
        stretches: Sequence[Quoted],
    ) -> None:
        self.masked = _masked(text, stretches)
        self.paragraphs = paragraphs
        self.paragraph_starts = [each.start for each in paragraphs]
        self.sentences = sentences
        self.sentence_starts = [each.start for each in sentences]
        self.stretches = stretches
        outside = [each for each in mentions if _HIDDEN not in self.masked[each.start : each.end]]
        self.subjects = Subjects(self.masked, outside)
        self.spoken: list[Speaker | None] = []

    def speaker(self, index: int) -> tuple[Speaker | None, QuoteRule]:
        speaker, rule = self._found(index)
        if speaker is not None and speaker.pronoun:
            speaker = self._resolved(speaker)
        self.spoken.append(speaker)
        return speaker, rule if speaker else ""

    def _found(self, index: int) -> tuple[Speaker | None, QuoteRule]:
        finders: tuple[tuple[QuoteRule, Callable[[int], Speaker | None]], ...] = (
            ("after-quote", self._after),
            ("before-quote", self._before),
            ("according-to", self._according_to),
            ("carried-over", self._carried_over),
            ("inside", self._inside),
            ("nearest", self._nearest),
        )
        for rule, find in finders:
            speaker = find(index)
            if speaker is not None:
                return speaker, rule
        return None, ""

    def _after(self, index: int) -> Speaker | None:
        """“…,” Kirby told reporters. “…,” said Kirby."""
        start = self.stretches[index].end
        end = self._clause_end(index)
        verb = _VERB.search(self.masked, start, min(end, start + 160))
        if verb is None:
            return None
        if _INVERTED.fullmatch(self.masked, start, verb.start()):
            return self.subjects.after(verb.end(), end)
        return self.subjects.before(_skip(self.masked, start), self._verb_start(start, verb.start()))

    def _before(self, index: int) -> Speaker | None:
        """Kirby said: “…”. The verb nearest to the quote in its sentence, with its own subject."""
        start, end = self._lead(index)
        verbs = list(_VERB.finditer(self.masked, start, end))
        for verb in reversed(verbs):
            speaker = self.subjects.before(start, self._verb_start(start, verb.start()))
            if speaker is not None:
                return speaker
            speaker = self.subjects.after(verb.end(), end)
            if speaker is not None and self.masked[:end].rstrip().endswith(","):
                return speaker
        return None

    def _according_to(self, index: int) -> Speaker | None:
        for start, end in ((self.stretches[index].end, self._clause_end(index)), self._lead(index)):
            match = _ACCORDING.search(self.masked, start, end)
            if match:
                return self.subjects.after(match.end(), end)
        return None

    def _carried_over(self, index: int) -> Speaker | None:
        """The speaker before, in the same paragraph, or in the one before when this quote opens its own."""
        if not index or self.spoken[index - 1] is None:
            return None
        here, there = self._paragraph(self.stretches[index].start), self._paragraph(self.stretches[index - 1].start)
        opens = not self.masked[self.paragraphs[here].start : self.stretches[index].start].strip()
        if here == there or (opens and here == there + 1):
            return self.spoken[index - 1]
        return None

    def _inside(self, index: int) -> Speaker | None:
        """The person named first in the sentence that holds the quote."""
        start, end = self._sentence(index)
        persons = self.subjects.named_within(start, end, persons=True)
        return persons[0] if persons else None

    def _nearest(self, index: int) -> Speaker | None:
        paragraph = self._paragraph(self.stretches[index].start)
        place = self.stretches[index].start
        for each in (paragraph, paragraph - 1):
            if each >= 0:
                span = self.paragraphs[each]
                persons = self.subjects.named_within(span.start, min(span.end, place), persons=True)
                if persons:
                    return persons[-1]
        return next((each for each in reversed(self.spoken) if each is not None), None)

    def _resolved(self, speaker: Speaker) -> Speaker | None:
        """The person whom a pronoun stands for: the last speaker, or a person named since."""
        last = next((each for each in reversed(self.spoken) if each is not None), None)
        paragraph = self._paragraph(speaker.span.start)
        start = self.paragraphs[max(0, paragraph - 1)].start
        persons = self.subjects.named_within(start, speaker.span.start, persons=True)
        if speaker.pronoun in ("he", "she", "i") and persons:
            later = persons[-1]
            if last is None or later.span.start > last.span.start:
                return later
        return last or (persons[-1] if persons else None)

    def _verb_start(self, start: int, verb: int) -> int:
        auxiliary = _AUXILIARY.search(self.masked[start:verb].rstrip())
        return start + auxiliary.start() if auxiliary else verb

    def _clause_end(self, index: int) -> int:
        """Where the sentence that follows on a quote ends, or the next quote begins."""
        place = self.stretches[index].end
        end = self.sentences[max(0, bisect_right(self.sentence_starts, place - 1) - 1)].end if self.sentences else place
        following = self.masked.find(_HIDDEN, place, end)
        return max(place, following if following >= 0 else end)

    def _lead(self, index: int) -> tuple[int, int]:
        """The stretch of the sentence before a quote, from the quote before it."""
        start, _ = self._sentence(index)
        place = self.stretches[index].start
        return max(start, self.masked.rfind(_HIDDEN, start, place) + 1), place

    def _sentence(self, index: int) -> tuple[int, int]:
        place = self.stretches[index].start
        if not self.sentences:
            span = self.paragraphs[self._paragraph(place)]
            return span.start, span.end
        span = self.sentences[max(0, bisect_right(self.sentence_starts, place) - 1)]
        return min(span.start, place), max(span.end, place)

    def _paragraph(self, place: int) -> int:
        return max(0, bisect_right(self.paragraph_starts, place) - 1)


def _skip(masked: str, start: int) -> int:
    while start < len(masked) and not masked[start].isalnum():
        start += 1
    return start


def _masked(text: str, stretches: Sequence[Quoted]) -> str:
    pieces: list[str] = []
    place = 0
    for stretch in stretches:
        pieces += (text[place : stretch.start], _HIDDEN * (stretch.end - stretch.start))
        place = stretch.end
    return "".join((*pieces, text[place:]))
