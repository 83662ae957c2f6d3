"""The words of a sentence as comparisons see them: lower-case stems without function words, numbers and names.

Functions here take and give plain text; they know neither readings nor matrices.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’.-][^\W\d_]+)*")
"""A number with its separators, or letters of any script with inner apostrophes, full stops and hyphens."""

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Scripts that are written without spaces: Japanese, Chinese, Thai."""

FUNCTION_WORDS = frozenset((Path(__file__).parent / "data" / "function_words.txt").read_text(encoding="utf8").split())
"""Words too common to tell sentences apart: English function words, reporting verbs, titles, days of the week."""

SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))


def words(text: str) -> list[str]:
    """The terms of ``text`` in order: stems, bare numbers, pairs of signs where words are unspaced."""
    return [term for match in WORD.finditer(text) for term in _terms(match.group())]


@lru_cache(maxsize=65536)
def _terms(token: str) -> tuple[str, ...]:
    """What one token is compared by; nothing for a function word."""
    if token[0].isdigit():
        return (token.replace(",", ""),)
    if UNSPACED.match(token):
        return tuple(token[at : at + 2] for at in range(max(1, len(token) - 1)))
    folded = token.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
    return () if folded in FUNCTION_WORDS else (stem(folded),)


def stem(word: str) -> str:
    """``word`` without its inflection; light, so that different words seldom meet."""
    if len(word) <= 3:
        return word
    for suffix, ending in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)] + ending
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word
