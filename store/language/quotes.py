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
    r"\b(?:so-called|known as|nicknamed|titled|entitled|named|dubbed|codenamed|code-named|the film|the movie|"
    r"the book|the song|the album|the novel|the play|the series|the show|the word|the term|stands for|operation|meaning|means|short for)"
    r"(?:\s(?:the|a|an))?\s$",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(("a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "with", "at", "by", "de", "la"))
_SYNTAX = frozenset(("after-quote", "before-quote", "according-to"))


def _is_name(text: str, stretch: Quoted) -> bool:
    """Whether the marks hold a title, a ship, a nickname or a term rather than speech."""
    inner = text[stretch.start + 1 : stretch.end - 1]
    listed = _WORD.findall(inner)
    if len(listed) > 8 or inner.rstrip()[-1:] in (",", ".", "!", "?"):
        return False
    if len(listed) <= 5 and _NAMING.search(text, max(0, stretch.start - 40), stretch.start):
        return True
    capital = all(word[0].isupper() or word[0].isdigit() for word in listed if word.lower() not in _SMALL_WORDS)
    return capital and len(listed) > 1 and inner[:1].isupper()


def _is_speech(text: str, stretch: Quoted, attribution: Attribution) -> bool:
    inner = text[stretch.start : stretch.end]
    return len(_WORD.findall(inner)) > 1 or bool(_CJK.search(inner)) or attribution.rule in _SYNTAX


def _quote(stretch: Quoted, attribution: Attribution) -> Quote:
    return Quote(
        stretch.start,
        stretch.end,
        attribution.speaker,
        attribution.entity,
        attribution.rule,
        attribution.confidence,
    )
