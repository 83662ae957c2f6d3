"""What the search finds and what a keystroke costs, on a corpus of ``tests.benchmarks.corpus``.

``python -m tests.benchmarks.search LIBRARY`` types every query of a workload key by key, clean and misspelt, and
prints a table; ``--rivals`` puts plain FTS5 prefix + bm25, FTS5 trigram, a rapidfuzz scan and fzf beside it on the
same passages.

Recall at 10 is the share of the paragraphs that hold all the words meant (or of ten of them, when there are more)
among the first ten hits; the reciprocal rank is that of the first of them. Times are CPU milliseconds of the searching
thread and of the programs it starts; a loop of known length tells how busy the machine was. Python's collector is kept
from going through the benchmark's own objects (``gc.freeze``). A rival that takes too long is asked fewer queries.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from store.search.engine import SearchEngine
from store.search.thread import SearchThread
from store.search.tokens import TOKENIZER, terms
from tests.benchmarks.corpus import Corpus

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = (
    ("zh", "z"), ("kh", "h"), ("ch", "sh"), ("ph", "f"), ("ou", "u"), ("ee", "i"), ("ea", "e"), ("ai", "ay"),
    ("ck", "k"),
    ("qu", "kw"), ("x", "ks"), ("y", "i"), ("i", "y"), ("v", "w"), ("w", "v"), ("ll", "l"), ("ss", "s"), ("z", "s"),
    ("s", "z"), ("c", "k"), ("k", "c"), ("e", "i"), ("a", "e"), ("o", "u"), ("u", "o"), ("g", "gh"), ("t", "tt"),
)  # fmt: skip
TARGETS = 3_000
PATIENCE = 60
"""Seconds that one measurement of a rival may take."""


def _beside(letter: str) -> str:
    """Return the letters beside one on the keyboard."""
    for row, keys in enumerate(_KEYS):
        if letter in keys:
            place = keys.index(letter)
            above_and_below = [
                _KEYS[other][place : place + 1] for other in (row - 1, row + 1) if 0 <= other < len(_KEYS)
            ]
            return keys[max(0, place - 1) : place] + keys[place + 1 : place + 2] + "".join(above_and_below)
    return "e"


Finder = Callable[[str], Sequence[int]]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Task:
    """A query, the same with a slip in one or two words, and the paragraphs that hold all of its words."""

    clean: str
    misspelt: str
    targets: frozenset[int]


def misspell(word: str, dice: random.Random) -> str:
    """Return ``word`` with one slip: a letter left out, doubled, hit beside, swapped, or written by its sound."""
    slips = ("drop", "add", "beside", "swap", "sound")
    for _ in range(20):
        place = dice.randrange(1 if dice.random() < 0.9 else 0, len(word))
        match dice.choice(slips):
            case "drop":
                slip = word[:place] + word[place + 1 :]
            case "add":
                added = dice.choice(_beside(word[place])) if dice.random() < 0.5 else word[place]
                slip = word[:place] + added + word[place:]
            case "beside":
                slip = word[:place] + dice.choice(_beside(word[place])) + word[place + 1 :]
            case "swap":
                place = min(place, len(word) - 2)
                slip = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            case _:
                fitting = [(old, new) for old, new in _SOUNDS if old in word]
                old, new = dice.choice(fitting or [("", "")])
                slip = word.replace(old, new, 1) if old else word
        if slip != word and len(slip) > 2:
            return slip
    return word


def workload(connection: sqlite3.Connection, size: int, seed: int = 11) -> list[Task]:
    """Return tasks of four sorts: whole names, surnames, words of one passage, words that stand side by side."""
    dice, corpus = random.Random(seed), Corpus()
    entities = connection.execute("SELECT max(id) FROM entities").fetchone()[0]
    articles = connection.execute("SELECT max(id) FROM articles").fetchone()[0]
    tasks: list[Task] = []
    while len(tasks) < size:
        sort = len(tasks) % 4
        if sort < 2:
            name = corpus.name(int(entities * dice.random() ** 2))
            words = terms(name.full if sort == 0 else name.short)
        else:
            words = _passage_words(connection, dice.randrange(1, articles + 1), dice, together=sort == 3)
        task = _task(connection, words, dice) if words else None
        if task:
            tasks.append(task)
    return tasks


def _passage_words(connection: sqlite3.Connection, article: int, dice: random.Random, *, together: bool) -> list[str]:
    rows = connection.execute(
        "SELECT text FROM search_paragraph_text WHERE id BETWEEN ? AND ?", (article << 12, article << 12 | 4095)
    ).fetchall()
    held = dict.fromkeys(word for word in terms(dice.choice(rows)[0]) if len(word) > 3 and word.isalpha())
    known = dict(
        connection.execute(
            f"SELECT term, df FROM terms WHERE term IN ({', '.join('?' * len(held))})", tuple(held)
        ).fetchall()
    )
    words = [word for word in held if known.get(word, 0) < 60_000]
    count = dice.choice((2, 3, 3, 4))
    if len(words) < count:
        return []
    if together:
        start = dice.randrange(len(words) - count + 1)
        return words[start : start + count]
    return [words[place] for place in sorted(dice.sample(range(len(words)), count))]


def _task(connection: sqlite3.Connection, words: Sequence[str], dice: random.Random) -> Task | None:
    expression = " AND ".join(f'"{word}"' for word in words)
    rows = connection.execute(
        f"SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT {TARGETS}", (expression,)
    ).fetchall()
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not rows or len(rows) == TARGETS or not long:
        return None
    slips = list(words)
    for place in dice.sample(long, min(len(long), 1 if dice.random() < 0.75 else 2)):
        slips[place] = misspell(words[place], dice)
    return Task(" ".join(words), " ".join(slips), frozenset(row[0] for row in rows))


def quality(find: Finder, tasks: Sequence[Task], *, misspelt: bool, seconds: float = math.inf) -> tuple[float, float]:
    """Return the mean recall at 10 and the mean reciprocal rank, of as many tasks as that time allows."""
    recalls, ranks = [], []
    for task in _while(seconds, tasks):
        hits = list(find(task.misspelt if misspelt else task.clean))[:10]
        right = [place for place, hit in enumerate(hits, start=1) if hit in task.targets]
        recalls.append(len(right) / min(10, len(task.targets)))
        ranks.append(1 / right[0] if right else 0.0)
    return statistics.fmean(recalls), statistics.fmean(ranks)


def _while(seconds: float, things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield things until that time is over."""
    end = time.monotonic() + seconds
    return takewhile(lambda _: time.monotonic() < end, things)


