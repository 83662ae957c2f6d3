"""Sentences end where a reader would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.sentences import sentences
from store.model import Block


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Adeyemi flew to Washington, D.C. on Nov. 21.", "He met Gen. J. K. Rowe of the U.S. Army."],
        ["The talks are in the U.S.", "The delegates arrive today."],
        ["“We waited.", "Nobody came,” she said.", "Then it rained."],
        ["“Why now?” Okafor asked.", "“Why not?”", "No one laughed."],
        ["It cost $1.2bn (about £1m.)", "That was 3.5 percent more."],
        ["At 5 p.m. EST the siren went.", "It stopped…", "Then it began again."],
        ["Acme Inc. said so.", "See No. 5 for more."],
        ["She left...", "Nobody knew why."],
    ],
)
def test_sentences_end_at_their_stops(expected):
    assert split(" ".join(expected)) == expected


def test_chinese_and_japanese_stops_need_no_space():
    assert split("他说。她走了！好。") == ["他说。", "她走了！", "好。"]


def test_a_list_number_ends_nothing():
    assert split("1. The first thing") == ["1. The first thing"]


def test_no_sentence_crosses_a_blank_line_or_a_block():
    text = "A headline without a stop\n\nThe first sentence of the story"
    assert split(text) == text.split("\n\n")
    blocks = (Block(0, 4), Block(4, 9))
    assert [(span.start, span.end) for span in sentences("One.Two.x", blocks)] == [(0, 4), (4, 9)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .!?…\n\"”'()。aB1"))))
def test_every_character_but_space_is_in_one_sentence(text):
    covered = [place for span in sentences(text) for place in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, character in enumerate(text) if not character.isspace()} <= set(covered)


@pytest.mark.parametrize("piece", ["Mr. ", ". ", '."', "… ", "a\n", "\n ", "x"])
def test_a_million_characters_are_no_trouble(piece):
    text = piece * (200_000 // len(piece))
    assert sum(span.end - span.start for span in sentences(text)) <= len(text)
