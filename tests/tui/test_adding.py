"""The card that brings articles in, met by what is no source."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from textual.widgets import Input, RichLog, Static

from store.library import Store
from tests.tui.conftest import press, settle, until
from tui.app import DiptychApp
from tui.screens.adding import AddScreen, PathSuggester


class Page(BaseHTTPRequestHandler):
    """Answers every request with one short article."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"Harbour closed\n\nThe harbour of Vessby stays closed until Friday, its master said.\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def hint(app: DiptychApp) -> str:
    return str(app.screen.query_one(".hint", Static).render())


@pytest.mark.parametrize("where", ["~nobody-has-this-home/page.txt", "no/such/page.txt", "ftp://example.org/x"])
async def test_what_cannot_be_read_is_told_and_the_card_stays(where: str, app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        app.screen.query_one(Input).value = where
        await press(pilot, "enter")
        await until(pilot, lambda: "1 failed" in hint(app))
        assert isinstance(app.screen, AddScreen) and app.crash_report is None
        await press(pilot, "ctrl+o")
        assert "nothing to open yet" in hint(app)
        await press(pilot, "escape")
        assert app.screen is app.reading


async def test_no_home_no_suggestion() -> None:
    assert await PathSuggester().get_suggestion("~nobody-has-this-home/p") is None
    assert await PathSuggester().get_suggestion("\0/p") is None


async def test_the_keyboard_is_not_read_as_an_article(app: DiptychApp, library: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "a", "-", "enter")
        assert "diptych add -" in hint(app)
        assert library.articles.count() == 3


async def test_a_private_address_is_fetched_when_it_is_allowed_here(app: DiptychApp, library: Store) -> None:
    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        app.screen.query_one(Input).value = f"http://127.0.0.1:{server.server_port}/"
        await press(pilot, "enter")
        await until(pilot, lambda: "1 failed" in hint(app))
        assert any("private" in line.text for line in app.screen.query_one(RichLog).lines)
        await press(pilot, "ctrl+l")
        assert "are fetched too" in hint(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "1 added" in hint(app))
    server.shutdown()
    server.server_close()
    assert library.articles.count() == 4
