"""Aliases that the text itself states: "Long Name (LN)", "the Tarn anti-tank missile, known as AT-9 by NATO"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.language.aliases import places
from store.language.aliases.words import LINKING
from store.model import Kind

Named = tuple[str, Kind, int]
"""A surface, its kind, and the code point at which it starts."""

REACH = 160
"""Code points between a name and the cue that renames it, at most."""

_BRACKET = re.compile(r"(?P<words>(?:\s+[a-z][\w-]*){0,5})\s*[(\[]\s*(?:the\s+|or\s+)?[\"“‘']?$")
_CUE = re.compile(
    r"(?:\b(?:known|referred\s+to|abbreviated|designated|codenamed|code-named)"
    r"(?:\s+(?:by|in|to|within|inside)\s+(?:the\s+)?\w+)?(?:\s+(?:simply|just|also|better|formerly))?\s+(?:as|by)"
    r"|(?:,|\b(?:is|are|was|were|been|also|often|sometimes|commonly|widely))\s+(?:called|dubbed|nicknamed|styled)"
    r"|,\s+(?:formerly|née|alias)|\ba\.?k\.?a\.?)"
    r"\s+(?:its\s+\w+\s+\w+\s+)?(?:the\s+)?[\"“‘']?$"
)
_STOP = re.compile(r"[.!?]\s+(?=[\"“A-Z])|\n")


def stated(text: str, mentions: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Pairs ``(named, alias)`` of indexes into ``mentions``, which must be sorted by their starts."""
    for index in range(1, len(mentions)):
        if (before := _named_before(text, mentions, index)) is not None:
            yield before, index


def _named_before(text: str, mentions: Sequence[Named], index: int) -> int | None:
    start = mentions[index][2]
    if (found := _bracketed(text, mentions, index)) is not None:
        return found
    left = text[max(0, start - 60) : start]
    if not (cue := _CUE.search(left)):
        return None
    return _nearest(text, mentions, index, start - len(left) + cue.start())


def _bracketed(text: str, mentions: Sequence[Named], index: int) -> int | None:
    """The name before a bracket that holds its abbreviation. That of a long name of an organisation may come from
    another language, and needs no letter of it."""
    surface, _, start = mentions[index]
    letters = re.sub(r"[^A-Za-z]", "", surface)
    before, kind, at = mentions[index - 1]
    end = at + len(before)
    found = _BRACKET.fullmatch(text[end:start]) if end <= start <= end + REACH else None
    if not found or kind in ("place", "people") or not letters.isupper() or len(letters) < 2 or surface in before:
        return None
    foreign = kind == "organisation" and len(before.split()) > 1 and not found["words"]
    return index - 1 if foreign or _abbreviates(letters.lower(), f"{before}{found['words']}") else None


def _abbreviates(letters: str, name: str) -> bool:
    """Whether ``letters`` are the initials of the name, or of its last words."""
    words = [word.lower() for word in re.findall(r"[^\W_]+", name)]
    initials = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in LINKING)
    return initials.endswith(letters) or main.endswith(letters) or (len(letters) > 2 and main == letters)


def _nearest(text: str, mentions: Sequence[Named], index: int, end: int) -> int | None:
    """The nearest name before ``end``, in the same sentence, that is no place and of a fitting kind."""
    kind = mentions[index][1]
    for before in range(index - 1, -1, -1):
        surface, other, at = mentions[before]
        if end - at > REACH or _STOP.search(text[at + len(surface) : end]):
            return None
        if at + len(surface) <= end and _may_be_renamed(surface, other, kind):
            return before
    return None


def _may_be_renamed(surface: str, kind: Kind, alias_kind: Kind) -> bool:
    if kind in ("place", "people") or places.canonical(surface) or places.demonym_of(surface):
        return False
    return kind == alias_kind or "person" not in (kind, alias_kind)
