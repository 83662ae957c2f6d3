"""How well names are joined across articles: ``python -m tests.benchmarks.aliases`` (``-v`` lists what is wrong).

With gold mentions every article is grouped by itself and the articles of a story are joined by ``compare.shared``.
Scores are over pairs: *mentions*, every two mentions of a story; *surfaces*, every two surfaces of its articles,
each counted once an article; *distinct*, every two distinct surfaces of the story, grouped as if in one article.
The last row reads raw text with the default engine: which gold names are shared between each two panes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from store.compare.shared import shared
from store.language.aliases import group
from store.model import Entity, Mention, Reading
from tests.benchmarks.alias_gold import DATA, Gold, dwie, dwie_pairs, ecbplus, newswcl
from tests.benchmarks.shared_names import score_panes

Item = tuple[str, str]
"""A gold chain and a system cluster, each unique within its story."""


class Score:
    """Pairs that are one by the gold, by the system, and by both."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, items: Sequence[Item]) -> None:
        self.right += _pairs(Counter(items))
        self.found += _pairs(Counter(cluster for _, cluster in items))
        self.gold += _pairs(Counter(chain for chain, _ in items))

    def row(self, name: str) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"| {name} | {f1:.3f} | {precision:.3f} | {recall:.3f} | {self.gold:,} |"


def main() -> None:
    if not DATA.exists():
        sys.exit(f"aliases: no data at {DATA}")
    print("| set | F1 | precision | recall | gold pairs |\n|---|---|---|---|---|")
    sets = {"NewsWCL50 persons": newswcl, "ECB+": ecbplus, "DWIE": dwie, "DWIE, two articles": dwie_pairs}
    for name, load in sets.items():
        for measure, score in scores(load()).items():
            print(score.row(f"{name}, {measure}"))
    right, found, gold = score_panes()
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * right / max(1, found + gold)
    print(f"| NewsWCL50, raw text, shared | {f1:.3f} | {precision:.3f} | {recall:.3f} | {gold} |")
    print(f"\nGrouping 60 surfaces in 120 mentions: {milliseconds():.1f} ms CPU (median).")


def scores(stories: Iterable[Sequence[Gold]]) -> dict[str, Score]:
    found = {"mentions": Score(), "surfaces": Score(), "distinct": Score()}
    for story in stories:
        items = list(_joined(story))
        found["mentions"].add([(gold.chain, cluster) for gold, cluster in items])
        found["surfaces"].add(_once(items, lambda gold: (gold.article, gold.surface)))
        together = list(_grouped(story))
        found["distinct"].add(_once(together, lambda gold: gold.surface))
        if "-v" in sys.argv:
            _tell(together)
    return found


def milliseconds() -> float:
    """CPU time of one ``group`` of an article's names, after the first."""
    story = max(dwie_pairs(), key=lambda golds: len({gold.surface for gold in golds}))
    surfaces = list({gold.surface: gold for gold in story}.values())[:60]
    mentions = [(gold.surface, gold.kind, start) for start, gold in enumerate(surfaces * 2)]
    times = []
    for _ in range(30):
        start = time.process_time()
        group(mentions)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def _pairs(counts: Counter[Item] | Counter[str]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _once(items: Iterable[tuple[Gold, str]], what: Callable[[Gold], object]) -> list[Item]:
    """One item for each value of ``what``, its most frequent chain."""
    chains: dict[object, Counter[str]] = defaultdict(Counter)
    clusters: dict[object, str] = {}
    for gold, cluster in items:
        chains[what(gold)][gold.chain] += 1
        clusters[what(gold)] = cluster
    return [(counts.most_common(1)[0][0], clusters[key]) for key, counts in chains.items()]


def _grouped(story: Sequence[Gold]) -> Iterator[tuple[Gold, str]]:
    grouping = group([(gold.surface, gold.kind, start) for start, gold in enumerate(story)])
    for number, found in enumerate(grouping.groups):
        yield from ((story[index], str(number)) for index in found.members)


def _joined(story: Sequence[Gold]) -> Iterator[tuple[Gold, str]]:
    """Each mention with the entity that the comparison of the story's articles puts it in."""
    articles: dict[str, list[Gold]] = defaultdict(list)
    for gold in story:
        articles[gold.article].append(gold)
    readings = [_reading(number, golds) for number, golds in enumerate(articles.values(), 1)]
    entity = {
        (article, span.start): str(number)
        for number, found in enumerate(shared(readings))
        for article, spans in found.mentions.items()
        for span in spans
    }
    for golds, reading in zip(articles.values(), readings, strict=True):
        for gold, mention in zip(golds, reading.mentions, strict=True):
            yield gold, entity[reading.article, mention.start]


def _reading(article: int, golds: Sequence[Gold]) -> Reading:
    """A reading whose text is the gold names, one a line."""
    text, starts = "", []
    for gold in golds:
        starts.append(len(text))
        text += f"{gold.surface}\n\n"
    groups = group([(gold.surface, gold.kind, start) for gold, start in zip(golds, starts, strict=True)]).groups
    number = {index: n for n, found in enumerate(groups, 1) for index in found.members}
    mentions = tuple(
        Mention(start, start + len(gold.surface), gold.kind, number[index])
        for index, (gold, start) in enumerate(zip(golds, starts, strict=True))
    )
    entities = tuple(Entity(n, found.name, found.kind, found.aliases) for n, found in enumerate(groups, 1))
    return Reading(text, mentions=mentions, entities=entities, article=article)


def _tell(items: Sequence[tuple[Gold, str]]) -> None:
    distinct = {gold.surface: (gold.chain, cluster) for gold, cluster in items}
    for (one, ours), (two, theirs) in combinations(distinct.items(), 2):
        if (ours[0] == theirs[0]) != (ours[1] == theirs[1]):
            print("missed" if ours[0] == theirs[0] else "wrong ", repr(one), repr(two), ours[0], theirs[0])


if __name__ == "__main__":
    main()
