"""A comparison as the JSON object of ``diptych compare``. Keys that are article ids are strings, as JSON wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from store.model import AlignedPair, Article, ComparedEntity, Comparison, Difference, SharedQuote, Span


def report_json(comparison: Comparison, articles: Sequence[Article]) -> dict[str, Any]:
    """The object of ``compare --json``. Weak alignments are left out unless a least score was asked for."""
    listed = comparison.min_score is not None
    return {
        "articles": [_article(key, article) for key, article in zip(comparison.articles, articles, strict=True)],
        "entities": [_entity(entity) for entity in comparison.entities],
        "shared": list(comparison.shared),
        "only": {str(article): list(comparison.only(article)) for article in comparison.articles},
        "alignment": [_pair(pair) for pair in comparison.alignment if listed or pair.strength == "strong"],
        "quotes": [_quote(quote) for quote in comparison.quotes],
        "differences": [_difference(difference) for difference in comparison.differences],
        "edits": [{"kind": edit.kind, "spans": _by_article(edit.spans)} for edit in comparison.edits],
        "only_passages": {str(article): _spans(spans) for article, spans in comparison.only_passages.items()},
    }


def _article(key: int, article: Article) -> dict[str, Any]:
    return {
        "id": key,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
    }


def _entity(entity: ComparedEntity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "mentions": {str(article): _spans(spans) for article, spans in entity.mentions.items()},
        "aliases": list(entity.aliases),
        "related": list(entity.related),
    }


def _pair(pair: AlignedPair) -> dict[str, Any]:
    return {"spans": _by_article(pair.spans), "score": pair.score, "strength": pair.strength}


def _quote(quote: SharedQuote) -> dict[str, Any]:
    return {
        "spans": _by_article(quote.spans),
        "label": quote.label,
        "missing": {str(article): words for article, words in quote.missing.items()},
        "missing_spans": {str(article): _spans(spans) for article, spans in quote.missing_spans.items()},
        "speakers": {str(article): name for article, name in quote.speakers.items()},
    }


def _difference(difference: Difference) -> dict[str, Any]:
    values = {str(article): value for article, value in difference.values.items()}
    return {"kind": difference.kind, "spans": _by_article(difference.spans), "values": values}


def _by_article(spans: Mapping[int, Span]) -> dict[str, list[int]]:
    return {str(article): [span.start, span.end] for article, span in spans.items()}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
