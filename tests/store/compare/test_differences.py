"""Differences inside aligned sentences: found where values of one unit disagree, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.compare.agreement import dates_agree, designations_agree, numbers_agree
from store.compare.differences import differences
from store.model import AlignedPair, Difference
from tests.store.compare.readings import aligned, reading


def found(one: str, other: str, published: str = "2023-11-22") -> list[Difference]:
    readings = reading(one, published=published), reading(other)
    return list(differences(readings, aligned(*readings)))


@pytest.mark.parametrize(
    ("one", "other", "kind", "values"),
    [
        ("The blast killed 12 people.", "At least 15 people were killed.", "number", {1: "12 people", 2: "15 people"}),
        ("It cost $12 million.", "It cost $15m.", "money", {1: "$12 million", 2: "$15m"}),
        ("It sank on Nov. 20.", "It sank on Tuesday.", "date", {1: "2023-11-20", 2: "2023-11-21"}),
        ("It fired S-300 missiles.", "It fired S-400 missiles.", "designation", {1: "S-300", 2: "S-400"}),
        (
            "Red Harbour confirmed the strike.",
            "Red Harbour claimed the strike.",
            "attribution",
            {1: "Red Harbour confirmed", 2: "Red Harbour claimed"},
        ),
        (
            "Ana Moreau said the port was shut.",
            "A senior official said the port was shut.",
            "attribution",
            {1: "Ana Moreau said", 2: "A senior official said"},
        ),
        (
            "Valdora may be sending tanks.",
            "Valdora was preparing to send tanks.",
            "attribution",
            {1: "may be sending", 2: "was preparing to send"},
        ),
    ],
)
def test_a_difference(one, other, kind, values):
    [difference] = found(one, other)
    assert (difference.kind, difference.values) == (kind, values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It sank on Nov. 21.", "It sank on Tuesday."),
        ("The blast killed 12 people.", "The blast hurt 15 people."),
        ("It cost $12 million.", "It cost 12 million euros."),
        ("The blast killed 12 people.", "The blast killed 12 people, 5 of them killed at sea."),
        ("They counted 1,187 ships.", "They counted about 1,200 ships."),
        ("A Pantsir fired.", "A Pantsir-S1 fired."),
        ("An F-16 fired.", "An F-16C fired."),
        ("It sank in November.", "It sank on Nov. 21."),
        ("Ana Moreau said it sank.", "Moreau told reporters it sank."),
        ("Ana Moreau said it sank.", "The spokeswoman said it sank."),
        ("Ana Moreau said the cranes were safe.", "Ana Moreau confirmed that rain was likely in the valley."),
        ("Valdora may be sending tanks.", "Valdora was preparing a feast of herring."),
        ("Ana Moreau met Piet Haan, saying it sank.", "The mayor, sitting next to Piet Haan, said it sank."),
    ],
)
def test_no_difference(one, other):
    assert found(one, other) == []


def test_of_several_claims_those_of_one_matter_differ():
    one = "Ana Moreau said the gates were open; Red Harbour claimed that the northern dam had burst."
    other = "Ana Moreau said the gates were shut, and Red Harbour confirmed that the northern dam had burst."
    assert [each.values for each in found(one, other)] == [{1: "Red Harbour claimed", 2: "Red Harbour confirmed"}]


def test_dates_are_resolved_against_each_publication():
    assert [each.kind for each in found("It sank on Tuesday.", "It sank on Tuesday.", "2023-11-15")] == ["date"]
    assert found("It sank on Nov. 21.", "It sank on Tuesday.", "") == []


def test_only_strong_pairs_are_compared():
    readings = reading("It cost $12 million."), reading("It cost $15 million.")
    [pair] = aligned(*readings)
    assert differences(readings, [AlignedPair(pair.spans, 0.5, "weak")]) == ()
    assert differences(readings, []) == ()


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2023-11-21", "XXXX-11-21", True),
        ("2023-11-21", "XXXX-11-22", False),
        ("2023-11-21", "XXXX-WXX-2", True),
        ("2023-11-21", "XXXX-WXX-3", False),
        ("2023-11-21TNI", "2023-11-21", True),
        ("XXXX-XX-XX", "2023-11-21", True),
    ],
)
def test_days_agree_up_to_what_is_unknown(one, other, agree):
    assert dates_agree(one, other) is dates_agree(other, one) is agree


@given(st.floats(0, 1e12), st.floats(0, 1e12))
def test_agreement_is_symmetric(one, other):
    assert numbers_agree(one, one)
    assert numbers_agree(one, other) == numbers_agree(other, one)


@given(st.text(), st.text())
def test_codes_agree_both_ways(one, other):
    assert designations_agree(one, other) == designations_agree(other, one)


PIECES = st.lists(
    st.sampled_from(
        [
            "Ana Moreau ",
            "Red Harbour ",
            "said ",
            "confirmed ",
            "may be ",
            "sending ",
            "12 people ",
            "killed ",
            "$5m ",
            "Nov. 3 ",
            "S-300 ",
            ". ",
        ]
    )
).map("".join)


@given(PIECES, PIECES)
def test_symmetric(left, right):
    one, other = reading(left, 1), reading(right, 2)
    pairs = aligned(one, other)
    mirrored = [AlignedPair(dict(reversed(pair.spans.items())), pair.score) for pair in pairs]
    here = {_plain(each) for each in differences([one, other], pairs)}
    assert here == {_plain(each) for each in differences([other, one], mirrored)}


def _plain(each: Difference) -> tuple:
    return each.kind, tuple(sorted(each.spans.items())), tuple(sorted(each.values.items()))
