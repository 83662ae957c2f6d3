"""What is typed in, what is found: queries over the library's search index, on a read connection of its own."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType

from store.model import Hit, HitKind, SearchResult
from store.search import labels, passages
from store.search.completion import completions
from store.search.passages import Found
from store.search.plan import CORRECTED, Group, Planner, Spelling, match
from store.search.query import Query, Word, parse
from store.search.ranking import Ranking
from store.search.scope import Limits, resolve
from store.search.vocabulary import FreshTerms, StoredTerms, Vocabulary

KINDS: tuple[HitKind, ...] = ("article", "passage", "entity", "tag", "note", "search")
ENOUGH = 10
"""Passages below which other spellings are looked for as well."""
POSTINGS = 120_000
"""Entries of the index that one query goes through; a wider reading that would need more is not tried."""
_CACHE_KIB = 32_768


class Superseded(Exception):  # noqa: N818
    """A newer query has come: this one is not worth finishing."""


def _connected(path: Path) -> sqlite3.Connection:
    """A connection for reading, also where nothing beside the file may be written."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    for variant in (uri, f"{uri}&immutable=1"):
        connection = sqlite3.connect(variant, uri=True, isolation_level=None, timeout=5, check_same_thread=False)
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.OperationalError:
            connection.close()
            if variant != uri or not path.exists():
                raise
        else:
            break
    return connection


class SearchEngine:
    """Searches one library file. One thread uses it at a time; ``interrupt`` alone may come from another.

    The vocabulary is read at the first search, and again when the library has changed for long enough that reading it
    costs a twentieth of the time at most; ``use`` gives it another one.
    """

    def __init__(self, path: str | Path) -> None:
        self.connection = _connected(Path(path))
        self.connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        self.connection.execute("PRAGMA trusted_schema=OFF")
        self._labels = labels.Labels(self.connection)
        self._vocabulary: Vocabulary | None = None
        self._reading: _Reading | None = _Reading()
        self._planned: tuple[int, Planner] | None = None

    def __enter__(self) -> SearchEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self.connection.close()

    def interrupt(self) -> None:
        """Stop the statement that runs, from any thread; ``search`` then raises ``Superseded``."""
        self.connection.interrupt()

    def search(
        self,
        query: str,
        kinds: Collection[HitKind] | None = None,
        limit: int = 50,
        exact: bool = False,
        article: int | Collection[int] | None = None,
        superseded: Callable[[], bool] = lambda: False,
    ) -> SearchResult:
        """Return the best ``limit`` hits of each of ``kinds`` (all of them when None), best first within a kind.

        ``exact`` turns corrections and completions off. ``article`` gives the open articles that ``in:pane`` means.
        ``superseded`` is asked between the steps; once it is true the search ends with ``Superseded``.
        """
        started = time.perf_counter()
        asked = parse(query, exact)
        wanted: set[HitKind] = {"note"} if asked.notes_only else set(KINDS if kinds is None else kinds)
        pane = () if article is None else (article,) if isinstance(article, int) else tuple(article)
        try:
            search = _Search(self.connection, self._labels, self._planner(), asked, max(1, limit), pane, superseded)
            found = search.found(wanted) if not asked.empty else {}
        except sqlite3.OperationalError as error:
            if superseded() or "interrupted" in str(error):
                raise Superseded from error
            raise
        hits = tuple(hit for kind in KINDS for hit, _ in found.get(kind, ()))
        counts = {kind: len(found.get(kind, ())) for kind in KINDS if kind in wanted}
        spent = (time.perf_counter() - started) * 1000
        return SearchResult(query, hits, search.corrected(found), round(spent, 2), counts)

    def completions(self, query: str, limit: int = 8) -> tuple[str, ...]:
        """Return whole queries that the scope being typed at the end of ``query`` may become."""
        self._labels.refresh()
        return completions(self.connection, query, limit)

    def use(self, vocabulary: Vocabulary | None) -> None:
        """Take the vocabulary from elsewhere; None does without corrections until there is one."""
        self._reading = None
        self._take(vocabulary)

    def _take(self, vocabulary: Vocabulary | None) -> None:
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._planned = vocabulary, None

    def _planner(self) -> Planner:
        """Return a planner of the library as it is now, the one before while nothing has changed."""
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        if self._reading is not None and self._reading.is_due(version):
            self._take(self._reading.read(self.connection, version))
        if self._planned is None or self._planned[0] != version:
            stored = StoredTerms(self.connection)
            self._planned = version, Planner(FreshTerms(self._vocabulary, stored) if self._vocabulary else stored)
        return self._planned[1]


class _Reading:
    """When the vocabulary was read and how long that took."""

    def __init__(self) -> None:
        self._version, self._ended, self._seconds = -1, 0.0, -1.0

    def is_due(self, version: int) -> bool:
        """Whether the library has another version, and for so long that reading takes a twentieth of the time."""
        return self._version != version and time.monotonic() > self._ended + 20 * self._seconds

    def read(self, connection: sqlite3.Connection, version: int) -> Vocabulary:
        """Read the vocabulary, now."""
        started = time.monotonic()
        vocabulary = Vocabulary.load(connection)
        self._version, self._ended = version, time.monotonic()
        self._seconds = self._ended - started
        return vocabulary


