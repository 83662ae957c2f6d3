"""Finding what has a short text: articles by title, names, tags, notes, saved searches."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.model import Hit, HitKind
from store.search.plan import Group, Planner
from store.search.ranking import Match, Ranking, light
from store.search.scope import Limits
from store.search.tokens import begins, terms
from store.search.vocabulary import Vocabulary

LOOKED_AT = 60
"""Candidates of one kind that are scored."""

Found = tuple[Hit, Match]


@dataclass(frozen=True, slots=True)
class Label:
    """A tag, a saved search, or a note with the passage it is on."""

    kind: HitKind
    id: int
    text: str
    title: str = ""
    article: int | None = None
    start: int | None = None
    end: int | None = None

    def hit(self, scored: Match) -> Hit:
        """Return the label as a hit: a note shows itself under the words it is on."""
        title, snippet = (self.title, self.text) if self.kind == "note" else (self.text, "")
        lit = light(self.text, scored)
        return Hit(self.kind, self.id, title, scored.score, self.article, self.start, self.end, snippet, lit)


class Labels:
    """Tags, saved searches and notes, held in memory and read again when the library has changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = -1
        self._labels: tuple[Label, ...] = ()
        self.planner = Planner(Vocabulary(()))
        self.kinds: frozenset[HitKind] = frozenset()

    def refresh(self) -> None:
        """Read them again if another connection has written since."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            labels = tuple(self._read())
            if labels != self._labels:
                self._labels = labels
                words = Counter(term for label in labels for term in set(terms(label.text)))
                self.planner = Planner(Vocabulary(sorted(words.items())))
                self.kinds = frozenset(label.kind for label in labels)
            self._version = version

    def find(self, groups: Sequence[Group], kind: HitKind, limits: Limits, limit: int) -> list[Found]:
        """Return the labels of one kind that hold every word; notes only inside the limits."""
        ranking = Ranking(groups, as_typed=True)
        found = [
            (label, scored)
            for label in self._labels
            if label.kind == kind and (scored := ranking.match(label.text)).complete and _inside(limits, label)
        ]
        found.sort(key=lambda row: (round(row[1].cost, 4), -row[0].id))
        return [(label.hit(scored), scored) for label, scored in found[:limit]]

    def tags(self, words: Sequence[str]) -> set[int]:
        """Return the ids of the tags in whose paths the terms of one of ``words`` begin words."""
        return {
            label.id
            for label in self._labels
            if label.kind == "tag" and any(begins(terms(word), terms(label.text)) for word in words)
        }

    def _read(self) -> Iterator[Label]:
        for row in self._connection.execute("SELECT id, path FROM tag_paths ORDER BY id"):
            yield Label("tag", *row)
        for row in self._connection.execute("SELECT id, name FROM searches WHERE name <> '' ORDER BY id"):
            yield Label("search", *row)
        for row in self._connection.execute(
            "SELECT id, note, substr(exact, 1, 80), article_id, start, passages.end FROM passages"
            " WHERE note <> '' ORDER BY id"
        ):
            yield Label("note", *row)


def titles(connection: sqlite3.Connection, groups: Sequence[Group], limits: Limits, limit: int) -> list[Found]:
    """Return the articles in whose titles every word stands."""
    rows = connection.execute(
        "SELECT a.id, a.title, coalesce(o.name, '') FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id"
        " WHERE a.id IN (SELECT rowid FROM search_titles WHERE search_titles MATCH ? ORDER BY rowid DESC LIMIT ?)"
        f" AND {limits.condition or '1'} ORDER BY a.id DESC",
        (f"title : ({beginning(groups)})", LOOKED_AT, *limits.parameters),
    )
    ranking = Ranking(groups, as_typed=True)
    found = [(*row, scored) for row in rows if (scored := ranking.match(row[1])).complete]
    found.sort(key=lambda row: (round(row[3].cost, 4), -row[0]))
    return [
        (Hit("article", article, title, scored.score, article, matched=light(title, scored), outlet=outlet), scored)
        for article, title, outlet, scored in found[:limit]
    ]


def names(connection: sqlite3.Connection, groups: Sequence[Group], limit: int) -> list[Found]:
    """Return the entities one of whose names holds every word; between equals, the one met first comes first."""
    rows = connection.execute(
        "SELECT n.entity, n.surface, e.name FROM search_names AS n JOIN entities AS e ON e.id = n.entity"
        " WHERE search_names MATCH ? ORDER BY n.rowid LIMIT ?",
        (f"surface : ({beginning(groups)})", LOOKED_AT),
    )
    ranking = Ranking(groups, as_typed=True)
    best: dict[int, tuple[float, str, str, Match]] = {}
    for entity, surface, name in rows:
        scored = ranking.match(surface)
        if not scored.complete:
            continue
        cost = scored.cost + 0.1 * max(0, len(terms(surface)) - len(groups)) + (0.02 if surface != name else 0)
        if cost < best.get(entity, (9.0,))[0]:
            best[entity] = cost, surface, name, scored
    ordered = sorted(best.items(), key=lambda row: (round(row[1][0], 3), row[0]))
    return [_name(entity, *row) for entity, row in ordered[:limit]]


def _name(entity: int, cost: float, surface: str, name: str, scored: Match) -> Found:
    """Return an entity as a hit: another of its names is shown under it when that is the one that matched."""
    other = surface if surface != name else ""
    lit = light(surface, scored)
    return Hit("entity", entity, name, round(1 / (1 + cost), 4), snippet=other, matched=lit), scored


def articles_of(near: Sequence[Found], known: Sequence[Found], limit: int) -> list[Found]:
    """Return the articles that the best passages stand in, but for those that are known already."""
    seen = {hit.id for hit, _ in known}
    found: list[Found] = []
    for hit, scored in near:
        if hit.article is not None and hit.article not in seen:
            seen.add(hit.article)
            article = Hit("article", hit.article, hit.title, round(hit.score / 2, 4), hit.article, outlet=hit.outlet)
            found.append((article, scored))
    return found[: max(0, limit - len(known))]


def beginning(groups: Sequence[Group]) -> str:
    """Return the FTS5 expression for texts that hold a form of each word, or what the last one is the beginning of."""
    return " AND ".join(f"({_either(group)})" for group in groups)


def _either(group: Group) -> str:
    forms = [" + ".join(f'"{term}"' for term in form) for form in group.forms]
    typed = terms(group.word)
    if typed and not group.exact:
        forms.append(" + ".join(f'"{term}"' for term in typed) + (" *" if group.unfinished else ""))
    return " OR ".join(forms)


def _inside(limits: Limits, label: Label) -> bool:
    if label.article is None or label.start is None or label.end is None or not limits.bounded:
        return True
    listed = limits.articles is None or label.article in limits.articles
    return listed and limits.touches(label.article, label.start, label.end)
