"""What stands around, after and before a place in a text: words, sentences, paragraphs, quotes, names. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from store.model import Span
from widgets.layers import Layer, Ranged

Unit = Literal["word", "sentence", "paragraph", "quote", "name"]

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*|[^\w\s]+")
_WINDOW = 400  # Characters looked back over for the word before; longer words make it grow.


@dataclass(frozen=True)
class Units:
    """The units of one text. Every tuple holds stretches of ``text``."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...] = ()
    quotes: tuple[Ranged, ...] = ()
    names: tuple[Ranged, ...] = ()

    def around(self, unit: Unit, offset: int) -> Span | None:
        """The innermost unit that covers ``offset``, or None. Between two words it is the one after, if any."""
        if unit == "word":
            return self._word_around(offset)
        return _span(self._layers[unit].at(offset))

    def step(self, unit: Unit, span: Span, direction: int) -> Span | None:
        """The unit after ``span`` (``direction`` > 0) or before it; None at the end of the text."""
        if unit == "word":
            return self._next_word(span.end) if direction > 0 else self._previous_word(span.start)
        layer = self._layers[unit]
        return _span(layer.after(span.start) if direction > 0 else layer.before(span.start))

    @cached_property
    def _layers(self) -> dict[Unit, Layer[Ranged]]:
        return {
            "sentence": Layer(self.sentences or self.paragraphs),
            "paragraph": Layer(span for span in self.paragraphs if span.end > span.start),
            "quote": Layer(self.quotes),
            "name": Layer(self.names),
        }

    def _word_around(self, offset: int) -> Span | None:
        before = self._previous_word(offset)
        if before is not None and offset < before.end:
            return before
        return self._next_word(max(offset, before.end if before else 0)) or before

    def _next_word(self, offset: int) -> Span | None:
        found = _WORD.search(self.text, offset)
        return Span(*found.span()) if found else None

    def _previous_word(self, offset: int) -> Span | None:
        """The last word that starts before ``offset``, whole even when ``offset`` is inside it."""
        start, window = offset, _WINDOW
        while start > 0:
            start = max(0, offset - window)
            last = self._last_word_between(start, offset)
            if last is not None and (last.start > start or start == 0):
                return last
            window *= 4
        return None

    def _last_word_between(self, start: int, offset: int) -> Span | None:
        last = None
        for found in _WORD.finditer(self.text, start):
            if found.start() >= offset:
                break
            last = Span(*found.span())
        return last


def _span(mark: Ranged | None) -> Span | None:
    return None if mark is None else Span(mark.start, mark.end)
