"""The line model's parts: trees, surroundings of a line, the headline's competition, the choice of lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language.line_choice import choose
from store.language.line_context import best_stretch, context_rows
from store.language.line_features import LOOKED_ROUND, LineShape, row, shapes_of
from store.language.line_headline import HeadlineLook
from store.language.line_model import Forest, Linear, chance, shipped
from store.language.line_surroundings import around, own_rows, rows, shifted

SENTENCE = "The council of Harrow Bay voted on Monday to rebuild the old sea wall before the winter storms arrive."
LINES = st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12)


def test_a_forest_adds_up_its_trees() -> None:
    at_a_half = [[0, 0, 0], [0.5, 0, 0], [1, 1, 2], [2, 1, 2], [0, -1.0, 2.0]]
    always = [[0], [0], [0], [0], [0.5]]
    forest = Forest.of(0.25, [at_a_half, always])
    assert forest.log_odds(np.array([[0.5], [0.6]])).tolist() == [0.25 - 1 + 0.5, 0.25 + 2 + 0.5]


def test_a_regression_looks_at_the_first_columns_only() -> None:
    odds = Linear(1.0, np.array([2.0])).log_odds(np.array([[1.0, 9.0], [-1.0, 9.0]]))
    assert odds.tolist() == [3, -1]
    assert chance(odds) == pytest.approx([1 / (1 + np.exp(-3)), 1 / (1 + np.exp(1))])


def test_shifted_and_around_end_with_the_page() -> None:
    values = np.array([1.0, 2.0, 3.0])
    assert shifted(values, 1).tolist() == [2, 3, 0]
    assert shifted(values, -2).tolist() == [0, 0, 1]
    assert shifted(values, 5).tolist() == shifted(values, -5).tolist() == [0, 0, 0]
    assert around(values, np.array([0, 1]), np.array([3, 1])).tolist() == [6, 0]


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_every_line_has_a_row_of_finite_numbers_and_chances_are_chances(lines: list[str]) -> None:
    shapes = shapes_of(lines)
    own = own_rows(shapes)
    page = rows(shapes, own)
    chances = np.linspace(0, 1, len(lines))
    found = (own, page, context_rows(shapes, chances, 0), HeadlineLook(shapes, own).rows(chances))
    assert all(len(each) == len(lines) and np.isfinite(each).all() for each in found)
    reading = shipped().read(lines)
    assert all(0 <= chance <= 1 for chance in reading.chances)
    assert sum(reading.headline) == pytest.approx(1)


def test_the_layout_of_a_line_says_nothing() -> None:
    assert row(LineShape(f"* {SENTENCE}"))[:LOOKED_ROUND] == row(LineShape(SENTENCE))[:LOOKED_ROUND]


def test_an_empty_page_has_no_lines() -> None:
    assert shipped().read([]) == ((), ())
    assert choose([]) == []


def test_the_best_stretch_lies_where_the_likely_lines_are() -> None:
    shapes = shapes_of(["Menu", SENTENCE, "Advert", SENTENCE, "Home", "Contact"])
    assert best_stretch(np.array([0.1, 0.9, 0.4, 0.9, 0.1, 0.1]), shapes) == (1, 4)


def test_single_lines_follow_their_neighbours() -> None:
    assert choose([0.1, 0.9, 0.45, 0.9, 0.1]) == [False, True, True, True, False]
    assert choose([0.05, 0.05, 0.6, 0.05, 0.9, 0.9]) == [False, False, False, False, True, True]


def test_where_nothing_is_likely_everything_is_kept() -> None:
    assert choose([0.01] * 5) == [True] * 5
