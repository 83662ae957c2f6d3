"""One article as Markdown, with the passages that the reader marked listed at its end."""

from __future__ import annotations

from collections.abc import Iterable

from store.exchange.report_markdown import escaped
from store.language.printable import printable
from store.model import Article, Block, Passage, Role

_PREFIXES: dict[Role, str] = {"title": "# ", "heading": "## ", "quote": "> ", "list": "- "}


def article_markdown(article: Article, passages: Iterable[Passage] = ()) -> str:
    """The article's paragraphs by their roles, its outlet and date, then its passages with tags and notes."""
    kept = [block for block in article.blocks if block.kept] or [Block(0, len(article.text))]
    parts = [_paragraph(article.text, block) for block in kept]
    if article.title and not any(block.role == "title" for block in kept):
        parts.insert(0, f"# {escaped(article.title)}")
    facts = " · ".join(
        escaped(fact) for fact in (article.outlet, article.published, article.byline, article.url) if fact
    )
    if facts:
        parts.insert(1, facts)
    marked = [_passage(passage) for passage in passages]
    if marked:
        parts += ["## Passages", "\n".join(marked)]
    return printable("\n\n".join(parts))


def _paragraph(text: str, block: Block) -> str:
    words = escaped(text[block.start : block.end])
    emphasis = "*" if block.role in ("standfirst", "caption") and words else ""
    return f"{_PREFIXES.get(block.role, '')}{emphasis}{words}{emphasis}"


def _passage(passage: Passage) -> str:
    tags = "".join(f" [{escaped(tag)}]" for tag in passage.tags)
    note = f": {escaped(passage.note)}" if passage.note else ""
    return f"- “{escaped(passage.exact)}”{tags}{note} ({passage.start}–{passage.end})"
