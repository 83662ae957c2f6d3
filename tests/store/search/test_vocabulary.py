"""Completions and corrections out of the vocabulary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from store.search.spelling import edit_costs, letter_sets, letters, skeletons
from store.search.vocabulary import Vocabulary, fold

WORDS = {
    "hezbollah": 900, "prigozhin": 400, "gaddafi": 120, "putin": 5000, "putney": 3, "putnam": 2, "military": 8000,
    "militant": 900, "minister": 9000, "government": 9500, "greece": 300, "greener": 40, "łodz": 12, "strasse": 4,
    "straße": 9, "shoigu": 200, "khartoum": 90, "zaporizhzhia": 70, "israel": 9000, "wagner": 800, "war": 20000,
}  # fmt: skip
LOWER = st.text("abcdehistz", min_size=1, max_size=10)


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary(sorted(WORDS.items()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hezbolah", "hezbollah"),
        ("hizbulla", "hezbollah"),
        ("prigozyn", "prigozhin"),
        ("ghadafi", "gaddafi"),
        ("qadhafi", "gaddafi"),
        ("putn", "putin"),
        ("militery", "military"),
        ("gobernment", "government"),
        ("imnister", "minister"),
        ("shoygu", "shoigu"),
        ("zaporizhia", "zaporizhzhia"),
        ("isreal", "israel"),
    ],
)
def test_the_first_correction(vocabulary, typed, meant):
    assert vocabulary.similar(typed, False)[0][0] == meant


def test_half_typed_and_misspelt(vocabulary):
    assert "government" in [term for term, _ in vocabulary.similar("goverm", True)]
    assert "hezbollah" in [term for term, _ in vocabulary.similar("hesbol", True)]
    assert "zaporizhzhia" in [term for term, _ in vocabulary.similar("zapporizhz", True)]


def test_short_words_and_the_word_itself_are_not_corrected(vocabulary):
    assert vocabulary.similar("wat", False) == ()
    assert "wagner" not in [term for term, _ in vocabulary.similar("wagner", False)]


def test_completions_come_by_frequency(vocabulary):
    assert vocabulary.completions("mil", 5) == ("military", "militant")
    assert vocabulary.completions("put", 2) == ("putin", "putney")
    assert vocabulary.completions("xyz", 5) == ()


def test_accents_and_ligatures(vocabulary):
    assert vocabulary.accented("lodz") == ("łodz",)
    assert vocabulary.accented("strasse") == ("straße",)
    assert [fold(word) for word in ("Łódź", "ﬁnal", "Æon", "Ñandú")] == ["lodz", "final", "aeon", "nandu"]


def test_an_empty_library():
    empty = Vocabulary(())
    assert empty.similar("harbour", True) == ()
    assert empty.completions("ha", 4) == ()
    assert empty.frequency("harbour") == 0


@given(st.dictionaries(LOWER, st.integers(1, 99), max_size=30), LOWER, st.booleans())
def test_corrections_are_known_terms_in_order(words, typed, prefix):
    found = Vocabulary(sorted(words.items())).similar(typed, prefix)
    assert all(term in words and term != typed for term, _ in found)
    assert [cost for _, cost in found] == sorted(cost for _, cost in found)


@given(LOWER, LOWER)
def test_letter_sets_never_rule_out_a_word_in_reach(first, second):
    one, other = letter_sets(letters([first, second]))
    assert int(np.bitwise_count(one ^ other)) <= 2 * OSA.distance(first, second)


@given(LOWER, LOWER)
def test_edit_costs_are_no_more_than_edits_with_a_dear_first_letter(first, second):
    cost = edit_costs(first, letters([second]))[len(second), 0]
    assert (cost == 0) == (first == second)
    assert cost <= OSA.distance(first, second) + 1


def test_transliterations_share_a_skeleton():
    assert len(set(skeletons(["gaddafi", "qadhafi", "ghadafi", "kaddafi"]))) == 1
    assert len(set(skeletons(["hezbollah", "hizbulla", "hisbollah"]))) == 1
    assert skeletons(["prigozhin"]) == skeletons(["prigozyn"]) != skeletons(["putin"])
