"""Files, folders and standard input to the contents of single articles."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from store.errors import SourceError
from store.sources.content import LARGEST_PAGE, Content
from store.sources.failure import Failure
from store.sources.rows import is_row, rows

STANDARD_INPUT = "-"

MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
}
"""What a file's ending says it holds; within a folder, only these and JSON lines are articles."""

_PACKED = b"\x1f\x8b"

PACKED_ROWS = (".jsonl.gz", ".ndjson.gz")
ROW_ENDINGS = (".jsonl", ".ndjson", *PACKED_ROWS)


def contents(where: str | Path) -> Iterator[Content | Failure]:
    """Yield the articles of a file, of every article file below a folder in sorted order, or of standard input."""
    if where == STANDARD_INPUT:
        yield from _standard_input(sys.stdin.buffer)
    elif Path(where).is_dir():
        yield from _folder(Path(where))
    else:
        yield from _file(Path(where))


def count(where: str | Path) -> int | None:
    """How many articles ``contents`` will yield, as far as can be told without reading them; None when it cannot.

    A web address is one article. The lines of JSON lines are counted unless they are compressed.
    """
    path = Path(where)
    if where == STANDARD_INPUT or str(where).lower().endswith(PACKED_ROWS):
        return None
    if path.is_dir():
        counts = [count(each) for each in _article_files(path)]
        return None if None in counts else sum(filter(None, counts))
    if path.is_file() and str(where).lower().endswith(ROW_ENDINGS):
        with path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    return 1


def _standard_input(stream: BinaryIO) -> Iterator[Content | Failure]:
    first = stream.readline(LARGEST_PAGE + 1)
    if is_row(first):
        yield from rows(STANDARD_INPUT, stream, first)
    else:
        yield Content(STANDARD_INPUT, first + stream.read(LARGEST_PAGE + 1))


def _folder(folder: Path) -> Iterator[Content | Failure]:
    found = False
    for path in _article_files(folder):
        found = True
        yield from _file(path)
    if not found:
        wanted = ", ".join(sorted((*MEDIA_TYPES, *ROW_ENDINGS)))
        error = SourceError(f"Nothing to add in {folder}", "no file in it is an article", f"Files end with {wanted}")
        yield Failure(str(folder), error)


def _article_files(folder: Path) -> Iterator[Path]:
    """Yield the article files below ``folder``, sorted; hidden files and folders are passed over."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            is_article = _ending(Path(name)) in MEDIA_TYPES or name.lower().endswith(ROW_ENDINGS)
            if not name.startswith(".") and is_article:
                yield Path(root, name)


def _file(path: Path) -> Iterator[Content | Failure]:
    source = str(path)
    try:
        if source.lower().endswith(ROW_ENDINGS):
            yield from _row_file(path)
        else:
            yield Content(source, _limited(path), MEDIA_TYPES.get(_ending(path), ""))
    except (OSError, EOFError, zlib.error) as error:
        yield Failure(source, _unreadable(source, error))


def _ending(path: Path) -> str:
    """Return the ending that tells what a file holds: ".html" for "page.html" and for "page.html.gz"."""
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _limited(path: Path) -> bytes:
    """Return the bytes of a regular file, unpacked where it was saved packed, one more than is allowed at most."""
    if path.exists() and not path.is_file():
        raise OSError("it is not a regular file")
    with path.open("rb") as stream:
        if stream.peek(len(_PACKED)).startswith(_PACKED):
            with gzip.open(stream) as unpacked:
                return unpacked.read(LARGEST_PAGE + 1)
        return stream.read(LARGEST_PAGE + 1)


def _row_file(path: Path) -> Iterator[Content | Failure]:
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
        yield from rows(str(path), stream)


def _unreadable(source: str, error: Exception) -> SourceError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    advice = "Check the name" if isinstance(error, FileNotFoundError) else "Check the file and its permissions"
    return SourceError(f"Cannot read {source}", (reason or "it is damaged").lower(), advice)
