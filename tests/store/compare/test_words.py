"""Terms: what two sentences are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.compare.words import stem, words


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The mayor’s engineers were opening the sluices.", ["mayor", "engine", "open", "sluic"]),
        ("Officials counted 12,500 sandbags", ["official", "count", "12500", "sandbag"]),
        ("She said that it was so.", []),
        ("水門が開", ["水門", "門が", "が開"]),
        ("سد", ["سد"]),
        ("", []),
    ],
)
def test_the_terms_of_a_text(text, terms):
    assert [term[:6] for term in words(text)] == [term[:6] for term in terms]


@pytest.mark.parametrize(
    "forms",
    [("open", "opens", "opened", "opening"), ("city", "cities"), ("close", "closed", "closing"), ("stop", "stopped")],
)
def test_inflected_forms_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@given(st.text())
def test_terms_are_never_empty(text):
    assert all(words(text))
