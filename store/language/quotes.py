"""The quotations of a text and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.language.quotation_marks import Quoted, quoted
from store.language.sentences import regions
from store.language.speakers import Attribution, attribute
from store.model import Block, Mention, Quote, Span


def quotes(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """The quotations of ``text`` in order, marks included, with their speakers.

    What stands in quotation marks counts when it is somebody's words: two words or more that are no title or name, or
    any that somebody is said to have spoken. A speech of several paragraphs is one quotation a paragraph.
    """
    paragraphs = tuple(regions(text, blocks))
    stretches = [each for each in quoted(text, paragraphs) if not _is_name(text, each)]
    attributions = attribute(text, paragraphs, sentences, mentions, stretches)
    return tuple(
        _quote(stretch, attribution)
        for stretch, attribution in zip(stretches, attributions, strict=True)
        if _is_speech(text, stretch, attribution)
    )


_WORD = re.compile(r"\w[\w'’.-]*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_NAMING = re.compile(
    r"\b(?:so-called|known as|nicknamed|titled|entitled|named|dubbed|code-?named|short for|stands for|operation|"
    r"meaning|means|motto|slogan|hashtag|"
    r"the (?:film|movie|book|song|album|novel|play|series|show|word|term|ship)),?(?:\s(?:the|a|an|is|was|reads))?\s$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:is|was|are|were|be|been|being)(?:\s\w+)?\s(?:called|termed|labell?ed|known|referred\sto)(?:\sas)?"
    r"(?:\s(?:the|a|an))?\s$"
)
_AGENT = re.compile(r"[\s,]*(?:in\spart\s)?by\b")
_MARKS = "\"“”„‟«»‘’'「」『』＂‹›` "
_SMALL_WORDS = frozenset(("a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "with", "at", "by", "de", "la"))
_SYNTAX = frozenset(("after-quote", "before-quote", "according-to"))


def _is_name(text: str, stretch: Quoted) -> bool:
    """Whether the marks hold a title, a ship, a nickname or a term rather than speech."""
    inner = _inner(text, stretch)
    listed = _WORD.findall(inner)
    before = max(0, stretch.start - 40)
    if len(listed) <= 5 and _CALLED.search(text, before, stretch.start) and not _AGENT.match(text, stretch.end):
        return True
    if len(listed) > 8 or inner[-1:] in (",", ".", "!", "?"):
        return False
    return _is_title(inner) or (len(listed) <= 5 and _NAMING.search(text, before, stretch.start) is not None)


def _is_title(inner: str) -> bool:
    """Whether several words are written as a title is: Every One but the Small with a Capital."""
    listed = [word for word in _WORD.findall(inner) if word.lower() not in _SMALL_WORDS]
    return len(listed) > 1 and inner[:1].isupper() and all(word[0].isupper() or word[0].isdigit() for word in listed)


def _is_speech(text: str, stretch: Quoted, attribution: Attribution) -> bool:
    inner = _inner(text, stretch)
    if attribution.rule in _SYNTAX or _CJK.search(inner):
        return True
    return len(_WORD.findall(inner)) > 1 and not _is_title(inner)


def _inner(text: str, stretch: Quoted) -> str:
    return text[stretch.start : stretch.end].strip(_MARKS)


def _quote(stretch: Quoted, attribution: Attribution) -> Quote:
    return Quote(
        stretch.start,
        stretch.end,
        attribution.speaker,
        attribution.entity,
        attribution.rule,
        attribution.confidence,
    )
