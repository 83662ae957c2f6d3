"""Dates are found where they stand and resolved against the day of publication."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.dates import dates
from store.language.wordlists import words

WEDNESDAY = "2023-11-22"


def found(text: str, published: str = WEDNESDAY) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.value) for each in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It sank on Nov. 21 at dawn.", "Nov. 21", "2023-11-21"),
        ("The envoy told reporters on Tuesday.", "Tuesday", "2023-11-21"),
        ("The court met on Wednesday.", "Wednesday", "2023-11-22"),
        ("The court will meet on Friday.", "Friday", "2023-11-24"),
        ("The vote is set for Monday, she said.", "Monday", "2023-11-27"),
        ("They meet next Tuesday.", "next Tuesday", "2023-11-28"),
        ("They met last Wednesday.", "last Wednesday", "2023-11-15"),
        ("He left Monday night.", "Monday night", "2023-11-20TNI"),
        ("It fell yesterday.", "yesterday", "2023-11-21"),
        ("Earlier this month it rose.", "Earlier this month", "2023-11"),
        ("It closed two years ago.", "two years ago", "2021"),
        ("It opened last week.", "last week", "2023-W46"),
        ("In September it burned.", "September", "2023-09"),
        ("In December it burned.", "December", "2022-12"),
        ("It will open in March.", "March", "2024-03"),
        ("Sales fell in the third quarter.", "the third quarter", "2023-Q3"),
        ("Sales fell in the second quarter of 2019.", "the second quarter of 2019", "2019-Q2"),
        ("It was built in the 1990s.", "the 1990s", "199"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("It began in summer 2022.", "summer 2022", "2022-SU"),
        ("It began in 2014 and ended.", "2014", "2014"),
        ("It rained over the weekend.", "the weekend", "2023-W46-WE"),
        ("It began on 21/11/2023.", "21/11/2023", "2023-11-21"),
        ("It began on 2023-11-21.", "2023-11-21", "2023-11-21"),
        ("It began on Tuesday, Nov. 21, 2023.", "Tuesday, Nov. 21, 2023", "2023-11-21"),
        ("It began on 4 March 1998.", "4 March 1998", "1998-03-04"),
        ("It is now closed.", "now", "PRESENT_REF"),
        ("It closed recently.", "recently", "PAST_REF"),
        ("It will close soon.", "soon", "FUTURE_REF"),
        ("Critics described by the press on Monday as rebels left.", "Monday", "2023-11-20"),
        ("By Monday morning, they had yet to speak.", "Monday morning", "2023-11-20TMO"),
        ("All were allowed to return by Monday.", "Monday", "2023-11-20"),
        ("The goal is a deal by Friday.", "Friday", "2023-11-24"),
        ("The trial was put off until Friday.", "Friday", "2023-11-24"),
        ("It agreed to a seven-year deal on Monday night.", "Monday night", "2023-11-20TNI"),
        ("It ended May 2 , 1998, they said.", "May 2 , 1998", "1998-05-02"),
        ("On Jan. 5 the talks will resume.", "Jan. 5", "2024-01-05"),
    ],
)
def test_an_expression_and_its_value(text, expression, value):
    assert found(text) == [(expression, value)]


def test_a_weekday_is_the_day_it_names():
    assert found("on Tuesday")[0][1] == found("on Nov. 21")[0][1]


def test_a_range_is_two_dates():
    assert found("It ran Nov. 21-23.") == [("Nov. 21", "2023-11-21"), ("23", "2023-11-23")]
    assert found("It ran 21-23 November.") == [("21", "2023-11-21"), ("23 November", "2023-11-23")]


def test_what_depends_on_an_unknown_publication_stays_unknown():
    assert found("On Nov. 21, a Tuesday, yesterday, last year.", "") == [
        ("Nov. 21", "XXXX-11-21"),
        ("Tuesday", "XXXX-WXX-2"),
        ("yesterday", "XXXX-XX-XX"),
        ("last year", "XXXX"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "They march on.",
        "It took two years.",
        "He met 2,014 people.",
        "It cost $1999.",
        "He sat. Then ran.",
    ],
)
def test_no_date_here(text):
    assert found(text) == []


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789 -/.,"))),
    st.sampled_from(["", WEDNESDAY, "0001-01-01", "9999-12-31"]),
)
def test_any_text_gives_ordered_dates_within_it(text, published):
    spans = [(each.start, each.end) for each in dates(text, published)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(
    st.lists(
        st.sampled_from(
            words("last next Tuesday March Nov. 21 30 1 a two 2014 year ago the century of , quarter first summer 0001")
        )
    ),
    st.sampled_from(["", WEDNESDAY, "0001-01-01", "9999-12-31"]),
)
def test_words_of_dates_in_any_order(pieces, published):
    assert all(each.value for each in dates(" ".join(pieces), published))
