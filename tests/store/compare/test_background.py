"""The shipped table of word shares."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.compare.background import TABLE, Background, background
from store.compare.words import stem


def test_common_words_have_larger_shares_than_rare_ones():
    year, treaty, unseen = background().of([stem("year"), stem("treaty"), "zzyzxq"])
    assert 1 > year > treaty > unseen == 0


def test_shares_come_in_the_order_of_the_terms():
    terms = ["govern", "zzyzxq", "city", "govern"]
    shares = background().of(terms)
    assert shares[0] == shares[3]
    assert shares.tolist() == [background().of([term])[0] for term in terms]
    assert len(background().of([])) == 0


def test_the_table_is_sorted_and_small():
    assert np.all(np.diff(background().hashes.astype(np.int64)) > 0)
    assert TABLE.stat().st_size < 500_000


def test_it_is_read_once():
    assert background() is background()


def test_the_door_of_the_store_does_not_read_it():
    code = "import sys, store, store.model, store.compare; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@given(st.lists(st.text()))
def test_any_terms_have_shares_between_nought_and_one(terms):
    table = Background(np.array([1, 2], dtype=np.uint32), np.array([0.5, 0.25], dtype=np.float32))
    assert all(0 <= share <= 1 for share in table.of(terms))
