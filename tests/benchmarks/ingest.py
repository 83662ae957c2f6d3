"""How fast articles come into a library, how long one step takes, and how large the file gets.

``python -m tests.benchmarks.ingest [COUNT]`` prints medians of three runs as a Markdown table.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from store import language, open_store
from store.library import Store
from store.model import Draft, Reading
from store.sources.folding import Piece, join
from tests.benchmarks.corpus import BATCH, Corpus

RUNS = 3


def drafts(count: int) -> list[Draft]:
    """That many made-up news articles, of about 880 words."""
    made = islice(Corpus().articles(0, -(-count // BATCH) * BATCH), count)
    return [_draft(article) for article in made]


def _draft(article: object) -> Draft:
    text, blocks = join(Piece(paragraph) for paragraph in article.paragraphs)  # type: ignore[attr-defined]
    return Draft(
        source=f"corpus/{article.number}",  # type: ignore[attr-defined]
        original=text.encode(),
        media_type="text/plain",
        text=text,
        blocks=blocks,
        title=article.title,  # type: ignore[attr-defined]
        outlet=article.outlet,  # type: ignore[attr-defined]
        published=article.published,  # type: ignore[attr-defined]
    )


def measured(work: Callable[[Store], None], fill: Sequence[tuple[Draft, Reading]] = ()) -> float:
    """Median seconds of ``work`` on a new library that holds ``fill``."""
    return statistics.median(_once(work, fill) for _ in range(RUNS))


def _once(work: Callable[[Store], None], fill: Sequence[tuple[Draft, Reading]]) -> float:
    with TemporaryDirectory() as folder, open_store(Path(folder) / "library.db") as library:
        list(library.articles.add_many(fill))
        started = time.perf_counter()
        work(library)
        return time.perf_counter() - started


def _add_one_by_one(pairs: Sequence[tuple[Draft, Reading]]) -> Callable[[Store], None]:
    return lambda library: [library.articles.add(*pair) for pair in pairs] and None


def _tag_and_undo(library: Store) -> None:
    for start in range(100):
        library.passages.add(1, start, 200, tags=("claims/denied",))
    while library.history.undo() != "added 1000 articles":
        pass


def size(pairs: Sequence[tuple[Draft, Reading]]) -> float:
    """Bytes of the closed file for each article."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with open_store(path) as library:
            list(library.articles.add_many(pairs))
        return path.stat().st_size / len(pairs)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    found = drafts(count)
    waiting = [(draft, Reading(draft.text, draft.blocks)) for draft in found]
    named = [(draft, language.read(draft, _rules())) for draft in found[:200]]
    bulk = measured(lambda library: list(library.articles.add_many(waiting)) and None)
    single = measured(_add_one_by_one(waiting[:500]))
    with_names = measured(_add_one_by_one(named))
    steps = measured(_tag_and_undo, waiting[:1000])
    again = measured(lambda library: [library.articles.reading(n) for n in range(1, 201)] and None, named)
    print("| what | median |\n|---|---|")
    print(f"| articles/s, `add_many`, without names ({count} articles) | {count / bulk:,.0f} |")
    print(f"| articles/s, `add`, one transaction each, without names | {500 / single:,.0f} |")
    print(f"| articles/s, `add`, names already read | {len(named) / with_names:,.0f} |")
    print(f"| a tagged passage, done and undone, in a library of 1,000 | {steps / 100 * 1000:.1f} ms |")
    print(f"| `reading()` of an article with names | {again / 200 * 1000:.1f} ms |")
    print(f"| bytes an article | {size(waiting):,.0f} |")


def _rules() -> object:
    from store.language import names

    return names.engine("rules")


if __name__ == "__main__":
    main()
