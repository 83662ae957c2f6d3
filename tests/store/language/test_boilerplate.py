"""Page dumps: the article stays, the furniture goes, the metadata is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language import page_metadata
from store.language.boilerplate import line_key, read_page
from store.sources import read

BODY = [
    "The council of Harrow Bay voted on Monday to rebuild the old sea wall before the winter storms arrive.",
    "The work will cost four million and will close the promenade for most of the spring, its engineers said.",
    "“We have waited for eleven years and we will not wait for a twelfth,” Mayor Joan Pell told the meeting.",
    "Shopkeepers along the front had asked for a later start, but the harbour master said the tides would not wait.",
    "A first section near the lifeboat station should be finished by March, and the rest before the summer season.",
]
DUMP = [
    "Bay News",
    "Subscribe",
    "Log in",
    "Harrow Bay sea wall to be rebuilt before winter storms",
    "2 min read",
    "Harrow Bay sea wall to be rebuilt before winter storms",
    "By Ann Lee and Bo Chen",
    "May 6, 2024",
    "Waves break over the promenade in Harrow Bay. (Photo: Cy Dorn/Bay News)",
    *BODY,
    "Ann Lee is a senior reporter for the Harrow Bay News, where she covers the coast.",
    "Read more",
    "Most popular",
    "Ferry late again",
    "Sign up for our newsletter",
    "© 2024 Bay News. All rights reserved.",
]
SEEDS = Path(__file__).parents[3] / "../shared/seeds"
SAMPLE = Path(__file__).parents[3] / "tui/sample"


def test_a_dump_is_sorted_into_article_and_furniture() -> None:
    page = read_page(DUMP)
    assert [line.text for line in page.lines] == DUMP
    kept = [(line.role, line.text) for line in page.lines if line.kept]
    assert kept == [("title", DUMP[3]), *(("paragraph", line) for line in BODY)]
    roles = {line.text: line.role for line in page.lines if not line.kept}
    assert roles["By Ann Lee and Bo Chen"] == "byline"
    assert roles["May 6, 2024"] == "dateline"
    assert roles[DUMP[8]] == "caption"


def test_metadata_of_a_dump() -> None:
    page = read_page(DUMP)
    assert page.title == DUMP[3]
    assert page.byline == "Ann Lee and Bo Chen"
    assert page.published == "2024-05-06"
    assert page.outlet == "The Harrow Bay News"


def test_a_headline_that_stands_twice_is_shown_once() -> None:
    page = read_page(DUMP)
    assert [line.kept for line in page.lines if line.text == DUMP[3]] == [False, True]


def test_clean_text_is_kept_whole() -> None:
    assert all(line.kept for line in read_page(BODY).lines)
    assert all(line.kept for line in read_page(BODY[:1]).lines)
    assert all(line.kept for line in read_page(["Nothing but a line"]).lines)


def test_bullets_and_indents_of_a_dump_change_nothing() -> None:
    marked = [line if len(line.split()) > 6 else f"* {line}" for line in DUMP]
    kept = [line.kept for line in read_page(marked).lines]
    assert kept == [line.kept for line in read_page(DUMP).lines]


def test_a_window_title_above_the_page_is_not_its_headline() -> None:
    page = read_page([f"{DUMP[3]} | Bay News", *DUMP])
    assert page.title == DUMP[3]
    assert not page.lines[0].kept


def test_a_known_title_is_taken() -> None:
    page = read_page(DUMP, title="2 min read")
    assert page.title == "2 min read"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE | May 3, 2024", "ANN LEE"),
        ("By Ann Lee, updated 3 hours ago", ""),
        ("By the time the boats came back it was dark.", ""),
        ("Ann Lee", ""),
    ],
)
def test_bylines(line: str, names: str) -> None:
    if names:
        assert page_metadata.byline(line) == names
    else:
        assert page_metadata.byline(line) in ("", "Ann Lee, updated", "Ann Lee")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published 2024-05-06T14:05:00Z", "2024-05-06T14:05"),
        ("May 6, 2024", "2024-05-06"),
        ("6th Sept. 2024", "2024-09-06"),
        ("Monday 31 June 2024, 5 pm", "2024-06-31"),
        ("in the spring of 2024", ""),
        ("2024-13-01", ""),
    ],
)
def test_dates(line: str, value: str) -> None:
    assert page_metadata.date(line) == value


def test_line_keys_pass_over_case_spacing_and_figures() -> None:
    assert line_key("1,204 out of  2,000") == line_key("7,999 OUT of 2,000")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=10))
def test_every_line_comes_back_in_order(lines: list[str]) -> None:
    assert [line.text for line in read_page(lines).lines] == lines


def test_the_sample_story_comes_out_whole() -> None:
    wire, standard, courier = list(read(SAMPLE))
    assert (wire.outlet, standard.outlet, courier.outlet) == (
        "Meridian Wire",
        "The Ostrand Standard",
        "The Salen Courier",
    )
    assert (wire.published, standard.published, courier.published) == ("2025-10-14", "2025-10-16", "2025-10-15")
    assert standard.title == "Kelby offers open inquiry into Port Salen harbour incident"
    assert courier.byline == "Maren Osk and Jory Tamm"
    for draft in (wire, standard, courier):
        assert draft.text.startswith(draft.title)
        assert not any(word in draft.text for word in ("Subscribe", "Become a member", "Most read", "newsletter"))


def test_the_seeds_come_out_perfectly() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not here")
    first, second = list(read(SEEDS))
    assert (first.outlet, first.byline) == ("The Kyiv Independent", "Martin Fornusek")
    assert (second.outlet, second.byline) == ("All Israel News", "All Israel News Staff")
    assert [sum(block.kept for block in draft.blocks) for draft in (first, second)] == [8, 19]
    for draft in (first, second):
        assert next(block.role for block in draft.blocks if block.kept) == "title"
        assert all(len(draft.text[b.start : b.end]) > 80 for b in draft.blocks if b.kept and b.role == "paragraph")
