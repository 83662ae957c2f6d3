"""The report page in a real browser, where there is one."""

import subprocess
from pathlib import Path

import pytest

from store.exchange.report import Report
from tests.store.exchange.making import articles, comparison, readings

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")


@pytest.fixture
def browse(tmp_path):
    page = tmp_path / "report.html"
    page.write_text(Report(comparison(), articles(), readings()).as_html(), encoding="utf-8")

    def run(*arguments):
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *arguments, page.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=60)

    return run


def test_the_page_is_rendered_side_by_side(browse):
    dom = browse("--dump-dom").stdout.decode()
    assert "<h1>Comparison: Halden Herald · Corvin Post</h1>" in dom
    assert dom.count("<article id=") == 2


def test_the_page_prints(browse, tmp_path):
    target = tmp_path / "report.pdf"
    browse(f"--print-to-pdf={target}")
    assert target.read_bytes().startswith(b"%PDF")
