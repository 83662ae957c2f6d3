"""What is laid over a text: names, quotes, counterparts, differences, tagged passages, hits.

``Marks`` are the frozen values a screen hands to a pane, all offsets into the article's text. ``Overlay`` turns them
into style keys, line by line, when a line is first painted. A style key is an int: one bit per layer, with
the name's colour and the passage's index in higher bits. Pure; the colours themselves are in ``palette``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Generic, Literal, Protocol, TypeVar

from store.model import Span

Highlight = Literal["shared", "all", "off"]
"""Which names are marked: those that other panes have too, all of them, none."""

NameStyle = Literal["shared", "only", "related"]


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name where it stands. ``colour`` is the entity's number in the palette, the same in every pane."""

    start: int
    end: int
    entity_key: int
    colour: int | None = None
    style: NameStyle = "shared"


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quotation; ``shared`` when another pane has it too."""

    start: int
    end: int
    shared: bool = False


@dataclass(frozen=True, slots=True)
class AlignedMark:
    """A sentence with a counterpart: ``partners`` are (article id, offset there), best first."""

    start: int
    end: int
    strength: Literal["strong", "weak"] = "strong"
    partners: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PassageMark:
    """A tagged passage. ``colour`` is what the tag carries: any colour Textual can parse."""

    start: int
    end: int
    colour: str
    id: int


@dataclass(frozen=True)
class Marks:
    """Everything laid over one text. ``only`` are passages that no other pane has; ``found`` is find-in-article."""

    names: tuple[NameMark, ...] = ()
    quotes: tuple[QuoteMark, ...] = ()
    aligned: tuple[AlignedMark, ...] = ()
    only: tuple[Span, ...] = ()
    differences: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()
    passages: tuple[PassageMark, ...] = ()
    hits: tuple[Span, ...] = ()
    found: tuple[Span, ...] = ()


NAME_SHARED, NAME_ONLY, NAME_RELATED, FOCUSED = 1 << 0, 1 << 1, 1 << 2, 1 << 3
QUOTE, ALIGNED, DIFFERENCE, MISSING = 1 << 4, 1 << 5, 1 << 6, 1 << 7
PASSAGE, OVERLAP, HIT, FOUND = 1 << 8, 1 << 9, 1 << 10, 1 << 11
SELECTED, CURSOR, STRETCH = 1 << 12, 1 << 13, 1 << 14
TITLE, HEADING, ASIDE, FOLDED = 1 << 15, 1 << 16, 1 << 17, 1 << 18
COLOUR_SHIFT = 20
PASSAGE_SHIFT = 36

_NAME_BITS = {"shared": NAME_SHARED, "only": NAME_ONLY, "related": NAME_RELATED}
_SHOWN: dict[Highlight, tuple[NameStyle, ...]] = {
    "all": ("shared", "only", "related"),
    "shared": ("shared", "related"),
    "off": (),
}

Sign = Literal["quote", "strong", "weak", "only", ""]

Run = tuple[int, int, int]
"""A stretch ``(start, end, key)`` of the text."""


class Ranged(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Mark = TypeVar("Mark", bound=Ranged)


class Layer(Generic[Mark]):
    """Marks of one sort ordered by start, found by bisection even when long ones cover short ones."""

    __slots__ = ("_furthest", "_starts", "marks")

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = sorted(marks, key=attrgetter("start"))
        self._starts = [mark.start for mark in self.marks]
        self._furthest = list(accumulate((mark.end for mark in self.marks), max))

    def between(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that overlap ``[start, end)``."""
        if not self.marks:
            return ()
        first, last = bisect_right(self._furthest, start), bisect_left(self._starts, end)
        return [mark for mark in self.marks[first:last] if mark.end > start] if first < last else ()

    def starting(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that begin within ``[start, end)``."""
        if not self.marks:
            return ()
        return self.marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, offset: int) -> Mark | None:
        """The shortest mark that covers ``offset``."""
        return min(self.between(offset, offset + 1), key=lambda mark: mark.end - mark.start, default=None)

    def after(self, offset: int) -> Mark | None:
        """The first mark that begins after ``offset``."""
        index = bisect_right(self._starts, offset)
        return self.marks[index] if index < len(self.marks) else None

    def before(self, offset: int) -> Mark | None:
        """The last mark that begins before ``offset``."""
        index = bisect_left(self._starts, offset)
        return self.marks[index - 1] if index else None


class Overlay:
    """One text's marks as they are painted now: under a highlight mode, with one entity in focus."""

    def __init__(self, marks: Marks, mode: Highlight = "all", focused: int | None = None) -> None:
        self.marks = marks
        self.mode = mode
        self.focused = focused
        self.names = Layer(marks.names)
        self.quotes = Layer(marks.quotes)
        self.aligned = Layer(marks.aligned)
        self.only = Layer(marks.only)
        self.passages = Layer(marks.passages)
        self.colours = tuple(dict.fromkeys(mark.colour for mark in marks.passages))
        self._colour_numbers = {colour: number for number, colour in enumerate(self.colours, 1)}
        plain = (DIFFERENCE, marks.differences), (MISSING, marks.missing), (HIT, marks.hits), (FOUND, marks.found)
        self._plain = [(bit, Layer(spans)) for bit, spans in plain if spans]

    @cached_property
    def mentions(self) -> dict[int, list[NameMark]]:
        """Where each entity is named."""
        mentions: dict[int, list[NameMark]] = {}
        for mark in self.names.marks:
            mentions.setdefault(mark.entity_key, []).append(mark)
        return mentions

    def runs(self, start: int, end: int, extra: Sequence[Run] = ()) -> list[Run]:
        """Cut ``[start, end)`` wherever a mark begins or ends; every piece comes with its style key."""
        pieces = [*self._pieces(start, end), *extra]
        passages = self.passages.between(start, end)
        if not pieces and not passages:
            return [(start, end, 0)]
        cuts = {start, end}
        for first, last, _ in pieces:
            cuts.update((max(start, first), min(end, last)))
        for mark in passages:
            cuts.update((max(start, mark.start), min(end, mark.end)))
        return [(first, last, self._key(first, last, pieces, passages)) for first, last in pairwise(sorted(cuts))]

    def _key(self, first: int, last: int, pieces: Sequence[Run], passages: Sequence[PassageMark]) -> int:
        key = 0
        for start, end, bits in pieces:
            if start <= first and last <= end:
                key |= bits
        covering = [mark for mark in passages if mark.start <= first and last <= mark.end]
        if covering:
            innermost = min(covering, key=lambda mark: mark.end - mark.start)
            key |= PASSAGE | (OVERLAP if len(covering) > 1 else 0)
            key |= self._colour_numbers[innermost.colour] << PASSAGE_SHIFT
        return key

    def _pieces(self, start: int, end: int) -> Iterator[Run]:
        for quote in self.quotes.between(start, end):
            if quote.shared:
                yield quote.start, quote.end, QUOTE
        for aligned in self.aligned.between(start, end):
            yield aligned.start, aligned.end, ALIGNED
        for bit, layer in self._plain:
            for span in layer.between(start, end):
                yield span.start, span.end, bit
        yield from self._name_pieces(start, end)

    def _name_pieces(self, start: int, end: int) -> Iterator[Run]:
        """Names as this mode shows them; of two that overlap, the first."""
        shown, reached = _SHOWN[self.mode], -1
        for name in self.names.between(start, end):
            if name.start < reached:
                continue
            reached = name.end
            bits = FOCUSED if name.entity_key == self.focused else 0
            if name.style in shown:
                bits |= _NAME_BITS[name.style] | ((name.colour or 0) + (name.colour is not None)) << COLOUR_SHIFT
            if bits:
                yield name.start, name.end, bits

    def sign(self, start: int, end: int) -> Sign:
        """What the gutter says of the line ``[start, end)``: the weightiest thing that begins there."""
        if any(quote.shared for quote in self.quotes.starting(start, end)):
            return "quote"
        if aligned := self.aligned.starting(start, end):
            return "strong" if any(mark.strength == "strong" for mark in aligned) else "weak"
        return "only" if self.only.starting(start, end) else ""

    def bars(self, start: int, end: int) -> list[int]:
        """Colour numbers of the passages on a line, innermost first."""
        passages = sorted(self.passages.between(start, end), key=lambda mark: mark.end - mark.start)
        return [self._colour_numbers[mark.colour] for mark in passages]
