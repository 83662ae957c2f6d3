"""Reading what was typed: words, quoted phrases, words to leave out, and scopes.

| typed | means |
|---|---|
| ``wagner iran`` | both words, however they are spelt; the last may be half typed |
| ``"air defence"`` | exactly these words in this order |
| ``=wagner`` | every word exactly as typed |
| ``-hamas`` | not where this word stands |
| ``@kirby`` | where a name like this is mentioned |
| ``#claims`` | where a tag like this was put |
| ``outlet:kyiv`` ``byline:smith`` | of this outlet, by this writer |
| ``since:2023-11`` ``until:2023-12-01`` | published then, both ends included |
| ``in:pane`` ``in:notes`` | in the open articles, in the reader's notes |
| ``is:unread`` ``is:tagged`` | articles not read yet, passages with a tag |

A value with spaces is put in quotes: ``outlet:"kyiv post"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST = 256
"""Characters of a query that are read."""
MOST_WORDS = 32
MOST_VALUES = 8
"""Different values of one kind of scope."""

SCOPES = ("outlet:", "byline:", "since:", "until:", "in:pane", "in:notes", "is:unread", "is:tagged")

_STRAIGHT = str.maketrans("“”„«»‘’ʼ", '"""""\'\'\'')
_PIECE = re.compile(
    r"""(?P<minus>-(?=\S))?(?P<scope>@|\#|(?:outlet|byline|since|until|in|is):)?(?P<value>"[^"]*"?|[^\s"]+|(?<=[@\#:]))""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LISTED = {"@": "names", "#": "tags", "outlet:": "outlets", "byline:": "bylines"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word or quoted phrase that is looked for. ``unfinished``: it may be only the beginning of a word."""

    text: str
    exact: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look. Several values of one kind mean any of them; different kinds must all hold."""

    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    pane: bool = False
    unread: bool = False
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood."""

    text: str
    words: tuple[Word, ...] = ()
    excluded: tuple[Word, ...] = ()
    scope: Scope = field(default_factory=Scope)
    notes_only: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.words and self.scope == Scope()


def parse(text: str, exact: bool = False) -> Query:
    """Read a query. Nothing is an error: what is no scope is a word, what is too long is cut."""
    typed = text[:LONGEST].translate(_STRAIGHT).replace("\0", " ")
    everything = exact or typed.lstrip().startswith("=")
    words: list[Word] = []
    excluded: list[Word] = []
    scopes: dict[str, list[str]] = {}
    for found in _PIECE.finditer(typed.lstrip().removeprefix("=")):
        scope, value = (found["scope"] or "").lower(), found["value"]
        if scope and not found["minus"] and _is_scope(scope, value.strip('"')):
            scopes.setdefault(scope, []).append(value.strip('"').strip())
            continue
        word = _word((found["scope"] or "") + value, everything, unfinished=found.end() == len(found.string))
        if word.text and found["minus"]:
            excluded.append(Word(word.text, exact=True))
        elif word.text:
            words.append(word)
    return Query(text, _distinct(words), _distinct(excluded), _scope(scopes), "notes" in scopes.get("in:", ()))


def completing(text: str) -> tuple[str, str]:
    """Return the last piece of a query that is being typed, and what stands before it."""
    start = max(text.rfind(" "), text.rfind("\t")) + 1
    return text[start:], text[:start]


def _distinct(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def _word(value: str, exact: bool, *, unfinished: bool) -> Word:
    quoted = value.startswith('"')
    return Word(value.strip('"').strip(), exact or quoted, unfinished and not quoted and not exact)


def _is_scope(scope: str, value: str) -> bool:
    """Return whether a prefix with this value is a scope, and not a word that happens to look like one."""
    if scope in ("since:", "until:"):
        return not value or (value.isascii() and value[0].isdigit())
    if scope == "in:":
        return not value or value.lower() in ("pane", "notes")
    if scope == "is:":
        return not value or value.lower() in ("unread", "tagged")
    return True


def _scope(scopes: dict[str, list[str]]) -> Scope:
    listed = {
        _LISTED[scope]: tuple(dict.fromkeys(filter(None, values)))[:MOST_VALUES]
        for scope, values in scopes.items()
        if scope in _LISTED
    }
    flags = {value.lower() for scope in ("in:", "is:") for value in scopes.get(scope, ())}
    dates = {
        scope: [value for value in scopes.get(scope, ()) if _DATE.fullmatch(value)] for scope in ("since:", "until:")
    }
    return Scope(
        **listed,
        since=max(dates["since:"], default=""),
        until=min(dates["until:"], default=""),
        pane="pane" in flags,
        unread="unread" in flags,
        tagged="tagged" in flags,
    )
