"""Who vouches for what a sentence says, how firmly, and how it is hedged.

Firmness is the class of the verb of saying ("confirms" is not "claims"); a hedge is a word that leaves a statement open
("may be providing"). Nothing here judges: it finds the phrases that a reader may want to see side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.language.subjects import Speaker, Subjects
from store.language.wordlists import words
from store.model import Span

Firmness = Literal["confirmed", "said", "claimed", "suggested", "denied"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A source with its verb of saying. ``phrase`` covers both as they stand in the text."""

    phrase: Span
    firmness: Firmness
    source: Speaker


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that leaves a statement open, with the verb it opens ("may be providing")."""

    phrase: Span
    word: str


def claims(text: str, sentence: Span, subjects: Subjects) -> tuple[Claim, ...]:
    """The claims of a sentence in order, those within quotation marks too."""
    return tuple(sorted((*_verbs(text, sentence, subjects), *_according(sentence, text, subjects)), key=_place))


def hedges(text: str, sentence: Span) -> tuple[Hedge, ...]:
    """The hedges of a sentence in order."""
    found = _HEDGE.finditer(text, sentence.start, sentence.end)
    return tuple(Hedge(Span(*match.span()), match.group(1).lower()) for match in found)


_VERBS: dict[Firmness, str] = {
    "confirmed": """confirms confirmed confirm acknowledges acknowledged acknowledge admits admitted admit conceded
    concedes reveals revealed proves proved verified verifies""",
    "said": """says said say tells told tell states stated reports reported adds added notes noted announces announced
    declares declared writes wrote explains explained""",
    "claimed": """claims claimed claim alleges alleged allege insists insisted asserts asserted contends contended
    maintains maintained""",
    "suggested": """suggests suggested suggest indicates indicated indicate implies implied hints hinted believes
    believed believe suspects suspected suspect thinks fears feared estimates estimated""",
    "denied": """denies denied deny rejects rejected dismisses dismissed refutes refuted disputes disputed""",
}
_FIRMNESS: dict[str, Firmness] = {word: firmness for firmness, listed in _VERBS.items() for word in words(listed)}
_VERB = re.compile(rf"\b(?:{'|'.join(_FIRMNESS)})\b")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|(?:quot|cit)ing)\b")
_HEDGE = re.compile(
    r"\b(may|might|could|likely|possibly|probably|reportedly|allegedly|apparently|purportedly|presumably|"
    r"appears? to|appeared to|seems? to|seemed to|is believed to|are believed to|is thought to|are thought to|"
    r"is suspected of|are suspected of|is said to|are said to)(?:\s(?:be|have|been|not))*\s"
    r"(?!(?:and|or|of|in|on|at|for|from|with|by|as|the|an?|his|her|their|its)\b)[a-z]+"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|their|his|her|its|these|those|this|that|of|into|about|on|in|from|making|by|with|for|amid|despite|any|"
    r"such|some|all|no|and|or)\s$"
)
_AUXILIARIES = re.compile(r"(?:\s(?:has|have|had|also|later|did|does|not|then|further|again|repeatedly|[a-z]+ly))+$")


def _verbs(text: str, sentence: Span, subjects: Subjects) -> Iterator[Claim]:
    for verb in _VERB.finditer(text, sentence.start, sentence.end):
        auxiliaries = _AUXILIARIES.search(text[sentence.start : verb.start()].rstrip())
        end = sentence.start + auxiliaries.start() if auxiliaries else verb.start()
        source = subjects.before(sentence.start, end)
        noun = _NOUN_BEFORE.search(text, max(sentence.start, verb.start() - 10), verb.start())
        if source is not None and not source.pronoun and not noun:
            yield Claim(Span(source.span.start, verb.end()), _FIRMNESS[verb.group()], source)


def _according(sentence: Span, text: str, subjects: Subjects) -> Iterator[Claim]:
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        source = subjects.after(match.end(), sentence.end)
        if source is not None and not source.pronoun:
            yield Claim(Span(match.start(), source.span.end), "said", source)


def _place(claim: Claim) -> Span:
    return claim.phrase
