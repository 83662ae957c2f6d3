"""Organisations, people, events and places that have more than one well-known name ("SPD", "Social Democrats").

Read from ``data/aliases_known.tsv``, which was written from general knowledge. What a row is of says which kinds of
names it is for: a ``body`` may be tagged as anything but a person, a ``club`` shares its name with its city and must
be tagged as an organisation. A ``common`` name ("Social Democrats") is that of other countries' bodies too: it means
one thing in one text, and says nothing about two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from store.language.aliases.places import folded
from store.language.aliases.surface import fold
from store.model import Kind

_BODY: frozenset[Kind] = frozenset(("organisation", "people", "place", "product", "event", "other"))
_KINDS: Mapping[str, frozenset[Kind]] = {
    "body": _BODY,
    "common": _BODY,
    "club": frozenset(("organisation",)),
    "person": frozenset(("person",)),
    "event": frozenset(("event", "product", "weapon", "other", "organisation")),
    "place": frozenset(("place", "organisation", "other")),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Something known by several names, and the kinds that these may be tagged as. The first name is the usual one.

    ``everywhere`` is false when some of the names mean another thing in another text.
    """

    names: tuple[str, ...]
    kinds: frozenset[Kind]
    everywhere: bool = True


@lru_cache(maxsize=1 << 14)
def known(surface: str, kind: Kind) -> Known | None:
    """What ``surface`` is a well-known name of.

    Names of two or three letters count only as they are written in the table, so that "us" and "is" stay words.
    """
    name = surface[4:] if surface[:4].lower() == "the " else surface
    for found in _names().get(_key(name), ()):
        if kind in found.kinds and (len(name) > 3 or name in found.names):
            return found
    return None


@cache
def _names() -> Mapping[str, tuple[Known, ...]]:
    """What each name, by its key, may be a name of."""
    names: dict[str, tuple[Known, ...]] = {}
    for found in _rows():
        for key in {_key(name) for name in found.names}:
            names[key] = (*names.get(key, ()), found)
    return names


def _key(name: str) -> str:
    return folded(fold(name))


def _rows() -> Iterator[Known]:
    text = files("store.language").joinpath("data/aliases_known.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            of, name, others = line.split("\t")
            yield Known((name, *others.split("|")), _KINDS[of], of not in ("common", "club"))
