"""The reader in a real terminal: tmux types the keys and tells what is on screen."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.tui.conftest import PAGES

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 15.0
"""Seconds until something that should be on screen is given up on."""

CRASHING = """
import sys
from pathlib import Path
from textual.binding import Binding
from tui import app, command_line

class CrashingApp(app.DiptychApp):
    BINDINGS = [Binding("f8", "crash", "Crash", priority=True)]
    CSS_PATH = str(Path(app.__file__).parent / "diptych.tcss")

    def action_crash(self):
        text_that_was_read = "a secret sentence"
        raise RuntimeError(text_that_was_read)

app.DiptychApp = CrashingApp
sys.exit(command_line.main())
"""

DEAF = """
import signal, sys
from tui import app, command_line, signals

app.ENDING = signals.ENDING = ()
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sys.exit(command_line.main())
"""


class Terminal:
    """One tmux server with one window, in which a shell waits."""

    def __init__(self, environment: dict[str, str], width: int = 120, height: int = 40) -> None:
        self._socket = f"diptych-{uuid4().hex}"
        size = ("-x", str(width), "-y", str(height))
        self._tmux(
            "-f", os.devnull, "new-session", "-d", *size, "-c", str(CHECKOUT), "sh",
            env=environment | {"ENV": "", "TERM": "xterm-256color"},
        )  # fmt: skip
        self.wait_for(r"[$#]")

    def _tmux(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        command = ["tmux", "-L", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True, env=env).stdout

    def run(self, *command: str, after: str = "") -> None:
        """Type a command; when it has ended, its exit code is shown as ``left with N``."""
        self.type(shlex.join(command) + f"; echo left with $?; {after}")
        self.press("Enter")

    def diptych(self, *argv: str) -> None:
        self.run(sys.executable, "-m", "tui", *argv, after="stty -a")

    def press(self, *keys: str) -> None:
        """Keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def escape(self) -> None:
        """Escape, and the silence after it that tells it from the beginning of another key."""
        self.press("Escape")
        time.sleep(0.3)

    def type(self, text: str) -> None:
        """Text, letter by letter."""
        self._tmux("send-keys", "-l", text)

    def send_bytes(self, raw: bytes) -> None:
        """Bytes as a keyboard would send them, whatever they are."""
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in raw))

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def coloured(self) -> str:
        """The screen with its colours as escape sequences."""
        return self._tmux("capture-pane", "-p", "-e")

    def asks(self, what: str) -> str:
        """A fact about the pane, in tmux's words."""
        return self._tmux("display-message", "-p", f"#{{{what}}}").strip()

    def wait_for(self, pattern: str) -> str:
        """Wait until the screen shows ``pattern``; return the screen."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            screen = self.screen()
            if re.search(pattern, screen):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for /{pattern}/:\n{screen}")

    def reader(self) -> int:
        """The process of the reader that runs here."""
        shell = self.asks("pane_pid")
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True)
        return int(children.stdout.split()[0])

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """A home with names by rule, which need no model."""
    settings = home / "settings.toml"
    settings.write_text('[names]\nengine = "rules"\n')
    foreign = ("TMUX", "DIPTYCH", "COLUMNS", "LINES")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)} | {
        "DIPTYCH_SETTINGS": str(settings),
        "LC_ALL": "C.UTF-8",
        "COLORTERM": "truecolor",
    }


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Terminal]:
    opened = Terminal(environment)
    yield opened
    opened.close()


@pytest.fixture
def file(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample library."""
    copy = tmp_path / "library.db"
    with closing(sqlite3.connect(sample_file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def open_reader(terminal: Terminal, file: Path, *argv: str) -> None:
    terminal.diptych("--library", str(file), "read", *(argv or ("1", "2")))
    terminal.wait_for("shared")


def assert_sane(terminal: Terminal, code: int) -> None:
    """The reader has left with ``code``; the terminal echoes, waits for lines and shows the shell's own screen."""
    screen = terminal.wait_for(r"left with \d+[\s\S]*icanon")
    assert f"left with {code}\n" in screen
    assert re.search(r"(?<!-)\becho\b", screen) and re.search(r"(?<!-)\bisig\b", screen)
    assert "Traceback" not in screen
    assert terminal.asks("alternate_on") == "0"
    assert terminal.asks("mouse_any_flag") == "0"
    assert terminal.asks("cursor_flag") == "1"


def query(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def test_the_demo_is_read_searched_tagged_and_left(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    terminal.diptych("demo", "--library", str(file))
    terminal.wait_for(r"Ostrand|Salen")
    terminal.wait_for("shared")
    terminal.press("/")
    terminal.type("harbuor")
    terminal.wait_for("harbuor")
    terminal.escape()
    terminal.type("t")
    terminal.wait_for("Enter takes what you typed")
    terminal.type("claims/denied")
    terminal.wait_for("make new tag claims/denied")
    terminal.press("Enter")
    terminal.wait_for("tagged claims/denied")
    terminal.type("q")
    assert_sane(terminal, 0)
    paths = query(file, "SELECT parent.name, tag.name FROM tags tag JOIN tags parent ON parent.id = tag.parent_id")
    assert paths == [("claims", "denied")]
    assert query(file, "SELECT count(*) FROM passage_tags") == [(1,)]
    assert query(file, "PRAGMA integrity_check") == [("ok",)]


def test_a_page_piped_in_leaves_the_keys_alive(terminal: Terminal, tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "tui", "--library", str(tmp_path / "new.db"), "read", "-"])
    terminal.run("sh", "-c", f"{command} < {shlex.quote(str(PAGES[1]))}", after="stty -a")
    terminal.wait_for("Ostrand|Salen|Meridian")
    terminal.wait_for("help")
    terminal.type("?")
    terminal.wait_for("Half a page down|All keys|Scroll")
    terminal.type("q")
    terminal.wait_for("help")
    terminal.type("q")
    assert_sane(terminal, 0)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, 131)])
