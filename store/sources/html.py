"""HTML pages to drafts: what the extraction kept is the article, every other line of the page is folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from store.language.boilerplate import line_key
from store.language.printable import canonical
from store.model import Draft
from store.sources.extraction import Extract, Extractor
from store.sources.folding import Piece, join
from store.sources.plain import read_plain

FALLEN_BACK = "The page could not be taken apart; its text was read as it stands"
_TAGS = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<(/?[a-z!][^>]*)>")


def read_html(html: str, extractor: Extractor, *, url: str = "", title: str = "", keep_all: bool = False) -> Draft:
    """Return the draft of one page. Source and bytes are the caller's."""
    page = extractor.extract(html)
    if page is None or not page.blocks:
        lines = page.lines if page and page.lines else tuple(_TAGS.sub("\n", html).split("\n"))
        draft = read_plain("\n".join(lines), title=title or (page.title if page else ""), keep_all=keep_all)
        return replace(draft, media_type="text/html", notices=(FALLEN_BACK,))
    return _draft(page, title, keep_all)


def _draft(page: Extract, title: str, keep_all: bool) -> Draft:
    _, hidden = canonical("\n".join(page.lines))
    title = _clean(title or page.title)
    pieces = tuple(_pieces(page, title))
    text, blocks = join(replace(piece, kept=True) for piece in pieces) if keep_all else join(pieces)
    return Draft(
        source="",
        original=b"",
        media_type="text/html",
        text=text,
        blocks=blocks,
        title=title,
        outlet=_clean(page.outlet),
        byline=_clean(page.byline),
        published=page.published,
        language=page.language,
        url=page.url,
        hidden_characters=hidden,
    )


def _pieces(page: Extract, title: str) -> Iterator[Piece]:
    """Yield the article's blocks in their order, and the page's other lines, folded, where they stand."""
    article = [Piece(_clean(text), role) for role, text in page.blocks]
    if article and line_key(article[0].text) == line_key(title):
        article[0] = replace(article[0], role="title")
    yield from _merged(article, [_clean(line) for line in page.lines])


def _merged(article: Sequence[Piece], lines: Iterable[str]) -> Iterator[Piece]:
    """Merge kept pieces and page lines: a line that is part of the next pieces gives way to them."""
    position = 0
    for line in lines:
        found = _place(article, position, line)
        if found is None:
            yield Piece(line, "furniture", kept=False)
            continue
        yield from article[position : found + 1]
        position = max(position, found + 1)
    yield from article[position:]


def _place(article: Sequence[Piece], position: int, line: str) -> int | None:
    """Return the index of the piece that holds ``line``, the last one taken and the five next ones tried."""
    for index in range(max(0, position - 1), min(len(article), position + 5)):
        text = article[index].text
        if line in text or (len(text) > 20 and text in line):
            return index
    return None


def _clean(text: str) -> str:
    return canonical(text)[0].strip()
