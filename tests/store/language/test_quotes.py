"""Quotations are found by their marks, however these are written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.quotes import quotes
from store.language.sentences import sentences
from store.model import Block


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in quotes(text, (), sentences(text), ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” she said.", ["“We are ready,”"]),
        ('"We are ready," she said.', ['"We are ready,"']),
        ("‘We’re ready, aren’t we?’ she said.", ["‘We’re ready, aren’t we?’"]),
        ("«We are ready», she said.", ["«We are ready»"]),
        ("„We are ready“, she said.", ["„We are ready“"]),
        ("„We are ready”, she said.", ["„We are ready”"]),
        ("``We are ready,'' she said.", ["``We are ready,''"]),
        ("他说「我们准备好了」。", ["「我们准备好了」"]),
        ("“She told me, ‘Do not wait,’ and left,” he said.", ["“She told me, ‘Do not wait,’ and left,”"]),
        ("“She said “no” to all of us,” he said.", ["“She said “no” to all of us,”"]),
        ("The workers' demands, the rebels' camp and the dogs' home.", []),
        ("It's the '90s again, rock 'n' roll.", []),
        ('A 20" pipe and a 6\'2" man.', []),
        ('The "smart" bins are full.', []),
        ("The ship “Morning Glory” sank.", []),
        ("A so-called “green corridor” opened.", []),
        ("He called it “madness”.", ["“madness”"]),
        ('" We are ready, " she said, " and we wait. "', ['" We are ready, "', '" and we wait. "']),
        ("`` We are ready , '' she said .", ["`` We are ready , ''"]),
        ('We are ready, " Smith said.', []),
        ("“”", []),
    ],
)
def test_marks(text, expected):
    assert found(text) == expected


def test_a_speech_of_several_paragraphs_is_one_quote_a_paragraph():
    text = "“We began here.\n\n“We went on there.\n\n“And we end now,” she said."
    assert found(text) == ["“We began here.", "“We went on there.", "“And we end now,”"]


def test_a_quote_left_open_ends_where_its_speaker_is_named():
    assert found("“We are ready, she said. “We wait.”") == ["“We are ready,", "“We wait.”"]


def test_no_quote_crosses_a_block():
    text = "“We are ready and we wait”"
    blocks = (Block(0, 13), Block(14, len(text)))
    assert all(each.end <= 13 or each.start >= 14 for each in quotes(text, blocks, sentences(text, blocks), ()))


MARKS = st.sampled_from("\"“”„«»‘’'「」 \n.,aBcé世שלום[…]")


@given(st.text(alphabet=st.one_of(st.characters(), MARKS)))
def test_any_text_gives_ordered_quotes_within_it(text):
    spans = [(each.start, each.end) for each in quotes(text, (), sentences(text), ())]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("piece", ['"', "“a ", "‘a ", "'a ", "“a” ", "a said “b” ", "“a,” he said. "])
def test_many_marks_are_no_trouble(piece):
    assert isinstance(found(piece * 3000), list)
