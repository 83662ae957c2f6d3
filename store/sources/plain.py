"""Plain text, written or saved from a page, to a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.language import boilerplate
from store.language.printable import canonical
from store.model import Draft
from store.sources.folding import Piece, join

_TYPICAL_WRAP = range(50, 100)
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")


def read_plain(text: str, *, title: str = "", keep_all: bool = False) -> Draft:
    """Return the draft of one plain text: metadata, kept text, folded lines. Source and bytes are the caller's."""
    text, hidden = canonical(text)
    page = boilerplate.read_page(tuple(paragraphs(text)), title)
    pieces = (Piece(line.text, line.role, keep_all or line.kept) for line in page.lines)
    kept, blocks = join(pieces)
    return Draft(
        source="",
        original=b"",
        media_type="text/plain",
        text=kept,
        blocks=blocks,
        title=page.title or title,
        outlet=page.outlet,
        byline=page.byline,
        published=page.published,
        hidden_characters=hidden,
    )


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of ``text``: its lines, or its blank-line blocks where lines were wrapped by hand."""
    for block in re.split(r"\n[^\S\n]*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if _is_wrapped(lines):
            yield " ".join(lines)
        else:
            yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether ``lines`` are one paragraph broken at a fixed width."""
    body = lines[:-1]
    if len(body) < 2 or any(len(line) not in _TYPICAL_WRAP for line in body):
        return False
    return _share(not _ENDED.search(line) for line in body) > 0.5


def _share(truths: Iterable[bool]) -> float:
    values = list(truths)
    return sum(values) / len(values)
