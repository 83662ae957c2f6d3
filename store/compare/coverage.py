"""Who has what of a story: names, quotes, figures and tags against the outlets that tell it.

Made for many articles at once: it needs no alignment, and its work grows with the text, not with the pairs of articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from store.compare.alignment import article_keys
from store.model import ComparedEntity, Passage, Reading, Span

CoverageKind = Literal["name", "quote", "figure", "tag"]

RUN = 4
SAME_QUOTE = 0.75
INSERTED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Cell:
    """How often an outlet has something, and where first; ``article`` and ``span`` are None where it leaves it out."""

    count: int = 0
    article: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One thing of the story, with a cell for every outlet."""

    kind: CoverageKind
    label: str
    cells: tuple[Cell, ...]

    @property
    def outlets(self) -> int:
        """How many outlets have it."""
        return sum(cell.count > 0 for cell in self.cells)

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Lines against outlets: first what most outlets have and some leave out, last what every outlet has."""

    outlets: tuple[str, ...]
    lines: tuple[CoverageLine, ...]


Places = Sequence[tuple[int, Span]]
"""Where something stands: article keys and spans, in reading order."""


def coverage(
    readings: Sequence[Reading], entities: Iterable[ComparedEntity], passages: Iterable[Passage] = ()
) -> Coverage:
    """The coverage of a story's ``readings``.

    ``entities`` are those of ``compare.shared.shared`` or of a ``Comparison``; ``passages`` are the tagged ones.
    Articles of one outlet make one column; an article without an outlet is a column by its title.
    """
    columns = _columns(readings)
    found: list[tuple[CoverageKind, str, Places]] = [
        *(("name", entity.name, _of_entity(entity)) for entity in entities),
        *(("quote", label, places) for label, places in _quotes(readings)),
        *(("figure", label, places) for label, places in _figures(readings)),
        *(("tag", label, places) for label, places in _tags(passages)),
    ]
    outlets = tuple(dict.fromkeys(columns.values()))
    lines = [CoverageLine(kind, label, _cells(places, columns, outlets)) for kind, label, places in found]
    return Coverage(outlets, tuple(sorted((line for line in lines if line.outlets), key=_rank)))


_KINDS: Sequence[CoverageKind] = ("name", "quote", "figure", "tag")


def _rank(line: CoverageLine) -> tuple[bool, int, int, int, str]:
    return line.outlets == len(line.cells), -line.outlets, _KINDS.index(line.kind), -line.count, line.label


def _columns(readings: Sequence[Reading]) -> Mapping[int, str]:
    """The heading of each article's column, by article key."""
    keyed = zip(article_keys(readings), readings, strict=True)
    return {key: reading.outlet or reading.title or f"Article {key}" for key, reading in keyed}


def _cells(places: Places, columns: Mapping[int, str], outlets: Sequence[str]) -> tuple[Cell, ...]:
    by_outlet: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for article, span in places:
        if article in columns:
            by_outlet[columns[article]].append((article, span))
    return tuple(Cell(len(by_outlet[name]), *by_outlet[name][0]) if name in by_outlet else Cell() for name in outlets)


def _of_entity(entity: ComparedEntity) -> Places:
    return [(article, span) for article, spans in entity.mentions.items() for span in spans]


def _figures(readings: Sequence[Reading]) -> Iterator[tuple[str, Places]]:
    """Figures of the same value and unit, as first written."""
    places: dict[tuple[float, str], list[tuple[int, Span]]] = defaultdict(list)
    labels: dict[tuple[float, str], str] = {}
    for key, reading in zip(article_keys(readings), readings, strict=True):
        for figure in reading.figures:
            same = figure.value, figure.unit
            places[same].append((key, Span(figure.start, figure.end)))
            labels.setdefault(same, reading.text[figure.start : figure.end])
    return ((labels[same], found) for same, found in places.items())


def _tags(passages: Iterable[Passage]) -> Iterator[tuple[str, Places]]:
    places: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for passage in sorted(passages, key=lambda passage: (passage.article, passage.start)):
        for tag in passage.tags:
            places[tag].append((passage.article, Span(passage.start, passage.end)))
    yield from places.items()


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation as it stands in one article."""

    article: int
    span: Span
    text: str
    words: tuple[str, ...]


def _quotes(readings: Sequence[Reading]) -> Iterator[tuple[str, Places]]:
    """Quotations that are the same or cut from one another, under the longest of them."""
    said = [
        _Said(key, Span(quote.start, quote.end), text, tuple(re.findall(r"\w+", INSERTED.sub(" ", text).casefold())))
        for key, reading in zip(article_keys(readings), readings, strict=True)
        for quote in reading.quotes
        if (text := reading.text[quote.start : quote.end])
    ]
    for group in _same_quotes([quote for quote in said if quote.words]):
        longest = max(group, key=lambda quote: len(quote.words))
        yield longest.text, sorted((quote.article, quote.span) for quote in group)


def _same_quotes(said: Sequence[_Said]) -> Iterable[Sequence[_Said]]:
    """Each quote goes, longest first, to the first longer one that has a run and most of its words."""
    groups: list[list[_Said]] = []
    by_run: dict[tuple[str, ...], list[list[_Said]]] = defaultdict(list)
    for quote in sorted(said, key=lambda quote: (-len(quote.words), quote.article, quote.span)):
        runs = list(_runs(quote.words))
        group = next((group for run in runs for group in by_run[run] if _holds(group[0].words, quote.words)), None)
        if group is None:
            group = []
            groups.append(group)
            for run in dict.fromkeys(runs):
                by_run[run].append(group)
        group.append(quote)
    return groups


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every run of four words; all the words of a shorter quote."""
    return (words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1)))


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    known = set(longer)
    return sum(word in known for word in shorter) >= SAME_QUOTE * len(shorter)
