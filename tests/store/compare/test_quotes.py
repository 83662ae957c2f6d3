"""Shared quotes: the same, cut, edited, or told without quotation marks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.compare import compare
from store.compare.quotes import shared_quotes
from store.language import read
from store.language.names import engine
from store.model import Reading, SharedQuote
from store.sources import read as read_source
from tests.store.compare.readings import aligned, reading, words

SEEDS = Path(__file__).parents[3] / "../shared/seeds"

SAME = "“We will open every gate of the harbour by the spring,” Ana Moreau said."


def shared(one: str, other: str) -> list[SharedQuote]:
    readings = reading(one), reading(other)
    return list(shared_quotes(readings, aligned(*readings)))


def test_the_same_quote():
    other = "Moreau told reporters: “We will open every gate of the harbour by the spring.”"
    [found] = shared(SAME, other)
    assert (found.label, dict(found.missing)) == ("same", {})
    assert found.speakers == {1: "Ana Moreau", 2: "Ana Moreau"}


def test_a_cut_quote_and_the_words_that_are_missing():
    [found] = shared(SAME, "Ana Moreau said they “will open every gate of the harbour” soon.")
    assert found.label == "cut"
    assert found.missing == {2: "We … by the spring"}
    assert [words(reading(SAME), span) for span in found.missing_spans[1]] == ["We", "by the spring"]


def test_an_ellipsis_is_a_cut():
    [found] = shared(SAME, "“We will open every gate … by the spring,” Ana Moreau said.")
    assert (found.label, found.missing) == ("cut", {2: "of the harbour"})


def test_an_edited_quote():
    [found] = shared(SAME, "“We will open every door of the harbour by the spring,” Ana Moreau said.")
    assert (found.label, found.missing) == ("edited", {1: "door", 2: "gate"})


def test_a_bracketed_insertion_is_the_newsrooms():
    [found] = shared(SAME, "“We will open every gate of [the] harbour by the spring,” Piet Haan said.")
    assert found.label == "same"
    assert found.speakers == {1: "Ana Moreau", 2: "Piet Haan"}


@pytest.mark.parametrize(
    ("attribution", "speakers"),
    [
        ("Moreau said", {1: "Ana Moreau", 2: "Ana Moreau"}),
        ("the mayor said", {1: "Ana Moreau"}),
        ("she said", {1: "Ana Moreau"}),
        ("a statement from Red Harbour said", {1: "Ana Moreau"}),
        ("Piet Haan said", {1: "Ana Moreau", 2: "Piet Haan"}),
    ],
)
def test_two_speakers_are_two_people_by_name(attribution, speakers):
    [found] = shared(SAME, f"“We will open every gate of the harbour by the spring,” {attribution}.")
    assert found.speakers == speakers


def test_of_two_offices_the_fuller_speaks():
    one, other = (f"“We will open every gate of the harbour,” {who} said." for who in ("an aide", "a senior aide"))
    [found] = shared(one, other)
    assert found.speakers == {2: "a senior aide"}


def test_an_utterance_that_goes_on_there_is_cut_here():
    other = "“The ice is gone,” Ana Moreau said. “We will open every gate of the harbour by the spring.”"
    [found] = shared(SAME, other)
    assert (found.label, found.missing) == ("cut", {1: "The ice is gone"})
    assert words(reading(other), found.missing_spans[2][0]) == "The ice is gone"


def test_a_paraphrase_in_the_aligned_sentence():
    [found] = shared(SAME, "Ana Moreau promised that every harbour gate would be open by spring.")
    assert found.label == "paraphrased"
    assert set(found.spans) == {1, 2}


def test_different_quotes_are_not_shared():
    assert shared(SAME, "“We will never give in to this kind of threat,” Ana Moreau said.") == []
    assert shared("“It was a long day,” Moreau said.", "“It was a hot night,” Moreau said.") == []


def test_three_articles_are_compared_two_by_two():
    readings = [reading(SAME), reading(SAME), reading(SAME)]
    assert [set(each.spans) for each in shared_quotes(readings, ())] == [{1, 2}, {1, 3}, {2, 3}]


PIECES = st.lists(
    st.sampled_from(
        [
            SAME,
            "“We will open every gate,” Moreau said. ",
            "“Open [the] gate of the harbour … by spring” ",
            "Moreau left. ",
            "“",
            "” ",
        ]
    ),
    max_size=6,
).map("".join)


@given(PIECES, PIECES)
def test_symmetric(left, right):
    one, other = reading(left, 1), reading(right, 2)
    pairs = aligned(one, other)
    assert set(map(_plain, shared_quotes([one, other], pairs))) == set(map(_plain, shared_quotes([other, one], pairs)))


def _plain(each: SharedQuote) -> tuple:
    return (
        tuple(sorted(each.spans.items())),
        each.label,
        tuple(sorted(each.missing.items())),
        tuple(sorted(each.missing_spans.items())),
        tuple(sorted(each.speakers.items())),
    )


@pytest.fixture(scope="module")
def seeds() -> list[Reading]:
    if not SEEDS.exists():
        pytest.skip("the seeds are not beside this checkout")
    drafts = [draft for file in sorted(SEEDS.glob("*.txt")) for draft in read_source(file, published="2023-11-22")]
    return [read(draft, engine()) for draft in drafts]


def test_the_quote_that_both_seeds_have(seeds):
    quotes = compare(seeds).quotes
    [found] = [each for each in quotes if "prepared to use our" in words(seeds[0], each.spans[1])]
    assert found.label == "cut"
    assert found.missing[1].startswith("We will closely monitor")
    assert {name.split()[-1] for name in found.speakers.values()} == {"Kirby"}


def test_the_quote_that_one_seed_paraphrases(seeds):
    quotes = compare(seeds).quotes
    [found] = [each for each in quotes if "[the] Wagner [Group]" in words(seeds[1], each.spans[2])]
    assert found.label == "paraphrased"
    assert "declassified" in words(seeds[0], found.spans[1])
