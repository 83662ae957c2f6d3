"""Where two aligned sentences vouch differently for what they say: another source, a firmer verb, a hedge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.compare.words import words
from store.language.hedging import Claim, Hedge, claims, hedges
from store.language.subjects import Speaker, Subjects
from store.model import Reading, Span


class Voices:
    """A reading's names, ready to be asked who says what in a sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.subjects = Subjects(reading.text, reading.mentions)
        self.names = {entity.id: entity.name for entity in reading.entities}

    def text(self, span: Span) -> str:
        return self.reading.text[span.start : span.end]

    def matter(self, span: Span) -> set[str]:
        """The content words of ``span`` that name no person and no place."""
        pieces, place = [], span.start
        for named in self.subjects.named_within(span.start, span.end):
            if named.kind != "organisation":
                pieces.append(self.reading.text[place : named.span.start])
                place = named.span.end
        return set(words(" ".join((*pieces, self.reading.text[place : span.end]))))

    def name(self, speaker: Speaker) -> str:
        """The name of a speaker's entity, or the words it stands as."""
        return self.names.get(speaker.entity or 0) or self.text(speaker.span)

    def claims(self, sentence: Span) -> tuple[Claim, ...]:
        return claims(self.reading.text, sentence, self.subjects)

    def hedges(self, sentence: Span) -> tuple[Hedge, ...]:
        return hedges(self.reading.text, sentence)


def vouched_differently(left: Voices, here: Span, right: Voices, there: Span) -> Iterator[tuple[Span, Span]]:
    """Pairs of phrases, one of each sentence, that differ in firmness, in source or in hedging; at most one of each.

    What is vouched for must be the same: the words around the two phrases have some in common.
    """
    mine, theirs = left.claims(here), right.claims(there)
    differing = _firmness(left, mine, here, right, theirs, there) or _source(left, mine, right, theirs)
    if differing:
        yield differing
    hedged = left.hedges(here), right.hedges(there)
    if hedged[0] and not hedged[1]:
        yield from _opened(left, here, hedged[0], right, there)
    elif hedged[1] and not hedged[0]:
        yield from ((mine, theirs) for theirs, mine in _opened(right, there, hedged[1], left, here))


def _firmness(
    left: Voices, mine: Sequence[Claim], here: Span, right: Voices, theirs: Sequence[Claim], there: Span
) -> tuple[Span, Span] | None:
    """The two phrases of a firmness that the other sentence does not have whose matters have most in common."""
    firm, firm_there = {each.firmness for each in mine}, {each.firmness for each in theirs}
    differing = [
        (common, -one.phrase.start - other.phrase.start, one.phrase, other.phrase)
        for one in mine
        for other in theirs
        if one.firmness not in firm_there and other.firmness not in firm
        if (common := _in_common(_vouched_for(left, mine, one, here), _vouched_for(right, theirs, other, there)))
    ]
    return max(differing)[2:] if differing else None


def _vouched_for(voices: Voices, claims: Sequence[Claim], claim: Claim, sentence: Span) -> set[str]:
    """The words that tell what a claim is about: those up to the next claim, or before it at the end of a sentence."""
    starts = [each.phrase.start for each in claims if each.phrase.start > claim.phrase.start]
    ends = [each.phrase.end for each in claims if each.phrase.start < claim.phrase.start]
    behind = voices.matter(Span(claim.phrase.end, min([*starts, sentence.end])))
    if len(behind) >= _COMMON:
        return behind
    return behind | voices.matter(Span(max([*ends, sentence.start]), claim.phrase.start))


def _source(left: Voices, mine: Sequence[Claim], right: Voices, theirs: Sequence[Claim]) -> tuple[Span, Span] | None:
    """The phrases of one source each, when the two cannot be the same: two names, or a name and an unnamed one."""
    if len(mine) != 1 or len(theirs) != 1:
        return None
    one, other = mine[0].source, theirs[0].source
    names = left.name(one), right.name(other)
    if _alike(*names) or not (_named(one) or _named(other)):
        return None
    if _named(one) and _named(other):
        return (mine[0].phrase, theirs[0].phrase) if one.kind == other.kind == "person" else None
    unnamed = names[1] if _named(one) else names[0]
    return (mine[0].phrase, theirs[0].phrase) if _ANONYMOUS.match(unnamed) else None


_ANONYMOUS = re.compile(
    r"(?:an?|one|two|three|some|several|unnamed|anonymous|senior|top|U\.S\.|US|unidentified)\s(?:\S+\s){0,3}"
    r"(?:officials?|sources?|diplomats?|persons?|people|aides?|advis[eo]rs?|insiders?)\b|officials?\b|sources?\b",
    re.IGNORECASE,
)
_VERB_GROUP = re.compile(
    r"\s((?:(?:is|was|are|were|has|have|had|been|being|will|would|to|not|also|already|now)\s)*"
    r"(?!(?:and|or|of|in|on|at|for|from|with|to|by|as|who|which|that|the|an?|whether|if|"
    r"when|while|after|before|but|than|whose|also|is|was|are|were|has|have|had)\b)[a-z]+"
    r"(?:\sto\s[a-z]+)?)\b"
)
_WORD = re.compile(r"\w+")


def _named(speaker: Speaker) -> bool:
    return bool(speaker.kind)


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word, as two names of one source do."""
    return bool(set(_WORD.findall(one.casefold())) & set(_WORD.findall(other.casefold())))


def _opened(
    left: Voices, here: Span, hedged: Sequence[Hedge], right: Voices, there: Span
) -> Iterator[tuple[Span, Span]]:
    """The first hedge, with what the other sentence says flatly of the same name and the same matter."""
    for hedge in hedged:
        subject = left.subjects.named_within(max(here.start, hedge.phrase.start - 40), hedge.phrase.start)
        if not subject or len(left.text(Span(subject[-1].span.end, hedge.phrase.start)).split()) > 2:
            continue
        for name in right.subjects.named_within(there.start, there.end):
            flat = _VERB_GROUP.match(right.reading.text, name.span.end, there.end)
            if flat and _alike(left.name(subject[-1]), right.name(name)):
                said = Span(*flat.span(1))
                if _opens(left, hedge.phrase, here, right, said, there):
                    yield hedge.phrase, said
                    return


def _opens(left: Voices, hedged: Span, here: Span, right: Voices, flat: Span, there: Span) -> bool:
    """Whether both phrases end in one verb, or what follows them has words in common."""
    verbs = words(left.text(hedged))[-1:], words(right.text(flat))[-1:]
    behind = (
        voices.matter(Span(phrase.end, min(sentence.end, phrase.end + _BEHIND)))
        for voices, phrase, sentence in ((left, hedged, here), (right, flat, there))
    )
    return (bool(verbs[0]) and verbs[0] == verbs[1]) or _in_common(*behind) > 0


def _in_common(one: set[str], other: set[str]) -> int:
    """How many words two statements of one matter have in common; 0 when it is not one matter."""
    common = len(one & other)
    return common if common >= _COMMON or common == min(len(one), len(other)) else 0


_COMMON = 2
"""Content words, who and where apart, that two statements of one matter have in common; all of a shorter one."""
_BEHIND = 90
"""How far behind a verb its objects are looked for, in characters."""
