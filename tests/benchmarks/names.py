"""How well names are found: ``python -m tests.benchmarks.names [--twin FILE] [--speed]``.

Exact-span F1 from raw text, whole names, for the rule engine, the model alone, and with the second pass: of the shipped
model on ``dev_web``, which nothing is trained on. Its twin (``train_names --twin FILE``) is measured on the tenth of
each training source that was kept from it, document by document, too.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from store.language.crf import TrainedEngine, unpacked
from store.language.document import refine
from store.language.name_engine import KIND_OF_LABEL, Engine, Name
from store.language.rules import RuleEngine
from store.language.sentences import sentences
from store.language.tokens import tokenize
from store.model import Span
from tests.benchmarks.names_data import TRAINING, Document, conformed, load
from tests.benchmarks.names_scores import NAMED, Range, Score, of_kinds, untyped

LABELS = {kind: label for label, kind in KIND_OF_LABEL.items()} | {"weapon": "PROD", "event": "MISC"}
Finder = Callable[[str, Sequence[Span]], list[Name]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--twin", type=Path, metavar="FILE", help="measure the twin, on the held-out tenths too")
    parser.add_argument("--speed", action="store_true", help="measure words a second, the first article and memory")
    options = parser.parse_args()
    engine = TrainedEngine(unpacked(options.twin.read_bytes()) if options.twin else None)
    if options.speed:
        return speed(engine)
    print("| set | engine | typed | untyped | PER | ORG | LOC | NORP | PROD | MISC |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    sets = {"dev_web": development()} | (held_out() if options.twin else {})
    for name, documents in sets.items():
        for label, finder in finders(engine).items():
            print(f"| {name} | {label} | {row(*measured(documents, finder))} |", flush=True)


def finders(engine: Engine) -> dict[str, Finder]:
    rules = RuleEngine()
    return {
        "rules": lambda text, spans: refine(text, spans, rules.find(text, spans), {}),
        "model": engine.find,
        "model + second pass": lambda text, spans: refine(text, spans, engine.find(text, spans), {}),
    }


def development() -> list[Document]:
    return list(conformed(load("dev_web")))


def held_out() -> dict[str, list[Document]]:
    """The tenth of each source that the twin was not trained on."""
    kept = [document for document in conformed(load(*TRAINING)) if document.held_out]
    sources = sorted({document.source.split(":")[0] for document in kept})
    return {source: [d for d in kept if d.source.split(":")[0] == source] for source in sources}


def measured(documents: Sequence[Document], finder: Finder) -> tuple[Score, Score]:
    """Typed scores of all kinds, and untyped ones of people, organisations and places."""
    typed, any_kind = Score(), Score()
    for document in documents:
        text, gold = written(document)
        found = [(name.start, name.end, LABELS[name.kind]) for name in finder(text, sentences(text))]
        typed.add(gold, found)
        any_kind.add(untyped(of_kinds(gold)), untyped(of_kinds(found)))
    return typed, any_kind


def written(document: Document) -> tuple[str, list[Range]]:
    """The document as text, a blank line after each sentence, and its gold names as ranges of characters."""
    text, gold = "", list[Range]()
    for sentence in document.sentences:
        tokens = tokenize(sentence.text)
        gold += [(len(text) + tokens[a].start, len(text) + tokens[b - 1].end, kind) for a, b, kind in sentence.names]
        text += sentence.text + "\n\n"
    return text, gold


def row(typed: Score, any_kind: Score) -> str:
    kinds = ("PER", "ORG", "LOC", "NORP", "PROD", "MISC")
    figures = [typed.f1(*NAMED), any_kind.f1("name"), *(typed.f1(kind) for kind in kinds)]
    present = [True, True, *(typed.gold[kind] > 0 for kind in kinds)]
    return " | ".join(f"{figure:.1f}" if there else "–" for figure, there in zip(figures, present, strict=True))


def speed(engine: Engine) -> None:
    """Words a second of one core over dev_web, cold start, and resident memory."""
    texts = [written(document)[0] for document in load("dev_web")]
    words = sum(len(text.split()) for text in texts)
    rates = [words / seconds for seconds in (_seconds(engine, texts) for _ in range(3))]
    print("| figure | value |\n|---|---|")
    print(f"| words a second, model and second pass | {statistics.median(rates):,.0f} |")
    print(f"| first article with imports, s (median of 5) | {statistics.median(_cold_starts()):.2f} |")
    print(f"| resident after dev_web, MB | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} |")


def _seconds(engine: Engine, texts: Sequence[str]) -> float:
    begun = time.process_time()
    for text in texts:
        spans = sentences(text)
        refine(text, spans, engine.find(text, spans), {})
    return time.process_time() - begun


def _cold_starts() -> Iterator[float]:
    """Seconds from nothing to the names of a 700-word article, less python's own start."""
    code = (
        "import time; begun = time.perf_counter()\n"
        "from store.language import names\nfrom store.language.sentences import sentences\n"
        "text = 'The minister of Norland, Ada Vane, met Bram Holt in Port Halden on Monday. ' * 50\n"
        "names.engine('crf').find(text, sentences(text))\nprint(time.perf_counter() - begun)"
    )
    for _ in range(5):
        yield float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
