"""Whether the words around a date speak of the past or of the future."""

from __future__ import annotations

import re

from store.language.timex import Tense

_REACH = 110
_PAST = (
    r"(?:said|told|was|were|had|came|went|met|took|made|found|began|left|held|struck|hit|shot|won|lost|fell|rose|saw|"
    r"gave|got|became|wrote|spoke|sent|led|kept|brought|broke|put|cut|died|fled|flew|ran|sat|stood|threw|did|knew|"
    r"thought|felt|paid|sold|bought|built|sank|drove|fought|has|have|been|grew|hurt|quit|read|drew|sought|swore|tore|"
    r"rang|[a-z]{2,}ed)"
)
_FUTURE = (
    r"(?:(?-i:will|may)|won't|won’t|shall|would|might|could|should|must|can|to be|going to|about to|set to|set for|due|"
    r"plans?|planned|planning|scheduled|expected|expects?|intends?|aims?|slated|hopes?(?=\s(?:to|that|for)\b)|upcoming|"
    r"deadline|begins?|starts?|opens?|ends|takes place|ahead of|is to|are to|vows?|vowed|promised|"
    r"agreed to(?!\s(?:an?|the|its|his|her|their)\b)|wants? to|hoping|threatened)"
)
_MARKER = re.compile(
    rf"\b(?P<future>{_FUTURE})\b(?:\s(?:not|also|to|be|have|likely|for|probably|then|again)\b)*(?:\s\w+)?"
    rf"|\b(?P<past>{_PAST})\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?<!lasted )(?<!ran )(?<!continued )(?<!had )(?:until|till)\s$", re.IGNORECASE)
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_CLAUSE_EDGE = re.compile(r"[.!?;]\s|[\n;“”\"]|, (?:but|and|while|who|which|when|after|before)\b")


def tense_around(text: str, start: int, end: int) -> Tense:
    """The direction of the nearest verb before ``text[start:end]`` in its clause, else of the first one after."""
    before = text[max(0, start - _REACH) : start]
    edges = list(_CLAUSE_EDGE.finditer(before))
    markers = list(_MARKER.finditer(before, edges[-1].end() if edges else 0))
    if _UNTIL.search(before):
        return "future"
    if markers:
        return _direction(markers[-1])
    if _BY.search(before) and not _MARKER.search(text, end, end + _REACH):
        return "future"
    after = text[end : end + _REACH]
    edge = re.search(r"[.!?;]\s|\n", after)
    first = _MARKER.search(after, 0, edge.start() if edge else len(after))
    return _direction(first) if first else ""


def _direction(marker: re.Match[str]) -> Tense:
    return "future" if marker["future"] else "past"
