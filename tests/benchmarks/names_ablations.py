"""What each group of features and each pass buys: ``python -m tests.benchmarks.names_ablations TWIN``.

TWIN is the file that ``train_names --twin`` wrote. It is run without the weights of one group at a time (not trained
again, so that what the groups share counts against each), and with more and more of the second pass, on ``dev_web`` and
the held-out tenth of Re-DocRED.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from store.language import edges, lexicon
from store.language.crf import Model, TrainedEngine, unpacked
from store.language.document import refine
from store.language.tokens import tokenize_sentences
from tests.benchmarks.names import Finder, development, held_out, measured
from tests.benchmarks.names_data import Document
from tests.benchmarks.names_scores import NAMED

GROUPS = {
    "phrase lists": r"[-\d]*g[A-Za-z][BI]\d",
    "lists of people's names": r"[-\d]*[flw]n$",
    "word classes": r"[-\d]*(?:norp|rel$|mon$|day$|orgh|orgs|loch|title|rank|ev$|wpn|lang|cur$)",
    "word table": r"[-\d]*(?:c4=|c6=|c10=|cF=|cb=|fb=|oov)|[-+]cc=|sc=",
    "rule engine's label": r"[-\d]*RR?=",
    "evidence of the article": r"[NP]?D\.",
    "pairs of words": r"bi=|ai=|c=|ss=",
    "affixes": r"[px]\d=|[-\d]+x3=",
}


def main() -> None:
    model = unpacked(Path(sys.argv[1]).read_bytes())
    sets = {"dev_web": development(), "redocred": held_out()["redocred"]}
    engine = TrainedEngine(model)
    print("| engine | " + " | ".join(f"{name}: typed, untyped" for name in sets) + " |")
    print("|---|" + "---|" * len(sets))
    print(f"| model alone | {_cells(sets, engine.find)} |", flush=True)
    for group, pattern in GROUPS.items():
        print(f"| without {group} | {_cells(sets, without(model, pattern).find)} |", flush=True)
    for name, finder in passes(engine).items():
        print(f"| model, {name} | {_cells(sets, finder)} |", flush=True)


def without(model: Model, pattern: str) -> TrainedEngine:
    """The model without the features that ``pattern`` matches."""
    kept = {name: row for name, row in model.row.items() if not re.match(pattern, name)}
    return TrainedEngine(replace(model, row=kept))


def passes(engine: TrainedEngine) -> dict[str, Finder]:
    """The engine with more and more of the second pass."""

    def mended(text, spans):
        return edges.mended(text, tokenize_sentences(text, spans), engine.find(text, spans))

    def cleared(text, spans):
        return edges.without_openers(text, tokenize_sentences(text, spans), mended(text, spans))

    return {
        "edges mended": mended,
        "and plain openers out": cleared,
        "and the lexicon": lambda text, spans: lexicon.overlaid(
            text, tokenize_sentences(text, spans), cleared(text, spans)
        ),
        "the whole second pass": lambda text, spans: refine(text, spans, engine.find(text, spans), {}),
    }


def _cells(sets: dict[str, Sequence[Document]], finder: Finder) -> str:
    scores = (measured(documents, finder) for documents in sets.values())
    return " | ".join(f"{typed.f1(*NAMED):.1f}, {any_kind.f1('name'):.1f}" for typed, any_kind in scores)


if __name__ == "__main__":
    main()
