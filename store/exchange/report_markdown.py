"""A comparison as Markdown. Every statement ends with the passage it rests on: ``(1 ¶3, 120–180)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from store.exchange.citations import Sources
from store.language.printable import printable
from store.model import (
    AlignedPair,
    Article,
    ComparedEntity,
    Comparison,
    Difference,
    Reading,
    SharedQuote,
    Span,
    VersionEdit,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_LEADING = re.compile(r"^(\d*)([-+=]+|(?<=\d)[.)])(?=\s|$)")


def report_markdown(comparison: Comparison, articles: Sequence[Article], readings: Sequence[Reading]) -> str:
    """The whole report."""
    sources = Sources(comparison, articles, readings)
    sections: list[tuple[str, Iterable[str]]] = [
        ("Articles", (_article(sources, key) for key in sources.keys)),
        ("Names in several", (_name(sources, e) for e in comparison.entities if len(e.mentions) > 1)),
        *((f"Names only in {_label(sources, key)}", _only_names(sources, comparison, key)) for key in sources.keys),
        ("Said in several", (_pair(sources, pair) for pair in comparison.alignment if pair.strength == "strong")),
        ("Quotes in several", (_quote(sources, quote) for quote in comparison.quotes)),
        ("Told differently", (_difference(sources, difference) for difference in comparison.differences)),
        *(
            [("Changed between versions", (_edit(sources, edit) for edit in comparison.edits))]
            if comparison.edits
            else []
        ),
        *(
            (f"Said only in {_label(sources, key)}", (_passage(sources, key, span) for span in spans))
            for key, spans in comparison.only_passages.items()
        ),
    ]
    title = " · ".join(escaped(sources.name(key)) for key in sources.keys)
    body = "\n".join(_section(heading, items) for heading, items in sections)
    note = "A passage is cited as (article ¶paragraph, first–last code point of the article's text)."
    return printable(f"# Comparison: {title}\n\n{note}\n\n{body}")


def escaped(text: str) -> str:
    """``text`` on one line with nothing that Markdown would take for markup."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LEADING.sub(r"\1\\\2", line)


def _section(heading: str, items: Iterable[str]) -> str:
    return "\n".join((f"## {heading}\n", *(items or ()), "")) if (items := list(items)) else f"## {heading}\n\nNone.\n"


def _label(sources: Sources, key: int) -> str:
    return f"{key}: {escaped(sources.name(key))}"


def _article(sources: Sources, key: int) -> str:
    article = sources.article(key)
    facts = [article.outlet, article.published, article.byline, article.url]
    return f"- **{key}** {escaped(article.title or sources.name(key))}" + "".join(
        f" · {escaped(f)}" for f in facts if f
    )


def _only_names(sources: Sources, comparison: Comparison, key: int) -> Iterator[str]:
    return (_name(sources, entity) for entity in comparison.entities if set(entity.mentions) == {key})


def _name(sources: Sources, entity: ComparedEntity) -> str:
    told = f"- **{escaped(entity.name)}** ({entity.kind})"
    if entity.aliases:
        told += f", also {', '.join(map(escaped, entity.aliases))}"
    if entity.related:
        told += f"; related to {', '.join(map(escaped, entity.related))}"
    return f"{told}: " + "; ".join(_mentions(sources, key, spans) for key, spans in entity.mentions.items())


def _mentions(sources: Sources, key: int, spans: Sequence[Span]) -> str:
    return f"{len(spans)} × " + " ".join(f"({sources.cite(key, span)})" for span in spans)


def _pair(sources: Sources, pair: AlignedPair) -> str:
    return f"- {pair.score:.2f}\n" + "\n".join(_passages(sources, pair.spans))


def _quote(sources: Sources, quote: SharedQuote) -> str:
    lines = [f"- {quote.label}"]
    for key, span in quote.spans.items():
        speaker = f", {escaped(quote.speakers[key])}" if quote.speakers.get(key) else ""
        missing = f"; without “{escaped(quote.missing[key])}”" if quote.missing.get(key) else ""
        lines.append(f"  - {escaped(sources.words(key, span))}{speaker}{missing} ({sources.cite(key, span)})")
    return "\n".join(lines)


def _edit(sources: Sources, edit: VersionEdit) -> str:
    return f"- {edit.kind}\n" + "\n".join(_passages(sources, edit.spans))


def _difference(sources: Sources, difference: Difference) -> str:
    values = difference.values
    lines = [
        f"  - {escaped(values.get(key, ''))}: “{escaped(sources.words(key, span))}” ({sources.cite(key, span)})"
        for key, span in difference.spans.items()
    ]
    return "\n".join((f"- {difference.kind}", *lines))


def _passages(sources: Sources, spans: Mapping[int, Span]) -> Iterator[str]:
    return (f"  {_passage(sources, key, span)}" for key, span in spans.items())


def _passage(sources: Sources, key: int, span: Span) -> str:
    return f"- {escaped(sources.words(key, span))} ({sources.cite(key, span)})"
