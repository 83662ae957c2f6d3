"""Marked passages on their way out: hostile words stay words, whatever opens the file."""

import csv
import io
import json

import pytest

from store.exchange.passages import ExportError, as_csv, as_json, as_markdown, write_passages
from store.exchange.report_markdown import escaped
from store.model import CitedPassage, Passage

HOSTILE = "<script>alert(1)</script>\n1. one\n---\n> [a](b) `c` \u202ekcab"


def row(exact="Harbour closed", tags=("claims/denied",), note="", outlet="Courier", title="Harbour"):
    return CitedPassage(Passage(3, "u-3", 7, 0, 9, exact, tags, note, created="2024-01-01"), outlet, title)


def test_markdown_quotes_cites_tags_and_notes():
    assert as_markdown([row(note="See *below*.")]) == (
        "> Harbour closed\n\n— Courier · Harbour · \\#claims/denied\n\nSee *below*.\n\n"
    )
    assert "— article 7\n" in as_markdown([row(outlet="", title="", tags=())])


def test_hostile_words_are_no_markup():
    text = as_markdown([row(exact=HOSTILE, tags=("a`b/<i>",), outlet="<b>", title="# t")])
    assert "\u202e" not in text
    lines = text.split("\n")
    assert lines[:4] == [
        "> \\<script\\>alert(1)\\</script\\>", "> 1\\. one", "> \\---", "> \\> \\[a\\](b) \\`c\\` ␦kcab"
    ]  # fmt: skip
    assert lines[5] == "— \\<b\\> · \\# t · \\#a\\`b/\\<i\\>"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. one", "1\\. one"),
        ("12) x", "12\\) x"),
        ("- a", "\\- a"),
        ("---", "\\---"),
        ("+", "\\+"),
        ("1.5 m", "1.5 m"),
    ],
)
def test_a_line_begins_no_list(line, expected):
    assert escaped(line) == expected


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(cell):
    (read,) = csv.DictReader(io.StringIO(as_csv([row(exact=cell, note=cell, title=cell)])))
    assert read["exact"] == read["note"] == read["title"] == f"'{cell}"


def test_json_reads_back():
    (read,) = json.loads(as_json([row(exact=HOSTILE)]))
    assert (read["exact"], read["tags"], read["article"]) == (HOSTILE, ["claims/denied"], 7)


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    path = write_passages([row()], str(tmp_path / "out.csv"))
    with pytest.raises(ExportError, match="Choose another name"):
        write_passages([row()], str(path))
    with pytest.raises(ExportError, match=r"\.md, \.csv or \.json"):
        write_passages([row()], str(tmp_path / "out.docx"))
    with pytest.raises(ExportError, match="Choose another place"):
        write_passages([row()], str(tmp_path / "none" / "out.md"))
