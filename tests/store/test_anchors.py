"""A passage finds its words again in a changed text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.anchors import Anchor, anchor, place
from store.model import Span

WORDS = st.lists(
    st.sampled_from(["harbour", "crane", "port", "the", "ship", "left", "said", "of", "Vessby"]),
    min_size=1,
    max_size=30,
)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = " ".join(draw(WORDS))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(spans())
def test_in_the_same_text_it_stands_where_it_stood(made: tuple[str, Span]) -> None:
    text, span = made
    assert place(text, anchor(text, span), span.start) == span


@given(spans(), st.text("xyz ", max_size=40), st.text("xyz ", max_size=40))
def test_text_before_and_after_only_shifts_it(made: tuple[str, Span], before: str, after: str) -> None:
    text, span = made
    found = place(f"{before}\n\n{text}\n\n{after}", anchor(text, span), span.start)
    assert found is not None
    assert f"{before}\n\n{text}\n\n{after}"[found.start : found.end] == text[span.start : span.end]


@given(spans(), st.text(max_size=200))
def test_a_place_is_always_inside_the_text(made: tuple[str, Span], other: str) -> None:
    found = place(other, anchor(*made), 5)
    assert found is None or 0 <= found.start < found.end <= len(other)


def test_of_equal_words_the_one_with_the_same_surroundings_is_taken() -> None:
    text = "The crane fell. Nobody saw the crane fall. The crane was old."
    wanted = anchor(text, Span(31, 36))
    changed = "A note. " + text
    assert place(changed, wanted) == Span(39, 44)


def test_a_few_changed_words_are_still_the_passage() -> None:
    text = "The port said on Monday that the northern crane had been moved by Norrland Shipping at night."
    wanted = Anchor("the northern crane had been moved by Norrland")
    changed = text.replace("northern crane had been", "northern crane was")
    found = place(changed, wanted)
    assert found is not None and changed[found.start : found.end].startswith("the northern crane was moved")


def test_words_that_are_gone_are_not_placed() -> None:
    assert place("Nothing of the kind was ever written here.", Anchor("Norrland Shipping moved its crane")) is None
    assert place("Some text", Anchor("")) is None
