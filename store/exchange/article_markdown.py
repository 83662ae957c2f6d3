"""One article as Markdown: title, source line, text by roles, then the marked passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.exchange.report_markdown import escaped
from store.model import Article, Passage, Role

_MARKS: dict[Role, str] = {"title": "# ", "heading": "## ", "quote": "> ", "list": "- ", "standfirst": "**"}


def article_markdown(article: Article, passages: Sequence[Passage] = ()) -> str:
    """The article's kept text with its metadata; ``passages`` follow as quoted paragraphs with tags and notes."""
    return "\n\n".join([*_head(article), *_body(article), *_marked(passages)])


def _head(article: Article) -> Iterator[str]:
    if not any(block.role == "title" and block.kept for block in article.blocks) and article.title:
        yield f"# {_line(article.title)}"
    about = [article.outlet, article.byline, article.published, article.url]
    if any(about):
        yield f"*{' · '.join(_line(part) for part in about if part)}*"


def _body(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block.kept:
            mark = _MARKS.get(block.role, "")
            text = _line(article.text[block.start : block.end])
            yield f"{mark}{text}{'**' if mark == '**' else ''}"


def _marked(passages: Sequence[Passage]) -> Iterator[str]:
    if passages:
        yield "## Passages"
    for passage in passages:
        tags = " ".join(f"#{tag}" for tag in passage.tags)
        note = f"\n\n{escaped(passage.note)}" if passage.note else ""
        yield f"> {_line(passage.exact)}\n\n{escaped(tags)}{note}"


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))
