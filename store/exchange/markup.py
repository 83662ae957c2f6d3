"""The text of a compared article as HTML: names, quotes and counterparts marked where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from store.exchange.citations import Sources
from store.exchange.report_style import HUES, UNDERLINES
from store.language.printable import printable
from store.model import Article, Block, ComparedEntity, Comparison, Span


def shown(text: str) -> str:
    """``text`` made printable and escaped, for an element or an attribute."""
    return escape(printable(text), quote=True)


def paragraph_id(sources: Sources, key: int, span: Span) -> str:
    """The anchor of the paragraph that a passage stands in."""
    return f"p{key}-{sources.cite(key, span).paragraph}"


def passage_anchor(key: int, start: int) -> str:
    """The anchor of an aligned sentence or a shared quote that starts there."""
    return f"s{key}-{start}"


class Names:
    """How each name is drawn: shared ones in a colour of their own, those only here underlined."""

    def __init__(self, comparison: Comparison) -> None:
        shared = [entity for entity in comparison.entities if len(entity.mentions) > 1]
        self._number = {id(entity): number for number, entity in enumerate(shared)}
        self._shared = {entity.name for entity in shared}
        self.spans: dict[int, list[tuple[Span, ComparedEntity]]] = defaultdict(list)
        for entity in comparison.entities:
            for key, spans in entity.mentions.items():
                self.spans[key] += [(span, entity) for span in spans]

    def marked(self, text: str, entity: ComparedEntity) -> str:
        """``text`` as a mention of ``entity``."""
        attributes = self._attributes(entity)
        title = shown(f"{entity.name}, {entity.kind}, in {len(entity.mentions)}")
        return f'<span class="name {attributes}" title="{title}">{shown(text)}</span>'

    def _attributes(self, entity: ComparedEntity) -> str:
        number = self._number.get(id(entity))
        if number is None:
            related = bool(self._shared.intersection(entity.related))
            return "related" if related else "only"
        hue, under = HUES[number % len(HUES)], UNDERLINES[number // len(HUES) % len(UNDERLINES)]
        return f'shared" style="--hue: {hue}; --under: {under}'


def article_html(comparison: Comparison, sources: Sources, names: Names, key: int) -> str:
    """One article as a column."""
    article = sources.article(key)
    title = "" if _shows_title(article, sources.paragraphs(key)) else article.title
    facts = " · ".join(shown(fact) for fact in (article.published, article.byline) if fact)
    text = _Text(comparison, sources, names, key)
    paragraphs = "\n".join(
        f'<p id="p{key}-{number}" class="{block.role}" dir="auto">{text.paragraph(block)}</p>'
        for number, block in enumerate(sources.paragraphs(key), 1)
    )
    heading = f"<h2>{shown(sources.name(key) if article.outlet else f'Article {key}')}</h2>"
    heading += (f'<p class="facts">{facts}</p>' if facts else "") + (f"<h3>{shown(title)}</h3>" if title else "")
    return f'<article id="a{key}">\n{heading}\n{paragraphs}\n</article>'


def _shows_title(article: Article, paragraphs: Sequence[Block]) -> bool:
    """Whether the text begins with the article's title."""
    return any(block.role == "title" for block in paragraphs) or not article.title.strip()


class _Text:
    """The text of one article with all that is drawn over it."""

    def __init__(self, comparison: Comparison, sources: Sources, names: Names, key: int) -> None:
        self._text = sources.text(key)
        self._key = key
        self._names = names
        quotes = [quote for quote in comparison.quotes if key in quote.spans]
        self._layers = [(quote.spans[key], "quoted") for quote in quotes]
        self._layers += [(span, "cut") for quote in quotes for span in quote.missing_spans.get(key, ())]
        self._links: dict[int, list[str]] = defaultdict(list)
        for pair in comparison.alignment:
            if key in pair.spans and pair.strength == "strong":
                self._link(pair.spans, "≈")
        for quote in quotes:
            self._link(quote.spans, "“")

    def _link(self, spans: Mapping[int, Span], sign: str) -> None:
        """Remember the links from this article's passage to the same in the others."""
        for other, span in spans.items():
            if other != self._key:
                link = (
                    f'<a class="mark" href="#{passage_anchor(other, span.start)}" title="also there">{sign}{other}</a>'
                )
                self._links[spans[self._key].start].append(link)

    def paragraph(self, block: Block) -> str:
        """The paragraph cut wherever something begins or ends, each piece in its classes."""
        within = Span(block.start, block.end)
        names = [found for found in self._names.spans[self._key] if within.overlaps(found[0])]
        layers = [layer for layer in self._layers if within.overlaps(layer[0])]
        cuts = {place for span, _ in (*names, *layers) for place in (span.start, span.end)} | set(self._links)
        inside = sorted({block.start, block.end, *(place for place in cuts if block.start < place < block.end)})
        return "".join(self._piece(Span(*ends), names, layers) for ends in pairwise(inside))

    def _piece(
        self, span: Span, names: Sequence[tuple[Span, ComparedEntity]], layers: Sequence[tuple[Span, str]]
    ) -> str:
        text = self._text[span.start : span.end]
        entity = next((entity for place, entity in names if place.contains(span)), None)
        drawn = self._names.marked(text, entity) if entity else shown(text)
        if classes := " ".join(dict.fromkeys(layer for place, layer in layers if place.contains(span))):
            drawn = f'<span class="{classes}">{drawn}</span>'
        return self._anchor(span.start) + drawn

    def _anchor(self, start: int) -> str:
        if start not in self._links:
            return ""
        return f'<span id="{passage_anchor(self._key, start)}"></span>' + "".join(self._links[start])
