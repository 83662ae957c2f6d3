"""A comparison as plain text for a terminal: counts first, then what each part holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.exchange.citations import Sources
from store.language.printable import printable
from store.model import Article, ComparedEntity, Comparison, Reading, Span


def report_text(comparison: Comparison, articles: Sequence[Article], readings: Sequence[Reading]) -> str:
    """The whole summary."""
    sources = Sources(comparison, articles, readings)
    lines = [f"{key}  {_heading(sources.article(key), sources.name(key))}" for key in sources.keys]
    shared = [entity for entity in comparison.entities if len(entity.mentions) > 1]
    lines += _part("Names in several", [f"{_counts(comparison, entity)}  {entity.name}" for entity in shared])
    for key in sources.keys:
        lines += _part(f"Names only in {key}", comparison.only(key))
    strong = [pair for pair in comparison.alignment if comparison.min_score is not None or pair.strength == "strong"]
    lines += _part("Said in several", [_pair(sources, pair.spans, f"{pair.score:.2f}") for pair in strong])
    lines += _part("Quotes in several", [_pair(sources, quote.spans, quote.label) for quote in comparison.quotes])
    told = ((d.kind, ((key, d.values[key]) for key in d.spans)) for d in comparison.differences)
    lines += _part("Told differently", [f"{kind}: " + " / ".join(f"{k} {v}" for k, v in both) for kind, both in told])
    if comparison.edits:
        lines += _part("Changed between versions", [_pair(sources, edit.spans, edit.kind) for edit in comparison.edits])
    for key, spans in comparison.only_passages.items():
        lines += _part(f"Said only in {key}", [sources.words(key, span) for span in spans])
    return printable("\n".join(lines))


def _heading(article: Article, name: str) -> str:
    return " · ".join(
        part for part in (name, article.title if article.title != name else "", article.published) if part
    )


def _part(heading: str, items: Sequence[str]) -> list[str]:
    return ["", f"{heading}: {len(items)}" if items else f"{heading}: none", *(f"  {item}" for item in items)]


def _counts(comparison: Comparison, entity: ComparedEntity) -> str:
    return "·".join(str(len(entity.mentions.get(key, ()))) for key in comparison.articles)


def _pair(sources: Sources, spans: Mapping[int, Span], label: str) -> str:
    """One line for each article, the label before the first."""
    lines = (f"{key}  {sources.words(key, span)}" for key, span in spans.items())
    return f"{label:12} " + f"\n  {'':12} ".join(lines)
