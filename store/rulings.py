"""What the person decided about names and lines, for every later import: kept by surfaces, never by row ids.

A ruling's payload is JSON: ``merge`` {into, names}, ``split`` {from, surfaces, into}, ``rename`` {name, kind, to},
``retype`` {surfaces, kind}, ``not-a-name`` {surfaces}, ``name`` {surface, kind}, ``alias`` {name, kind, surface},
``fold-line`` and ``keep-line`` {outlet, line}. ``into``, ``from`` and ``names`` are {name, kind}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from store.clock import now
from store.errors import RefusedError
from store.model import KINDS, Kind, Span

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

Payload = Mapping[str, Any]

_NAMED = {"name": "text", "kind": "kind"}
_SHAPES: Mapping[str, Mapping[str, object]] = {
    "merge": {"into": _NAMED, "names": [_NAMED]},
    "split": {"from": _NAMED, "surfaces": ["text"], "into": _NAMED},
    "rename": {**_NAMED, "to": "text"},
    "retype": {"surfaces": ["text"], "kind": "kind"},
    "not-a-name": {"surfaces": ["text"]},
    "name": {"surface": "text", "kind": "kind"},
    "alias": {**_NAMED, "surface": "text"},
    "fold-line": {"outlet": "any text", "line": "any text"},
    "keep-line": {"outlet": "any text", "line": "any text"},
}
"""What the payload of each ruling holds: a text, a kind of name, a table of these, or a list of one of them."""


def record(db: Tables, ruling: str, payload: Payload, uid: str = "", created: str = "") -> None:
    """Keep a ruling, inside the caller's write."""
    db.execute(
        "INSERT INTO rulings(uid, ruling, payload, created) VALUES (?, ?, ?, ?)",
        (uid or str(uuid4()), ruling, json.dumps(payload, ensure_ascii=False, sort_keys=True), created or now()),
    )


def verified(exported: object) -> list[dict[str, Any]]:
    """Rulings that another library exported, all of them whole. Raises ``RefusedError`` where one is not."""
    if not isinstance(exported, list):
        raise RefusedError("these rulings", "they are not a list", _GIVE)
    for number, one in enumerate(exported, 1):
        if not isinstance(one, dict) or not _fits(one, {"uid": "text", "ruling": "text", "created": "text"}):
            raise RefusedError(f"ruling {number}", "it has no uid, ruling and created", _GIVE)
        shape = _SHAPES.get(one["ruling"])
        if shape is None:
            raise RefusedError(f"ruling {number}", f"'{one['ruling']}' is none that this program knows", _GIVE)
        if not _fits(one.get("payload"), shape):
            raise RefusedError(f"ruling {number}", f"its payload is not that of '{one['ruling']}'", _GIVE)
    return exported


_GIVE = "Give a file that `diptych export rulings` wrote"


def _fits(value: object, shape: object) -> bool:
    if isinstance(shape, Mapping):
        return isinstance(value, dict) and all(_fits(value.get(key), inner) for key, inner in shape.items())
    if isinstance(shape, list):
        return isinstance(value, list) and bool(value) and all(_fits(each, shape[0]) for each in value)
    if shape == "kind":
        return value in KINDS
    return isinstance(value, str) and (bool(value.strip()) or shape == "any text")


def folded(surface: str) -> str:
    """A surface as rulings compare it: without regard to case, blanks, or a possessive ending."""
    return re.sub(r"['’]s?$", "", " ".join(surface.casefold().split()))


@dataclass(frozen=True)
class Rulings:
    """The rulings that bear on the names of a text that comes in. Surfaces are folded, but for ``names``."""

    not_names: frozenset[str] = frozenset()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    names: Mapping[str, Kind] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """A surface that was split off, and the names it was split off from."""

    def named(self, text: str) -> Iterator[tuple[Span, Kind]]:
        """Where the text has what the person said is a name."""
        pattern = _any_of(tuple(self.names))
        for found in pattern.finditer(text) if pattern else ():
            yield Span(*found.span()), self.names[found.group()]


def load(db: Tables) -> Rulings:
    """The rulings that hold now; a later one on the same surface wins."""
    rows = db.execute("SELECT ruling, payload FROM rulings ORDER BY id").fetchall()
    return _read(tuple(rows))


@lru_cache(maxsize=8)
def _read(rows: tuple[tuple[str, str], ...]) -> Rulings:
    not_names: set[str] = set()
    kinds: dict[str, Kind] = {}
    names: dict[str, Kind] = {}
    apart: dict[str, frozenset[str]] = {}
    for ruling, text in rows:
        payload = json.loads(text)
        match ruling:
            case "not-a-name":
                gone = {folded(surface) for surface in payload["surfaces"]}
                not_names |= gone
                names = {surface: kind for surface, kind in names.items() if folded(surface) not in gone}
            case "name" | "alias":
                names[payload["surface"]] = payload["kind"]
                not_names.discard(folded(payload["surface"]))
                apart.pop(folded(payload["surface"]), None)
            case "retype":
                kinds |= {folded(surface): payload["kind"] for surface in payload["surfaces"]}
            case "split":
                names_before = frozenset({folded(payload["from"]["name"])})
                apart |= {folded(surface): names_before for surface in payload["surfaces"]}
            case "merge":
                for joined in payload["names"]:
                    apart.pop(folded(joined["name"]), None)
    return Rulings(frozenset(not_names), kinds, names, apart)


@lru_cache(maxsize=8)
def _any_of(surfaces: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for any of the surfaces as whole words, the longest first."""
    if not surfaces:
        return None
    longest_first = sorted(surfaces, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