def keystrokes(tasks: Sequence[Task]) -> Iterator[str]:
    """Yield what stands in the query after each key."""
    for task in tasks:
        for typed in (task.clean, task.misspelt):
            yield from (typed[: end + 1] for end in range(len(typed)))


def times(find: Finder, tasks: Sequence[Task], seconds: float = math.inf) -> list[float]:
    """Return the CPU milliseconds of each keystroke, sorted, of as many as that time allows."""
    spent = []
    for typed in _while(seconds, keystrokes(tasks)):
        started = _worked()
        find(typed)
        spent.append((_worked() - started) * 1000)
    return sorted(spent)


def _worked() -> float:
    """Return the CPU seconds of this thread and of the programs that have ended."""
    all_times = os.times()
    return time.thread_time() + all_times.children_user + all_times.children_system


def opening(path: Path) -> tuple[float, float, float]:
    """Return the seconds until a search thread answers first, until its vocabulary is in memory, and of CPU."""
    results: list[float] = []
    started, worked = time.perf_counter(), time.process_time()
    thread = SearchThread(path, lambda result: results.append(time.perf_counter() - started))
    thread.submit("govern")
    while thread.reading or not results:
        time.sleep(0.01)
    ready = time.perf_counter() - started
    thread.close()
    return results[0], ready, time.process_time() - worked


def memory(path: Path) -> float:
    """Return the megabytes resident in a process that has searched and does nothing else."""
    script = (
        "import sys; from store.search.engine import SearchEngine; engine = SearchEngine(sys.argv[1]);"
        "[engine.search(word) for word in ('the minister', 'goverment', 'secur', 'militery forse')];"
        "print(int(open('/proc/self/statm').read().split()[1]) * 4096 / 2**20)"
    )
    return float(subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=True).stdout)


def busy() -> float:
    """Return the CPU milliseconds of two million additions: about 100 on an idle core of the machine named."""
    started, total = time.thread_time(), 0
    for number in range(2_000_000):
        total += number
    return (time.thread_time() - started) * 1000


def row(name: str, find: Finder, tasks: Sequence[Task], seconds: float = math.inf) -> str:
    """Return a line of the table."""
    clean, slips = (quality(find, tasks, misspelt=misspelt, seconds=seconds) for misspelt in (False, True))
    spent = times(find, tasks, seconds)
    p50, p95 = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    return (
        f"| {name} | {clean[0]:.3f} / {clean[1]:.3f} | {slips[0]:.3f} / {slips[1]:.3f} "
        f"| {p50:.1f} / {p95:.1f} / {spent[-1]:.1f} | {len(spent)} |"
    )


