"""Countries and cities with two names, the words for their people, the seats of their governments.

Read from ``data/aliases_places.tsv``. "U.S." and "the United States" are the *same*; "American" and "Washington"
are only *related* to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from store.language.aliases.words import POLITY_ENDINGS
from store.model import Kind, RelationKind


@dataclass(frozen=True, slots=True)
class _Tables:
    """Each maps a folded lower-case surface to the name of a place."""

    names: dict[str, str]
    demonyms: dict[str, str]
    seats: dict[str, str]


def canonical(surface: str) -> str:
    """The name of the place that ``surface`` is another name of ("U.S." → "United States"), or empty.

    Names of two or three letters count only in capitals, so that "us" stays a pronoun.
    """
    found = _tables().names.get(folded(surface), "")
    letters = surface.replace(".", "")
    return "" if found and len(letters) < 4 and not letters.isupper() and letters != found else found


def demonym_of(surface: str) -> str:
    """The place whose people or things ``surface`` describes ("Iranians" → "Iran"), or empty."""
    return _tables().demonyms.get(folded(surface), "")


@lru_cache(maxsize=1 << 14)
def related(surface: str, kind: Kind = "other") -> tuple[tuple[str, RelationKind], ...]:
    """What ``surface`` is related to but not the same as, as ``(name, kind of relation)``.

    ``"Russian"`` → ``(("Russia", "demonym-of"),)``; ``"Moscow"`` → metonym-of; ``"Russian government"`` → part-of.
    """
    name = _without_article(surface)
    if place := demonym_of(name):
        return ((place, "demonym-of"),)
    if kind != "person" and (place := _tables().seats.get(folded(name), "")):
        return ((place, "metonym-of"),)
    if place := _polity(name):
        return ((place, "part-of"),)
    return ()


def folded(surface: str) -> str:
    """Lower case, without stops and doubled blanks: the form that the tables are keyed by."""
    return " ".join(surface.replace(".", "").replace("’", "'").replace(",", " ").lower().split())


def _polity(name: str) -> str:
    head, _, last = name.rpartition(" ")
    if not head or last.lower() not in POLITY_ENDINGS:
        return ""
    return demonym_of(head) or canonical(head)


def _without_article(surface: str) -> str:
    return surface[4:] if surface[:4].lower() == "the " else surface


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, {})
    for name, others, demonyms, seats in _rows():
        for surface in (name, *others):
            tables.names.setdefault(folded(surface), name)
        for surface in demonyms:
            tables.demonyms.setdefault(folded(surface), name)
        for surface in seats:
            tables.seats.setdefault(folded(surface), name)
    return tables


def _rows() -> Iterator[tuple[str, list[str], list[str], list[str]]]:
    text = files("store.language").joinpath("data/aliases_places.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            name, others, demonyms, seats = (line + "\t\t\t").split("\t")[:4]
            yield name, *([part for part in cell.split("|") if part] for cell in (others, demonyms, seats))  # type: ignore[misc]
