"""Which lines of a page dump are the article, and what each of them is.

The trained ``line_model`` says how likely each line is; the rules of ``page_metadata`` name headline, byline, date,
captions and biographies. Nothing is dropped: what is not the article is folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.language import page_metadata
from store.language.line_choice import choose
from store.model import Role

if TYPE_CHECKING:
    from store.language.line_model import LineModel

FOLDED: frozenset[Role] = frozenset(("byline", "dateline", "caption", "furniture"))
"""Roles that stand beside the article's text: the first two are kept as metadata."""

_HEAD_LINES = 8
"""How many lines above the body may be its standfirst, byline, date or picture."""

_LEAST_HEADLINE = 0.1
"""Chance under which a page shows no headline."""

_LIKELY_HEADLINE = 0.3
"""Chance from which on a headline is believed though kept lines stand above it."""

_MUCH = 0.5
"""Share of the kept words that then has to follow it."""

_NEARLY = 0.37
"""Share of the likeliest headline's chance from which on a line just above it is preferred."""

_SURE = 0.8
"""Chance from which on even a short line may end the article."""

_LONG = 12
_LONGEST_CAPTION = 60
_LONGEST_HEADING = 10
_SHORTEST_STANDFIRST = 6
_STANDFIRST = 0.5

_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[*+•◦‣▪]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text, what it is, and whether it belongs to the article."""

    text: str
    role: Role
    kept: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page dump and what the page says about itself."""

    lines: tuple[Line, ...]
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""


def line_key(text: str) -> str:
    """Return the form under which a line's fate is remembered: case, spacing and figures do not matter."""
    return _DIGITS.sub("0", " ".join(text.split()).casefold())


def read_page(lines: Sequence[str], title: str = "", model: LineModel | None = None) -> Page:
    """Tell the article from the furniture in ``lines`` (stripped, not empty).

    ``title`` is the headline if known, ``model`` stands in for the shipped one. Where nothing looks like an article,
    every line is one.
    """
    from store.language.line_model import shipped

    chances, headlines = (model or shipped()).read(lines)
    kept = _without_loose_end(lines, chances, choose(chances))
    head = _headline(lines, kept, title, headlines)
    roles = tuple(_Sorter(lines, chances, kept, head).roles())
    shown = tuple(Line(line, role, role not in FOLDED) for line, role in zip(lines, roles, strict=True))
    authors = tuple(_authors(lines, roles))
    return Page(
        shown,
        title or (lines[head] if head >= 0 else ""),
        page_metadata.outlet([line.text for line in shown if not line.kept], authors),
        " and ".join(authors),
        next((page_metadata.date(line.text) for line in shown if line.role == "dateline"), ""),
    )


def _without_loose_end(lines: Sequence[str], chances: Sequence[float], kept: Sequence[bool]) -> list[bool]:
    """Unmark what hangs on below the last paragraph: biographies, and short lines unless they are sure."""
    for at in reversed([at for at, keep in enumerate(kept) if keep]):
        is_loose = chances[at] < _SURE and _is_short(lines[at])
        if not is_loose and not page_metadata.biography_author(lines[at]):
            return [keep and other <= at for other, keep in enumerate(kept)]
    return list(kept)


def _is_short(line: str) -> bool:
    return len(line.split()) <= _LONGEST_HEADING and not _ENDED.search(line)


def _likeliest_headline(chances: Sequence[float]) -> int:
    """Return the index of the likeliest headline, or of a line just above it that is nearly as likely: that is it,
    and the other its second deck."""
    best = max(range(len(chances)), key=lambda at: (chances[at], -at))
    return next(at for at in range(max(0, best - 2), best + 1) if chances[at] >= _NEARLY * chances[best])


def _headline(lines: Sequence[str], kept: Sequence[bool], title: str, chances: Sequence[float]) -> int:
    """Return the index of the headline nearest above the body, -1 when the page shows none.

    One that stands below the first kept lines is believed where most of what is kept follows it: those were teasers.
    """
    if not lines:
        return -1
    key = line_key(title or lines[_likeliest_headline(chances)])
    same = [at for at, line in enumerate(lines) if line_key(line) == key]
    belief = 1.0 if title else sum(chances[at] for at in same)
    if belief < _LEAST_HEADLINE:
        return -1
    words = [len(line.split()) if keep else 0 for line, keep in zip(lines, kept, strict=True)]
    body = next((at for at, count in enumerate(words) if count >= _LONG and at not in same), -1)
    above = [at for at in same if at < body]
    if not above and belief >= _LIKELY_HEADLINE:
        above = [at for at in same if body >= 0 and sum(words[at:]) >= _MUCH * sum(words)]
    return above[-1] if above else -1


class _Sorter:
    """Gives every line of one page its role."""

    def __init__(self, lines: Sequence[str], chances: Sequence[float], kept: Sequence[bool], head: int) -> None:
        self.lines, self.chances, self.kept, self.head = lines, chances, kept, head
        self.key = line_key(lines[head]) if head >= 0 else None
        long = [at for at in range(len(lines)) if kept[at] and at > head and len(lines[at].split()) >= _LONG]
        self.body = next((at for at in long if not page_metadata.is_caption(lines[at])), 0)
        self.last = long[-1] if long else len(lines)

    def roles(self) -> Iterator[Role]:
        for at in range(len(self.lines)):
            yield self._known(at) or self._kept_role(at)

    def _known(self, at: int) -> Role | None:
        """Return the role of a line that a rule recognises, or that the model folds."""
        line = self.lines[at]
        if at == self.head:
            return "title"
        if line_key(line) == self.key or (at < self.head and self.kept[at]):
            return "furniture"
        if len(line.split()) <= _LONGEST_CAPTION and page_metadata.is_caption(line):
            return "caption"
        if self._is_in_head(at):
            return self._head_role(at)
        if at >= self.last and page_metadata.biography_author(line):
            return "furniture"
        return None if self.kept[at] else "furniture"

    def _is_in_head(self, at: int) -> bool:
        """Tell whether a line stands near the headline, above the body."""
        return max(self.head, self.body - _HEAD_LINES) - 2 <= at < self.body

    def _head_role(self, at: int) -> Role | None:
        line = self.lines[at]
        if page_metadata.byline(line):
            return "byline"
        if page_metadata.is_dateline(line):
            return "dateline"
        if not 0 <= self.head < at or self.chances[at] < _STANDFIRST or len(line.split()) < _SHORTEST_STANDFIRST:
            return None if self.kept[at] else "furniture"
        return "standfirst"

    def _kept_role(self, at: int) -> Role:
        line = self.lines[at]
        if _ITEM.match(line):
            return "list"
        following = self.lines[at + 1] if at + 1 < len(self.lines) and self.kept[at + 1] else ""
        return "heading" if _is_short(line) and len(following) > len(line) else "paragraph"


def _authors(lines: Sequence[str], roles: Sequence[Role]) -> Iterator[str]:
    """Yield who wrote the article: the byline's names, else whoever has a biography on the page."""
    found = [page_metadata.byline(line) for line, role in zip(lines, roles, strict=True) if role == "byline"]
    if not found:
        folded = (line for line, role in zip(lines, roles, strict=True) if role == "furniture")
        found = [author for author in map(page_metadata.biography_author, folded) if author]
    yield from dict.fromkeys(found)
