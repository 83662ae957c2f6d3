"""Find: case, accents, quote marks and white space do not matter; every span lies in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text_find import occurrences


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Łódź and lodz", "LODZ", ["Łódź", "lodz"]),
        ("a cafe\u0301 closed", "café", ["cafe\u0301"]),
        ("It’s the crew's", "it's", ["It’s"]),
        ("air\ndefence", "air  defence", ["air\ndefence"]),
        ("Straße", "strasse", ["Straße"]),
        ("aaa", "aa", ["aa"]),
        ("anything", "  ", []),
        ("1.5 (net)", "5 (", ["5 ("]),
    ],
)
def test_what_reads_alike_is_found(text: str, wanted: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in occurrences(text, wanted)] == found


@given(st.text(), st.text(max_size=5))
def test_spans_are_ordered_inside_the_text_and_apart(text: str, wanted: str) -> None:
    spans = occurrences(text, wanted)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.start < other.start for one, other in pairwise(spans))


@given(st.text(min_size=1).filter(str.isalnum), st.text(), st.text())
def test_a_word_is_found_where_it_was_put(word: str, before: str, after: str) -> None:
    text = f"{before} {word} {after}"
    assert any(span.start <= len(before) + 1 < span.end for span in occurrences(text, word))
