"""A comparison as one self-contained HTML page: the articles side by side, then what was found, each with its place.

No script, no outside resource. Every string from an article is made printable and escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from store.exchange.citations import Sources
from store.exchange.markup import Names, article_html, paragraph_id, shown
from store.exchange.report_style import STYLE
from store.model import Article, ComparedEntity, Comparison, Difference, Reading, SharedQuote, Span, VersionEdit

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def report_html(comparison: Comparison, articles: Sequence[Article], readings: Sequence[Reading]) -> str:
    """The whole page."""
    sources = Sources(comparison, articles, readings)
    names = Names(comparison)
    title = "Comparison: " + " · ".join(shown(sources.name(key)) for key in sources.keys)
    sections = list(_sections(comparison, sources, names))
    links = "".join(f'<a href="#{anchor}">{heading} ({len(items)})</a>' for anchor, heading, items in sections)
    texts = "\n".join(article_html(comparison, sources, names, key) for key in sources.keys)
    found = "\n".join(_section(*section) for section in sections)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body style="--columns: {len(sources.keys)}">\n<header><h1>{title}</h1><nav>{links}</nav></header>\n'
        f'<main>\n<div class="columns">\n{texts}\n</div>\n{found}\n</main>\n</body>\n</html>\n'
    )


def _sections(comparison: Comparison, sources: Sources, names: Names) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each section's anchor, heading and items, all as HTML."""
    several = [_name(sources, names, e) for e in comparison.entities if len(e.mentions) > 1]
    yield "names", "Names in several", several
    for key in sources.keys:
        own = [_name(sources, names, e) for e in comparison.entities if set(e.mentions) == {key}]
        yield f"names-{key}", f"Names only in {shown(sources.name(key))}", own
    strong = [pair for pair in comparison.alignment if pair.strength == "strong"]
    yield "said", "Said in several", [_side_by_side(sources, pair.spans, f"{pair.score:.2f}") for pair in strong]
    yield "quotes", "Quotes in several", [_quote(sources, quote) for quote in comparison.quotes]
    yield "differences", "Told differently", [_difference(sources, found) for found in comparison.differences]
    if comparison.edits:
        yield "edits", "Changed between versions", [_edit(sources, edit) for edit in comparison.edits]
    for key, spans in comparison.only_passages.items():
        alone = [f"<li>{_words(sources, key, span)} {_cite(sources, key, span)}</li>" for span in spans]
        yield f"only-{key}", f"Said only in {shown(sources.name(key))}", alone


def _section(anchor: str, heading: str, items: Sequence[str]) -> str:
    if not items:
        body = "<p>None.</p>"
    elif items[0].startswith("<li>"):
        body = f"<ul>\n{_lines(items)}\n</ul>"
    else:
        body = _lines(items)
    return f'<section id="{anchor}">\n<h2>{heading}</h2>\n{body}\n</section>'


def _lines(items: Iterable[str]) -> str:
    return "\n".join(items)


def _cite(sources: Sources, key: int, span: Span) -> str:
    return f'<a class="cite" href="#{paragraph_id(sources, key, span)}">({sources.cite(key, span)})</a>'


def _words(sources: Sources, key: int, span: Span) -> str:
    return f'<bdi dir="auto">{shown(sources.words(key, span))}</bdi>'


def _name(sources: Sources, names: Names, entity: ComparedEntity) -> str:
    told = names.marked(entity.name, entity)
    if entity.aliases:
        told += f" <span class='label'>also {shown(', '.join(entity.aliases))}</span>"
    if entity.related:
        told += f" <span class='label'>related to {shown(', '.join(entity.related))}</span>"
    places = " · ".join(
        f"{len(spans)} × " + " ".join(_cite(sources, key, span) for span in spans)
        for key, spans in entity.mentions.items()
    )
    return f"<li>{told} <span class='label'>{entity.kind}</span>: {places}</li>"


def _side_by_side(sources: Sources, spans: Mapping[int, Span], label: str) -> str:
    cells = "".join(
        f"<p><span class='label'>{shown(sources.name(key))}</span><br>"
        f"{_words(sources, key, span)} {_cite(sources, key, span)}</p>"
        for key, span in spans.items()
    )
    return f'<div class="label">{label}</div><div class="pair">{cells}</div>'


def _quote(sources: Sources, quote: SharedQuote) -> str:
    cells = []
    for key, span in quote.spans.items():
        speaker = f"<br><span class='label'>{shown(quote.speakers[key])}</span>" if quote.speakers.get(key) else ""
        missing = quote.missing.get(key)
        lacks = f"<br><span class='label'>not here: “{shown(missing)}”</span>" if missing else ""
        name = f"<span class='label'>{shown(sources.name(key))}</span>"
        cells.append(f"<p>{name}<br>{_words(sources, key, span)} {_cite(sources, key, span)}{speaker}{lacks}</p>")
    return f'<div class="label">{quote.label}</div><div class="pair">{"".join(cells)}</div>'


def _edit(sources: Sources, edit: VersionEdit) -> str:
    return _side_by_side(sources, edit.spans, edit.kind)


def _difference(sources: Sources, difference: Difference) -> str:
    cells = "".join(
        f"<p><span class='label'>{shown(sources.name(key))}</span><br><b>{shown(difference.values.get(key, ''))}</b> "
        f"“{_words(sources, key, span)}” {_cite(sources, key, span)}</p>"
        for key, span in difference.spans.items()
    )
    return f'<div class="label">{difference.kind}</div><div class="pair">{cells}</div>'