class _Search:
    """One query on its way through the indexes."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        held: labels.Labels,
        planner: Planner,
        query: Query,
        limit: int,
        pane: Collection[int],
        superseded: Callable[[], bool],
    ) -> None:
        self.connection, self._labels, self._planner = connection, held, planner
        self._query, self._limit, self._superseded = query, limit, superseded
        held.refresh()
        self._excluded = planner.plan(query.excluded, Spelling.TYPED)
        self._excluding = Ranking(self._excluded)
        self._limits = self._resolved(pane)
        self._read_as: tuple[Group, ...] = ()
        self._widest = Spelling.TYPED
        self._postings = 0
        self._tried: set[str] = set()

    def found(self, wanted: Collection[HitKind]) -> Mapping[HitKind, list[Found]]:
        """Return what was found of each kind, best first."""
        found: dict[HitKind, list[Found]] = {}
        self._check()
        if {"passage", "article"} & set(wanted):
            near = self._passages()
        else:
            near, self._widest = [], Spelling.ANY
        if "passage" in wanted:
            found["passage"] = near[: self._limit]
        if "article" in wanted:
            self._check()
            found["article"] = self._articles(near)
        if "entity" in wanted:
            self._check()
            found["entity"] = self._names()
        self._check()
        for kind in ("tag", "note", "search"):
            if kind in wanted:
                found[kind] = self._labelled(kind)
        return found

    def corrected(self, found: Mapping[HitKind, list[Found]]) -> dict[str, str]:
        """Return the typed words that the best hit holds only in another spelling, and that spelling."""
        for hits in (found.get("passage"), found.get("article"), found.get("entity")):
            if hits and len(hits[0][1].forms) == len(self._read_as):
                pairs = zip(self._read_as, hits[0][1].forms, strict=True)
                return {
                    group.word: " ".join(form)
                    for group, form in pairs
                    if form is not None and group.forms.get(form, 0) >= CORRECTED
                }
        return {}

    def _check(self) -> None:
        if self._superseded():
            raise Superseded

    def _passages(self) -> list[Found]:
        """Return paragraphs: as typed first, then with other spellings, then with one word left out."""
        if not self._query.words:
            newest = passages.within(self.connection, self._limits, self._limit)
            return passages.ranked(self.connection, newest, Ranking(()), self._limits, self._limit)
        rows: dict[int, None] = {}
        for groups, enough in self._readings():
            if len(rows) >= enough:
                break
            self._check()
            self._read_as = groups
            rows.update(dict.fromkeys(self._candidates(groups)))
        if not rows and len(self._read_as) > 1:
            rows.update(dict.fromkeys(chain.from_iterable(self._without_one(self._read_as))))
        self._check()
        first = list(rows)[: passages.RANKED]
        return passages.ranked(self.connection, first, Ranking(self._read_as), self._limits, self._limit)

    def _readings(self) -> Iterator[tuple[tuple[Group, ...], int]]:
        """Yield ever wider readings of the words, and how many passages make each of them needless."""
        words, planner = self._query.words, self._planner
        groups = planner.plan(words, Spelling.TYPED)
        yield tuple(group.settled for group in groups), self._limit
        if all(word.exact for word in words):
            return
        yield groups, self._limit
        enough = min(ENOUGH, self._limit)
        yield planner.plan(words, Spelling.RARE), enough
        self._widest = Spelling.ANY
        yield planner.plan(words, Spelling.ANY), 1

    def _candidates(self, groups: Sequence[Group]) -> list[int]:
        decisive = passages.decisive([group for group in groups if not group.optional] or groups)
        wanted, postings = match(decisive), sum(group.frequency for group in decisive)
        if wanted in self._tried or (self._postings and self._postings + postings > POSTINGS):
            return []
        if {group.typed for group in decisive} & {group.typed for group in self._excluded}:
            return []
        self._tried.add(wanted)
        self._postings += postings
        return passages.candidates(self.connection, wanted, self._excluded, self._limits)

    def _without_one(self, groups: Sequence[Group]) -> Sequence[list[int]]:
        """Return candidates for each way to leave one of the first words out, words that stand nowhere first."""
        order = sorted(range(min(len(groups), 6)), key=lambda number: groups[number].frequency)
        return [self._candidates([*groups[:number], *groups[number + 1 :]])[:50] for number in order]

    def _articles(self, near: Sequence[Found]) -> list[Found]:
        groups = self._read_as
        held = labels.titles(self.connection, groups, self._limits, self._limit) if groups else []
        return self._kept([*held, *labels.articles_of(near, held, self._limit)])

    def _names(self) -> list[Found]:
        words = self._query.words or tuple(Word(name, unfinished=True) for name in self._query.scope.names[:1])
        for spelling in dict.fromkeys((Spelling.TYPED, self._widest)):
            groups = self._planner.plan(words, spelling)
            if groups and (found := self._kept(labels.names(self.connection, groups, self._limit))):
                self._read_as = self._read_as or groups
                return found
        return []

    def _labelled(self, kind: HitKind) -> list[Found]:
        if kind not in self._labels.kinds:
            return []
        words = self._query.words or tuple(Word(tag, unfinished=True) for tag in self._query.scope.tags[:1])
        for spelling in dict.fromkeys((Spelling.TYPED, self._widest)):
            groups = self._labels.planner.plan(words, spelling)
            if groups and (found := self._kept(self._labels.find(groups, kind, self._limits, self._limit))):
                return found
        return []

    def _kept(self, found: Sequence[Found]) -> list[Found]:
        """Leave out the hits in whose text an excluded word stands."""
        if not self._excluded:
            return list(found)
        return [row for row in found if not self._excluding.match(row[0].snippet or row[0].title).places]

    def _resolved(self, pane: Collection[int]) -> Limits:
        scope = self._query.scope
        entities: set[int] = set()
        for name in scope.names:
            groups = self._planner.plan([Word(name, unfinished=True)], Spelling.TYPED)
            hits: list[Hit] = [hit for hit, _ in labels.names(self.connection, groups, 5)] if groups else []
            entities.update(hit.id for hit in hits)
        return resolve(self.connection, scope, pane, entities, self._labels.tags(scope.tags))
