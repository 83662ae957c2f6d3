"""The trained engine: decoding, the model file, and what it finds that rules do not."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language.crf import TrainedEngine, named_ranges, shipped, viterbi
from store.language.features import features, neighbour, own
from store.language.sentences import sentences


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(0, 1000))
@settings(max_examples=50)
def test_viterbi_finds_the_best_path(lengths, seed):
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(sum(lengths), 3)).astype(np.float32)
    transitions = chance.normal(size=(4, 3)).astype(np.float32)
    best = viterbi(scores, lengths, transitions)
    start = 0
    for length in lengths:
        part = scores[start : start + length]
        paths = itertools.product(range(3), repeat=length)
        expected = max(paths, key=lambda path: _score(path, part, transitions))
        assert _score(expected, part, transitions) == pytest.approx(
            _score(best[start : start + length], part, transitions), abs=1e-4
        )
        start += length


def _score(path, scores, transitions):
    between = sum(transitions[a, b] for a, b in itertools.pairwise(path))
    return transitions[-1, path[0]] + between + sum(scores[at, label] for at, label in enumerate(path))


def test_ranges_of_labels():
    labels = ["B-PER", "I-PER", "O", "B-LOC", "B-ORG", "I-ORG"]
    assert list(named_ranges(labels)) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 6, "ORG")]


def test_an_inside_label_never_opens_a_name():
    model = shipped()
    for column, label in enumerate(model.labels):
        if label.startswith("I-"):
            assert model.transitions[-1, column] < -1000
            assert model.transitions[model.labels.index("O"), column] < -1000


def test_kept_scores_give_what_all_features_give():
    sentence = ["Minister", "Ada", "Vane", "visited", "Yemen", "."]
    trained = TrainedEngine()
    model = shipped()
    summed = [
        sum(model.weights[model.row[name]] for name in names if name in model.row) for names in features([sentence])[0]
    ]
    assert np.allclose(trained._scores([sentence]), np.array(summed), atol=1e-2)


def test_a_second_reading_is_the_same():
    text = "Ada Vane of the Halden Post met Bram Holt in Moscow."
    trained = TrainedEngine()
    assert trained.find(text, sentences(text)) == trained.find(text, sentences(text))


def test_threads_may_share_an_engine():
    texts = [f"Ada Vane{number} of Orvel{number} University met Bram Holt in Moscow." for number in range(40)]
    shared = TrainedEngine()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: shared.find(text, sentences(text)), texts))
    alone = TrainedEngine()
    assert found == [alone.find(text, sentences(text)) for text in texts]


@pytest.mark.parametrize("token", ["", "U.S.", "-", "Hezbollah", "中", "S1", "\x00"])
def test_any_token_has_features(token):
    assert all(" " not in feature for feature in (*own(token or "x"), *neighbour(token, 1)))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The agency Norfax reported that Vladimir Petrenko had died.", "Vladimir Petrenko", "person"),
        ("He studied at Orvel University in the north.", "Orvel University", "organisation"),
        ("The army shelled villages near Kramatorsk on Friday.", "Kramatorsk", "place"),
        ("Iranian officials denied it.", "Iranian", "people"),
    ],
)
def test_names_that_no_list_has(text, name, kind):
    found = {text[n.start : n.end]: n.kind for n in TrainedEngine().find(text, sentences(text))}
    assert found.get(name) == kind


def test_an_entry_of_the_phrase_lists_can_be_hidden():
    sentence = ["Officials", "of", "Amnesty", "International", "left", "."]
    told = {feature for token in features([sentence])[0] for feature in token}
    untold = {feature for token in features([sentence], lambda phrase: False)[0] for feature in token}
    assert {"gQB2", "gQI2"} <= told
    assert told - untold == {feature for feature in told if feature.lstrip("-1").startswith("g")}
