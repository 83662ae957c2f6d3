"""Whole journeys: from a file, a folder, rows or standard input to drafts."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language.boilerplate import line_key
from store.model import Draft
from store.sources import Failure, SourceError, read
from store.sources.files import count

PROSE = "The council of Harrow Bay voted on Monday to rebuild the old sea wall before the winter storms arrive."
SECOND = "“We have waited for eleven years and we will not wait for a twelfth,” the mayor told the meeting."


def drafts(where: str | Path, **options: object) -> list[Draft]:
    found = list(read(where, **options))  # type: ignore[arg-type]
    assert all(isinstance(draft, Draft) for draft in found), found
    return found  # type: ignore[return-value]


def failure(where: str | Path) -> Failure:
    (found,) = read(where)
    assert isinstance(found, Failure)
    assert isinstance(found.error, SourceError)
    return found


def check_offsets(draft: Draft) -> None:
    kept = [draft.text[block.start : block.end] for block in draft.blocks if block.kept]
    assert draft.text == "\n\n".join(kept)
    assert all(kept)
    for block in draft.blocks:
        if not block.kept:
            assert block.start == block.end <= len(draft.text)
            assert block.folded


def test_plain_file_keeps_its_bytes_and_its_text(tmp_path: Path) -> None:
    path = tmp_path / "wall.txt"
    path.write_text(f"{PROSE}\n\n{SECOND}\n", "utf-8")
    (draft,) = drafts(path)
    assert draft.original == path.read_bytes()
    assert draft.text == f"{PROSE}\n\n{SECOND}"
    assert draft.media_type == "text/plain"
    assert draft.source == str(path)


def test_hard_wrapped_paragraphs_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "wrapped.txt"
    path.write_text(
        "The harbour office said that the crossing would stay closed until the\n"
        "wind had dropped below forty knots and the pilots had looked at the\n"
        "buoys themselves, which they hoped to do before the evening tide.\n"
    )
    (draft,) = drafts(path)
    assert "\n" not in draft.text
    assert "until the wind" in draft.text


def test_folder_is_read_sorted_and_recursively(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(PROSE)
    (tmp_path / "a.txt").write_text(SECOND)
    (tmp_path / ".hidden.txt").write_text(PROSE)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert [Path(draft.source).name for draft in drafts(tmp_path)] == ["a.txt", "two.txt"]


def test_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert "no file in it is an article" in str(failure(tmp_path).error)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b" \n \n", "it is empty"),
        (b"%PDF-1.7 something", "it is not text"),
        (bytes(range(256)) * 20, "it is not text"),
        (b"w" * 1_000_001, "it is longer than 1,000,000 characters"),
    ],
    ids=["nothing", "blank", "pdf", "binary", "long"],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    assert failure(path).error.why == why


def test_missing_file_is_said(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "nowhere.txt").error.why


def test_rows_bring_their_fields_and_one_bad_row_stops_no_other(tmp_path: Path) -> None:
    rows = [
        json.dumps({"title": "The wall", "text": PROSE, "outlet": "Bay News", "uid": "a-1", "published": "2024-05-01"}),
        "{not json",
        json.dumps({"title": "no text"}),
        json.dumps({"html": f"<html><body><h1>Wall</h1><p>{PROSE}</p><p>{SECOND}</p></body></html>"}),
        json.dumps({"text": SECOND, "url": "https://ann:secret@news.example/a?id=3&token=abc"}),
    ]
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    first, broken, empty, page, last = read(path, outlet="Elsewhere", published="2020-01-01")
    assert isinstance(first, Draft) and (first.title, first.outlet, first.uid) == ("The wall", "Bay News", "a-1")
    assert first.published == "2024-05-01"
    assert isinstance(broken, Failure) and broken.source == f"{path}:2"
    assert isinstance(empty, Failure) and "neither text nor html" in empty.error.why
    assert isinstance(page, Draft) and page.media_type == "text/html" and PROSE in page.text
    assert isinstance(last, Draft) and last.url == "https://news.example/a?id=3" and last.outlet == "Elsewhere"
    assert last.published == "2020-01-01"


def test_packed_pages_are_unpacked(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Tides</h1><p>{PROSE}</p></article></body></html>"
    for name in ("a.html.gz", "b.html"):
        (tmp_path / name).write_bytes(gzip.compress(page.encode()))
    (tmp_path / "c.tar.gz").write_bytes(gzip.compress(b"no article"))
    assert count(tmp_path) == 2
    for draft in drafts(tmp_path):
        assert PROSE in draft.text and draft.original == page.encode() and draft.media_type == "text/html"


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html"
    path.write_bytes(gzip.compress(b" " * 25_000_000))
    assert "larger than 20 MB" in str(failure(path).error)


def test_damaged_gzip_gives_the_rows_before_it(tmp_path: Path) -> None:
    whole = gzip.compress(b"\n".join(json.dumps({"text": f"{PROSE} {n}"}).encode() for n in range(50)))
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(whole[: len(whole) - 20])
    found = list(read(path))
    assert isinstance(found[-1], Failure)


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_standard_input_survives_bytes_that_are_not_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, PROSE.encode() + b" \xff\xfe caf\xe9 and more words.")
    (draft,) = drafts("-")
    assert draft.text.startswith(PROSE)
    assert draft.source == "-"


def test_standard_input_can_be_rows_or_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"\n".join(json.dumps({"text": text}).encode() for text in (PROSE, SECOND)))
    assert [draft.text for draft in drafts("-")] == [PROSE, SECOND]
    stdin(monkeypatch, f"<!DOCTYPE html><html><body><p>{PROSE}</p><p>{SECOND}</p></body></html>".encode())
    (page,) = drafts("-")
    assert page.media_type == "text/html"


def test_hidden_characters_are_counted_and_gone(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("\ufeff" + PROSE.replace("council", "coun\u00adcil"), "utf-8")
    (draft,) = drafts(path)
    assert draft.text == PROSE
    assert draft.hidden_characters >= 1


def test_remembered_choices_win(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{PROSE}\n\n{SECOND}\n\nSubscribe to our newsletter\n", "utf-8")
    (before,) = drafts(path, outlet="Bay News")
    choices = {"Bay News": {line_key(SECOND): False, line_key("SUBSCRIBE to our  newsletter"): True}}
    (after,) = drafts(path, outlet="Bay News", choices=choices)
    assert SECOND in before.text and SECOND not in after.text
    assert "Subscribe to our newsletter" in after.text
    assert any(block.folded == SECOND for block in after.blocks)
    check_offsets(after)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12).map("\n".join))
def test_any_text_is_kept_whole_and_offsets_hold(text: str) -> None:
    from store.sources.plain import paragraphs, read_plain

    draft = read_plain(text)
    check_offsets(draft)
    everything = read_plain(text, keep_all=True)
    check_offsets(everything)
    assert all(block.kept for block in everything.blocks)
    shown = [draft.text[b.start : b.end] if b.kept else b.folded for b in draft.blocks]
    from store.language.printable import canonical

    assert shown == list(paragraphs(canonical(text)[0]))
    assert everything.text == "\n\n".join(shown)


@settings(max_examples=25, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_give_a_draft_or_a_failure(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "page.txt"
    path.write_bytes(content)
    (found,) = read(path)
    assert isinstance(found, Draft | Failure)
    if isinstance(found, Draft):
        found.text.encode("utf-8")
        check_offsets(found)


def test_the_characters_of_a_row_are_taken_as_they_are(tmp_path: Path) -> None:
    """They are text already: neither guessed to be a picture nor decoded again."""
    path = tmp_path / "rows.jsonl"
    text = f"\b\b {PROSE} caf\u00e9"
    path.write_text(json.dumps({"text": text, "title": "Sea wall"}) + "\n", encoding="utf-8")
    (draft,) = drafts(path, keep_all=True)
    assert draft.text.endswith("caf\u00e9")
