"""A library that is open: its subjects, its search, its care. ``store.open_store`` opens one."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from store import adding, files
from store.articles import Articles
from store.care import Damage, check, repair
from store.entities import Entities
from store.errors import StoreError, translated
from store.history import History
from store.model import HitKind, SearchResult
from store.passages import Passages
from store.search import index
from store.searches import Searches
from store.state import State
from store.stories import Stories
from store.tags import Tags

if TYPE_CHECKING:
    from store.search.engine import SearchEngine


_CUT_OFF = 60
"""Seconds after which an import that has not gone on is taken for cut off."""


class Store:
    """An open library. Usable from any thread; a context manager that closes it.

    ``notices`` says, in words for the person, what was unusual about opening it.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.database, self.notices = files.open_file(path, read_only=read_only)
        self.path, self.read_only = path, self.database.read_only
        self.history = History(self.database)
        self.articles = Articles(self.database, self.history)
        self.entities = Entities(self.database, self.history)
        self.passages = Passages(self.database, self.history)
        self.tags = Tags(self.database, self.history)
        self.stories = Stories(self.database, self.history)
        self.searches = Searches(self.database, self.history)
        self.state = State(self.database)
        self._local = threading.local()
        self._engines: list[SearchEngine] = []
        self._finish_import()
        self._backup = self._start_daily_backup()

    def _finish_import(self) -> None:
        """Count the terms that an import left uncounted because it was cut off, not one that still runs."""
        if not self.read_only and (self.database.value(index.UNCOUNTED) or 0) > _CUT_OFF:
            adding.count_terms(self.database)

    def _start_daily_backup(self) -> threading.Thread | None:
        if self.read_only or not files.backup_is_due(self.path):
            return None
        backup = threading.Thread(target=self._back_up_for_today, name="daily backup")
        backup.start()
        return backup

    def _back_up_for_today(self) -> None:
        try:
            files.back_up(self.database, "daily")
        except StoreError as error:
            self.notices += (f"Today's backup could not be made. {error}",)

    def search(
        self, query: str, kinds: Collection[HitKind] | None = None, limit: int = 50, exact: bool = False
    ) -> SearchResult:
        """What the sidebar finds: the best hits of each of ``kinds``, all kinds when None."""
        with translated(self.path):
            return self._engine().search(query, kinds, limit, exact)

    def _engine(self) -> SearchEngine:
        """This thread's search engine, made when it first searches."""
        from store.search.engine import SearchEngine

        engine: SearchEngine | None = getattr(self._local, "engine", None)
        if engine is None:
            engine = self._local.engine = SearchEngine(self.path)
            self._engines.append(engine)
        return engine

    def check(self) -> list[Damage]:
        """Everything that is wrong with the file, in words; an empty list when nothing is."""
        return check(self.database)

    def repair(self) -> list[str]:
        """Back up, then rebuild what can be rebuilt, and tell what was done."""
        return repair(self.database)

    def back_up(self) -> Path:
        """Copy the library beside itself now; return the copy's path."""
        return files.back_up(self.database)

    def close(self) -> None:
        """Close the file; a backup that is being made is finished first."""
        if self._backup:
            self._backup.join()
        while self._engines:
            self._engines.pop().close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
