"""Figures have a value and a unit; what only looks like one is left out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.figures import figures


def found(text: str) -> list[tuple[str, float, str]]:
    return [(text[each.start : each.end], each.value, each.unit) for each in figures(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("At least 12 people were killed.", ("12 people", 12, "killed")),
        ("Another 34 others were injured.", ("34 others", 34, "injured")),
        ("The blast killed 5, he said.", ("5", 5, "killed")),
        ("The death toll rose to 1,200.", ("1,200", 1200, "killed")),
        ("It was wounding 20.", ("20", 20, "injured")),
        ("Some 17 dead were found.", ("17 dead", 17, "killed")),
        ("It cost about $1.2bn.", ("$1.2bn", 1.2e9, "USD")),
        ("It cost 5 million dollars.", ("5 million dollars", 5e6, "USD")),
        ("It cost 3 million euros.", ("3 million euros", 3e6, "EUR")),
        ("It cost A$4 million.", ("A$4 million", 4e6, "AUD")),
        ("It cost EUR 20 more.", ("EUR 20", 20, "EUR")),
        ("It cost 50 cents.", ("50 cents", 0.5, "USD")),
        ("It rose 3.5 percent.", ("3.5 percent", 3.5, "%")),
        ("It rose 5%.", ("5%", 5, "%")),
        ("It rose 5 per cent.", ("5 per cent", 5, "%")),
        ("They fired twenty-three missiles.", ("twenty-three missiles", 23, "missile")),
        ("They sent a dozen tanks.", ("a dozen tanks", 12, "tank")),
        ("Half a million refugees fled.", ("Half a million refugees", 500_000, "refugee")),
        (
            "They sent two hundred and five long-range missiles.",
            ("two hundred and five long-range missiles", 205, "missile"),
        ),
        ("It lies 10 km away.", ("10 km", 10, "km")),
        ("It blew at 25 knots.", ("25 knots", 25, "knot")),
        ("A 34-year-old man fell.", ("34-year-old", 34, "year-old")),
    ],
)
def test_a_figure(text, figure):
    assert found(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "On Nov. 21 it rained.",
        "On 21 November it rained.",
        "In 2014 it rained.",
        "In the 1990s it rained.",
        "At 10:30 it rained.",
        "They won 3-2 there.",
        "It was the 2nd time.",
        "He flew on Flight 370 then.",
        "Call 555-1234 now.",
        "They have an S-300 there.",
        "One of them left.",
    ],
)
def test_no_figure_here(text):
    assert found(text) == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789 ,.$€%½m"))))
def test_any_text_gives_ordered_figures_within_it(text):
    spans = [(each.start, each.end) for each in figures(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