def rivals(connection: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, Finder]]:
    """Yield the other ways to search the same passages."""
    passages = connection.execute("SELECT id, text FROM search_paragraph_text ORDER BY id").fetchall()
    plain = _indexed(folder / "plain.db", TOKENIZER, passages)
    yield "FTS5 AND, prefix, bm25", lambda typed: _plain(plain, typed)
    trigrams = _indexed(folder / "trigram.db", "trigram", passages)
    yield "FTS5 trigram", lambda typed: _trigram(trigrams, typed)
    ids, texts = [row[0] for row in passages], [row[1].lower() for row in passages]
    yield (
        "rapidfuzz partial_ratio scan",
        lambda typed: [
            ids[place] for _, _, place in process.extract(typed, texts, scorer=fuzz.partial_ratio, limit=10)
        ],
    )
    if shutil.which("fzf"):
        lines = folder / "lines"
        lines.write_text("".join(f"{number}\t{text.replace(chr(10), ' ')}\n" for number, text in passages))
        yield "fzf --filter", lambda typed: _fzf(lines, typed)


def _indexed(path: Path, tokenizer: str, passages: Sequence[tuple[int, str]]) -> sqlite3.Connection:
    """Return a full-text index of the passages as ``passages``, with the sizes that bm25 wants."""
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", passages)
    connection.commit()
    return connection


def _plain(connection: sqlite3.Connection, typed: str) -> list[int]:
    words = terms(typed)
    expression = " AND ".join(f'"{word}"' for word in words) + " *"
    sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT 10"
    return [row[0] for row in connection.execute(sql, (expression,))] if words else []


def _trigram(connection: sqlite3.Connection, typed: str) -> list[int]:
    """Rank by shared trigrams, which forgives slips, as an OR of all trigrams of the query."""
    pieces = {word[place : place + 3] for word in terms(typed) for place in range(len(word) - 2)}
    expression = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT 10"
    return [row[0] for row in connection.execute(sql, (expression,))] if pieces else []


def _fzf(lines: Path, typed: str) -> list[int]:
    command = ["fzf", "--filter", typed, "--nth", "2..", "--delimiter", "\t"]
    with lines.open() as source, subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        found = [int(line.partition("\t")[0]) for _, line in zip(range(10), running.stdout, strict=False)]
        running.kill()
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("library", type=Path)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    options = parser.parse_args()
    connection = sqlite3.connect(options.library)
    tasks = workload(connection, options.queries, options.seed)
    articles, passages = connection.execute(
        "SELECT (SELECT count(*) FROM search_titles), (SELECT count(*) FROM search_paragraphs)"
    ).fetchone()
    first, ready, worked = opening(options.library)
    print(
        f"{articles:,} articles, {passages:,} passages, {options.library.stat().st_size / articles / 1024:.1f} KB each"
    )
    print(f"first answer {first:.2f} s, corrections from {ready:.2f} s ({worked:.2f} s CPU)\n")
    print(
        "| | clean R@10 / MRR | misspelt R@10 / MRR | key → result p50 / p95 / max ms | keys |\n|---|---|---|---|---|"
    )
    with SearchEngine(options.library) as engine:

        def find(typed: str) -> list[int]:
            return [hit.id for hit in engine.search(typed).hits if hit.kind == "passage"]

        find("the")
        gc.freeze()
        print(row("Diptych", find, tasks), flush=True)
        if options.misses:
            _print_misses(find, tasks)
    print(f"\n{memory(options.library):.0f} MB resident; two million additions: {busy():.0f} ms", flush=True)
    if options.rivals:
        with tempfile.TemporaryDirectory() as folder:
            for name, rival in rivals(connection, Path(folder)):
                print(row(name, rival, tasks, PATIENCE), flush=True)


def _print_misses(find: Finder, tasks: Sequence[Task]) -> None:
    for task in tasks:
        for typed in (task.clean, task.misspelt):
            right = [hit in task.targets for hit in find(typed)[:10]]
            if sum(right) < min(10, len(task.targets)) or not right[0]:
                print(f"{task.clean!r} typed {typed!r}: {sum(right)} of {len(task.targets)}")


if __name__ == "__main__":
    main()
