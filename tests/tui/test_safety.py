"""Hostile text and bad input: nothing of it reaches the terminal as a command, and nothing is lost or half-written."""

from __future__ import annotations

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from store import open_store
from store.intake import bring_in
from store.library import Store
from store.sources import read
from tests.tui.conftest import PAGES, press, settle
from tui.app import DiptychApp
from tui.command_line import main
from tui.desk import compare_articles, open_article
from tui.settings import Settings

NASTY = (
    "\x1b]0;owned\x07\x1b[2J\x9b31m\x90q\x9c \u202egnihton\u202c [@click=app.quit()]press[/] [/] [b]x \t\x00\x0e\x7f "
    "\u2066iso\u2069 z" + "\u0301" * 40 + " \U0001f1e9\U0001f1ea \u200b\ufeff\U000e0041 \ud7ff\u0085 \u2028end"
)
BODY = (
    f"The Ministry of Ports said on Monday that {NASTY} was seen off Port Anker.\n\n"
    f'"We saw {NASTY} with our own eyes," said Ines Calder, the harbour master of Port Anker.\n\n' + "word " * 2_000
    + "\n\n" + "x" * 10_000
)  # fmt: skip
COMMANDS_TO_TERMINALS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SCREENS = ("L", "E", "P", "T", "c", "C", "question_mark", "e", "o", "t", "m", "a", "colon")
"""Keys of the reading screen that open another screen."""

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def rules(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names by rule: quick, and the same on every machine."""
    file = home / "settings.toml"
    file.write_text('[names]\nengine = "rules"\n')
    monkeypatch.setenv("DIPTYCH_SETTINGS", str(file))


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that is not there yet, as the one that verbs use."""
    monkeypatch.setenv("DIPTYCH_LIBRARY", str(tmp_path / "new.db"))
    return tmp_path / "new.db"


def hostile_rows(folder: Path) -> Path:
    """Two articles whose every field is hostile, in a file whose name is, too."""
    file = folder / "[@click=app.quit()]\x1b[2J\u202e.jsonl"
    rows = [
        {"title": f"{NASTY} {n}", "text": f"{BODY}\n\nNumber {n}.", "outlet": f"{NASTY} {n}", "byline": NASTY,
         "published": "2025-10-14", "url": f"https://example.org/{n}?{NASTY}"}
        for n in (1, 2)
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which everything is hostile: articles, names, tags, notes, a story, a saved search."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "library.db"
    with open_store(path) as library:
        outcomes = list(bring_in(library, read(hostile_rows(folder)), engine="rules"))
        assert [outcome.status for outcome in outcomes] == ["added", "added"]
        library.passages.add(1, 0, 60, tags=(f"{NASTY}/{NASTY}",), note=NASTY)
        library.passages.add(2, 10, 200, tags=("[/]",), note="[@click=app.quit()]x[/]")
        library.stories.make(NASTY, [1, 2])
        for row in library.entities.list(limit=1):
            library.entities.rename(row.entity.id, NASTY)
    return path


@pytest.fixture
def hostile(hostile_library: Path, tmp_path: Path) -> Path:
    return copied(hostile_library, tmp_path / "hostile.db")


def copied(file: Path, copy: Path) -> Path:
    """Copy a library as SQLite does, over what is there."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def painted(app: DiptychApp) -> str:
    """Every character that is on the screen now."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("size", [(120, 40), (44, 14)])
async def test_hostile_text_is_painted_harmlessly_on_every_screen(hostile: Path, size: tuple[int, int]) -> None:
    with open_store(hostile) as library:
        app = DiptychApp(library, Settings(names_engine="rules"), [1, 2])
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            assert not COMMANDS_TO_TERMINALS.search(painted(app).replace("\n", ""))
            for key in SCREENS:
                await look_at(pilot, app, key)
            await press(pilot, "slash", *"owned", "down", "enter", "escape")
            assert not COMMANDS_TO_TERMINALS.search(painted(app).replace("\n", ""))
            await pilot.click(offset=(size[0] // 2, size[1] // 2))
            await settle(pilot)
            assert app.is_running


async def look_at(pilot: Pilot[None], app: DiptychApp, key: str) -> None:
    """Open a screen, read what it paints, come back."""
    await press(pilot, key)
    assert not COMMANDS_TO_TERMINALS.search(painted(app).replace("\n", "")), key
    for _ in range(3):
        if app.screen is app.reading:
            return
        await press(pilot, "escape")
    raise AssertionError(f"{key} opened a screen that Escape does not leave")


def on_a_terminal(*argv: str) -> tuple[int, str]:
    """Run a verb with its output on a terminal; its exit code and all it wrote."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *argv], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    written = bytearray()
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    return process.wait(60), written.decode("utf-8")


@pytest.mark.parametrize(
    "argv",
    [
        ["list"],
        ["show", "1"],
        ["show", "1", "--markdown"],
        ["show", "1", "--json"],
        ["compare", "1", "2"],
        ["compare", "1", "2", "--markdown"],
        ["compare", "1", "2", "--html"],
        ["search", "owned"],
        ["search", "--json", "owned"],
        ["names"],
        ["tags"],
        ["passages"],
        ["stories"],
        ["export", "markdown"],
        ["export", "csv"],
        ["list", "--like", "1"],
        ["doctor"],
        ["show", "\x1b[2J\u202e"],
    ],
    ids=" ".join,
)
def test_no_verb_sends_a_command_to_the_terminal(argv: list[str], hostile: Path) -> None:
    _, written = on_a_terminal("--library", str(hostile), *argv)
    assert written.strip()
    assert "Traceback" not in written
    lines = COLOURS.sub("", written).replace("\r\n", "").replace("\n", "")
    assert not COMMANDS_TO_TERMINALS.search(lines), repr(COMMANDS_TO_TERMINALS.search(lines))


def test_adding_tells_of_hostile_files_harmlessly(new: Path, tmp_path: Path) -> None:
    code, written = on_a_terminal("add", "--jobs", "1", str(hostile_rows(tmp_path)), str(tmp_path / "\x1b[2Jgone.txt"))
    assert code == 1
    told = re.sub(r"\x1b\[(?:\?25[lh]|[0-9;]*[mAKG])", "", written)
    assert not COMMANDS_TO_TERMINALS.search(told.replace("\r", "").replace("\n", ""))


# Whatever the text


PIECES = (
    "“", "”", '"', "\n\n", "\x1b[31m", "\u202e", "[/]", " ", "Ines Calder", " said. ", "Port Anker", "e\u0301", "5%",
    "Oct 14", "\x00",
)  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300) | st.lists(
    st.sampled_from(PIECES), min_size=1, max_size=60
).map("".join)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, title=TEXTS)
@example(text="Ines Calder said so.", title="\x00")
def test_any_text_can_be_kept_opened_searched_and_compared(
    text: str, title: str, sample_file: Path, tmp_path: Path
) -> None:
    fields = {"title": title, "text": f"{text}\n\nThe harbour was quiet on Monday.", "outlet": title}
    again = fields | {"text": f"{fields['text']} Nobody spoke."}
    file = tmp_path / "rows.jsonl"
    file.write_text(f"{json.dumps(fields)}\n{json.dumps(again)}\n", encoding="utf-8")
    with open_store(copied(sample_file, tmp_path / "any.db")) as library:
        for outcome in bring_in(library, read(file), engine="rules"):
            assert outcome.status in ("added", "updated", "duplicate"), outcome.error
            assert outcome.id is not None
            opened = open_article(library, outcome.id)
            overlays = compare_articles(library, [1, outcome.id])
            assert set(overlays.comparison.articles) == {1, outcome.id}
            overlays.marks(outcome.id)
            library.search(text[:100])
            reading = library.articles.reading(outcome.id)
            for span in [*reading.sentences, *reading.quotes, *reading.mentions]:
                assert 0 <= span.start < span.end <= len(opened.article.text)


# Bad input


def complaint(capsys: Captured, *argv: str, code: int = 1) -> str:
    """What the command line says when it fails: on standard error, and no more than a line or two."""
    assert main(list(argv)) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err and "unexpected" not in captured.err
    return captured.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not text"),
        ("noise.txt", bytes(range(256)) * 400, "not text"),
        ("huge.txt", b"The harbour was quiet. " * 50_000, "longer than 1,000,000 characters"),
        ("vast.txt", b"The harbour was quiet. " * 1_000_000, "larger than 20 MB"),
        ("bad.jsonl", b'{"title": "A title with no text"}\nno json\n', "Cannot read"),
        ("cut.jsonl.gz", b"\x1f\x8b\x08\x00\x00\x00", "Cannot read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_no_articles_are_told_and_nothing_is_kept(
    name: str, content: bytes, words: str, new: Path, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    told = complaint(capsys, "add", "--jobs", "1", str(file))
    assert words in told and name in told
    with open_store(new) as library:
        assert library.articles.count() == 0


def test_a_folder_without_articles_and_a_file_that_is_missing(new: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty").mkdir()
    assert "no file in it is an article" in complaint(capsys, "add", str(tmp_path / "empty"))
    assert "Check the name" in complaint(capsys, "add", str(tmp_path / "gone.txt"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(new: Path, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("The harbour was quiet on Monday.")
    file.chmod(0)
    assert "permission" in complaint(capsys, "add", str(file)).lower()


WRITING = (
    ["add", str(PAGES[0])],
    ["tags", "--make", "a"],
    ["passages", "--add", "1", "0", "9"],
    ["names", "--rename", "1", "Another"],
    ["stories", "--make", "A story", "1"],
)


@pytest.mark.parametrize("argv", WRITING, ids=lambda argv: argv[0])
def test_a_library_open_for_reading_only_refuses_what_writes(
    argv: list[str], library: Store, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    path = tmp_path / "library.db"
    monkeypatch.setattr("tui.libraries.open_library", lambda chosen=None: open_store(path, read_only=True))
    told = complaint(capsys, "--library", str(path), *argv)
    assert "reading only" in told or "write-protected" in told
    with open_store(path) as again:
        assert (again.articles.count(), again.tags.list(), again.passages.list()) == (3, [], [])


@pytest.mark.parametrize("verb", ["list", "names", "tags", "passages", "doctor"])
def test_a_library_open_for_reading_only_can_be_read(
    verb: str, library: Store, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    path = tmp_path / "library.db"
    monkeypatch.setattr("tui.libraries.open_library", lambda chosen=None: open_store(path, read_only=True))
    assert main([verb]) == 0


@pytest.mark.parametrize("damage", ["cut", "overwritten", "foreign", "empty"])
def test_a_damaged_library_is_told_and_left_as_it_is(
    damage: str, library: Store, tmp_path: Path, capsys: Captured
) -> None:
    library.close()
    path = tmp_path / "library.db"
    whole = path.read_bytes()
    path.write_bytes(
        {
            "cut": whole[: len(whole) // 3],
            "overwritten": whole[:4096] + b"\xaa" * (len(whole) - 8192) + whole[-4096:],
            "foreign": b"These are my notes.\n" * 500,
            "empty": b"",
        }[damage]
    )
    before = path.read_bytes()
    told = complaint(capsys, "--library", str(path), "doctor") + complaint(capsys, "--library", str(path), "list")
    assert str(path) in told
    assert path.read_bytes() == before


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from tui.command_line import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("room", [0, 200_000, 700_000])
def test_a_full_disk_is_told_and_nothing_is_half_written(room: int, library: Store, tmp_path: Path, home: Path) -> None:
    library.close()
    path = tmp_path / "library.db"
    rows = tmp_path / "rows.jsonl"
    text = "\n\n".join(f"Paragraph {n} about the harbour of Port Anker, said Ines Calder." for n in range(300))
    rows.write_text("".join(json.dumps({"title": f"Number {n}", "text": f"{text} {n}."}) + "\n" for n in range(8)))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(room), "--library", str(path), "add", "--jobs", "1", str(rows)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr and done.stderr.startswith("diptych: ")
    with open_store(path) as again:
        told = len(re.findall(r"^added \d+", done.stdout, re.M))
        assert again.articles.count() >= 3 + told
        assert [one.what for one in again.check()] == []


def test_a_library_that_nobody_has_open_is_one_file(new: Path, capsys: Captured) -> None:
    assert main(["add", "--jobs", "1", *map(str, PAGES)]) == 0
    assert main(["names"]) == 0
    assert [file.name for file in new.parent.glob("new.db*")] == ["new.db"]


def test_an_unknown_error_is_told_in_words(new: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/some/file")

    monkeypatch.setattr("tui.libraries.open_library", fail)
    assert "No space left" in complaint(capsys, "list")
