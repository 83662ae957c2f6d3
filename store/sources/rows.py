"""JSON lines: one article a row, any of title, text, html, outlet, byline, published, url and uid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from store.errors import SourceError
from store.sources.content import LARGEST_PAGE, Content, too_large
from store.sources.failure import Failure


class ByteLines(Protocol):
    """What rows are read from: a binary file, a gzip'd one, or standard input."""

    def readline(self, size: int = -1, /) -> bytes: ...


_FIELDS = ("title", "outlet", "byline", "published", "url", "uid")


def is_row(line: bytes) -> bool:
    """Tell whether ``line`` is a JSON object that holds an article."""
    try:
        return line.lstrip().startswith(b"{") and not isinstance(_content("", line), Failure)
    except SourceError:
        return False


def rows(source: str, stream: ByteLines, first: bytes = b"") -> Iterator[Content | Failure]:
    """Yield the article of every row of ``stream``, after the row ``first`` that was already taken from it.

    A row that is no article is a Failure that names its line; the rows after it are still read.
    """
    for number, line in enumerate(_lines(stream, first), start=1):
        if line.strip():
            yield _row(f"{source}:{number}", line)


def _lines(stream: ByteLines, first: bytes) -> Iterator[bytes]:
    """Yield lines no longer than one byte more than is allowed, passing over the rest of those that are."""
    line = first or stream.readline(LARGEST_PAGE + 1)
    while line:
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_PAGE + 1)
        line = stream.readline(LARGEST_PAGE + 1)


def _row(source: str, line: bytes) -> Content | Failure:
    try:
        return _content(source, line)
    except SourceError as error:
        return Failure(source, error)


def _content(source: str, line: bytes) -> Content:
    if len(line) > LARGEST_PAGE:
        raise too_large(source)
    fields = _object(source, line)
    html = fields.get("html") or ""
    characters = _word(html or fields.get("text"))
    if not characters.strip():
        raise _not_an_article(source, "it has neither text nor html")
    known = {name: _word(fields.get(name)) for name in _FIELDS}
    media_type = "text/html" if html else "text/plain"
    return Content(source, characters.encode(), media_type, characters=characters, **known)


def _object(source: str, line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise _not_an_article(source, "it is not JSON") from error
    if not isinstance(fields, dict):
        raise _not_an_article(source, "it is not a JSON object")
    return fields


def _word(value: object) -> str:
    """Return a field as text that can be encoded; JSON may hold half of a surrogate pair."""
    return str(value).encode("utf-8", "replace").decode() if isinstance(value, str | int | float) else ""


def _not_an_article(source: str, why: str) -> SourceError:
    return SourceError(f"Cannot read {source}", why, 'A row is an object such as {"title": "…", "text": "…"}')
