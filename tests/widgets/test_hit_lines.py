"""Hits as lines of a narrow list: never too many, never too wide, the match in sight and lit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.model import Hit
from widgets.hit_lines import LINES, excerpt, prompt
from widgets.labels import LIT

LONG = "The ferry left late. A crane stood idle on the quay for most of the morning. Nobody could say why it did. " * 4


def lit_words(text: str, word: str, width: int) -> list[str]:
    start = text.index(word)
    shown = excerpt(text, [(start, start + len(word))], width)
    return [shown.plain[span.start : span.end] for span in shown.spans if span.style == LIT]


@pytest.mark.parametrize("width", [18, 23, 40])
@pytest.mark.parametrize("word", ["ferry", "crane", "morning", "Nobody"])
def test_the_match_is_in_sight_and_lit(word: str, width: int) -> None:
    assert lit_words(LONG, word, width) == [word]


def test_a_cut_is_told_and_a_sentence_begins_without_one() -> None:
    start = LONG.index("crane")
    shown = excerpt(LONG, [(start, start + 5)], 40).plain
    assert shown.startswith("A crane stood idle") and shown.endswith(" …")
    start = LONG.index("morning")
    assert excerpt(LONG, [(start, start + 7)], 23).plain.startswith("… ")


@given(st.text(min_size=1, max_size=400), st.integers(12, 60), st.data())
def test_an_excerpt_has_no_more_lines_than_it_may(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    shown = excerpt(text, [(start, min(len(text), start + 5))], width)
    assert len(shown.wrap(width)) <= LINES + 1
    assert cell_len(shown.plain) <= (LINES + 1) * width


@pytest.mark.parametrize(
    ("hit", "lines"),
    [
        (Hit("passage", 1, "A title " * 9, 1, 1, 0, 9, LONG, ((4, 9),), "The Courier"), LINES + 1),
        (Hit("article", 1, "A title " * 9, 1, 1, matched=((2, 7),), outlet="The Courier"), LINES + 1),
        (Hit("entity", 1, "Kestrel Lines", 1, snippet="Kestrel", matched=((0, 7),)), 1),
        (Hit("tag", 1, "claims/" * 9, 1, matched=((0, 6),)), 1),
        (Hit("note", 1, "exact words", 1, 1, 0, 9, "see page two", ((4, 8),)), 2),
    ],
)
def test_every_kind_has_its_lines(hit: Hit, lines: int) -> None:
    shown = prompt(hit, 24)
    assert len(shown.wrap(24)) == lines
    assert any(span.style == LIT for span in shown.spans)
