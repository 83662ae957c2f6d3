"""Marks laid over one another: every character gets every layer that covers it, and no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import Span
from widgets import layers
from widgets.layers import AlignedMark, Layer, Marks, NameMark, Overlay, PassageMark, QuoteMark

spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans), st.integers(0, 80), st.integers(1, 20))
def test_a_layer_finds_what_overlaps(marks: list[Span], start: int, length: int) -> None:
    found = Layer(marks).between(start, start + length)
    assert sorted(found) == sorted(mark for mark in marks if mark.start < start + length and mark.end > start)


@given(st.lists(spans), st.lists(spans), st.lists(spans))
def test_runs_tile_the_line_and_carry_every_layer(hits: list[Span], missing: list[Span], passages: list[Span]) -> None:
    marks = Marks(
        hits=tuple(hits),
        missing=tuple(missing),
        passages=tuple(PassageMark(one.start, one.end, "red", number) for number, one in enumerate(passages)),
    )
    runs = Overlay(marks).runs(10, 50)
    assert [run[0] for run in runs] == [10, *(run[1] for run in runs[:-1])]
    assert runs[-1][1] == 50
    for start, _, key in runs:
        assert bool(key & layers.HIT) == any(one.start <= start < one.end for one in hits)
        assert bool(key & layers.MISSING) == any(one.start <= start < one.end for one in missing)
        covering = sum(one.start <= start < one.end for one in passages)
        assert bool(key & layers.PASSAGE) == (covering > 0)
        assert bool(key & layers.OVERLAP) == (covering > 1)


def test_highlight_modes_choose_the_names() -> None:
    marks = Marks(names=(NameMark(0, 3, 1, 4), NameMark(4, 7, 2, None, "only")))
    keys = {mode: [key for _, _, key in Overlay(marks, mode).runs(0, 8)] for mode in ("all", "shared", "off")}
    assert keys["all"][0] & layers.NAME_SHARED and keys["all"][0] >> layers.COLOUR_SHIFT == 5
    assert keys["all"][2] & layers.NAME_ONLY
    assert keys["shared"][0] & layers.NAME_SHARED and not any(key & layers.NAME_ONLY for key in keys["shared"])
    assert keys["off"] == [0]


def test_the_focused_name_lights_up_even_with_highlights_off() -> None:
    runs = Overlay(Marks(names=(NameMark(2, 5, 9, 0),)), "off", focused=9).runs(0, 8)
    assert [(start, end) for start, end, key in runs if key & layers.FOCUSED] == [(2, 5)]


def test_the_innermost_passage_gives_the_colour_and_the_bars_are_innermost_first() -> None:
    marks = Marks(passages=(PassageMark(0, 30, "red", 1), PassageMark(5, 10, "blue", 2)))
    overlay = Overlay(marks)
    colours = {start: overlay.colours[(key >> layers.PASSAGE_SHIFT) - 1] for start, _, key in overlay.runs(0, 30)}
    assert colours == {0: "red", 5: "blue", 10: "red"}
    assert [overlay.colours[number - 1] for number in overlay.bars(0, 30)] == ["blue", "red"]


def test_the_gutter_shows_the_weightiest_sign_that_begins_on_the_line() -> None:
    overlay = Overlay(
        Marks(
            quotes=(QuoteMark(0, 5, True), QuoteMark(40, 45)),
            aligned=(AlignedMark(0, 20), AlignedMark(20, 30, "weak")),
            only=(Span(30, 40),),
        )
    )
    assert [overlay.sign(start, start + 10) for start in (0, 10, 20, 30, 40)] == ["quote", "", "weak", "only", ""]
