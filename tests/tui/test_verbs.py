"""What a careless or hostile command line meets: every refusal in words, every edit told, JSON wherever it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from store import open_store, rulings
from store.errors import RefusedError
from tests.tui.conftest import PAGES, Captured, as_json
from tui.command_line import main

pytestmark = pytest.mark.usefixtures("rules")


def told(capsys: Captured, *argv: str, code: int = 0) -> str:
    """What a verb says on standard error, having printed nothing."""
    assert main(list(argv)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["list", "--limit", "0"], "whole number from 1"),
        (["list", "--limit", "-1"], "whole number from 1"),
        (["list", "--since", "tomorrow"], "must be a date"),
        (["list", "--until", "2023-13-45"], "must be a date"),
        (["search", "harbour", "--limit", "9" * 30], "whole number"),
        (["names", "--limit", "x"], "whole number"),
        (["names", "--merge", "1"], "two names or more"),
        (["compare", "1", "1"], "one and the same"),
        (["compare", "1", "2", "--min-score", "nan"], "from 0 to 1"),
        (["compare", "1", "2", "--min-score", "5"], "from 0 to 1"),
        (["add", ""], "names nothing"),
        (["extract", " "], "names nothing"),
        (["compare", "", "1"], "names nothing"),
        (["add", "x", "--published", "some day"], "must be a date"),
        (["add", "x", "--tag", "a//b"], "each side of a slash"),
        (["add", "x", "--jobs", "-4"], "whole number from 0"),
        (["passages", "--note", "stray"], "--note goes with --add"),
        (["passages", "--add", "1", "0", "9" * 30], "must be numbers"),
        (["export", "rulings", "--tag", "a"], "choose passages"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(argv: list[str], why: str, file: Path, capsys: Captured) -> None:
    message = told(capsys, *argv, code=2)
    assert why in message and message.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["list", "--story", "99"], "See `diptych stories`"),
        (["passages", "--story", "99"], "See `diptych stories`"),
        (["show", "9" * 40], "See `diptych list`"),
        (["show", "a"], "See `diptych list`"),
        (["compare", "missing.txt", "1"], "no such file, and no article"),
        (["passages", "--remove", "99"], "See `diptych passages`"),
        (["tags", "--colour", "a", "red"], "none of that name"),
        (["names", "--split", "1", "Nobody At All"], "Its spellings are:"),
        (["names", "--split", "1"], "Its spellings are:"),
        (["import", "missing.json"], "Check the name"),
        (["import", str(PAGES[0])], "it is not JSON"),
        (["remove", "1", "99"], "See `diptych list`"),
    ],
)
def test_what_is_not_there_is_told_with_what_to_do(argv: list[str], why: str, file: Path, capsys: Captured) -> None:
    message = told(capsys, *argv, code=1)
    assert why in message and message.count("\n") == 1 and "unexpected" not in message


@pytest.mark.parametrize(
    "argv",
    [
        ["list", "--outlet", "Nowhere"],
        ["tags"],
        ["passages"],
        ["stories"],
        ["names", "--text", "zzzz"],
        ["search", "qqqqzzzz"],
        ["undo", "--list"],
    ],
)
def test_an_empty_list_says_so(
    argv: list[str], capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_LIBRARY", str(tmp_path / "empty.db"))
    assert told(capsys, *argv).strip()
    value = as_json(capsys, *argv, "--json") if argv[0] != "search" else as_json(capsys, *argv, "--json")["hits"]
    assert value == []


def test_every_edit_prints_what_it_changed_as_json(file: Path, capsys: Captured) -> None:
    (made,) = as_json(capsys, "tags", "--make", "claims/denied", "--json")
    assert made["path"] == "claims/denied"
    (moved,) = as_json(capsys, "tags", "--rename", "claims/denied", "statements/refused", "--json")
    assert (moved["id"], moved["path"]) == (made["id"], "statements/refused")
    assert as_json(capsys, "tags", "--colour", "claims", "#123456", "--json")[0]["colour"] == "#123456"
    assert as_json(capsys, "tags", "--remove", "claims", "--json") == []
    (passage,) = as_json(capsys, "passages", "--add", "1", "0", "9", "--tag", "tone", "--json")
    number = str(passage["id"])
    assert as_json(capsys, "passages", "--put-tag", number, "claims", "--json")[0]["tags"] == ["claims", "tone"]
    assert as_json(capsys, "passages", "--take-tag", passage["uid"], "tone", "--json")[0]["tags"] == ["claims"]
    assert "Choose one of its tags: claims" in told(capsys, "passages", "--take-tag", number, "tone", code=1)
    assert as_json(capsys, "passages", "--remove", number, "--json") == []
    (story,) = as_json(capsys, "stories", "--make", "The harbour", "1", "2", "--json")
    assert as_json(capsys, "stories", "--refuse", str(story["id"]), "2", "--json")[0]["articles"] == [1]
    first, second = as_json(capsys, "names", "--json", "--limit", "2")
    (merged,) = as_json(capsys, "names", "--json", "--merge", str(first["id"]), str(second["id"]))
    assert merged["id"] == first["id"] and merged["mentions"] == first["mentions"] + second["mentions"]


def test_undo_and_redo_without_a_terminal(file: Path, capsys: Captured) -> None:
    assert "removed 2 articles" in told(capsys, "remove", "1", "2")
    assert [row["id"] for row in as_json(capsys, "list", "--json")] == [3]
    assert as_json(capsys, "undo", "--list", "--json", "--limit", "1")[0]["action"] == "removed 2 articles"
    assert as_json(capsys, "undo", "--json") == [{"action": "removed 2 articles"}]
    assert len(as_json(capsys, "list", "--json")) == 3
    assert told(capsys, "undo", "--redo") == "redid: removed 2 articles\n"
    assert told(capsys, "undo", "--redo") == "there is nothing to redo\n"
    assert as_json(capsys, "undo", "--redo", "--json") == []


@pytest.mark.parametrize(("closed", "code"), [("<&-", 1), (">&-", 1), ("2>&-", 1), ("<&- >&- 2>&-", 1)])
def test_closed_streams_are_survived(closed: str, code: int, file: Path) -> None:
    before = file.read_bytes()
    command = f'"{sys.executable}" -m tui import - {closed}; echo $? >&3'
    done = subprocess.run(
        ["bash", "-c", f"exec 3>&1; {command}"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (done.stdout, "Error" in done.stderr) == (f"{code}\n", False)
    assert file.read_bytes() == before


def test_a_query_may_begin_with_a_minus_after_two(file: Path, capsys: Captured) -> None:
    assert as_json(capsys, "search", "--json", "--", "-harbour")["query"] == "-harbour"


def test_an_article_without_a_title_is_listed_by_its_source(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_LIBRARY", str(tmp_path / "new.db"))
    row = tmp_path / "row.jsonl"
    row.write_text(json.dumps({"title": " ", "text": "The crane of Vessby fell."}) + "\n", encoding="utf-8")
    assert main(["add", str(row)]) == 0
    assert "row.jsonl" in capsys.readouterr().out
    assert main(["list"]) == 0
    assert "row.jsonl" in capsys.readouterr().out


def test_what_add_tells_holds_no_command_for_the_terminal(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_LIBRARY", str(tmp_path / "new.db"))
    row = tmp_path / "row.jsonl"
    row.write_text(json.dumps({"title": "Red \x1b[31m alert", "text": "The crane fell."}) + "\n", encoding="utf-8")
    assert main(["add", str(row)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_extract_prints_json_also_when_nothing_could_be_read(tmp_path: Path, capsys: Captured) -> None:
    assert as_json(capsys, "extract", str(tmp_path / "missing.txt"), code=1) == []
    assert isinstance(as_json(capsys, "extract", str(PAGES[0])), dict)
    both = as_json(capsys, "extract", str(tmp_path / "missing.txt"), str(PAGES[0]), code=1)
    assert [each["title"] for each in both] == [as_json(capsys, "extract", str(PAGES[0]))["title"]]


def test_compare_and_read_take_private_addresses_only_when_told(file: Path, capsys: Captured) -> None:
    page = "http://127.0.0.1:9/"
    assert "--allow-private" in told(capsys, "compare", page, str(PAGES[0]), code=1)
    assert "private" not in told(capsys, "compare", page, str(PAGES[0]), "--allow-private", code=1)


NAMED = {"name": "Sea Office", "kind": "organisation"}
WHOLE = {"uid": "u-1", "ruling": "merge", "created": "2024-01-01", "payload": {"into": NAMED, "names": [NAMED]}}


@pytest.mark.parametrize(
    ("exported", "why"),
    [
        ({}, "not a list"),
        (["merge"], "no uid"),
        ([{"a": 1}], "no uid"),
        ([WHOLE | {"ruling": "explode"}], "none that this program knows"),
        ([WHOLE | {"payload": {"into": 1}}], "not that of 'merge'"),
        ([WHOLE | {"payload": None}], "not that of 'merge'"),
        ([WHOLE | {"payload": {"into": NAMED, "names": []}}], "not that of 'merge'"),
        ([WHOLE | {"payload": {"into": NAMED | {"kind": "animal"}, "names": [NAMED]}}], "not that of 'merge'"),
        ([WHOLE | {"ruling": "not-a-name", "payload": {"surfaces": [" "]}}], "not that of 'not-a-name'"),
    ],
)
def test_rulings_that_are_not_whole_are_refused(exported: object, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        rulings.verified(exported)


def test_rulings_go_to_another_library_and_back(file: Path, tmp_path: Path, capsys: Captured) -> None:
    first, second, third, fourth = (str(row["id"]) for row in as_json(capsys, "names", "--json", "--limit", "4"))
    for edit in (["--merge", first, second], ["--retype", first, "event"], ["--rename", first, "Other Name"]):
        assert main(["names", *edit]) == 0
    assert main(["names", "--add-alias", third, "harbour"]) == 0 == main(["names", "--not-a-name", fourth])
    capsys.readouterr()
    exported = as_json(capsys, "export", "rulings")
    assert len(exported) == 5 and rulings.verified(exported) == exported
    kept, other = tmp_path / "rulings.json", str(tmp_path / "other.db")
    kept.write_text(json.dumps(exported), encoding="utf-8")
    assert as_json(capsys, "--library", other, "import", str(kept), "--json") == {"applied": 5, "of": 5}
    assert as_json(capsys, "--library", other, "import", str(kept), "--json") == {"applied": 0, "of": 5}
    assert as_json(capsys, "--library", other, "export", "rulings") == exported
    with open_store(Path(other)) as library:
        assert library.check() == []
    kept.write_text('[{"uid": "x"}]', encoding="utf-8")
    assert "ruling 1: it has no uid, ruling and created" in told(capsys, "import", str(kept), code=1)