def test_a_signal_restores_the_terminal(terminal: Terminal, file: Path, number: signal.Signals, code: int) -> None:
    open_reader(terminal, file)
    os.kill(terminal.reader(), number)
    assert_sane(terminal, code)


def test_a_control_c_kills_nothing_and_tells_how_to_leave(terminal: Terminal, file: Path) -> None:
    open_reader(terminal, file)
    terminal.press("C-c")
    terminal.wait_for("q goes back and quits")
    terminal.type("v")
    terminal.wait_for("selecting")
    terminal.press("C-c")
    terminal.wait_for("clipboard")
    terminal.type("q")
    assert_sane(terminal, 0)


def test_it_sleeps_and_comes_back_painted(terminal: Terminal, file: Path) -> None:
    open_reader(terminal, file)
    terminal.press("C-z")
    terminal.wait_for(r"(?i)stopped|suspended")
    assert terminal.asks("alternate_on") == "0"
    terminal.type("fg")
    terminal.press("Enter")
    terminal.wait_for(r"shared[\s\S]*help")
    assert terminal.asks("alternate_on") == "1"
    terminal.type("?")
    terminal.wait_for("Half a page down|All keys|Scroll")
    terminal.type("q")
    terminal.wait_for("shared")
    terminal.type("q")
    terminal.wait_for(r"[$#]\s*$")
    assert terminal.asks("alternate_on") == "0"


