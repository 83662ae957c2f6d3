"""The report of a comparison: for people as text, Markdown or one HTML page, for programs as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.model import Article, Comparison, Reading


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison with the articles and readings it was made from, in the order of ``comparison.articles``."""

    comparison: Comparison
    articles: Sequence[Article]
    readings: Sequence[Reading]

    def as_json(self) -> dict[str, Any]:
        """The object of ``compare --json``."""
        from store.exchange.report_json import report_json

        return report_json(self.comparison, self.articles)

    def as_text(self) -> str:
        """A summary for a terminal."""
        from store.exchange.report_text import report_text

        return report_text(self.comparison, self.articles, self.readings)

    def as_markdown(self) -> str:
        """A report in Markdown; every statement cites its passage."""
        from store.exchange.report_markdown import report_markdown

        return report_markdown(self.comparison, self.articles, self.readings)

    def as_html(self) -> str:
        """One self-contained page with the articles side by side."""
        from store.exchange.report_html import report_html

        return report_html(self.comparison, self.articles, self.readings)
