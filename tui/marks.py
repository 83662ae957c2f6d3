"""From a comparison to what each pane paints: one colour a shared name, the same in every pane. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from store.model import ComparedEntity, Comparison, Passage, Reading, Span, Tag
from widgets.layers import AlignedMark, Marks, NameMark, NameStyle, PassageMark, QuoteMark

UNTAGGED_COLOUR = "#9a9a9a"


@dataclass(frozen=True)
class Overlays:
    """The readings on the desk and what is known of them; ``marks(article)`` is what its pane shows."""

    readings: Mapping[int, Reading] = field(default_factory=dict)
    comparison: Comparison = field(default_factory=lambda: Comparison(()))

    @cached_property
    def colours(self) -> dict[int, int]:
        """Palette numbers of the shared entities by their place in the comparison: the most widely told first."""
        shared = [place for place, entity in enumerate(self.comparison.entities) if len(entity.mentions) > 1]
        return {place: number for number, place in enumerate(shared)}

    @cached_property
    def _related(self) -> frozenset[str]:
        """Names that are only here but related to a name another article has."""
        shared = set(self.comparison.shared)
        return frozenset(
            entity.name
            for entity in self.comparison.entities
            if len(entity.mentions) == 1 and any(name in shared for name in entity.related)
        )

    def entity(self, place: int) -> ComparedEntity:
        return self.comparison.entities[place]

    def mentions(self, place: int) -> tuple[tuple[int, Span], ...]:
        """Every mention of an entity as (article, span), in pane order, then reading order."""
        mentions = self.comparison.entities[place].mentions
        return tuple((article, span) for article in self.comparison.articles for span in mentions.get(article, ()))

    def marks(
        self,
        article: int,
        passages: Iterable[Passage] = (),
        tags: Mapping[str, Tag] | None = None,
        hits: Sequence[Span] = (),
        found: Sequence[Span] = (),
    ) -> Marks:
        """What the pane of ``article`` paints."""
        return Marks(
            names=self._names(article),
            quotes=self._quotes(article),
            aligned=self._aligned(article),
            only=tuple(self.comparison.only_passages.get(article, ())),
            differences=tuple(
                difference.spans[article] for difference in self.comparison.differences if article in difference.spans
            ),
            missing=self._missing(article),
            passages=tuple(passage_marks(passages, tags or {})),
            hits=tuple(hits),
            found=tuple(found),
        )

    def _missing(self, article: int) -> tuple[Span, ...]:
        """The words that another article cut from a quote, or another version of this one has not."""
        quotes = (span for quote in self.comparison.quotes for span in quote.missing_spans.get(article, ()))
        edits = (edit.spans[article] for edit in self.comparison.edits if article in edit.spans)
        return tuple(span for span in (*quotes, *edits) if span.end > span.start)

    def _names(self, article: int) -> tuple[NameMark, ...]:
        alone = len(self.comparison.articles) < 2
        return tuple(
            NameMark(span.start, span.end, place, self._colour(place, alone), self._style(entity, alone))
            for place, entity in enumerate(self.comparison.entities)
            for span in entity.mentions.get(article, ())
        )

    def _colour(self, place: int, alone: bool) -> int | None:
        return place if alone else self.colours.get(place)

    def _style(self, entity: ComparedEntity, alone: bool) -> NameStyle:
        if alone or len(entity.mentions) > 1:
            return "shared"
        return "related" if entity.name in self._related else "only"

    def _quotes(self, article: int) -> tuple[QuoteMark, ...]:
        """The article's own quotations; what it paraphrases of another's is no quotation here."""
        shared = [quote.spans[article] for quote in self.comparison.quotes if article in quote.spans]
        own = (Span(quote.start, quote.end) for quote in self.readings[article].quotes)
        return tuple(QuoteMark(span.start, span.end, any(map(span.overlaps, shared))) for span in own)

    def _aligned(self, article: int) -> tuple[AlignedMark, ...]:
        marks: dict[Span, AlignedMark] = {}
        for pair in sorted(self.comparison.alignment, key=lambda pair: -pair.score):
            if article not in pair.spans:
                continue
            here = pair.spans[article]
            partners = tuple((other, span.start) for other, span in pair.spans.items() if other != article)
            earlier = marks.get(here)
            marks[here] = AlignedMark(
                here.start,
                here.end,
                pair.strength if earlier is None else earlier.strength,
                partners if earlier is None else earlier.partners + partners,
            )
        return tuple(sorted(marks.values(), key=lambda mark: mark.start))


def passage_marks(passages: Iterable[Passage], tags: Mapping[str, Tag]) -> Iterable[PassageMark]:
    for passage in passages:
        if passage.orphaned:
            continue
        colours = [tags[path].colour for path in passage.tags if path in tags]
        yield PassageMark(passage.start, passage.end, colours[0] if colours else UNTAGGED_COLOUR, passage.id)
