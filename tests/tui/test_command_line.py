"""The command line: its verbs and their JSON, exit codes, what goes where, what it does not load."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.tui.conftest import PAGES, Captured, as_json
from tui.command_line import VERBS, main

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIPTYCH_LIBRARY", str(tmp_path / "new.db"))
    return tmp_path / "new.db"


def run(*argv: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *argv], capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_version_and_help(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("diptych ")
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {verb}" in told for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"])
    assert left.value.code == 0
    assert f"diptych {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["--nonsense"],
        ["list", "--nonsense"],
        ["add"],
        ["completion", "tcsh"],
        ["export", "docx"],
        ["compare", "1"],
        ["search", "x", "--in", "nowhere"],
        ["--library"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(argv: list[str], empty: Path, capsys: Captured) -> None:
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("diptych: ") and captured.err.count("\n") == 1


def test_add_tells_each_article_and_recognises_duplicates(empty: Path, capsys: Captured) -> None:
    rows = as_json(capsys, "add", "--json", "--jobs", "1", *map(str, PAGES))
    assert [row["status"] for row in rows] == ["added"] * 3
    assert [row["id"] for row in rows] == [1, 2, 3]
    again = as_json(capsys, "add", "--json", "--jobs", "1", str(PAGES[0]))
    assert (again[0]["status"], again[0]["id"]) == ("duplicate", 1)


def test_one_bad_source_does_not_stop_the_others(empty: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "empty.txt").write_bytes(b"")
    sources = [str(tmp_path / "binary.txt"), str(tmp_path / "missing.txt"), str(tmp_path / "empty.txt"), str(PAGES[0])]
    rows = as_json(capsys, "add", "--json", "--jobs", "1", *sources, code=1)
    assert [row["status"] for row in rows] == ["failed", "failed", "failed", "added"]
    assert all(row["error"] for row in rows[:3])


def test_deferred_names_are_read_later(empty: Path, capsys: Captured) -> None:
    assert main(["add", "--defer", "--jobs", "1", str(PAGES[0])]) == 0
    capsys.readouterr()
    assert as_json(capsys, "names", "--json") == []
    assert as_json(capsys, "list", "--json")[0]["pending"]
    assert main(["names", "--pending", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert as_json(capsys, "names", "--json")


def test_json_lines_keep_their_fields(empty: Path, tmp_path: Path, capsys: Captured) -> None:
    row = {
        "title": "A quiet harbour",
        "text": "The harbour was quiet on Monday.\n\nNobody spoke to the Ministry of Ports.",
        "outlet": "The Example",
        "byline": "A. Writer",
        "published": "2025-10-14",
        "uid": "row-1",
        "url": "https://example.org/a?token=secret",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\nnot json\n", encoding="utf-8")
    assert main(["add", "--jobs", "1", str(tmp_path / "rows.jsonl")]) == 1
    capsys.readouterr()
    (kept,) = as_json(capsys, "list", "--json")
    assert {name: kept[name] for name in ("title", "outlet", "byline", "published", "uid")} == {
        name: row[name] for name in ("title", "outlet", "byline", "published", "uid")
    }
    assert main(["show", "row-1"]) == 0
    assert "The harbour was quiet on Monday." in capsys.readouterr().out


def test_extract_gives_text_spans_and_names(capsys: Captured) -> None:
    value = as_json(capsys, "extract", "--json", str(PAGES[1]))
    text = value["text"]
    assert value["title"] and value["furniture"]
    kept = [text[block["start"] : block["end"]] for block in value["blocks"]]
    assert "\n\n".join(kept) == text
    for mention in value["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    assert {mention["entity"] for mention in value["mentions"]} == {one["entity"] for one in value["entities"]}


def test_extract_prints_a_line_for_each_article(capsys: Captured) -> None:
    assert main(["extract", "--jsonl", *map(str, PAGES)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [bool(json.loads(line)["text"]) for line in lines] == [True] * 3


def test_list_filters_and_shapes(file: Path, capsys: Captured) -> None:
    rows = as_json(capsys, "list", "--json")
    assert len(rows) == 3
    fields = {"id", "uid", "title", "outlet", "byline", "published", "words", "source", "tags", "unread"}
    assert fields <= rows[0].keys()
    outlet = next(row["outlet"] for row in rows if row["outlet"])
    assert {row["outlet"] for row in as_json(capsys, "list", "--json", "--outlet", outlet)} == {outlet}
    assert as_json(capsys, "list", "--json", "--since", "2999-01-01") == []


def test_compare_of_the_library_and_of_files(file: Path, capsys: Captured) -> None:
    value = as_json(capsys, "compare", "--json", "1", "2")
    assert {article["id"] for article in value["articles"]} == {1, 2}
    assert value["shared"] and value["only"]["1"] and value["only"]["2"]
    assert value["alignment"] and {"spans", "score"} <= value["alignment"][0].keys()
    files = as_json(capsys, "compare", "--json", str(PAGES[0]), str(PAGES[1]))
    assert len(set(files["shared"]) & set(value["shared"])) > len(value["shared"]) / 2


@pytest.mark.parametrize("form", ["--markdown", "--html", None])
def test_compare_for_people(form: str | None, file: Path, capsys: Captured) -> None:
    assert main(["compare", *([form] if form else []), "1", "2"]) == 0
    told = capsys.readouterr().out
    shared = json_names(file, capsys)
    assert shared and shared[0] in told


def json_names(file: Path, capsys: Captured) -> list[str]:
    shared: list[str] = as_json(capsys, "compare", "--json", "1", "2")["shared"]
    return shared


def test_passages_tags_and_export(file: Path, capsys: Captured) -> None:
    (made,) = as_json(capsys, "passages", "--json", "--add", "1", "0", "20", "--tag", "a/b", "--note", "=SUM(A1)")
    assert made["tags"] == ["a/b"] and made["exact"]
    assert [tag["path"] for tag in as_json(capsys, "tags", "--json")] == ["a", "a/b"]
    assert as_json(capsys, "passages", "--json", "--tag", "a")[0]["uid"] == made["uid"]
    assert main(["export", "csv"]) == 0
    assert "'=SUM(A1)" in capsys.readouterr().out
    assert main(["export", "markdown"]) == 0
    assert "> " in capsys.readouterr().out
    assert main(["passages", "--remove", made["uid"]]) == 0
    capsys.readouterr()
    assert as_json(capsys, "passages", "--json") == []


def test_names_are_corrected_and_the_rulings_travel(file: Path, tmp_path: Path, capsys: Captured) -> None:
    first = as_json(capsys, "names", "--json", "--limit", "1")[0]
    assert main(["names", "--rename", str(first["id"]), "Another Name"]) == 0
    capsys.readouterr()
    assert as_json(capsys, "names", "--json", "--limit", "1")[0]["name"] == "Another Name"
    rulings = as_json(capsys, "export", "rulings")
    assert len(rulings) == 1
    (tmp_path / "rulings.json").write_text(json.dumps(rulings), encoding="utf-8")
    assert main(["--library", str(tmp_path / "other.db"), "import", str(tmp_path / "rulings.json")]) == 0


def test_search_finds_and_corrects(file: Path, capsys: Captured) -> None:
    found = as_json(capsys, "search", "--json", "coast guard")
    assert found["hits"] and {"kind", "id", "title", "score", "snippet", "matched"} <= found["hits"][0].keys()
    only = as_json(capsys, "search", "--json", "--in", "passages", "coast")
    assert {hit["kind"] for hit in only["hits"]} == {"passage"}
    assert as_json(capsys, "search", "--json", "qqqqzzzz")["hits"] == []


def test_doctor_finds_a_damaged_text(file: Path, capsys: Captured) -> None:
    assert as_json(capsys, "doctor", "--json")["problems"] == []
    import sqlite3

    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE originals SET bytes = zeroblob(10) WHERE article_id = 2")
    connection.close()
    problems = as_json(capsys, "doctor", "--json", code=1)["problems"]
    assert [problem["article"] for problem in problems] == [2]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_every_verb(shell: str, capsys: Captured) -> None:
    assert main(["completion", shell]) == 0
    told = capsys.readouterr().out
    assert all(verb in told for verb in VERBS)


def test_a_missing_folder_and_a_foreign_file_are_refused(tmp_path: Path, capsys: Captured) -> None:
    assert main(["list", "--library", str(tmp_path / "nowhere" / "library.db")]) == 1
    assert "no folder" in capsys.readouterr().err
    foreign = tmp_path / "notes.db"
    foreign.write_text("not a library")
    assert main(["list", "--library", str(foreign)]) == 1
    assert foreign.read_text() == "not a library"
    assert capsys.readouterr().err.startswith("diptych: ")


def test_a_wrong_settings_file_is_told(home: Path, empty: Path, capsys: Captured) -> None:
    (home / "settings.toml").write_text("measure = 'wide'")
    assert main(["add", str(PAGES[0])]) == 1
    assert "measure must be a number" in capsys.readouterr().err


def test_without_a_terminal_the_reader_says_what_to_do(file: Path) -> None:
    done = run("read", "1")
    assert done.returncode == 1
    assert "not a terminal" in done.stderr and "diptych" in done.stderr


def test_unreadable_standard_input_does_not_kill(empty: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "extract", "-"],
        input=b"A headline here\n\nThe \xff\xfe harbour was quiet on Monday, officials said.\n" * 3,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "harbour was quiet" in json.loads(done.stdout)["text"]


def test_a_closed_pipe_ends_quietly(file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "list", "--jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(60) in (0, 141)
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_signals_become_exit_codes(number: signal.Signals, code: int, empty: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "never"
    os.mkfifo(pipe)
    process = subprocess.Popen([sys.executable, "-m", "tui", "extract", "-"], stdin=subprocess.PIPE)
    time.sleep(1.0)
    process.send_signal(number)
    assert process.wait(60) == code
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.parametrize("argv", [["--version"], ["list"], ["tags", "--json"], ["search", "harbor"], ["doctor"]])
def test_verbs_that_open_no_screen_load_no_textual(argv: list[str], file: Path) -> None:
    code = (
        "import sys; from tui.command_line import main; main(sys.argv[1:]);"
        "sys.exit(3 if any(name.split('.')[0] == 'textual' for name in sys.modules) else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, check=False).returncode == 0


def test_what_cannot_be_seen_is_escaped_in_json(empty: Path, tmp_path: Path, capsys: Captured) -> None:
    text = "A title \u202ewith\x9b tricks\x1b[31m\n\nThe harbour was quiet on Monday, and so was everyone else there."
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    assert main(["extract", "--keep-all", str(tmp_path / "page.txt")]) == 0
    out = capsys.readouterr().out
    assert not {"\u202e", "\x9b", "\x1b"} & set(out)
    assert "with" in json.loads(out)["text"]
