"""Who speaks a quotation, by the syntax of the sentence around it.

The rules, from the surest: a verb of saying after the quote ("…," Kirby said; "…," said Kirby), one before it, an
"according to", the speaker before ("…," he said. "…"), the subject of the sentence, the nearest name. Each rule's
confidence is the share of right speakers that it was measured at; see docs/measurements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.language.cues import INVERTIBLE
from store.language.pronouns import Antecedents
from store.language.quotation_marks import Quoted
from store.language.subjects import Speaker, Subjects
from store.language.surroundings import HIDDEN, Surroundings
from store.model import Mention, QuoteRule, Span

CONFIDENCE: dict[QuoteRule, float] = {
    "after-quote": 0.94,
    "before-quote": 0.88,
    "according-to": 0.9,
    "carried-over": 0.87,
    "inside": 0.65,
    "nearest": 0.5,
    "": 0.0,
}
"""Share of right speakers by rule, rounded down; see docs/measurements/quotes-dates.md."""


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
    scene = _Scene(text, paragraphs, sentences or paragraphs, mentions, stretches)
    found: list[Attribution] = []
    for index in range(len(stretches)):
        speaker, rule = scene.speaker(index)
        found.append(Attribution(speaker.span, speaker.entity, rule) if speaker else Attribution())
    return found


_AUXILIARY = re.compile(
    r"(?:(?:\s|^)(?:has|have|had|also|later|then|once|even|recently|reportedly|repeatedly|previously|simply|further|now|"
    r"would|will|did|does|not|is|was|are|were|been|be|both|just|only|often|earlier|still|instead|again|never|"
    r"always|[a-z]+ly|"
    r"(?:is|was|are|were)\s(?:said|reported|alleged|believed|understood|thought|heard|quoted)\s(?:to\shave|to|as)))+$"
)
_PASSIVE = re.compile(r"\b(?:is|was|are|were|been|being)(?:\s[a-z]+ly)?\s$")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|eyes) of)\b")
_PUT_IT = re.compile(r"\b(?:puts?|put) it\b")
_BY = re.compile(r"[\s,]*by\b")
_AGENT_BEHIND = re.compile(r"[^.;\x01]{0,40}(?:\bby\b|,\s[\w\s]+\b(?:said|says|told|according)\b)")
_INVERTED = re.compile(r"[\s,–—-]*(?:(?:also|then|later|once)\s)?")
_VERB_FIRST = re.compile(r"[\s,]*[a-z]+(?:ed|s)\b")
_RELATIVE = re.compile(r"\b(who|whose)\s[^,]*$")
_POSSESSED = re.compile(r"(?:his|her|their|my|our)\s", re.IGNORECASE)
_VERB_NEXT = re.compile(r"\s[a-z]+(?:\s[a-z]+)?(?=[\s.,]|$)")
_INVERTED_LEAD = re.compile(r"[\s,]*")
_WORD_BEFORE_QUOTE = re.compile(r"\b([a-z]+)[,:]\s?$")
_SUBORDINATE = re.compile(
    r"[\s,–—-]*(?:and|or|nor|that|who|which|because|to|for|of|by|with|from|if|although|after|than|while|when|whereas|where)\b"
)


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
        self.text = text
        self.around = Surroundings(text, paragraphs, sentences, stretches)
        self.masked = self.around.masked
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.stretches = stretches
        outside = [each for each in mentions if HIDDEN not in self.masked[each.start : each.end]]
        self.subjects = Subjects(self.masked, outside)
        self.antecedents = Antecedents(self.masked, sentences, self.subjects)
        self.spoken: list[Speaker | None] = []

    def speaker(self, index: int) -> tuple[Speaker | None, QuoteRule]:
        finders: tuple[tuple[QuoteRule, Callable[[int], Speaker | None]], ...] = (
            ("after-quote", self._after),
            ("before-quote", self._before),
            ("according-to", self._according_to),
            ("inside", self._inside),
            ("carried-over", self._carried_over),
            ("nearest", self._nearest),
        )
        if self._is_unvoiced(index):
            finders = ()
        for rule, find in finders:
            speaker = find(index)
            if speaker is not None:
                self.spoken.append(self.antecedents.of(speaker, self.spoken))
                return self.spoken[-1], rule
        self.spoken.append(None)
        return None, ""

    def _after(self, index: int) -> Speaker | None:
        """“…,” Kirby told reporters. “…,” said Kirby. Called “…” by Kirby."""
        start = self.stretches[index].end
        end = self.around.clause_end(index)
        if _BY.match(self.masked, start, end) and self._is_passive(index):
            return self.subjects.after(_skip(self.masked, start) + 2, end)
        if (spoken := self._plainly_after(index, start, end)) is not None:
            return spoken
        verb = next(self.subjects.verbs(start, min(end, start + _TAIL)), None)
        if verb is None or self._is_introduced(index):
            return None
        return self._subject_after(index, verb, start, end) or self._said_last(start, end)

    def _subject_after(self, index: int, verb: Span, start: int, end: int) -> Speaker | None:
        """The subject of the first verb of saying behind a quote."""
        if _SUBORDINATE.match(self.masked, start, end):
            return self._after_comma(index, start, verb)
        if _INVERTED.fullmatch(self.masked, start, verb.start):
            inverted = self.masked[verb.start : verb.end] in INVERTIBLE
            return self.subjects.after(verb.end, end) if inverted else None
        return self.subjects.before(_skip(self.masked, start), self._verb_start(start, verb.start))

    def _said_last(self, start: int, end: int) -> Speaker | None:
        """“…” announced in October, said Ann Smith."""
        for verb in self.subjects.verbs(start, min(end, start + _TAIL), INVERTIBLE):
            if self.masked[start : verb.start].endswith(", "):
                return self.subjects.after(verb.end, end)
        return None

    def _plainly_after(self, index: int, start: int, end: int) -> Speaker | None:
        """“…,” shrugged Ann Smith. “…,” Smith shot back. After a comma any verb will do beside a person's name."""
        if not self.masked[start:end].lstrip().startswith(",") and self.text[: start - 1].rstrip()[-1:] != ",":
            return None
        beside = _VERB_FIRST.match(self.masked, start, end)
        found = self.subjects.after(beside.end(), end) if beside else None
        if found is not None and found.kind == "person":
            return found
        place = _skip(self.masked, start)
        named = next(iter(self.subjects.named_within(place, end, persons=True)), None)
        told = named is not None and named.span.start == place and _VERB_NEXT.match(self.masked, named.span.end, end)
        return named if told else None

    def _is_introduced(self, index: int) -> bool:
        """Whether a verb of saying stands right before the quote: Kirby said, “…”."""
        start, end = self.around.lead(index)
        last = _WORD_BEFORE_QUOTE.search(self.masked, max(start, end - 24), end)
        return (
            last is not None
            and any(self.subjects.verbs(*last.span(1)))
            and not _INVERTED_LEAD.fullmatch(self.masked, start, last.start())
        )

    def _after_comma(self, index: int, start: int, verb: Span) -> Speaker | None:
        """Should “wait” for the others, Kirby said: a sentence that begins before the quote and ends in its speaker."""
        comma = self.masked.rfind(",", start, verb.start)
        if comma < 0 or next(self.subjects.verbs(*self.around.lead(index)), None):
            return None
        speaker = self.subjects.before(comma + 1, self._verb_start(comma + 1, verb.start))
        return speaker if speaker and (speaker.kind or speaker.pronoun) else None

    def _is_passive(self, index: int) -> bool:
        (start, _), end = self.around.sentence(index), self.stretches[index].start
        verbs = list(self.subjects.verbs(start, end))
        return bool(verbs) and self._passive(start, verbs[-1])

    def _passive(self, start: int, verb: Span) -> bool:
        """Whether a verb is a participle behind a form of "to be"; "is saying" is no passive."""
        said = _PASSIVE.search(self.masked, start, verb.start)
        return said is not None and not self.masked[verb.start : verb.end].endswith("ing")

    def _is_unvoiced(self, index: int) -> bool:
        """He was told “…”: a passive right before the quote that names nobody who speaks."""
        start, end = self.around.lead(index)
        verb = next(reversed(list(self.subjects.verbs(start, end))), None)
        if verb is None or not self._passive(start, verb) or _BY.search(self.masked, verb.end, end):
            return False
        near = end - verb.end < _BESIDE and "," not in self.masked[verb.end : end]
        return near and not _AGENT_BEHIND.match(self.masked, self.stretches[index].end)

    def _before(self, index: int) -> Speaker | None:
        """Kirby said: “…”. The verb nearest to the quote in its sentence, with its own subject or its sentence's."""
        start, end = self.around.lead(index)
        put = _PUT_IT.search(self.masked, start, end)
        if put:
            return self.subjects.before(start, put.start())
        verbs = list(self.subjects.verbs(start, end))
        if not verbs:
            return None
        verb = verbs[-1]
        agent = self._agent(start, verb, end) or self._parenthetic(start, verb, end)
        if agent is not None:
            return agent
        speaker = self._subject(start, verb)
        if speaker is None and self.masked[:end].rstrip().endswith(",") and self._inverts(start, verb):
            speaker = self.subjects.after(verb.end, end)
        return speaker or self._relative_subject(start, verb) or self._sentence_subject(index)

    def _relative_subject(self, start: int, verb: Span) -> Speaker | None:
        """Norland, whose foreign ministry summoned the envoy and denounced “…”; Ann Smith, who rose and said “…”."""
        relative = _RELATIVE.search(self.masked[start : verb.start])
        if relative is None:
            return None
        if relative[1] == "who":
            return self.subjects.before(start, start + relative.end(1))
        return self.subjects.main(start + relative.end(1), verb.end)

    def _agent(self, start: int, verb: Span, end: int) -> Speaker | None:
        """He was described by colleagues as “…”."""
        by = _BY.match(self.masked, verb.end, end)
        return self.subjects.after(by.end(), end) if by and self._passive(start, verb) else None

    def _parenthetic(self, start: int, verb: Span, end: int) -> Speaker | None:
        """It was, recalled Ann Smith, “…”."""
        if (
            not self.masked[start : verb.start].rstrip().endswith(",")
            or self.masked[verb.start : verb.end] not in INVERTIBLE
        ):
            return None
        found = self.subjects.after(verb.end, end)
        return found if found and found.kind and self.masked[verb.end : found.span.start].count(" ") < _NEAR else None

    def _subject(self, start: int, verb: Span) -> Speaker | None:
        """The subject that stands right before a verb; a participle behind a comma has none."""
        place = self._verb_start(start, verb.start)
        if self.masked[verb.start : verb.end].endswith("ing") and self.masked[start:place].rstrip().endswith(","):
            return None
        return self.subjects.before(start, place)

    def _inverts(self, start: int, verb: Span) -> bool:
        return self.masked[verb.start : verb.end] in INVERTIBLE and bool(
            _INVERTED.fullmatch(self.masked, start, verb.start)
        )

    def _sentence_subject(self, index: int) -> Speaker | None:
        """Who the sentence up to the quote is about, or who speaks the quote before it in the same sentence."""
        start, _ = self.around.sentence(index)
        lead, place = self.around.lead(index)
        if lead > start and index and self.spoken[index - 1] is not None:
            return self.spoken[index - 1]
        return self.subjects.main(start, place)

    def _according_to(self, index: int) -> Speaker | None:
        for start, end in ((self.stretches[index].end, self.around.clause_end(index)), self.around.lead(index)):
            match = _ACCORDING.search(self.masked, start, end)
            if match:
                return self.subjects.after(match.end(), end)
        return None

    def _inside(self, index: int) -> Speaker | None:
        """The subject of the sentence that holds the quote."""
        start, end = self.around.lead(index)
        if not any(each.isalnum() for each in self.masked[start:end]):
            return None
        subject = self._sentence_subject(index)
        if subject is None or subject.kind or subject.pronoun:
            return subject
        return subject if len(self.masked[subject.span.start : subject.span.end].split()) <= _SHORT_PHRASE else None

    def _carried_over(self, index: int) -> Speaker | None:
        """The speaker before: in the same paragraph, or in the one before when this quote opens its own.

        A sentence between that is about a person by name has the floor to them.
        """
        place = self.stretches[index].start
        here = self.around.paragraph(place)
        opens = not self.masked[self.paragraphs[here].start : place].strip()
        about = self._about(index, here - 1 if opens else here)
        if about is not None:
            return about
        if not index or self.spoken[index - 1] is None:
            return None
        there = self.around.paragraph(self.stretches[index - 1].start)
        return self.spoken[index - 1] if here == there or (opens and here == there + 1) else None

    def _about(self, index: int, paragraph: int) -> Speaker | None:
        """The person whom the sentence before the quote is about, when it holds no quote itself."""
        number = self.around.sentence_number(self.stretches[index].start) - 1
        if number < 0 or paragraph < 0 or self.sentences[number].start < self.paragraphs[paragraph].start:
            return None
        span = self.sentences[number]
        if HIDDEN in self.masked[span.start : span.end]:
            return None
        about = self.subjects.main(span.start, span.end)
        if about is None or about.kind == "person" or about.pronoun in ("he", "she"):
            return about
        return about if _POSSESSED.match(self.masked, about.span.start) else None

    def _nearest(self, index: int) -> Speaker | None:
        place = self.stretches[index].start
        paragraph = self.around.paragraph(place)
        for each in (paragraph, paragraph - 1):
            if each >= 0:
                span = self.paragraphs[each]
                persons = self.subjects.named_within(span.start, min(span.end, place), persons=True)
                if persons:
                    return persons[-1]
        return None

    def _verb_start(self, start: int, verb: int) -> int:
        auxiliary = _AUXILIARY.search(self.masked[max(start, verb - 60) : verb].rstrip())
        return max(start, verb - 60) + auxiliary.start() if auxiliary else verb


_SHORT_PHRASE = 5
"""Longest noun phrase, in words, that speaks without a verb of saying."""
_TAIL = 160
"""How far behind a quote its verb of saying may stand, in characters."""
_BESIDE = 30
"""How far before a quote a passive still introduces it, in characters."""
_NEAR = 4
"""Most words, a role, between a verb of saying in mid-sentence and the name that speaks."""


def _skip(masked: str, start: int) -> int:
    while start < len(masked) and not masked[start].isalnum():
        start += 1
    return start
