"""How the costs of search grow with the library, as a picture.

``python -m tests.benchmarks.search_growth OUT.svg LIBRARY LIBRARY ...`` measures each library with a small workload and
draws each cost against the number of articles, both axes logarithmic.
"""

from __future__ import annotations

import gc
import math
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from store.search.engine import SearchEngine
from tests.benchmarks.search import memory, opening, times, workload

WIDTH, HEIGHT, EDGE = 640, 560, 60
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555", "#e69f00", "#56b4e9")


def costs(path: Path, queries: int = 40) -> tuple[int, Mapping[str, float]]:
    """Return how many articles a library holds, and what search costs in it."""
    with sqlite3.connect(path) as connection:
        articles = connection.execute("SELECT count(*) FROM search_titles").fetchone()[0]
        tasks = workload(connection, queries)
    first, ready, _ = opening(path)
    with SearchEngine(path) as engine:
        engine.search("the")
        gc.freeze()
        spent = times(lambda typed: [hit.id for hit in engine.search(typed).hits], tasks)
    return articles, {
        "key p50, ms": spent[len(spent) // 2],
        "key p95, ms": spent[int(len(spent) * 0.95)],
        "key max, ms": spent[-1],
        "first answer, ms": first * 1000,
        "corrections ready, ms": ready * 1000,
        "resident, MB": memory(path),
        "disk, KB an article": path.stat().st_size / articles / 1024,
    }


def picture(measured: Sequence[tuple[int, Mapping[str, float]]]) -> str:
    """Return an SVG of each cost against the number of articles."""
    values = [value for _, row in measured for value in row.values()]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    first, last = measured[0][0], measured[-1][0]

    def place(articles: int, value: float) -> str:
        across = EDGE + (WIDTH - 220) * math.log(articles / first) / math.log(last / first)
        up = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * math.log(value / low) / math.log(high / low)
        return f"{across:.0f},{up:.0f}"

    def label(at: str, text: str, colour: str = "#333333", anchor: str = "start") -> str:
        x, y = at.split(",")
        return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}">{text}</text>'

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-size="11">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for articles, _ in measured:
        x = place(articles, low).split(",")[0]
        parts.append(label(f"{x},{HEIGHT - EDGE + 20}", f"{articles:,}", anchor="middle"))
    step = low
    while step <= high:
        parts.append(label(f"{EDGE - 10},{place(first, step).split(',')[1]}", f"{step:g}", anchor="end"))
        step *= 10
    for colour, name in zip(_COLOURS, measured[0][1], strict=True):
        points = [place(articles, row[name]) for articles, row in measured]
        parts.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(label(points[-1], f"  {name}", colour))
    parts.append(label(f"{WIDTH // 3},{HEIGHT - 15}", "articles"))
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Measure the libraries named and draw the picture."""
    out, *libraries = map(Path, sys.argv[1:])
    measured = sorted((costs(path) for path in libraries), key=lambda row: row[0])
    print("| articles | " + " | ".join(measured[0][1]) + " |\n" + "|---" * (len(measured[0][1]) + 1) + "|")
    for articles, row in measured:
        print(f"| {articles:,} | " + " | ".join(f"{value:.1f}" for value in row.values()) + " |")
    out.write_text(picture(measured))


if __name__ == "__main__":
    main()
