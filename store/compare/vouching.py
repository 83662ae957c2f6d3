"""Where two aligned sentences vouch differently for what they say: another source, a firmer verb, a hedge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

    def name(self, speaker: Speaker) -> str:
        """The name of a speaker's entity, or the words it stands as."""
        return self.names.get(speaker.entity or 0) or self.text(speaker.span)

    def claims(self, sentence: Span) -> tuple[Claim, ...]:
        return claims(self.reading.text, sentence, self.subjects)

    def hedges(self, sentence: Span) -> tuple[Hedge, ...]:
        return hedges(self.reading.text, sentence)


def vouched_differently(left: Voices, here: Span, right: Voices, there: Span) -> Iterator[tuple[Span, Span]]:
    """Pairs of phrases, one of each sentence, that differ in firmness, in source or in hedging; at most one of each."""
    mine, theirs = left.claims(here), right.claims(there)
    differing = _firmness(mine, theirs) or _source(left, mine, right, theirs)
    if differing:
        yield differing
    hedged = left.hedges(here), right.hedges(there)
    if hedged[0] and not hedged[1]:
        yield from _opened(left, here, hedged[0], right, there)
    elif hedged[1] and not hedged[0]:
        yield from ((mine, theirs) for theirs, mine in _opened(right, there, hedged[1], left, here))


def _firmness(mine: Sequence[Claim], theirs: Sequence[Claim]) -> tuple[Span, Span] | None:
    """The phrases whose firmness the other sentence does not have."""
    here, there = {each.firmness for each in mine}, {each.firmness for each in theirs}
    if not here or not there or here == there:
        return None
    return (
        next((each.phrase for each in mine if each.firmness not in there), mine[0].phrase),
        next((each.phrase for each in theirs if each.firmness not in here), theirs[0].phrase),
    )


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
    """The first hedge, with what the other sentence says flatly of the same name."""
    for hedge in hedged:
        subject = left.subjects.named_within(max(here.start, hedge.phrase.start - 40), hedge.phrase.start)
        if not subject or len(left.text(Span(subject[-1].span.end, hedge.phrase.start)).split()) > 2:
            continue
        for name in right.subjects.named_within(there.start, there.end):
            flat = _VERB_GROUP.match(right.reading.text, name.span.end, there.end)
            if flat and _alike(left.name(subject[-1]), right.name(name)):
                yield hedge.phrase, Span(*flat.span(1))
                return