def test_an_unexpected_error_ends_cleanly_and_keeps_the_draft(
    terminal: Terminal, file: Path, tmp_path: Path, home: Path
) -> None:
    driver = tmp_path / "crashing.py"
    driver.write_text(CRASHING)
    terminal.run("env", f"PYTHONPATH={CHECKOUT}", sys.executable, str(driver), "--library", str(file), "read", "1", "2",
                 after="stty -a")  # fmt: skip
    terminal.wait_for("shared")
    terminal.type("m")
    terminal.wait_for("Note")
    terminal.type("half a thought")
    terminal.wait_for("half a thought")
    until = time.monotonic() + PATIENCE
    while not query(file, "SELECT 1 FROM drafts") and time.monotonic() < until:
        time.sleep(0.05)
    terminal.press("F8")
    assert_sane(terminal, 1)
    assert "the reader stopped because of an error" in " ".join(terminal.screen().split())
    (report,) = home.rglob("crash-*.txt")
    told = report.read_text()
    assert told.startswith("RuntimeError") and "in action_crash" in told and "secret" not in told
    assert report.stat().st_mode & 0o777 == 0o600
    open_reader(terminal, file)
    terminal.type("m")
    terminal.wait_for("half a thought")


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("editor", "told"),
    [("no-such-editor", "No such file"), ("false", "ended with 1"), ("'", "No closing"), ("rm", "took the file away")],
)
def test_an_editor_that_fails_leaves_the_note_as_it_was(
    editor: str, told: str, environment: dict[str, str], file: Path
) -> None:
    lent = Terminal(environment | {"EDITOR": editor})
    try:
        open_reader(lent, file)
        lent.press("m")
        lent.wait_for("your editor")
        lent.type("precious")
        lent.wait_for("precious")
        lent.press("C-e")
        assert "precious" in lent.wait_for(told.replace(" ", r"[\s▌]+"))
        lent.escape()
        lent.wait_for("note saved")
        lent.type("q")
        lent.wait_for("left with 0")
    finally:
        lent.close()
    assert query(file, "SELECT note FROM passages") == [("precious",)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system tells of processes in another way")
@pytest.mark.parametrize("hears_of_it", [True, False])
def test_without_its_terminal_it_ends(terminal: Terminal, file: Path, hears_of_it: bool, tmp_path: Path) -> None:
    driver = tmp_path / "deaf.py"
    driver.write_text(DEAF)
    program = ["-m", "tui"] if hears_of_it else [str(driver)]
    terminal.run("env", f"PYTHONPATH={CHECKOUT}", sys.executable, *program, "--library", str(file), "read", "1")
    terminal.wait_for("help")
    process = terminal.reader()
    terminal.close()
    until = time.monotonic() + 10
    while is_running(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(process)
    assert query(file, "PRAGMA integrity_check") == [("ok",)]


def test_without_colour_everything_is_still_told(environment: dict[str, str], file: Path) -> None:
    terminal = Terminal(environment | {"NO_COLOR": "1"})
    try:
        open_reader(terminal, file)
        hues = {tuple(map(int, found)) for found in re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", terminal.coloured())}
        assert all(max(hue) - min(hue) <= 2 for hue in hues)
        terminal.type("q")
        assert_sane(terminal, 0)
    finally:
        terminal.close()


def test_two_readers_of_one_library_both_save(terminal: Terminal, environment: dict[str, str], file: Path) -> None:
    other = Terminal(environment)
    try:
        for one, tag in ((terminal, "first"), (other, "second")):
            open_reader(one, file)
            one.type("t")
            one.wait_for("Enter takes what you typed")
            one.type(tag)
            one.wait_for(f"make new tag {tag}")
        terminal.press("Enter")
        other.press("Enter")
        terminal.wait_for("tagged first")
        other.wait_for("tagged second")
        terminal.type("q")
        other.type("q")
        assert_sane(terminal, 0)
        assert_sane(other, 0)
    finally:
        other.close()
    assert query(file, "SELECT name FROM tags ORDER BY name") == [("first",), ("second",)]
    assert query(file, "SELECT count(*) FROM passage_tags") == [(2,)]


def test_bytes_that_are_no_text_do_not_kill_it(terminal: Terminal, file: Path) -> None:
    open_reader(terminal, file)
    terminal.send_bytes(bytes(range(0x80, 0x100)) + b"\xed\xa0\x80\xf5\xc0\xaf")
    terminal.send_bytes(b"\x1b[200~\xff\xfe paste \xc3\x1b[201~")
    terminal.press("/")
    terminal.send_bytes(b"h\xffarbour\xe2\x28")
    terminal.wait_for(r"arbour.*\(")
    terminal.escape()
    terminal.type("q")
    assert_sane(terminal, 0)


def test_keys_that_come_at_once_all_count_and_lose_nothing_typed_after_them(terminal: Terminal, file: Path) -> None:
    open_reader(terminal, file)
    terminal.type("w" * 200 + "b" * 200 + "/quelquefois")
    terminal.wait_for("quelquefois")
    terminal.escape()
    terminal.type("q")
    assert_sane(terminal, 0)


def test_errors_may_go_to_a_file_while_it_paints(terminal: Terminal, file: Path, tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "tui", "--library", str(file), "read", "1", "2"])
    terminal.run("sh", "-c", f"{command} 2> {shlex.quote(str(tmp_path / 'errors'))}", after="stty -a")
    terminal.wait_for("shared")
    terminal.type("q")
    assert_sane(terminal, 0)
    assert (tmp_path / "errors").read_bytes() == b""
