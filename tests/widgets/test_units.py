"""Words, sentences, paragraphs, quotes and names around a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import Span
from widgets.layers import QuoteMark
from widgets.units import Units

TEXT = "The barge hit. “It shook,” Reiss said.\n\nNobody was hurt."
UNITS = Units(
    TEXT,
    paragraphs=(Span(0, 38), Span(40, 56)),
    sentences=(Span(0, 14), Span(15, 38), Span(40, 56)),
    quotes=(QuoteMark(15, 26, True),),
    names=(Span(27, 32),),
)


def words(units: Units) -> list[str]:
    found, here = [], units.around("word", 0)
    while here is not None:
        found.append(units.text[here.start : here.end])
        here = units.step("word", here, 1)
    return found


def test_words_follow_one_another_to_the_end() -> None:
    assert [word for word in words(UNITS) if word[0].isalpha()] == TEXT.replace(".", "").replace("“", "").replace(
        ",”", ""
    ).split()


@given(st.text(alphabet="ab .,\n’", max_size=80))
def test_back_and_forth_is_the_same_way(text: str) -> None:
    units = Units(text, (Span(0, len(text)),))
    here = units.around("word", 0)
    while here is not None and (after := units.step("word", here, 1)) is not None:
        assert units.step("word", after, -1) == here
        here = after


def test_a_very_long_word_is_found_whole_from_behind() -> None:
    units = Units("a " + "x" * 5_000 + " b", ())
    assert units.step("word", Span(5_003, 5_004), -1) == Span(2, 5_002)


def test_units_around_the_quote() -> None:
    assert UNITS.around("quote", 20) == Span(15, 26)
    assert UNITS.around("sentence", 20) == Span(15, 38)
    assert UNITS.around("paragraph", 20) == Span(0, 38)
    assert UNITS.around("name", 28) == Span(27, 32)
    assert UNITS.around("name", 3) is None


def test_steps_stop_at_the_ends() -> None:
    assert UNITS.step("sentence", Span(0, 14), 1) == Span(15, 38)
    assert UNITS.step("sentence", Span(40, 56), 1) is None
    assert UNITS.step("paragraph", Span(0, 38), -1) is None
