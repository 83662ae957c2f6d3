"""What two sentences are about: words that keep company stand for one another."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.compare.latent import DIMENSIONS, latent_vectors

WORDS = ["suit", "negligence", "plaintiff", "rye", "bread", "oven", "prize"]

sentences = st.lists(st.lists(st.sampled_from(WORDS), max_size=4, unique=True).map(tuple), max_size=9)


def test_words_that_keep_company_bring_sentences_together():
    court, bakery = (list(combinations([f"{subject}{number}" for number in range(12)], 3)) for subject in "ab")
    told = [("a0", "a1"), ("a2", "a3"), ("b0", "b1"), *court[::9], *bakery[::9]]
    vectors = latent_vectors(told, {term: 1.0 for terms in told for term in terms})
    assert abs(vectors[0] @ vectors[2]) < 0.01 < 0.05 < vectors[0] @ vectors[1]


def test_a_sentence_without_terms_is_about_nothing():
    assert not latent_vectors([(), ("rye", "bread")], dict.fromkeys(WORDS, 1.0))[0].any()
    assert latent_vectors([(), ()], {}).shape[0] == 2


@given(sentences)
def test_vectors_are_few_and_of_unit_length(chosen):
    vectors = latent_vectors(chosen, dict.fromkeys(WORDS, 2.0))
    assert len(vectors) == len(chosen) and vectors.shape[1] <= DIMENSIONS
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(abs(length - 1) < 1e-3 if terms else length == 0 for length, terms in zip(lengths, chosen, strict=True))
