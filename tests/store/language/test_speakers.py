"""Speakers are found by the syntax around their quotes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.quotes import quotes
from store.language.sentences import sentences
from store.language.speakers import CONFIDENCE
from store.model import Kind, Mention

NAMES: dict[str, tuple[Kind, int]] = {
    "Ana Moreau": ("person", 1),
    "Moreau": ("person", 1),
    "Piet Haan": ("person", 2),
    "Haan": ("person", 2),
    "Red Harbour": ("organisation", 3),
    "Geneva": ("place", 4),
}


def mentions(text: str) -> list[Mention]:
    names = "|".join(sorted(NAMES, key=len, reverse=True))
    return [Mention(each.start(), each.end(), *NAMES[each.group()]) for each in re.finditer(names, text)]


def found(text: str) -> list[tuple[str, str]]:
    read = quotes(text, (), sentences(text), mentions(text))
    return [(text[each.speaker.start : each.speaker.end] if each.speaker else "", each.rule) for each in read]


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ("“We are ready,” Ana Moreau told reporters in Geneva.", "Ana Moreau", "after-quote"),
        ("“We are ready,” said the mayor, Ana Moreau.", "Ana Moreau", "after-quote"),
        ("“We are ready,” Ana Moreau, head of Red Harbour, has repeatedly said.", "Ana Moreau", "after-quote"),
        ("“We are ready,” said a spokesman for Red Harbour.", "a spokesman for Red Harbour", "after-quote"),
        ("Ana Moreau said: “We are ready.”", "Ana Moreau", "before-quote"),
        ("Ana Moreau met Piet Haan, saying the day was “a very good one”.", "Ana Moreau", "before-quote"),
        ("In Geneva, Red Harbour denied any “breach of the rules”.", "Red Harbour", "before-quote"),
        ("According to Ana Moreau, they are “quite ready now”.", "Ana Moreau", "according-to"),
        ("The plan was called “a bad joke” by Ana Moreau.", "Ana Moreau", "after-quote"),
        ("Ana Moreau’s deputy, Piet Haan, spoke of “a good day”.", "Piet Haan", "before-quote"),
        ("GENEVA (Wire) - The council met on Friday, saying the plan was “quite dead”.", "The council", "before-quote"),
        ("It was, recalled Ana Moreau, “a long day at sea”.", "Ana Moreau", "before-quote"),
        ("The mayor was described by Ana Moreau as “a man of few words”.", "Ana Moreau", "before-quote"),
        ("“Somebody is wrong,” shrugged Ana Moreau.", "Ana Moreau", "after-quote"),
        ("“Somebody is wrong,” Ana Moreau shot back.", "Ana Moreau", "after-quote"),
        ("“Like the sea,” offers Ana Moreau, who knows it.", "Ana Moreau", "after-quote"),
        ("“A small deal” announced on Friday, said Ana Moreau, a trader.", "Ana Moreau", "after-quote"),
        ("Ana Moreau instead told them: “We wait here.”", "Ana Moreau", "before-quote"),
        ("Those in Red Harbour are asking: “When will it end?”", "Those in Red Harbour", "before-quote"),
        ("Red Harbour, whose chairman rose and denounced “a cheap trick”, left.", "chairman", "before-quote"),
        ("They met Ana Moreau, who rose and denounced “a cheap trick”.", "Ana Moreau", "before-quote"),
        ("An official said they were “quite ready now”.", "An official", "before-quote"),
    ],
)
def test_a_rule_finds_the_speaker(text, speaker, rule):
    assert found(text) == [(speaker, rule)]


def test_a_speech_goes_on_behind_its_attribution():
    assert found("“We are ready,” Moreau said. “We wait here.”")[1] == ("Moreau", "carried-over")


def test_a_pronoun_is_the_last_speaker_or_the_person_named_since():
    assert found("“We are ready,” Moreau said. “We wait,” she said.")[1][0] == "Moreau"
    assert found("“We are ready,” Moreau said. Haan shook his head. “We are not,” he said.")[1][0] == "Haan"


def test_a_pronoun_may_be_somebody_without_a_name():
    assert found("The engineer waited. He said it was “quite safe now”.")[0][0] == "The engineer"
    assert found("The winds fell. He said it was “quite safe now”.")[0][0] == "He"


def test_a_relation_that_the_sentence_before_is_about_speaks_on():
    assert found("“We are ready,” Moreau said. Her daughter disagreed. “We are never ready.”")[1][0] == "Her daughter"


def test_an_agent_speaks_each_part_of_a_passive():
    text = "The plan is called “a bad joke” by Ana Moreau and “long overdue” by Red Harbour."
    assert [speaker for speaker, _ in found(text)] == ["Ana Moreau", "Red Harbour"]


def test_a_passive_without_an_agent_names_nobody():
    assert found("Ana Moreau was told “not to come back here”.") == [("", "")]
    assert found("In a bird the illness is called “pigeon lung.”") == []


def test_a_motto_is_no_quotation():
    assert found("Its motto, “Forward together”, hung above the stage.") == []


def test_a_speech_goes_on_in_the_next_paragraph():
    assert found("“We are ready,” Moreau said.\n\n“We wait here for you.”")[1] == ("Moreau", "carried-over")


def test_two_speakers_of_one_sentence_keep_apart():
    text = "Moreau accused him of “a lie”; Red Harbour rejected that as “pure fantasy”."
    assert [speaker for speaker, _ in found(text)] == ["Moreau", "Red Harbour"]


def test_the_entity_is_that_of_the_name():
    text = "“We are ready,” Moreau said. “We wait here,” she said."
    assert [each.entity for each in quotes(text, (), sentences(text), mentions(text))] == [1, 1]


def test_a_name_within_a_quote_does_not_speak():
    assert found("“We trust Ana Moreau here.”") == [("", "")]


@given(
    st.lists(
        st.sampled_from([*NAMES, "said", "“", "”", "we are", ",", ".", "he", "by", "who", "the mayor", "\n\n", ":"])
    )
)
def test_speakers_stand_outside_quotes_with_a_known_confidence(pieces):
    text = " ".join(pieces)
    read = quotes(text, (), sentences(text), mentions(text))
    for each in read:
        assert each.confidence == CONFIDENCE[each.rule]
        assert (each.speaker is None) == (each.rule == "")
        assert each.speaker is None or not any(
            quote.start <= each.speaker.start < quote.end for quote in read if quote.speaker is not None
        )
