"""What the search sidebar says in words: how it read a query, what to do when nothing was found, the scopes."""

from __future__ import annotations

from textual.content import Content

from store.model import SearchResult
from widgets.labels import MUTED, one_line, plain

SCOPES = (
    ("@name", "where named"),
    ("#tag", "tagged so"),
    ("outlet:", "of an outlet"),
    ("byline:", "by one writer"),
    ("since:", "on or after"),
    ("until:", "on or before"),
    ("in:pane", "what is open"),
    ("in:notes", "your notes"),
    ("is:unread", "not read yet"),
    ("is:tagged", "with any tag"),
    ("“words”", "just so"),
    ("-word", "without it"),
)


def read_as(result: SearchResult, exact: bool) -> Content:
    """How the words were read, with the key for the other way."""
    if exact:
        return Content.assemble("exactly as typed  ", ("Ctrl-X", MUTED))
    words = sorted({word for typed, word in result.corrected.items() if word != typed})
    return Content.assemble(plain(f"also: {', '.join(words)}"), "  ", ("Ctrl-X", MUTED)) if words else Content("")


def nothing_found(query: str) -> Content:
    """What to do when nothing was found."""
    return Content(f"Nothing found for {one_line(query)}.\n\nFewer words, or a part of one, find more.")


def other_spellings() -> Content:
    """That nothing was found yet, while the library's words are being read."""
    return Content("Nothing so far; looking for other spellings …")


def scopes_taught() -> Content:
    """What narrows a search, a line each."""
    width = max(len(scope) for scope, _ in SCOPES) + 2
    lines = [Content.assemble((f"{scope:<{width}}", "bold $foreground"), meaning) for scope, meaning in SCOPES]
    return Content("\n").join([*lines, Content("")])
