"""Untrusted words on their way into a widget: printable, on one line, matched letters lit. Never markup."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content, Span

from store.language.printable import printable

MUTED = "$foreground 60%"
LIT = "bold underline $text-warning"


def one_line(text: str) -> str:
    """``text`` as it may be shown on one line; same length."""
    return printable(text).replace("\n", " ")


def plain(text: str, style: str = "") -> Content:
    """One line of text in one style."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


def lit(text: str, matched: Iterable[tuple[int, int]], style: str = "") -> Content:
    """One line of text with its ``matched`` ranges lit."""
    line = one_line(text)
    spans = [Span(0, len(line), style)] if style else []
    spans += [Span(max(0, start), min(end, len(line)), LIT) for start, end in matched if start < min(end, len(line))]
    return Content(line, spans)


def count(number: int, noun: str) -> str:
    """ "1 passage", "12,000 passages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
