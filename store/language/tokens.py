"""Cut a sentence into tokens as the name model was trained: hyphens and slashes stand alone, "U.S." stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.model import Span

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Sgt|Maj|Cmdr|Adm|Brig|Cpl|Sen|Rep|Gov|St|Jr|Sr|Prof|Rev|Hon|Pres|Sec|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Inc|Co|Corp|Ltd|Bros|Mt|Ft|Ave|Dept|Univ"
)
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"  # U.S., D.C., e.g.
    rf"|(?:{_ABBREVIATIONS})\.(?!\.)"
    r"|[A-Z]\.(?=\s+[A-Z]|[A-Z])"  # an initial
    r"|[A-Z]&[A-Z]\b"
    r"|[^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+|['’]t\b)*\d*[^\W_]*"  # words, O'Hara, don't, S1
    r"|\d+(?:[.,:]\d+)*[^\W_]*"
    r"|['’](?:s|S|re|ve|ll|d|m)\b"
    r"|\.{2,}"
    r"|\S"
)


class Token(NamedTuple):
    """A token where it stands: ``text[start:end]``."""

    text: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of ``text[start:end]`` in order, never overlapping; offsets are into the whole ``text``."""
    stop = len(text) if end is None else end
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(text, start, stop)]


def tokenize_sentences(text: str, sentences: Sequence[Span]) -> list[list[Token]]:
    """Tokens of each line of each sentence, so that no name runs over a line's end; empty lines are left out.

    The last text's are kept, for the engine and the second pass read the same one after the other.
    """
    return _tokenize_sentences(text, tuple(sentences))


@lru_cache(maxsize=1)
def _tokenize_sentences(text: str, sentences: tuple[Span, ...]) -> list[list[Token]]:
    lines = (line for sentence in sentences for line in _lines(text, sentence))
    return [tokens for line in lines if (tokens := tokenize(text, line.start, line.end))]


def _lines(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while (end := text.find("\n", start, sentence.end)) >= 0:
        yield Span(start, end)
        start = end + 1
    yield Span(start, sentence.end)
