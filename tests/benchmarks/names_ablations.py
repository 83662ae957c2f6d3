"""What each group of features and each pass buys: ``python -m tests.benchmarks.names_ablations``.

For each group one perceptron is trained without it, on the held-in part of every third document, and measured on
``dev_web`` and the held-out tenth of Re-DocRED. The passes are measured on the model that is trained with everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.language import edges, lexicon
from store.language.crf import TrainedEngine, unpacked
from store.language.document import refine
from store.language.tokens import tokenize_sentences
from tests.benchmarks import train_names
from tests.benchmarks.names import Finder, measured, test_sets
from tests.benchmarks.names_data import Document
from tests.benchmarks.names_scores import NAMED

GROUPS = {
    "everything": r"(?!)",
    "gazetteers": r"[-\d]*(?:g[A-Z]|fn$|ln$|norp|rel$|mon$|day$|orgh|orgs|loch|title|rank|ev$|wpn|lang|cur$)",
    "word table": r"[-\d]*(?:c4=|c6=|c10=|cF=|cb=|fb=|oov)|[-+]cc=|sc=",
    "rule engine's label": r"[-\d]*RR?=",
    "evidence of the article": r"[NP]?D\.",
    "pairs of words": r"bi=|ai=|c=|ss=",
    "affixes": r"[px]\d=|[-\d]+x3=",
}
SETS = ("dev_web", "redocred")
STEP = 3


def main() -> None:
    documents = train_names.training_documents(held_out=True)[::STEP]
    sets = {name: found for name, found in test_sets().items() if name in SETS}
    print("| without | " + " | ".join(f"{name}: typed, untyped" for name in SETS) + " |")
    print("|---|" + "---|" * len(SETS))
    for group, pattern in GROUPS.items():
        engine = TrainedEngine(unpacked(train_names.mean_of(1, documents, without=re.compile(pattern))))
        print(f"| {group if group != 'everything' else 'nothing'} | {_cells(sets, engine.find)} |", flush=True)
        if group == "everything":
            whole = engine
    for name, finder in passes(whole).items():
        print(f"| nothing; {name} | {_cells(sets, finder)} |", flush=True)


def passes(engine: TrainedEngine) -> dict[str, Finder]:
    """The engine with more and more of the second pass."""

    def mended(text, spans):
        return edges.mended(text, tokenize_sentences(text, spans), engine.find(text, spans))

    return {
        "edges mended": mended,
        "and the lexicon": lambda text, spans: lexicon.overlaid(
            text, tokenize_sentences(text, spans), mended(text, spans)
        ),
        "the whole second pass": lambda text, spans: refine(text, spans, engine.find(text, spans), {}),
    }


def _cells(sets: dict[str, Sequence[Document]], finder: Finder) -> str:
    scores = (measured(documents, finder) for documents in sets.values())
    return " | ".join(f"{typed.f1(*NAMED):.1f}, {any_kind.f1('name'):.1f}" for typed, any_kind in scores)


if __name__ == "__main__":
    main()
