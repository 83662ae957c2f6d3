"""Rebuild the name engine's shipped files: ``python -m tests.benchmarks.train_names``.

Writes the word tables (see ``names_tables``) and ``names.model.gz`` into ``store/language/data``. Needs
``../shared/data/names``, the packages of the ``train`` extra and ``pip install --no-deps "rigour<2"``; sources and
licences: NOTICE.
The model is the mean of averaged perceptrons (python-crfsuite), each trained on the documents in another order.
It is trained on all documents. ``--twin FILE`` trains the same on all but a tenth of each source: settings are chosen,
and the figures of that tenth are measured, on the twin.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from store.language import features
from store.language.crf import IMPOSSIBLE, TrainedEngine, unpacked
from tests.benchmarks import names_data, names_more, names_tables, names_wire
from tests.benchmarks.names_data import Document

MODEL = names_tables.DATA / "names.model.gz"
ROUNDS, PASSES, RAREST_FEATURE = 3, 7, 2
HIDDEN = 25
"""Of a hundred entries of the phrase lists, how many each document is read without: of a new text these know less."""

SOCIAL = 1 / 3
"""Share of the social-media sentences in a round: they teach web text, and unlearn newspapers."""

FAINT = 0.01
"""Features with no weight over this share of the strongest are left out: half of them, and hardly a figure changes."""

TEMPERATURE = 20.0
"""Softens confidences; of 8 to 32 it gave the least log loss on the held-out tenth and dev_web."""

LABELS = (*(f"{place}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP", "PROD", "MISC") for place in "BI"), "O")

Weights = dict[str, np.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--twin", type=Path, metavar="FILE", help="where to write the model of nine tenths")
    options = parser.parse_args()
    if not options.twin:
        names_tables.build()
    output = options.twin or MODEL
    output.write_bytes(trained(training_documents(held_out=bool(options.twin)), ROUNDS))
    print(output, round(output.stat().st_size / 1e6, 2), "MB")


def training_documents(*, held_out: bool) -> list[Document]:
    """All training documents in our convention, or all but the held-out tenth."""
    documents = names_data.conformed(names_data.load(*names_data.TRAINING))
    return [document for document in documents if not (held_out and document.held_out)]


def trained(documents: Sequence[Document], rounds: int) -> bytes:
    """The model file trained on ``documents``, the mean of ``rounds`` perceptrons.

    A first model, trained on the completely annotated documents only, puts in what the others leave out.
    """
    complete = [document for document in documents if not document.source.startswith(names_more.INCOMPLETE)]
    first = TrainedEngine(unpacked(mean_of(rounds=1, documents=complete)))
    return mean_of(rounds, list(names_more.completed(documents, first)))


def mean_of(rounds: int, documents: Sequence[Document]) -> bytes:
    """The mean of perceptrons, each trained on the documents in another order and other changed copies of them."""
    states: Weights = defaultdict(lambda: np.zeros(len(LABELS), np.float32))
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for seed in range(rounds):
        chance = random.Random(seed)
        for feature, label, weight in _round(_drawn(documents, chance), transitions, rounds):
            states[feature][LABELS.index(label)] += weight / rounds
    return packed(states, transitions)


def _drawn(documents: Sequence[Document], chance: random.Random) -> list[Document]:
    """One round's documents, in random order: all but most of the social media, changed copies, invented wire copy."""
    kept = [document for document in documents if document.source != "wnut" or chance.random() < SOCIAL]
    kept += [*names_more.varied(kept, chance), *names_wire.reports(chance)]
    chance.shuffle(kept)
    return [names_data.titled(document, chance) for document in kept]


def _round(documents: Sequence[Document], transitions: np.ndarray, rounds: int) -> Iterator[tuple[str, str, float]]:
    """Train once; yields the state weights and adds the share of the transition weights in place."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": PASSES, "feature.minfreq": RAREST_FEATURE})
    for document in documents:
        for described, labels in examples(document):
            trainer.append(described, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/model"
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learnt = tagger.info()
        tagger.close()
    for (before, after), weight in learnt.transitions.items():
        transitions[LABELS.index(before), LABELS.index(after)] += weight / rounds
    for (feature, label), weight in learnt.state_features.items():
        yield feature, label, weight


def examples(document: Document) -> Iterable[tuple[list[list[str]], list[str]]]:
    described = features.features([sentence.tokens for sentence in document.sentences], _shown(document))
    return zip(described, map(names_data.tags, document.sentences), strict=True)


def _shown(document: Document) -> features.Known:
    return lambda tokens: zlib.crc32(f"{document.id} {tokens}".encode()) % 100 >= HIDDEN


def packed(states: Weights, transitions: np.ndarray) -> bytes:
    """The model file; see ``store.language.crf.unpacked``."""
    names = sorted(name for name, weights in states.items() if np.abs(weights).max() > 0 and " " not in name)
    table = np.stack([states[name] for name in names])
    scale = float(np.abs(table).max()) / 32767
    small = np.round(table / scale).astype("<i2")
    kept = np.flatnonzero(np.abs(small).max(axis=1) > FAINT * 32767)
    about = {
        "labels": LABELS,
        "scale": scale,
        "temperature": TEMPERATURE,
        "transitions": np.round(possible(transitions), 3).tolist(),
    }
    head = json.dumps(about).encode()
    body = " ".join(names[number] for number in kept).encode()
    return gzip.compress(head + b"\n" + body + b"\n" + small[kept].T.tobytes(), 9, mtime=0)


def possible(transitions: np.ndarray) -> np.ndarray:
    """Transitions with the impossible ones ruled out, and a row for the start of a sentence."""
    allowed = np.vstack([transitions, np.zeros(len(LABELS), np.float32)])
    for column, label in enumerate(LABELS):
        if label.startswith("I-"):
            for row, before in enumerate((*LABELS, "")):
                if before[2:] != label[2:]:
                    allowed[row, column] = IMPOSSIBLE
    return allowed


if __name__ == "__main__":
    main()
