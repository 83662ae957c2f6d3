"""How long the search takes for input that nobody should type: operators, quotes, NUL, surrogates, pastes, stop words.

``python -m tests.benchmarks.search_hard LIBRARY`` searches a library of ``tests.benchmarks.corpus`` for each, and
prints the slowest; a query that raised would end the run.
"""

from __future__ import annotations

import gc
import string
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from store.search.engine import SearchEngine
from tests.store.search.test_engine import HARD

SLOWEST = 12
_COMMON = ("the", "of", "to", "and", "in", "a", "that", "is", "was", "for", "on", "it")
_PASTES = (
    "the of to and " * 800,
    "x" * 10_000,
    "\0" * 10_000,
    '"the of" ' * 1_000,
    "-the " * 2_000,
    "北京天气" * 2_500,
    "minister 北京 security",
    "the 北 of",
    "\ud800" * 10_000,
    "@a " * 3_000,
    "#a outlet:the since:2012 is:unread the of",
)


def queries() -> Iterator[str]:
    """Yield every query, the scopes and stop words in their combinations too."""
    yield from HARD
    yield from _PASTES
    yield from string.printable
    yield from _COMMON
    for first in _COMMON:
        for second in _COMMON:
            yield f"{first} {second}"
            yield f'"{first} {second}"'
            yield f"={first} {second} "
            yield f"{first} -{second}"
    for scope in ("outlet:the", "since:2015", "is:unread", "byline:a", "@a", "in:pane", "until:2020"):
        yield from (f"{scope} {word}" for word in ("", *_COMMON[:4], '"of the"', "goverment"))


def main() -> None:
    """Print the slowest, and how many there were."""
    with SearchEngine(Path(sys.argv[1])) as engine:
        engine.search("the")
        gc.freeze()
        spent = sorted((_spent(engine, query), query) for query in queries())
    print("| CPU ms | query |\n|---|---|")
    for milliseconds, query in spent[: -SLOWEST - 1 : -1]:
        print(f"| {milliseconds:.1f} | `{query[:60]!a}`, {len(query):,} characters |")
    print(f"\n{len(spent)} queries, the middle one {spent[len(spent) // 2][0]:.1f} ms")


def _spent(engine: SearchEngine, query: str) -> float:
    started = time.thread_time()
    engine.search(query, article=1)
    return (time.thread_time() - started) * 1000


if __name__ == "__main__":
    main()
