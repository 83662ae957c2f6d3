"""printable: the table, and what holds for every string; canonical: what the kept text is."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.language.printable import BLANK, canonical, printable

anything = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\n", "\n"),
        ("\t", " "),
        ("\x00", "\u2400"),
        ("\x07", "\u2407"),
        ("\r", "\u240d"),
        ("\x1b", "\u241b"),
        ("\x7f", "\u2421"),
        ("\x80", BLANK),
        ("\x9b", BLANK),
        ("\x85", "\u2424"),
        ("\u2028", "\u2424"),
        ("\u2029", "\u2424"),
        ("\u00ad", BLANK),
        ("\u200b", BLANK),
        ("\u202e", BLANK),
        ("\ufeff", BLANK),
        ("\U000e0041", BLANK),
        ("\u0378", BLANK),
        ("\ue000", BLANK),
        ("\ud800", "\ufffd"),
        ("\udfff", "\ufffd"),
        ("\ufe0f", BLANK),
        ("\U000e0100", BLANK),
        ("\u180b", BLANK),
        ("\u034f", BLANK),
        ("\u115f", BLANK),
        ("\u17b4", BLANK),
        ("\u3164", BLANK),
        ("\uffa0", BLANK),
        ("\u20e3", BLANK),
        ("\u2065", BLANK),
        ("\U0001f3fb", BLANK),
        ("\U0001f1e6", "A"),
        ("\U0001f1ff", "Z"),
        ("\u0301", BLANK),
        ("é", "é"),
        ("中", "中"),
        ("“", "“"),
    ],
)
def test_one_character(character, shown):
    assert printable(character) == shown


def test_three_marks_stay_on_a_letter():
    assert printable("e\u0301\u0302\u0303\u0304\u0305x\u0301") == "e\u0301\u0302\u0303" + BLANK * 2 + "x\u0301"


def test_a_mark_at_the_start_of_a_line_has_no_base():
    assert printable("a\n\u0301b") == f"a\n{BLANK}b"


@given(anything)
@example("\U0001f1e6\u0301\x1b[2J\u202eabc")
def test_printable_keeps_the_length_and_is_idempotent(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert printable(shown) == shown


@given(anything)
def test_nothing_dangerous_is_left(text):
    categories = {unicodedata.category(character) for character in printable(text) if character != "\n"}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_canonical_counts_what_it_drops():
    assert canonical("\ufeffNor\u00adland\u200b\r\nVane\rHolt") == ("Norland\nVane\nHolt", 3)


def test_canonical_composes():
    assert canonical("cafe\u0301") == ("café", 0)


def test_joiners_that_scripts_need_stay():
    assert canonical("می\u200cخواهم")[0] == "می\u200cخواهم"


@given(anything)
def test_canonical_is_idempotent(text):
    once, _ = canonical(text)
    assert canonical(once) == (once, 0)
