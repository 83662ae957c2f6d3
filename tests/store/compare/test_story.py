"""Same story: signatures, their keys, and ranking."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.compare.story import SIGNATURE, keys, rank, signature
from store.model import Reading

SEEDS = Path(__file__).parents[3] / "../shared/seeds"

DAM = Reading(
    "Engineers opened the sluices of the Orrin dam on Friday after three days of rain. Mayor Ilse Brandt said that the "
    "valley below the Orrin dam was evacuated. Schools in Tolve stay closed.",
    published="2024-03-01",
)
DAM_AGAIN = Reading(
    "The valley under the Orrin dam was evacuated as engineers opened its sluices. After days of rain the schools of "
    "Tolve are closed, said Ilse Brandt, the mayor.",
    published="2024-03-02T08:30",
)
BAKERY = Reading("A bakery in Little Sorley won a prize for its rye bread, and the queue at Webb's grew long.")


def test_the_same_story_is_first_and_claimed():
    found = rank(signature(DAM), {1: signature(BAKERY), 2: signature(DAM_AGAIN)})
    assert found[0].article == 2
    assert found[0].same_story and not any(each.same_story for each in found[1:])


def test_an_article_is_most_like_itself():
    found = rank(signature(DAM), {1: signature(DAM), 2: signature(DAM_AGAIN)})
    assert found[0].article == 1
    assert found[0].score == pytest.approx(1, abs=0.02)


def test_a_report_of_another_year_is_less_likely_the_same_event():
    years_later = replace(DAM_AGAIN, published="2027-03-02")
    undated = replace(DAM_AGAIN, published="")
    others = {1: signature(years_later), 2: signature(undated), 3: signature(DAM_AGAIN)}
    assert [each.article for each in rank(signature(DAM), others)] == [3, 2, 1]


def test_only_the_best_are_ranked():
    others = {1: signature(BAKERY), 2: signature(DAM_AGAIN), 3: signature(DAM)}
    assert [each.article for each in rank(signature(DAM), others, limit=1)] == [3]
    assert rank(signature(DAM), {}) == []


def test_keys_are_few_and_of_the_article_alone():
    assert 0 < len(keys(signature(DAM))) <= 16
    assert set(keys(signature(DAM))) & set(keys(signature(DAM_AGAIN)))
    assert not set(keys(signature(DAM))) & set(keys(signature(BAKERY)))


@given(st.text(max_size=200), st.sampled_from(["", "2024", "2024-02-30", "2024-02-03", "soon"]))
@settings(max_examples=60, deadline=None)
def test_a_signature_has_a_fixed_size_whatever_the_text(text, published):
    signed = signature(Reading(text, published=published))
    assert len(signed) == SIGNATURE.itemsize
    assert all(each.score <= 1.02 for each in rank(signed, {1: signed, 2: signature(DAM)}))


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_likeness_is_mutual(one, other):
    first, second = signature(Reading(f"{one} dam")), signature(Reading(f"{other} dam"))
    assert [each.score for each in rank(first, {1: second})] == [each.score for each in rank(second, {1: first})]


def test_the_seeds_tell_one_story():
    if not SEEDS.exists():
        pytest.skip("the seeds are not beside this checkout")
    from store import sources

    drafts = [next(iter(sources.read(path))) for path in sorted(SEEDS.glob("*.txt"))]
    one, other = (signature(Reading(draft.text, published=draft.published)) for draft in drafts)
    assert rank(one, {1: signature(DAM), 2: other})[0].article == 2
    assert rank(one, {2: other})[0].same_story
