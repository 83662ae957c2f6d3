"""Saved pages for training and measuring: text dumps of HTML in several styles, and which lines are the article.

The rows are the English-and-more evaluation pages in ``../shared/data/extraction`` (see its README for licences).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from store.language.printable import canonical
from store.sources import worker
from store.sources.plain import paragraphs

DATA = Path(__file__).parents[2] / "../shared/data/extraction"
_WORDS = re.compile(r"\w+")
_TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page: its HTML, its human full text (may be empty), segments that must stay and that must go."""

    url: str
    html: str
    article: str = ""
    must_keep: tuple[str, ...] = ()
    must_drop: tuple[str, ...] = ()

    @property
    def site(self) -> str:
        """The site, so that pages of one site never stand on both sides of a split."""
        host = urlsplit(self.url).netloc if "://" in self.url else self.url.rpartition("::")[2].split("-")[0]
        return ".".join(host.split("/")[0].split(".")[-3:])


@cache
def full_text_pages() -> tuple[SavedPage, ...]:
    """Pages with their human full text (scrapinghub article-extraction-benchmark, MIT)."""
    return tuple(SavedPage(row["url"], row["html"], row["article"]) for row in _rows("pages_full_text"))


@cache
def segment_pages() -> tuple[SavedPage, ...]:
    """Pages with segments to keep and to drop (trafilatura's English evaluation pages, Apache-2.0)."""
    return tuple(
        SavedPage(row["url"], row["html"], "", tuple(row["with"]), tuple(row["without"]))
        for row in _rows("pages_segments")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def lines_dump(html: str) -> str:
    """The page as a reader copies it: a line for every block."""
    return "\n".join(worker.page_lines(html))


def titled_dump(html: str) -> str:
    """The same, with the window's title first and a blank line between blocks."""
    title = _TITLE.search(html)
    return "\n\n".join([" ".join(title[1].split()) if title else "", *worker.page_lines(html)])


def indented_dump(html: str) -> str:
    """The same, with list items marked and runs of short lines indented, as text browsers write it."""
    lines = worker.page_lines(html)
    return "\n".join(line if len(line.split()) > 6 else f"  * {line}" for line in lines)


def html_text_dump(html: str) -> str:
    """The page as the package html-text lays it out."""
    from html_text import extract_text

    return str(extract_text(html))


def inscriptis_dump(html: str) -> str:
    """The page as the package inscriptis lays it out, with bullets, indents and tables."""
    from inscriptis import get_text

    return str(get_text(html))


DUMPS: dict[str, Callable[[str], str]] = {"lines": lines_dump, "titled": titled_dump, "indented": indented_dump}
if find_spec("html_text"):
    DUMPS["html-text"] = html_text_dump
if find_spec("inscriptis"):
    DUMPS["inscriptis"] = inscriptis_dump


def dump_lines(dump: str) -> tuple[str, ...]:
    """The lines of a dump as the product cuts them."""
    return tuple(paragraphs(canonical(dump)[0]))


def words(text: str) -> list[str]:
    """The words of ``text``, as the measure counts them."""
    return _WORDS.findall(text)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of ``size`` words with their counts; a shorter text is one run."""
    found = words(text)
    return Counter(tuple(found[at : at + size]) for at in range(max(1, len(found) - size + 1))) if found else Counter()


def article_lines(lines: tuple[str, ...], article: str) -> list[bool]:
    """Tell which lines are the article: most of their runs of words are in it, and short ones between those."""
    runs = set(shingles(article.casefold()))
    whole = {" ".join(words(line.casefold())) for line in article.split("\n")}
    labels = [_belongs(line, runs, whole) for line in lines]
    return _in_one_piece(labels, lines)


def _belongs(line: str, runs: set[tuple[str, ...]], whole: set[str]) -> bool:
    found = words(line.casefold())
    if len(found) < 6:
        return bool(found) and " ".join(found) in whole
    own = shingles(line.casefold())
    return sum(run in runs for run in own) >= 0.6 * len(own)


def _in_one_piece(labels: list[bool], lines: tuple[str, ...]) -> list[bool]:
    """Unmark short lines that stand far from any long line of the article."""
    long_lines = [at for at, label in enumerate(labels) if label and len(lines[at].split()) >= 10]
    if not long_lines:
        return labels
    near = [any(abs(at - other) <= 12 for other in long_lines) for at in range(len(labels))]
    return [label and close for label, close in zip(labels, near, strict=True)]
