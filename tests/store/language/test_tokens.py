"""Tokens as the model was trained on them, with exact offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.tokens import tokenize, tokenize_sentences
from store.model import Span


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The U.S. envoy", ["The", "U.S.", "envoy"]),
        ("a Pantsir-S1", ["a", "Pantsir", "-", "S1"]),
        ("Vane/Halden Post", ["Vane", "/", "Halden", "Post"]),
        ("Norland's king", ["Norland", "'s", "king"]),
        ("Norland’s king", ["Norland", "’s", "king"]),
        ("al-Halden", ["al", "-", "Halden"]),
        ("Ada O'Hara", ["Ada", "O'Hara"]),
        ("Mr. Vane left.", ["Mr.", "Vane", "left", "."]),
        ("on Nov. 21, 2023", ["on", "Nov.", "21", ",", "2023"]),
        ("J. K. Holt", ["J.", "K.", "Holt"]),
        ("25,000 men", ["25,000", "men"]),
        ("they don't", ["they", "don't"]),
        ("wait... what", ["wait", "...", "what"]),
    ],
)
def test_tokens(text, tokens):
    assert [token.text for token in tokenize(text)] == tokens


@given(st.text())
def test_offsets_are_exact_and_in_order(text):
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(text.split())


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_the_text_has_offsets_into_the_whole(text, start, length):
    for token in tokenize(text, start, start + length):
        assert start <= token.start < token.end <= start + length
        assert text[token.start : token.end] == token.text


def test_a_line_end_ends_a_list_of_tokens():
    text = "Ada Vane\nBram Holt"
    lines = tokenize_sentences(text, [Span(0, len(text))])
    assert [[token.text for token in line] for line in lines] == [["Ada", "Vane"], ["Bram", "Holt"]]
