"""Wrapping and positions: every character on exactly one line, whatever the width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.model import Block, Span
from widgets.layout import Lines, Page, page, wrap

texts = st.text(alphabet=st.sampled_from("ab cd é 漢字 ̈"), max_size=200)
widths = st.integers(2, 40)


@given(texts, widths)
def test_lines_cover_the_text_and_fit_the_width(text: str, width: int) -> None:
    starts = list(wrap(text, width))
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        assert cell_len(text[start:end].removesuffix(" ")) <= width


@given(st.lists(texts.map(str.strip).filter(bool), min_size=1, max_size=5), widths)
def test_every_offset_has_one_line_and_back(paragraphs: list[str], width: int) -> None:
    lines = Lines(page("", (), "\n\n".join(paragraphs)), width)
    for line in range(len(lines)):
        offset = lines.offset_of_line(line)
        index, start, end = lines.at(line)
        if end > start:
            assert lines.line_of_offset(offset) == line
            assert lines.page.locate(offset) == (index, start)


def test_words_are_kept_whole_where_they_fit() -> None:
    text = "the barge struck the second pier"
    starts = wrap(text, 10)
    assert [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [
        "the barge",
        "struck the",
        "second",
        "pier",
    ]


def test_a_line_of_a_hundred_thousand_characters_is_wrapped() -> None:
    assert len(wrap("x" * 100_000, 50)) == 2_000
    assert len(wrap("漢" * 100_000, 50)) == 4_000


def test_folded_blocks_are_paragraphs_outside_the_text() -> None:
    text = "One.\n\nTwo."
    blocks = (Block(0, 4), Block(6, 6, "furniture", kept=False, folded="Read more"), Block(6, 10))
    whole = page("A title", blocks, text)
    assert [(one.text, one.in_text) for one in whole.paragraphs] == [
        ("A title", False),
        ("One.", True),
        ("Read more", False),
        ("Two.", True),
    ]
    assert [one.text for one in whole.shown.paragraphs] == ["A title", "One.", "Two."]
    assert whole.locate(7) == (3, 1)
    assert whole.shown.locate(7) == (2, 1)
    assert whole.offset(2, 5) == 6


def test_a_title_in_the_text_is_not_shown_twice() -> None:
    shown = page("Bridge closed", (Block(0, 13, "title"), Block(15, 18)), "Bridge closed\n\nYes")
    assert [one.text for one in shown.paragraphs] == ["Bridge closed", "Yes"]


def test_control_characters_never_reach_the_page() -> None:
    shown = page("a\x1b[31m", (), "x\x1b]0;owned\x07y")
    assert all("\x1b" not in one.text and "\x07" not in one.text for one in shown.paragraphs)
    assert len(shown.paragraphs[1].text) == len("x\x1b]0;owned\x07y")


def test_an_empty_page_has_no_lines_and_no_errors() -> None:
    lines = Lines(Page(), 40)
    assert len(lines) == 0
    assert lines.offset_of_line(3) == 0
    assert lines.line_of_offset(9) == 0
    assert Page().body == ()
    assert Page((), "", (Span(0, 0),)).locate(4) == (0, 0)


def test_what_is_left_after_a_break_may_need_another() -> None:
    assert list(wrap("\u0308字a", 2)) == [0, 1, 2]
